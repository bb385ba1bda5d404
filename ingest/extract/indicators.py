"""Quantified commitments: metric, comparator, value, unit and deadline of each.

A quantity (number, unit, and the words that compare) is found first; its metric is the noun
phrase before it in the clause, or after it where only a verb stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.clauses import clauses_in, sentences_in
from ingest.extract.comparators import changes_at_start, comparator_of
from ingest.extract.confidence import CONFIDENCE
from ingest.extract.coverage import full_coverage
from ingest.extract.deadlines import iso_of
from ingest.extract.found import Span, Target
from ingest.extract.metrics import (
    TIMED,
    after_years,
    deed_before,
    goes_on,
    listed,
    metric_after,
    metric_before,
    subject_of,
)
from ingest.extract.quantities import (
    NEAR,
    NO_COUNT,
    Quantity,
    quantities_in,
    run_from,
)
from ingest.extract.words import any_of
from ingest.numerals import integer
from ingest.text import Text

# what no quantity is without
_SOME_NUMBER = re.compile(r"[\d十百千两二三四五六七八九]|分之|全覆盖")
_SEVERAL_FULL = re.compile(r"(?:[两二三四五六七八九]|\d)个(?P<value>\d+(?:\.\d+)?)%")
_NEXT = re.compile(r"(?:以上|以下|以内|左右)?[，、；]")
_WITHIN = re.compile(any_of("metric.within"))
_TAKES_PART = re.compile(r"(?:接受|参加|完成|开展|组织)(?:不少于|不低于|至少|达到)?$")
# 目前已建成36个, 我县共有企业56家
_FACT = re.compile(rf"(?:[我全][省市县区州])?(?:{any_of('quantity.fact')})")
# “十三五”期间 of a plan for 2021
_PERIOD = re.compile(r"“?十(?P<which>[一二三四五])五”?(?:期间|时期|以来)")
_YEARS = re.compile(r"(20\d\d)年?(?:底)?(?=[、和，及]|[^\d])")
# 由2020年的78%, 较2020年, 2000年底前建成的 name no time to come
_WHEN = re.compile(
    r"(?=20)(?<![较与由从同])(?<!(?<!占)比)(?:20\d\d)年(?:\d{1,2}月)?(?:底|末)?(?!的?基础上|相比|本[）)])"
    r"(?![底末]?[之以]?前[^，。；]{1,8}的)"
)


def targets(text: Text, start: int, end: int, year: int | None = None) -> list[Target]:
    """Return the quantified commitments in ``[start, end)``, in order of the text.

    Values of years before ``year``, the first that the plan is about, are facts and left out.
    """
    plain = text.plain
    found: list[Target] = []
    for a, b in sentences_in(plain, start, end):
        if not _SOME_NUMBER.search(plain, a, b) or _is_of_past(plain, a, b, year):
            continue
        in_sentence: list[Target] = []
        for clause in clauses_in(plain, a, b):
            for target in _of_clause(text, clause, a):
                in_sentence.append(_with_metric(text, target, in_sentence, (a, clause[0])))
        found += (t for t in in_sentence if t.metric and not _is_past(t, year))
    return found


def _is_of_past(plain: str, start: int, end: int, year: int | None) -> bool:
    """Whether a sentence tells what is or was: 截至2020年底, 我县共有, “十三五”期间."""
    period = _PERIOD.match(plain, start, end) if year else None
    if period is not None and year and 2000 + 5 * (integer(period["which"]) or 0) < year - 5:
        return True
    return _FACT.match(plain, start, end) is not None


def _is_past(target: Target, year: int | None) -> bool:
    return bool(year and target.deadline and int(target.deadline[:4]) < year)


def _with_metric(text: Text, target: Target, earlier: list[Target], before: Span) -> Target:
    """Return a target that has no metric of its own with that of the one before.

    开具率2022年达到85%，2024年达到100%: the second value is of the same metric. Where no target
    came before, or one of another unit, the clause before says what is measured.
    """
    if target.metric:
        return target
    same = [t for t in earlier if t.unit == target.unit]
    is_next = earlier and _is_next(text.plain, earlier[-1], target)
    last = earlier[-1:] if is_next else same[-1:]
    if last:
        return replace(target, metric=last[0].metric)
    end = (
        before[1] - 1 if text.plain[before[1] - 1 : before[1]] in ("，", "；", "：") else before[1]
    )
    stops = [text.plain.rfind(sign, before[0], end) for sign in "，。；：\n"]
    metric = text.verbatim(*subject_of(text.plain, (max(before[0], max(stops) + 1), end)))
    return replace(target, metric=metric if 4 <= len(metric) <= NEAR else "")


def _is_next(plain: str, target: Target, following: Target) -> bool:
    """Whether a target follows right after another."""
    return _NEXT.fullmatch(plain, target.span[1], following.span[0]) is not None


def _of_clause(text: Text, clause: Span, sentence: int) -> Iterator[Target]:
    plain = text.plain
    if not _SOME_NUMBER.search(plain, *clause):
        return
    several = _SEVERAL_FULL.search(plain, *clause)
    if several:
        yield from _shared(text, clause, several, sentence)
        return
    quantities = list(quantities_in(plain, clause))
    begin = clause[0]
    index = 0
    comparator, unit = "", ""
    while index < len(quantities):
        run = run_from(plain, quantities, index)
        deadline = _deadline(plain, sentence, run[0].start)
        if run[0].low is not None:
            yield from _range(text, (begin, clause[1]), run[0], deadline)
        elif len(run) > 1:
            yield from _spread(text, (begin, clause[1]), run, sentence)
        else:
            inherited = comparator if run[0].unit.lstrip("万亿") == unit.lstrip("万亿") else ""
            target = _single(text, (begin, clause[1]), run[0], deadline, inherited)
            comparator = target.comparator if target else ""
            if target:
                begin = target.span[1]
                yield target
        unit = run[0].unit
        begin = max(begin, run[-1].end)
        index += len(run)
    covered = full_coverage(text, clause)
    if covered is not None:
        due = _deadline(plain, sentence, covered.span[1])
        yield replace(covered, deadline=due)


def _single(
    text: Text, region: Span, quantity: Quantity, deadline: str | None, inherited: str
) -> Target | None:
    plain = text.plain
    before = (max(region[0], quantity.start - NEAR), quantity.start)
    is_count = quantity.unit not in NO_COUNT and "/" not in quantity.unit
    is_sum = quantity.unit.endswith("元")
    metric = metric_before(plain, before, is_count=is_count)
    after = metric_after(plain, quantity.end, region[1])
    has_metric = metric[1] > metric[0]
    is_of = plain[quantity.end : quantity.end + 1] == "的"
    takes_part = _TAKES_PART.search(plain[slice(*before)] + quantity.pre) is not None
    is_done = plain.startswith("完成", quantity.end)
    is_limit = _WITHIN.match(plain, quantity.end) is not None and has_metric
    wants_after = (
        (is_count and not (is_sum and has_metric))
        or not has_metric
        or is_done
        or (is_of and takes_part)
    )
    use_after = after[1] > after[0] and wants_after and not is_limit
    if use_after and is_count and has_metric and is_of and not takes_part:
        use_after = False
    comparator = "<=" if is_limit else comparator_of(plain, before, quantity, inherited)
    chosen = after if use_after else metric
    if use_after and not has_metric and quantity.post == "内":
        return None
    if chosen[1] - chosen[0] < 2:
        chosen = deed_before(plain, before)
    if chosen[1] <= chosen[0] and not _leans_back(plain, before, quantity):
        return None
    is_gain = changes_at_start(plain[slice(*before)])
    begin = metric[0] if has_metric and not use_after and not is_gain else _start(plain, before)
    span = (begin, quantity.end)
    span = (span[0], max(span[1], after[1]) if use_after else span[1])
    rule = "percentage" if quantity.unit == "%" else "quantity"
    return Target(
        text.verbatim(*span),
        text.verbatim(*chosen),
        comparator,
        quantity.value,
        _unit(text, quantity),
        span,
        deadline,
        rule,
        CONFIDENCE[rule],
    )


def _leans_back(plain: str, before: Span, quantity: Quantity) -> bool:
    """Whether a value without a metric is of one named before.

    …，2024年达到100%; …，净增50家; 改造小区49个、3.2万户.
    """
    if TIMED.search(plain[slice(*before)]):
        return True
    words = plain[slice(*before)] + quantity.pre
    if words == "、":
        return True
    is_said = bool(quantity.pre or quantity.unit == "%" or changes_at_start(words))
    return is_said and goes_on(plain, before)


def _unit(text: Text, quantity: Quantity) -> str:
    place = text.plain.rfind(quantity.unit, quantity.start, quantity.end)
    return text.verbatim(place, place + len(quantity.unit)) if place >= 0 else quantity.unit


def _start(plain: str, before: Span) -> int:
    start, end = before
    while start < end and plain[start] in "、，和及与并 ":
        start += 1
    return start


def _range(text: Text, region: Span, quantity: Quantity, deadline: str | None) -> Iterator[Target]:
    """Yield the two bounds of a range as targets: 8%—10%."""
    upper = _single(text, region, replace(quantity, low=None), deadline, "")
    if upper is not None and quantity.low is not None:
        upper = replace(upper, comparator="<=", rule="range", confidence=CONFIDENCE["range"])
        yield replace(upper, comparator=">=", value=quantity.low)
        yield upper


def _spread(text: Text, region: Span, run: list[Quantity], sentence: int) -> Iterator[Target]:
    """Yield targets of values in a row: 分别达到70%、80%、90%, for several years or metrics."""
    plain = text.plain
    before = (max(region[0], run[0].start - 2 * NEAR), run[0].start)
    deadline = _deadline(plain, sentence, run[0].start)
    years = _YEARS.findall(plain[max(sentence, before[0] - NEAR) : before[1]])
    metric = metric_before(plain, after_years(plain, before))
    names = listed(plain, metric, len(run))
    comparator = comparator_of(plain, before, run[-1], "")
    if comparator == "=":
        comparator = comparator_of(plain, before, run[0], "")
    span = (metric[0], run[-1].end)
    for index, quantity in enumerate(run):
        due = years[index] if len(years) == len(run) else deadline
        name = names[index] if names else metric
        if name[1] > name[0]:
            yield Target(
                text.verbatim(*span), text.verbatim(*name), comparator, quantity.value,
                _unit(text, quantity), span, due, "values-in-a-row", CONFIDENCE["values-in-a-row"],
            )  # fmt: skip


def _shared(text: Text, clause: Span, several: re.Match[str], sentence: int) -> Iterator[Target]:
    """Yield one target for each metric of a list that ends in 三个100%."""
    metric = metric_before(text.plain, (clause[0], several.start()))
    count = integer(several[0][0]) or 0
    deadline = _deadline(text.plain, sentence, several.start())
    span = (metric[0], several.end())
    for name in listed(text.plain, metric, count) or [metric]:
        if text.plain[slice(*name)].strip("“‘"):
            yield Target(
                text.verbatim(*span), text.verbatim(*name), "=", float(several["value"]), "%",
                span, deadline, "shared-value", CONFIDENCE["shared-value"],
            )  # fmt: skip


def _deadline(plain: str, sentence: int, position: int) -> str | None:
    """Return the last year or day that the sentence names before a place."""
    found = None
    for match in _WHEN.finditer(plain, max(sentence, position - 4 * NEAR), position):
        found = iso_of(plain[match.start() : match.end() + 2])
    return found
