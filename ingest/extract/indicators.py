"""Quantified commitments: metric, comparator, value, unit and deadline of each.

A quantity (number, unit, and the words that compare) is found first; its metric is the noun
phrase before it in the clause, or after it where only a verb stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.deadlines import iso_of
from ingest.extract.found import Span, Target
from ingest.numerals import integer
from ingest.text import Text

_UNIT = (
    r"%|个百分点|批次/千人|批次/万人|批/千人|份/千人|件/千人|/10万|/万|批次|批(?!准|发|评|示|复)|万亩次|万亩|亩|万吨|吨|公斤|千克|公里|千米|万平方米|平方米|平方公里|立方米|公顷"
    r"|亿元|万亿元|万元|元(?!素|旦)|学时|课时|小时|个工作日|工作日|万人次|人次|万人|万户|万家|万个|万件|万条|万台|万辆|万套|万头|万株|人(?!民|员|才|均|口|大|社|群|工|力)|所(?!有|需|在|属|列|得|示)|户(?!外)|家(?!庭|长|政|禽|宴|具|电|属|园|畜|园|用)"
    r"|件(?!套)|条(?!例|件|款)|项(?!目)|场(?!所|地|景|馆|次)|场次|座|处(?!理|罚|置|级|以|在|于)|台(?!账|阶|风)|套|辆|艘|架|篇|幅|部(?!门|署|分|委|位|级)|张|期(?!间|限|货)|份(?!额)|名(?!单|录|优|牌|称|城|胜)|头(?!部)|只|株|棵|种(?!植|养|类|子|苗|业)"
    r"|个(?!人|体|性|别|月|月|方面|环节|阶段|不)|次(?!序|数|生|日|年)|支(?!持|撑|部|付|队伍建)|对(?!接|照|象|外|比)|盏|块|间(?!接|隔)|栋|幢|张|例|微克/立方米|毫克/升|分贝|吨标准煤|千瓦|万千瓦|兆瓦|位(?!于|置)"
)
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_CHINESE = r"百分之[一二三四五六七八九十百零点]+|[一二三四五六七八九十]分之[一二三四五六七八九十]|[二三四五六七八九]?[百千](?:[一二三四五六七八九]?十)?|[二三四五六七八九]?十[一二三四五六七八九]?"
_AT_LEAST = "不少于|不低于|不小于|不得少于|不得低于|至少|大于|超过|高于|达到或超过|≥|突破"
_AT_MOST = "不超过|不高于|不大于|不多于|不得超过|不得高于|控制在|低于|少于|小于|压减至|压缩至|压缩到|缩短至|缩短到|下降到|降低到|降至|降到|减少到|减至|≤|限定在"
_ABOUT = "接近|约|大约|左右"
_MORE = "新增加|再增加|新增|增加|增长|再打造|再建|新建|新培育|新创建|新认定|新发展|新建成|再创建|再新增|提高|提升|上升|扩大|净增|再培育|再建成|再发展"
_LESS = "再减少|再减|减少|下降|降低|压缩|压减|缩减|缩短|削减|减|精简|降|再降"
_REACH = "分别达到|稳定达到|总体达到|均达到|达到|达|保持在|稳定在|维持在|提高到|提高至|提升到|提升至|增加到|扩大到|扩大至|增长到|力争达|实现|为|至|到|是|在|占"
_QUANTITY = re.compile(
    rf"(?P<pre>{_AT_LEAST}|{_AT_MOST}|{_ABOUT}|{_REACH})?(?P<pre2>{_AT_LEAST}|{_AT_MOST}|{_ABOUT})?\s*"
    rf"(?:(?P<number>{_DIGITS})\s*(?P<unit>{_UNIT})|(?P<fraction>{_CHINESE})(?P<cunit>(?:{_UNIT})?))"
    r"\s*(?P<post>（含）以上|及以上|以上|以下|以内|之内|左右|上下|内)?"
)
# leftmost wins: 不少于 before 少于, 不超过 before 超过
_BOUND = re.compile(rf"(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})")
_MORE_END = re.compile(rf"(?:{_MORE})(?:了|约|近)?$")
_LESS_END = re.compile(rf"(?:{_LESS})(?:了|约|近)?$")
_ALL = re.compile(r"全覆盖(?!面|率|的)")
_SEVERAL_FULL = re.compile(r"(?:[两二三四五六七八九]|\d)个(?P<value>\d+(?:\.\d+)?)%")
# what stands before a metric and is none of it
_LEAD_IN = re.compile(
    r"^(?:(?:到|至|在|截至)?(?:20\d\d|今|当|本)年(?:度)?(?:内|\d{1,2}月)?(?:底|末)?(?:之?前)?|[、，和及与并使将把]|以及|全[省市县州区]|力争|确保|努力|原则上|年内|全年|每年|继续|逐步|积极|加快|全面|大力|深入|进一步|切实|推动|推进|实现|实行|实施|组织|开展|完成|按要求|按照|按(?![期时季月比照])|落实|做到"
    r"|推荐创建|培育发展|创建|新建|建成|建立|建设|打造|培育|发展|新增|改造|新改建|改扩建|培训|命名|认定|评选|扶持|引进|争取|至少|再|共|接受|达到|保证|使|要|其中|组织实施|优化|加强|布局|配备|设立|筹建|巩固|保持|维持)+"
)
_MADE = re.compile(
    r"创建|培育发展|培育|建成|新建|打造|命名|认定|实行|实现|推广|聘请|采集|组建|开通|储备|安装|铺设|更换|配备|购置|查处|举办|办理|走访|聘用|设置|建设|发放|培训(?![率班])"
)
# 抵押登记3个工作日办结
_WITHIN = re.compile(r"(?:办结|答复|上报|公示|处置|办理|送达|完成审批|反馈|响应|到达|抢通|报告)")
_TAKES_PART = re.compile(r"(?:接受|参加|完成|开展|组织)(?:不少于|不低于|至少|达到)?$")
_VERB_ONLY = re.compile(
    r"(?:推荐|创建|新建|建成|建立|建设|打造|培育|发展|新增|改造|命名|认定|评选|扶持|引进|争取|完成|开展|组织|举办|建|新|再|至少|接受|培训|不少于|达到|设立|对|的|全年|每年|年内|力争|制定|实施|配备|推出|改建|新认定|遴选|打击|查办|检测|监测|抽检|淘汰|提供|帮助|支持|吸纳|发放)+$"
)
_SKIP_BEFORE = re.compile(
    r"第[一二三四五六七八九十\d]*$|(?:^|[^自缘])由$|从$|第[一二三四五六七八九十\d]+批$|每$|一$|十$"
)
_SKIP_AFTER = re.compile(
    r"^(?:[市县区州省乡镇](?!级)|部门|单位|方面|环节|大|类|级|阶段|月|地|以上的?方面|行动|工程|专项|统一|严|关|转变|结合|坚持)"
)
_FACT = re.compile(r"^(?:截至|截止|去年|上年|目前|已|其中已|现有|共有)")
_FREQUENCY = re.compile(r"每(?:年|季度|季|月|半年|周|学期|日|天|两年|半月|个月)")
_GRANT = re.compile(r"奖励|补助|补贴|奖补|罚款|资助|处以|贴息|奖金")
_YEARS = re.compile(r"(20\d\d)年?(?:底)?(?=[、和，及]|[^\d])")
_WHEN = re.compile(r"(?<![较比与])(?:20\d\d)年(?:\d{1,2}月)?(?:底|末)?")
_CLAUSE_END = "，。；：！？\n"
# a time at the end of a metric, or all there is: 开具率2022年, 三年
_TIMED = re.compile(
    r"(?:到|至|力争|在)?(?:20\d\d年(?:底|末|度)?|明年|今年|年底|\d{1,2}月底|[两二三四五]年)$"
)
# how far round a quantity its metric is looked for
_NEAR = 90


@dataclass(frozen=True, slots=True)
class _Quantity:
    start: int
    end: int
    value: float
    unit: str
    pre: str
    post: str


def targets(text: Text, start: int, end: int) -> list[Target]:
    """Return the quantified commitments in ``[start, end)``, in order of the text."""
    plain = text.plain
    found: list[Target] = []
    for a, b in _sentences(plain, start, end):
        if _FACT.match(plain, a, b):
            continue
        in_sentence: list[Target] = []
        for clause in _clauses(plain, a, b):
            for target in _of_clause(text, clause, a):
                in_sentence.append(_with_metric(text, target, in_sentence, (a, clause[0])))
        found += (target for target in in_sentence if target.metric)
    return found


def _with_metric(text: Text, target: Target, earlier: list[Target], before: Span) -> Target:
    """Return a target that has no metric of its own with that of the one before.

    开具率2022年达到85%，2024年达到100%: the second value is of the same metric. Where no target
    of this unit came before, the clause before says what is measured.
    """
    if target.metric:
        return target
    same = [t.metric for t in earlier if t.unit == target.unit]
    if same:
        return replace(target, metric=same[-1])
    words = re.split(
        r"[，。；：\n]", text.plain[max(before[0], before[1] - _NEAR) : before[1]].rstrip("，；：")
    )
    start = before[1] - len(words[-1]) - 1 if words else before[1]
    metric = text.verbatim(max(before[0], start), before[1]).strip("，；：")
    return replace(target, metric=metric if len(metric) >= 4 else "")


def _sentences(plain: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in re.finditer(r"[。\n！？]", plain[start:end]):
        yield begin, start + match.start()
        begin = start + match.end()
    if begin < end:
        yield begin, end


def _clauses(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the clauses of a sentence; what stands in brackets is a clause of its own."""
    begin, opened = start, []
    for position in range(start, end):
        char = plain[position]
        if char in "（〔":
            opened.append((position, begin))
        elif char in "）〕" and opened:
            at, outer = opened.pop()
            if re.search(rf"{_DIGITS}\s*(?:{_UNIT})", plain[at:position]):
                yield outer, at
                yield at + 1, position
                begin = position + 1
            else:
                begin = outer
        elif char in _CLAUSE_END and not opened:
            yield begin, position
            begin = position + 1
    if begin < end:
        yield begin, end


def _of_clause(text: Text, clause: Span, sentence: int) -> Iterator[Target]:
    plain = text.plain
    several = _SEVERAL_FULL.search(plain, *clause)
    if several:
        yield from _shared(text, clause, several, sentence)
        return
    quantities = [q for q in _quantities(plain, clause)]
    begin = clause[0]
    index = 0
    comparator, unit = "", ""
    while index < len(quantities):
        run = _run(plain, quantities, index)
        deadline = _deadline(plain, sentence, run[0].start)
        if len(run) > 1:
            yield from _spread(text, (begin, clause[1]), run, deadline)
        else:
            inherited = comparator if run[0].unit == unit else ""
            target = _single(text, (begin, clause[1]), run[0], deadline, inherited)
            comparator = target.comparator if target else ""
            if target:
                begin = target.span[1]
                yield target
        unit = run[0].unit
        begin = max(begin, run[-1].end)
        index += len(run)
    yield from _coverage(text, clause, sentence)


def _quantities(plain: str, clause: Span) -> Iterator[_Quantity]:
    for match in _QUANTITY.finditer(plain, *clause):
        number = _value(match)
        if number is None:
            continue
        value, unit = number
        at = match.start("number") if match["number"] else match.start("fraction")
        before = plain[max(clause[0], at - 14) : at]
        after = plain[match.end() : min(clause[1], match.end() + _NEAR)]
        if _SKIP_BEFORE.search(before) or plain[at - 1 : at].isdigit() or plain[at - 1 : at] == ".":
            continue
        if (
            unit in ("个", "项", "种", "类", "条")
            and not match["post"]
            and _SKIP_AFTER.match(after)
        ):
            continue
        whole = plain[max(clause[0], at - _NEAR) : min(clause[1], at + _NEAR)]
        if unit in ("次", "场", "场次", "期", "批次") and _FREQUENCY.search(before):
            continue
        if unit.endswith("元") and _GRANT.search(whole):
            continue
        if match["post"] == "内" and unit not in ("个工作日", "工作日", "小时", "%"):
            continue
        pre = (match["pre"] or "") + (match["pre2"] or "")
        yield _Quantity(match.start(), match.end(), value, unit, pre, match["post"] or "")


def _value(match: re.Match[str]) -> tuple[float, str] | None:
    """Return value and unit; a fraction has the unit 倍率, 百分之 that of %."""
    if match["number"]:
        return float(match["number"].replace(",", "")), match["unit"]
    words = match["fraction"]
    if words.startswith("百分之"):
        whole = integer(words[3:])
        return (float(whole), "%") if whole else None
    if "分之" in words:
        low, high = words.split("分之")
        below, above = integer(low), integer(high)
        return (round(above / below, 4), "倍率") if below and above else None
    whole = integer(words)
    unit = match["cunit"]
    return (
        (float(whole), unit)
        if whole
        and unit
        and len(words) > 1
        and unit not in ("个", "项", "条", "种", "部", "次", "对", "期", "年")
        else None
    )


def _run(plain: str, quantities: list[_Quantity], index: int) -> list[_Quantity]:
    """Return the quantities from ``index`` on that follow each other with only 、 between."""
    run = [quantities[index]]
    for following in quantities[index + 1 :]:
        if plain[run[-1].end : following.start] not in ("、", "和", "，", "、和"):
            break
        if following.unit != run[0].unit:
            break
        run.append(following)
    return run


def _single(
    text: Text, region: Span, quantity: _Quantity, deadline: str | None, inherited: str
) -> Target | None:
    plain = text.plain
    before = (max(region[0], quantity.start - _NEAR), quantity.start)
    is_count = quantity.unit not in ("%", "倍率", "个百分点") and "/" not in quantity.unit
    metric = _metric_before(plain, before, is_count=is_count)
    after = _metric_after(plain, quantity.end, region[1])
    has_metric = metric[1] > metric[0]
    is_of = plain[quantity.end : quantity.end + 1] == "的"
    takes_part = _TAKES_PART.search(plain[slice(*before)] + quantity.pre) is not None
    is_done = plain.startswith("完成", quantity.end)
    is_limit = _WITHIN.match(plain, quantity.end) is not None and has_metric
    use_after = after[1] > after[0] and (is_count or not has_metric or is_done) and not is_limit
    if use_after and is_count and has_metric and is_of and not takes_part:
        use_after = False
    comparator = "<=" if is_limit else _comparator(plain, before, quantity, inherited)
    chosen = after if use_after else metric
    if chosen[1] <= chosen[0] and not _TIMED.search(plain[slice(*before)]):
        return None
    span = (
        metric[0] if not use_after and metric[1] > metric[0] else _start(plain, before),
        quantity.end,
    )
    span = (span[0], max(span[1], after[1]) if use_after else span[1])
    return Target(
        text.verbatim(*span),
        text.verbatim(*chosen),
        comparator,
        quantity.value,
        _unit(text, quantity),
        span,
        deadline,
        "quantity",
        0.9 if quantity.unit == "%" else 0.8,
    )


def _unit(text: Text, quantity: _Quantity) -> str:
    place = text.plain.rfind(quantity.unit, quantity.start, quantity.end)
    return text.verbatim(place, place + len(quantity.unit)) if place >= 0 else quantity.unit


def _start(plain: str, before: Span) -> int:
    start, end = before
    while start < end and plain[start] in "、，和及与并 ":
        start += 1
    return start


def _metric_before(plain: str, before: Span, *, is_count: bool = False) -> Span:
    """Return the noun phrase before a quantity, empty where there is only a verb."""
    start, end = before
    words = plain[start:end]
    trimmed = re.sub(
        rf"(?:要|应|平均|均|分别|力争|已|{_MORE}|{_LESS}|{_REACH}|{_AT_LEAST}|{_AT_MOST}|{_ABOUT})+$",
        "",
        words,
    )
    trimmed = _TIMED.sub("", trimmed)
    end = start + len(trimmed)
    made = [m.end() for m in _MADE.finditer(trimmed)] if is_count else []
    lead = _LEAD_IN.match(trimmed)
    if made and made[-1] < len(trimmed):
        start += made[-1]
    elif lead:
        start += lead.end()
    rest = plain[start:end]
    return (start, start) if _VERB_ONLY.fullmatch(rest) or not rest.strip() else (start, end)


def _metric_after(plain: str, start: int, end: int) -> Span:
    """Return the noun phrase after a quantity up to the end of its clause or a list sign."""
    if start < end and plain[start] == "的":
        start += 1
    end = min(end, start + _NEAR)
    stop = re.search(
        rf"[、，。；和]|并|的任务|的目标|的要求|(?<=[^一-鿿])$|{_DIGITS}\s*(?:{_UNIT})",
        plain[start:end],
    )
    end = start + stop.start() if stop else end
    if plain.startswith("完成", start):
        start += 2
    words = plain[start:end]
    if re.match(r"任务|目标|要求|指标|左右|以上|以下|应用|落实|建立|配备|通过|达标|开展", words):
        return start, start
    return (start, end) if len(words) >= 2 else (start, start)


def _comparator(plain: str, before: Span, quantity: _Quantity, inherited: str) -> str:
    pre, post = quantity.pre, quantity.post
    words = plain[before[0] : quantity.start]
    bound = _BOUND.search(pre)
    if bound and bound["most"]:
        return "<="
    if (
        post in ("以上", "及以上", "（含）以上")
        or bound
        or re.search(r"(?:至少|不少于|不低于)[^，、]{0,12}$", words)
    ):
        return ">="
    if post in ("以下", "以内", "之内", "内"):
        return "<="
    if post in ("左右", "上下") or re.search(_ABOUT, pre):
        return "~"
    if not re.search(_REACH, pre):
        if _MORE_END.search(words):
            return "+"
        if _LESS_END.search(words):
            return "-"
        if (
            words.strip("、和及")
            and len(words) < 12
            and inherited in (">=", "+")
            and words[:1] in "、和及"
        ):
            return inherited
        if not words.strip("、和及") and inherited:
            return inherited
    return "="


def _spread(
    text: Text, region: Span, run: list[_Quantity], deadline: str | None
) -> Iterator[Target]:
    """Yield targets of values in a row: 分别达到70%、80%、90%, for several years or metrics."""
    plain = text.plain
    before = (max(region[0], run[0].start - 2 * _NEAR), run[0].start)
    years = _YEARS.findall(plain[slice(*before)])
    metric = _metric_before(plain, _after_years(plain, before))
    names = _listed(plain, metric, len(run))
    comparator = _comparator(plain, before, run[-1], "")
    if comparator == "=":
        comparator = _comparator(plain, before, run[0], "")
    span = (metric[0], run[-1].end)
    for index, quantity in enumerate(run):
        due = years[index] if len(years) == len(run) else deadline
        name = names[index] if names else metric
        if name[1] > name[0]:
            yield Target(
                text.verbatim(*span), text.verbatim(*name), comparator, quantity.value,
                _unit(text, quantity), span, due, "values-in-a-row", 0.85,
            )  # fmt: skip


def _after_years(plain: str, before: Span) -> Span:
    found = re.match(
        r"(?:力争|到|在)?(?:20\d\d年?[、和，及]?)+(?:底|度|前)*", plain[slice(*before)]
    )
    return (before[0] + found.end(), before[1]) if found else before


def _listed(plain: str, metric: Span, count: int) -> list[Span]:
    """Return the parts of a list of metrics where there are as many as values, else nothing."""
    parts: list[Span] = []
    begin = metric[0]
    for match in re.finditer(r"、|和|以及|及", plain[slice(*metric)]):
        parts.append((begin, metric[0] + match.start()))
        begin = metric[0] + match.end()
    parts.append((begin, metric[1]))
    return parts if len(parts) == count and count > 1 else []


def _shared(text: Text, clause: Span, several: re.Match[str], sentence: int) -> Iterator[Target]:
    """Yield one target for each metric of a list that ends in 三个100%."""
    metric = _metric_before(text.plain, (clause[0], several.start()))
    count = integer(several[0][0]) or 0
    deadline = _deadline(text.plain, sentence, several.start())
    span = (metric[0], several.end())
    for name in _listed(text.plain, metric, count) or [metric]:
        if name[1] > name[0]:
            yield Target(
                text.verbatim(*span), text.verbatim(*name), "=", float(several["value"]), "%",
                span, deadline, "shared-value", 0.9,
            )  # fmt: skip


def _coverage(text: Text, clause: Span, sentence: int) -> Iterator[Target]:
    """Yield 全覆盖 as 100 %."""
    match = _ALL.search(text.plain, *clause)
    if match is None:
        return
    metric = _metric_before(text.plain, (clause[0], match.start()), is_count=True)
    if metric[1] - metric[0] < 2:
        return
    span = (metric[0], match.end())
    deadline = _deadline(text.plain, sentence, match.start())
    yield Target(
        text.verbatim(*span),
        text.verbatim(*metric),
        "=",
        100.0,
        "%",
        span,
        deadline,
        "full-coverage",
        0.6,
    )


def _deadline(plain: str, sentence: int, position: int) -> str | None:
    """Return the last year or day that the sentence names before a place."""
    found = None
    for match in _WHEN.finditer(plain, max(sentence, position - 4 * _NEAR), position):
        found = iso_of(plain[match.start() : match.end() + 2])
    return found
