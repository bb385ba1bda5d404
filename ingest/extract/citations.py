"""References to other works: titles in 《》, quoted names with a genre, titles without marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.confidence import CONFIDENCE, confidence_of
from ingest.extract.found import Citation, Span
from ingest.extract.head import plan_named
from ingest.extract.taken import Taken
from ingest.extract.treatments import treatment_of
from ingest.extract.unmarked import NUMBER, unmarked
from ingest.extract.words import any_of
from ingest.text import Text, normalise

_ORDER = (
    r"[一-鿿]{0,12}(?:令|公告)(?:20\d\d年)?第\s*\d+\s*号"
    r"|[一-鿿]{0,8}(?:20\d\d年)?第\s*\d+\s*号(?:令|公告)?"
)
# （中发〔2019〕17号） after a title, or after 的通知 behind the marks
_NUMBER_AFTER = re.compile(
    rf"(?:的(?:通知|意见|函|批复|决定))?\s*(?:（\s*(?:文号：)?({NUMBER}|{_ORDER})|(?:)({NUMBER}))"
)
# 《食品安全法》及其实施条例
_ITS_RULES = re.compile(r"及其(?P<rules>实施条例|实施细则|实施办法)")
# a certificate or a paper is no work
_NO_WORK = re.compile(
    r"(?:许可证|证书|合格证|登记证|资格证|执照|日报|晚报|周刊|杂志|(?<![公简通年快申])报)》$"
)
# 电影《…》 is no policy, nor is the 《…》栏目
_WORK_OF_ART = re.compile(
    r"(?:电影|影片|教育片|专题片|纪录片|歌曲|图书|话剧|动画片|微电影|节目|栏目|宣传片|电视剧|小说|歌舞剧|舞台剧)$"
)
_MEDIUM = re.compile(r"(?:等)?(?:栏目|专栏|节目|公众号|杂志|宣传片|专题片|微视频|动画|歌曲)")
_ABBREVIATION = re.compile(
    r"[（](?:[^（）《]{0,40})?(?:以?下(?:统一)?(?:简|统|合)?|简)称(?:为)?[：:]?[《“]?(?P<short>[^》”（）]{2,20})[》”]?）"
)
# 《意见》, 《实施方案》: a title that is a genre and no more
_SHORT = re.compile(rf"(?:{any_of('title.genres')}|条例|法)")
_KINDS = (
    (
        "interpretation",
        re.compile(r"(?:若干问题的?解释|司法解释|适用.*解释)$|^最高人民.*(?:规定|解释|批复)$"),
    ),
    ("law", re.compile(r"(?:法|条例|法典|宪法)(?:（[^（）]{1,20}）)?$")),
    (
        "standard",
        re.compile(
            r"(?:标准|技术规范|技术要求|规程)(?:（[^（）]{1,20}）)?$|^(?:GB|DB|HJ|NY|SB|QB)[/T\d ]"
        ),
    ),
    ("other", re.compile(rf"(?:{any_of('citation.other_works')})$")),
)
_TITLE_SIGN = re.compile(r"[《》\n]")
_LONGEST, _NEAR = 300, 60
_NOT_LAW = re.compile(r"(?:办法|方法|执法|司法|立法|书法|工作法|宪法宣传)(?:（[^（）]{1,20}）)?$")


# 《…基本规范》（GB 38600-2019）, 《…》DB14/T 1234
_STANDARD = re.compile(r"\s*（?\s*(?:GB|DB|HJ|NY|SB|JGJ|CJJ|MZ|WS|GA|AQ|SC|QB|YY|LS)[/TZ\d]*\s*\d")


class CitationFinder:
    """Finds the citations of one text."""

    def __init__(self, text: Text, own_title: str, own_number: str | None = None) -> None:
        self._text = text
        self._plain = text.plain
        self._own = _key(own_title)
        self._own_number = own_number
        self._spans = tuple(_titles(self._plain))
        self.abbreviations = dict(self._abbreviations())
        self.all = sorted(self._find(), key=lambda c: c.span)
        self._starts = [citation.span[0] for citation in self.all]

    def within(self, start: int, end: int) -> tuple[Citation, ...]:
        """Return the citations that begin in ``[start, end)``."""
        return tuple(self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def _find(self) -> Iterator[Citation]:
        taken = Taken(len(self._plain), self._spans)
        for start, end in self._spans:
            if _WORK_OF_ART.search(self._plain, max(0, start - 4), start):
                continue
            if _NO_WORK.search(self._plain, max(start, end - 8), end):
                continue
            if _MEDIUM.match(self._plain, end):
                continue
            if not self._is_own(start, end) and not self._is_definition(start):
                yield self._cited(start, end)
            rules = _ITS_RULES.match(self._plain, end)
            if rules:
                taken.take(rules.span("rules"))
                found = self._uncertain(rules.span("rules"), "its-rules")
                yield replace(found, title=self._text.verbatim(start + 1, end - 1) + found.title)
        for span, rule in unmarked(self._plain, taken):
            found = self._uncertain(span, rule)
            if rule == "number":
                found = replace(found, document_number=found.surface)
            elif rule == "bare-title":
                found = replace(found, document_number=self._number_after(span[1]))
            yield found

    def _cited(self, start: int, end: int) -> Citation:
        surface = self._text.verbatim(start, end)
        name = self._plain[start + 1 : end - 1].replace("\n", "")
        title = self.abbreviations.get(name) or self._meant(name, start) or surface[1:-1]
        return Citation(
            surface=surface,
            title=title,
            span=(start, end),
            kind="standard" if _STANDARD.match(self._plain, end) else kind_of_work(title),
            treatment=treatment_of(self._plain, start, end),
            document_number=self._number_after(end),
            rule="book-title",
            confidence=CONFIDENCE["book-title"],
        )

    def _number_after(self, end: int) -> str | None:
        """Return the number that stands in brackets, or bare, behind a title."""
        number = _NUMBER_AFTER.match(self._plain, end, end + 60)
        group = number.lastindex if number else None
        return self._text.verbatim(*number.span(group)) if number and group else None

    def _meant(self, name: str, start: int) -> str | None:
        """Return the title cited last that a title of one word, never defined, stands for."""
        if not _SHORT.fullmatch(name):
            return None
        here = bisect_left(self._spans, (start, start))
        for a, b in reversed(self._spans[max(0, here - _NEAR) : here]):
            if b - a > len(name) + 6 and self._plain[a + 1 : b - 1].endswith(name):
                return self._text.verbatim(a + 1, b - 1)
        return None

    def _uncertain(self, span: Span, rule: str) -> Citation:
        surface = self._text.verbatim(*span)
        treatment = treatment_of(self._plain, *span)
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
        name = _key(self._plain[start:end])
        notice = _key(plan_named(self._plain[start + 1 : end - 1]))
        if self._own and self._own == notice != name:
            # 省政府办公厅关于印发X的通知（云政办发〔2021〕4号）: another's, of the same name
            number = self._number_after(end)
            return number is None or number == self._own_number
        if not self._own or self._own == name:
            return bool(self._own)
        is_short = _SHORT.fullmatch(name) is not None and name not in self.abbreviations
        return is_short and self._own.endswith(name) and self._meant(name, start) is None

    def _is_definition(self, start: int) -> bool:
        """Whether this is the short form inside （以下简称《…》） itself."""
        return bool(
            re.search(
                r"(?:以?下(?:统一)?(?:简|统|合)?|简)称(?:为)?[：:]?$",
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


def _titles(plain: str) -> Iterator[Span]:
    """Yield the spans of outermost 《…》 with their marks.

    One that its paragraph never closes is skipped, those inside it are not.
    """
    position = 0
    for start, end in sorted(_closed(plain)):
        if start >= position and end - start <= _LONGEST:
            position = end
            if end - start > 3:
                yield start, end


def _closed(plain: str) -> Iterator[Span]:
    """Yield the span of each 《…》 that its paragraph closes."""
    opened: list[int] = []
    for sign in _TITLE_SIGN.finditer(plain):
        if sign[0] == "《":
            opened.append(sign.start())
        elif sign[0] == "\n":
            opened.clear()
        elif opened:
            yield opened.pop(), sign.end()


def _key(title: str) -> str:
    return re.sub(r"[\s《》〈〉（）()\-—–－、，“”]", "", title)


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
