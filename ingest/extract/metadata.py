"""What a document says of itself: title, number, issuers, dates, addressees, kind, status."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile

from graph.lexicon import Division, Lexicon, in_force
from graph.model import Level
from ingest.extract.addressees import AddresseeReader, copied_to
from ingest.extract.found import Mention, Metadata, Span
from ingest.extract.head import (
    DATE_IN_FIGURES,
    DATE_RUN_TOGETHER,
    NUMBER,
    Line,
    head_of,
    lines_of,
    notice_of,
    plan_named,
    plan_sent,
)
from ingest.extract.issuers import IssuerFinder, day_printed, printed
from ingest.extract.jurisdiction import code_of
from ingest.extract.names import NameShapes
from ingest.extract.page_table import PageTable, page_table
from ingest.extract.titles import TitleFinder, genre_in, genre_of, title_of
from ingest.extract.words import any_of
from ingest.numerals import DATE, day_run_together, integer, iso_date
from ingest.text import Text, fold, normalise

_DRAFT = re.compile(any_of("title.draft"))
# 关于公开征求《X》意见的公告: the text is a draft, one that says 经征求意见 is none
_ASKS = re.compile(r"关于[^。\n]{0,20}征[求集][^。\n]{0,80}意见|[（(]征求意见")
# 2022年 月 日, 市政府第 次常务会议, 〔2022〕 号
_BLANK = re.compile(r"\d年月|年月日|\d月日(?!常)|第次.{0,6}(?:会议|常务)|〔\d{4}〕号")
_YEAR_IN_TITLE = re.compile(r"(20\d\d|19\d\d|二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}(?=年))")
_ORDER = re.compile(r"（?(?:20\d\d年)?第\s*\d{1,5}\s*号）?")
_CENTRAL = re.compile(
    # the tax offices bear the country's name, wherever they are
    r"(?!国家税务总局[一-鿿]*[省市县区州盟旗])"
    r"(?:国务院|国家|中共中央|中央|中华人民共和国|最高人民|全国人|海关总署|[一-鿿]{2,8}总局)"
)
# 文号沅政办〔2023〕1号, …的通知沅办发〔2017〕2号: what stands before a number and is none of it
_BEFORE_NUMBER = re.compile(r".*(?:文号|字号|编号|通知|意见|办法|方案)")
# 全市, 我县, 市人民政府关于…: of what rank the text's own place is
_OWN = re.compile(
    r"(?:[全我]|(?<![一-鿿、（])(?=.(?:人民政府|直)))(省|市|县|区|州|旗|盟|镇|乡)(?!场|村|镇)"
)
# whom only the centre addresses
_ALL_PROVINCES = "各省、自治区、直辖市"
# 沅政发〔2016〕44号  2016年7月4日
_BESIDE_NUMBER = re.compile(rf"[〕］）】]\s*第?\d{{1,5}}号\s*{DATE.pattern}$")
# 沅溪关于印发…的通知: a city without the word for its rank
_BARE_PLACE = re.compile(r"[一-鿿]{2,4}?(?=关于)")
_HEAD_LINES = 10
_COUNTRY, _LONGEST_PLACE, _BEGINNING = "中华人民共和国", 16, 600


class MetadataReader:
    """Reads the metadata of repaired texts."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._lexicon = lexicon
        self._shapes = shapes
        self._titles = TitleFinder(shapes)
        self._issuers = IssuerFinder(shapes)
        self._addressees = AddresseeReader(shapes)

    def read(self, text: Text) -> Metadata:
        """Return what the text says of itself; what it does not say is None or empty."""
        lines = lines_of(text)
        if not lines:
            return Metadata()
        head = head_of(lines)
        notice = notice_of(head)
        title, body = self._titles.find(text, lines, head, notice)
        is_sent = any(line.is_salutation and line.end <= title[0] for line in head)
        is_covered = is_sent or notice is not None or plan_sent(text) is not None
        cover = [line for line in lines if line.start < title[0]] if is_covered else []
        plain_title = re.sub(r"\s", "", text.plain[slice(*title)])
        shown, genre = title_of(text, title), genre_of(text, title)
        table = page_table(text.source)
        if not shown and table.title:
            shown = plain_title = plan_named(table.title).strip("《》")
            genre = genre_in(normalise(shown))
        issuers = self._issuers.find(text, lines, notice, cover, title)
        issuers = issuers or self._issuers_elsewhere(text, lines, title, table)
        issued_on = self._issued_on(cover, lines, title) or table.issued_on
        issued_on = issued_on or _day_elsewhere(lines, title)
        beginning = text.plain[:_BEGINNING] + "\n" + normalise(text.source[:_BEGINNING])
        named = (*(m.plain for m in issuers), plain_title, table.issuer or "", beginning)
        jurisdiction = self._jurisdiction(named)
        number = _number(text, head) or table.number
        return Metadata(
            title=shown,
            title_span=title if title[1] else None,
            document_number=number,
            issuers=issuers,
            issued_on=issued_on,
            year=_year(plain_title, issued_on, number),
            document_type=genre,
            status=_status(lines, title),
            jurisdiction=jurisdiction,
            jurisdiction_code=code_of(jurisdiction, named, self._lexicon.divisions),
            addressees=self._addressees.addressees(text, head),
            copied_to=copied_to(text, lines),
            body=body,
            signature=self._issuers.closing(lines, body),
        )

    def _issuers_elsewhere(
        self, text: Text, lines: list[Line], title: Span, table: PageTable
    ) -> tuple[Mention, ...]:
        """Return who issues by the page's table, brackets below the title or the last line."""
        found = self._issuers.bodies(text, table.issuer) if table.issuer else ()
        in_brackets, last = printed(lines, title), day_printed(lines)
        if not found and in_brackets:
            found = self._issuers.bodies(text, in_brackets["name"])
        if not found and last:
            found = self._issuers.bodies(text, last["names"])
        return found or self._issuers.named_first(text, title)

    def _issued_on(self, cover: list[Line], lines: list[Line], title: Span) -> str | None:
        """Return the date below the notice, else below the title, else at the end.

        A date below the names of bodies counts wherever it stands.
        """
        below_title = [line for line in lines if line.start >= title[1]][:_HEAD_LINES]
        after_title = takewhile(lambda line: not line.is_numbered, below_title)
        signed = (line for line in lines if self._issuers.is_signed(line))
        below = (b for a, b in pairwise(lines) if b.is_date and self._issuers.is_body(a.plain))
        for line in (*cover, *after_title, *lines[-8:], *signed, *below):
            if line.is_date or self._issuers.is_signed(line):
                day = _day_of(line)
                if day:
                    return day
        return None

    def _jurisdiction(self, sources: Sequence[str]) -> str | None:
        """Return the name of the first division that the sources name, best source first.

        Places in the titles of other works do not count.
        """
        *named, beginning = (re.sub(r"《[^《》]*》", "", source) for source in sources)
        for words in named:
            if _CENTRAL.match(words):
                return _COUNTRY
            found = self._place_at_start(words) or next(self._places(words), None)
            if found:
                return found
        if _ALL_PROVINCES in beginning:
            return _COUNTRY
        level = _own_level(beginning)
        begun = beginning.split("\n")
        starts = chain(map(self._place_at_start, begun), map(self._bare_place_at_start, begun))
        cited = self._places(sources[-1]) if level else ()
        places = chain(starts, self._places(beginning), cited)
        return next((place for place in places if place and place.endswith(level)), None)

    def _places(self, words: str) -> Iterator[str]:
        for _, end, divisions in self._lexicon.divisions.find(words):
            present = in_force(divisions)
            if len({d.name for d in present}) == 1:
                yield self._innermost(present[0], words[end:]).name

    def _place_at_start(self, words: str) -> str | None:
        """Return the full name of a division that words begin with, however short: 芒市人民政府."""
        words = re.sub(r"^(?:中共)?(?:20\d\d年)?", "", words)
        for end in range(min(len(words) - 1, _LONGEST_PLACE), 1, -1):
            named = in_force(self._lexicon.divisions.named(words[:end]))
            if words[end - 1] in "市县区旗州盟省" and len({d.name for d in named}) == 1:
                return self._innermost(named[0], words[end:]).name
        return None

    def _bare_place_at_start(self, words: str) -> str | None:
        """Return the full name of the city that issues, as 沅溪关于印发…的通知 begins."""
        begins = _BARE_PLACE.match(words)
        named = self._lexicon.divisions.named(begins[0], bare=True) if begins else ()
        cities = {d.name for d in in_force(named) if d.level in (Level.PROVINCE, Level.PREFECTURE)}
        return cities.pop() if len(cities) == 1 else None

    def _innermost(self, division: Division, rest: str) -> Division:
        """Return the division inside another that the words after its name begin with, if any."""
        for end in range(min(len(rest) - 1, _LONGEST_PLACE), 1, -1):
            if rest[end - 1] not in "市县区旗州盟":
                continue
            named = in_force(self._lexicon.divisions.named(rest[:end]))
            inside = [d for d in named if self._lexicon.divisions.is_below(d.code, division.code)]
            if len({d.code for d in inside}) == 1:
                return self._innermost(inside[0], rest[end:])
        return division


def _own_level(words: str) -> str:
    """Return the last sign of the name of a text's own place, as 全市 tells it, or nothing."""
    found = Counter(_OWN.findall(words)).most_common(1)
    return found[0][0] if found else ""


def _number(text: Text, head: list[Line]) -> str | None:
    for index, line in enumerate(head):
        for following in head[index + 1 : index + 2]:
            if line.plain.endswith(("令", "公告")) and _ORDER.fullmatch(following.plain):
                return text.verbatim(line.start, following.end).removeprefix("（").rstrip("）")
        found = NUMBER.search(line.plain)
        if found is None or not (found["serial"] or found["order"]):
            continue
        before = _BEFORE_NUMBER.match(found[0])
        start = found.start() + (before.end() if before else 0)
        if not _is_cited(line.plain, start, found.end()):
            return text.verbatim(line.start + start, line.start + found.end())
    return None


def _is_cited(plain: str, start: int, end: int) -> bool:
    """Whether a number belongs to a work that a line cites; one behind the title is the text's."""
    before = plain[:start]
    if before.endswith("（") and plain[end:] == "）":
        return re.search(r"[。；]", before) is not None
    return "《" in before or before.endswith(("（", "根据", "按照"))


def _day_of(line: Line) -> str | None:
    figures = DATE_IN_FIGURES.fullmatch(line.plain)
    if figures:
        return "-".join(part.zfill(2) for part in figures.groups())
    words = line.plain.replace(" ", "")
    together = DATE_RUN_TOGETHER.fullmatch(words)
    if together:
        return day_run_together(together[1], together[2])
    found = DATE.search(words)
    return iso_date(found) if found and (found["month"] or "月" in words) else None


def _day_elsewhere(lines: list[Line], title: Span) -> str | None:
    """Return the day in brackets below the title, that of printing, or one beside the number."""
    in_brackets, last = printed(lines, title), day_printed(lines)
    beside = (_BESIDE_NUMBER.search(line.plain) for line in lines[:_HEAD_LINES])
    found = in_brackets or last or next(filter(None, beside), None)
    return iso_date(found) if found else None


def _status(lines: list[Line], title: Span) -> str:
    """Return draft where the lines up to the title say so or leave dates or numbers blank."""
    beginning = [line.plain for line in lines if line.start <= title[1] + 2]
    words = "\n".join((*beginning, *(line.plain for line in lines[:6]))).replace(" ", "")
    is_draft = any(form.search(words) for form in (_DRAFT, _ASKS, _BLANK))
    return "draft" if is_draft else "final"


def _year(title: str, issued_on: str | None, number: str | None) -> int | None:
    """Return the year that the title names, else that of the day of issue or of the number."""
    found = _YEAR_IN_TITLE.search(title)
    if found:
        return integer(found[1])
    dated = re.match(r"\d{4}", issued_on or "") or re.search(r"(?:19|20)\d\d", fold(number or ""))
    return int(dated[0]) if dated else None
