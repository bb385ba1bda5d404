"""References to other works: titles in 《》, quoted names with a genre, titles without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Treatment
from ingest.extract.confidence import CONFIDENCE, confidence_of
from ingest.extract.found import Citation, Span
from ingest.extract.words import any_of
from ingest.text import Text, normalise

_NUMBER = r"[一-鿿]{1,14}(?:（[一-鿿]{1,4}）)?[〔［（](?:19|20)\d\d[〕］）]第?\d{1,5}号"
# （中发〔2019〕17号） after a title
_NUMBER_AFTER = re.compile(
    rf"\s*（\s*({_NUMBER}|(?:第|主席令第|国务院令第|[一-鿿]{{0,8}}令第)\s*\d+\s*号)"
)
# 做好《X》修订工作, 《X》同时废止, 加快《X》编制
_VERB_AFTER = re.compile(
    r"(?:等)?(?:的)?(?:(?P<amends>修订|修改|修编|同时废止|废止)|编制|起草|立法|制定出台)"
    r"(?:完善)?(?:工作)?(?=[，。；、\n]|$)"
)
# 《食品安全法》及其实施条例
_ITS_RULES = re.compile(r"及其(?P<rules>实施条例|实施细则|实施办法)")
# 贯彻食品安全法
_LAW = re.compile(
    r"(?:贯彻(?:落实|执行|实施)?|落实|执行|实施|宣传|根据|依据|按照|遵守|学习)"
    r"(?P<title>(?:中华人民共和国)?[一-鿿]{0,12}?(?:安全法|保护法|保障法|防治法|管理法|监督法|促进法|"
    r"民法典|处罚法|许可法|教育法))(?=[，。、；和及与]|等|规定|要求)"
)
# a certificate or a paper is no work
_NO_WORK = re.compile(r"(?:许可证|证书|合格证|登记证|资格证|执照|日报|晚报|周刊|杂志)》$")
# 按照国办发〔2023〕6号文件要求
_BY_NUMBER = re.compile(
    rf"(?:按照|根据|依据|落实|执行|贯彻)(?P<number>{_NUMBER})(?:文件|通知|文|要求|精神|规定)"
)
# 电影《…》 is no policy
_WORK_OF_ART = re.compile(
    r"(?:电影|影片|专题片|纪录片|歌曲|图书|话剧|动画片|微电影|节目|栏目|宣传片|电视剧|小说|歌舞剧|舞台剧)$"
)
_ABBREVIATION = re.compile(
    r"[（](?:[^（）《]{0,40})?以下(?:统一)?(?:简|统|合)?称(?:为)?[：:]?[《“]?(?P<short>[^》”（）]{2,20})[》”]?）"
)
_GENRE = any_of("citation.genres")
# “十四五”规划, “十大攻坚”三年行动计划
_QUOTED = re.compile(
    r"“[^“”\n]{2,14}”(?:[一-鿿]{0,12}?)(?:规划纲要|规划|行动计划|工作方案|实施方案|行动方案)(?![区局院图和建])"
)
# 落实对X的合作备忘录要求, 完善Y应急预案: a verb, then a noun phrase that ends in a genre word
_BARE = re.compile(
    rf"(?P<verb>{any_of('citation.verbs_before_bare')})(?:{any_of('citation.authors')})?"
    rf"(?P<title>[^，。；：、《》“”（）\n]{{4,32}}?(?:{_GENRE}))(?=[，。；、）\n]|要求|等|精神|和《)"
)
_VAGUE = re.compile(rf"(?:{any_of('citation.vague')}|\d)|.*?(?:的(?!合作备忘录)|制度|措施)")
_VERB = re.compile("|".join(f"(?P<{t.name}>{any_of(f'citation.{t}')})" for t in Treatment))
_STRONG_REFERENCE = ("参照", "对照", "参考", "解读")
# 《X》的贯彻落实, 《X》《Y》等文件贯彻落实情况
_AFTER = re.compile(
    r"^[^。；]{0,24}?(?:贯彻落实|落地|宣贯|落实|实施|执行)|^[^。；]{0,160}?等(?:文件|法律|法规|规章|规定|政策)[^，。；]{0,8}(?:贯彻|落实|执行)"
)
# a list of titles closed by 等文件
_LISTED = re.compile(r"(?<=[、，》])(?P<list>[^。；《》\n]{6,120}?)等(?:文件|规范性文件|政策文件)")
_KINDS = (
    ("interpretation", re.compile(r"(?:若干问题的?解释|司法解释|适用.*解释)$")),
    ("law", re.compile(r"(?:法|条例|法典|宪法)(?:（[^（）]{1,20}）)?$")),
    (
        "standard",
        re.compile(
            r"(?:标准|技术规范|技术要求|规程)(?:（[^（）]{1,20}）)?$|^(?:GB|DB|HJ|NY|SB|QB)[/T\d ]"
        ),
    ),
    ("other", re.compile(rf"(?:{any_of('citation.other_works')})$")),
)
_NOT_LAW = re.compile(r"(?:办法|方法|执法|司法|立法|书法|宪法宣传)$")


class CitationFinder:
    """Finds the citations of one text."""

    def __init__(self, text: Text, own_title: str) -> None:
        self._text = text
        self._plain = text.plain
        self._own = _key(own_title)
        self.abbreviations = dict(self._abbreviations())
        self.all = sorted(self._find(), key=lambda c: c.span)

    def within(self, start: int, end: int) -> tuple[Citation, ...]:
        """Return the citations that begin in ``[start, end)``."""
        return tuple(c for c in self.all if start <= c.span[0] < end)

    def _find(self) -> Iterator[Citation]:
        taken: list[Span] = []
        for start, end in _titles(self._plain):
            taken.append((start, end))
            if _WORK_OF_ART.search(self._plain, max(0, start - 4), start):
                continue
            if _NO_WORK.search(self._plain, max(start, end - 8), end):
                continue
            if not self._is_own(start, end) and not self._is_definition(start):
                yield self._cited(start, end)
            rules = _ITS_RULES.match(self._plain, end)
            if rules:
                taken.append(rules.span("rules"))
                found = self._uncertain(rules.span("rules"), "its-rules")
                yield replace(found, title=self._text.verbatim(start + 1, end - 1) + found.title)
        for match in _BY_NUMBER.finditer(self._plain):
            span = match.span("number")
            if not any(a < span[1] and span[0] < b for a, b in taken):
                taken.append(span)
                yield replace(
                    self._uncertain(span, "number"), document_number=self._text.verbatim(*span)
                )
        for span in list(self._listed(taken)):
            taken.append(span)
            yield self._uncertain(span, "listed-title")
        for pattern, rule in ((_QUOTED, "quoted-name"), (_LAW, "law"), (_BARE, "bare-title")):
            for match in pattern.finditer(self._plain):
                span = match.span() if rule == "quoted-name" else match.span("title")
                if any(a < span[1] and span[0] < b for a, b in taken):
                    continue
                if rule == "bare-title" and not _is_title(match["title"]):
                    continue
                taken.append(span)
                yield self._uncertain(span, rule)

    def _listed(self, taken: list[Span]) -> Iterator[Span]:
        """Yield the titles without marks in lists that end in 等文件."""
        for match in _LISTED.finditer(self._plain):
            begin = match.start("list")
            for part in re.split(r"([、，])", match["list"]):
                words = re.sub(r"^(?:省委省政府|市委市政府|省政府|市政府|县政府|国务院)", "", part)
                span = (begin + len(part) - len(words), begin + len(part))
                begin += len(part)
                is_free = not any(a < span[1] and span[0] < b for a, b in taken)
                if is_free and len(words) >= 7 and re.search(rf"(?:{_GENRE})$", words):
                    yield span

    def _cited(self, start: int, end: int) -> Citation:
        surface = self._text.verbatim(start, end)
        name = self._plain[start + 1 : end - 1].replace("\n", "")
        title = self.abbreviations.get(name) or surface[1:-1]
        number = _NUMBER_AFTER.match(self._plain, end, end + 60)
        return Citation(
            surface=surface,
            title=title,
            span=(start, end),
            kind=kind_of_work(title),
            treatment=self._treatment(start, end),
            document_number=self._text.verbatim(*number.span(1)) if number else None,
            rule="book-title",
            confidence=CONFIDENCE["book-title"],
        )

    def _uncertain(self, span: Span, rule: str) -> Citation:
        surface = self._text.verbatim(*span)
        treatment = self._treatment(*span)
        return Citation(
            surface,
            surface,
            span,
            kind_of_work(surface),
            treatment,
            None,
            rule,
            confidence_of(rule),
        )

    def _is_own(self, start: int, end: int) -> bool:
        return bool(self._own) and _key(self._plain[start:end]) == self._own

    def _is_definition(self, start: int) -> bool:
        """Whether this is the short form inside （以下简称《…》） itself."""
        return bool(
            re.search(
                r"以下(?:统一)?(?:简|统|合)?称(?:为)?[：:]?$",
                self._plain[max(0, start - 8) : start],
            )
        )

    def _abbreviations(self) -> Iterator[tuple[str, str]]:
        for match in _ABBREVIATION.finditer(self._plain):
            before = self._plain[max(0, match.start() - 200) : match.start()]
            before = re.sub(r"（[^（）]*）$", "", before)
            if before.endswith("》"):
                opened = before.rfind("《")
                title = before[opened + 1 : -1] if opened >= 0 else ""
                place = self._plain.rfind(title, 0, match.start()) if title else -1
                if place >= 0:
                    yield match["short"], self._text.verbatim(place, place + len(title))

    def _treatment(self, start: int, end: int) -> Treatment:
        """Return what the nearest verb before the title says, else a verb after it."""
        clause = self._clause_before(start)
        before = self._plain[start - 1 : start]
        follows = _VERB_AFTER.match(self._plain, end)
        if follows:
            return Treatment.AMENDS if follows["amends"] else Treatment.FORMULATES
        if before == "以" and self._plain.startswith("为", end):
            return Treatment.BASED_ON
        if before == "对" and re.match(
            r"进行[^，。；]{0,8}(?:谋划|编制|研究|制定)", self._plain[end : end + 16]
        ):
            return Treatment.FORMULATES
        verbs = [m for m in _VERB.finditer(clause) if not _is_relative(clause, m)]
        found = verbs[-1] if verbs else None
        if found and found.lastgroup:
            treatment = Treatment[found.lastgroup]
            if treatment is Treatment.REFERS and found[0] not in _STRONG_REFERENCE:
                return self._after(end) or treatment
            return treatment
        return self._after(end) or Treatment.REFERS

    def _after(self, end: int) -> Treatment | None:
        stop = re.search(r"[。；\n]", self._plain[end : end + 120])
        following = self._plain[end : end + (stop.start() if stop else 120)]
        following = re.sub(r"《[^《》]*》|（[^（）]*）", "", following)
        return Treatment.IMPLEMENTS if _AFTER.match(following) else None

    def _clause_before(self, start: int) -> str:
        """Return the clause before a title, without the titles that stand beside it."""
        before = self._plain[max(0, start - 160) : start]
        before = re.sub(r"《[^《》]*》", "", before)
        before = re.sub(r"（[^（）]*）", "", before)
        parts = re.split(r"[。；\n]", before)[-1]
        pieces = parts.split("，")
        while len(pieces) > 1 and not _VERB.search(pieces[-1]) and len(pieces[-1]) < 3:
            pieces.pop()
        return pieces[-1]


def _titles(plain: str) -> Iterator[Span]:
    """Yield the spans of outermost 《…》 with their marks; one that never closes is skipped."""
    depth, start = 0, 0
    for match in re.finditer(r"[《》\n]", plain):
        if match[0] == "《":
            start = start if depth else match.start()
            depth += 1
        elif match[0] == "\n":
            depth = 0
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start > 3:
                yield start, match.end()


def _is_relative(clause: str, verb: re.Match[str]) -> bool:
    """Whether a verb only says whose work it is: 按照省上出台的《…》."""
    rest = clause[verb.end() :]
    return rest.startswith("的") and len(rest) <= 8


def _is_title(title: str) -> bool:
    return (
        len(title) >= 8
        and not _VAGUE.match(title)
        and not re.search(r"[，、]|并|进一步|加强", title)
    )


def _key(title: str) -> str:
    return re.sub(r"[\s《》（）()\-—–－、，“”]", "", title)


def kind_of_work(title: str) -> str:
    """Return law, policy, interpretation, standard or other, by how a title ends.

    >>> [kind_of_work(t) for t in ("食品安全法实施条例", "举报奖励办法", "食品安全状况报告")]
    ['law', 'policy', 'other']
    """
    plain = normalise(title)
    for kind, pattern in _KINDS:
        if pattern.search(plain) and not (kind == "law" and _NOT_LAW.search(plain)):
            return kind
    return "policy"
