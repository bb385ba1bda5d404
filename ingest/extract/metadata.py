"""What a document says of itself: title, number, issuers, dates, addressees, kind, status."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.lexicon import Lexicon, in_force
from ingest.extract.confidence import CONFIDENCE
from ingest.extract.found import Mention, Metadata, Span
from ingest.extract.names import NameShapes
from ingest.extract.page_table import page_table
from ingest.extract.statement_tokens import is_inside_group
from ingest.extract.titles import (
    DATE_IN_FIGURES,
    DRAFT_NOTE,
    NUMBER,
    Line,
    TitleFinder,
    genre_of,
    head_of,
    is_sent,
    lines_of,
    notice_of,
)
from ingest.extract.words import any_of
from ingest.numerals import DATE, integer, iso_date
from ingest.text import Text

_DRAFT = re.compile(any_of("title.draft"))
# 2022年 月 日, 市政府第 次常务会议, 〔2022〕 号
_BLANK = re.compile(r"年月|月日(?!常)|第次.{0,6}(?:会议|常务)|〔\d{4}〕号")
_YEAR_IN_TITLE = re.compile(r"(20\d\d|19\d\d|二[〇○零Oo][〇○零Oo一二三四五六七八九]{2}(?=年))")
_ORDER = re.compile(r"（?第\s*\d{1,5}\s*号）?")
_CENTRAL = re.compile(
    # the tax offices bear the country's name, wherever they are
    r"(?!国家税务总局[一-鿿]*[省市县区州盟旗])"
    r"(?:国务院|国家|中共中央|中央|中华人民共和国|最高人民|全国人|海关总署|[一-鿿]{2,8}总局)"
)
_COUNTRY, _LONGEST_PLACE = "中华人民共和国", 16
_SIGNATURE_SUFFIX = re.compile(r"[（(]盖?章[)）]$")


class MetadataReader:
    """Reads the metadata of repaired texts."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._lexicon = lexicon
        self._shapes = shapes
        self._titles = TitleFinder(shapes)

    def read(self, text: Text) -> Metadata:
        """Return what the text says of itself; what it does not say is None or empty."""
        lines = lines_of(text)
        if not lines:
            return Metadata()
        head = head_of(lines)
        notice = notice_of(head)
        title, body = self._titles.find(text, lines, head, notice)
        is_covered = notice is not None or is_sent(text)
        cover = [line for line in lines if line.start < title[0]] if is_covered else []
        plain_title = re.sub(r"\s", "", text.plain[slice(*title)])
        issuers = self._issuers(text, lines, notice, cover)
        table = page_table(text.source)
        if not issuers and table.issuer:
            issuers = self._bodies(text, table.issuer)
        printed = _printed(lines, title)
        if not issuers and printed:
            issuers = self._bodies(text, printed["name"])
        issued_on = _issued_on(cover, lines, title) or table.issued_on
        if not issued_on and printed:
            issued_on = iso_date(printed)
        beginning = text.plain[: min(lines[-1].end, 600)]
        return Metadata(
            title=DRAFT_NOTE.sub("", text.verbatim(*title)).strip("《》 "),
            title_span=title if title[1] else None,
            document_number=_number(text, head),
            issuers=issuers,
            issued_on=issued_on,
            year=_year(plain_title, issued_on),
            document_type=genre_of(text, title),
            status=_status(lines, title),
            jurisdiction=self._jurisdiction([*(m.plain for m in issuers), plain_title, beginning]),
            addressees=self._addressees(text, head),
            copied_to=_copied_to(text, lines),
            body=body,
            signature=self._closing_signature(lines, body),
        )

    def _issuers(
        self, text: Text, lines: list[Line], notice: re.Match[str] | None, cover: list[Line]
    ) -> tuple[Mention, ...]:
        """Return who issues: by the notice's title, the signature, or the masthead."""
        head = head_of(lines)
        if notice and notice["issuers"]:
            found = self._bodies(text, notice["issuers"].strip())
            if found:
                return found
        signed = self._signature(text, cover or head) or self._signature(text, lines[-8:])
        if signed:
            return signed
        for line in head[:4]:
            name = re.sub(r"文件$", "", line.plain)
            is_place = name[-1:] in "省市县区州盟旗"
            if self._shapes.is_strong(name) and len(name) >= 5 and not is_place:
                return self._bodies(text, name)
        return ()

    def _signature(self, text: Text, cover: list[Line]) -> tuple[Mention, ...]:
        """Return the bodies on the lines right above a date line."""
        for index, line in enumerate(cover):
            if not line.is_date:
                continue
            names: list[Mention] = []
            for earlier in reversed(cover[max(0, index - 6) : index]):
                found = self._bodies(text, _SIGNATURE_SUFFIX.sub("", earlier.plain), earlier.start)
                if not found or len(earlier.plain) > 80:
                    break
                names = [*found, *names]
            if names:
                return tuple(names)
        return ()

    def _closing_signature(self, lines: list[Line], body: int) -> frozenset[int]:
        """Return the starts of the lines of names and a date that close the text."""
        closing = [line for line in lines[-8:] if line.start > body]
        dates = [index for index, line in enumerate(closing) if line.is_date]
        if not dates:
            return frozenset()
        first = dates[-1]
        while first > 0 and self._shapes.is_strong(closing[first - 1].plain):
            first -= 1
        return frozenset(line.start for line in closing[first : dates[-1] + 1])

    def _bodies(self, text: Text, joined: str, start: int | None = None) -> tuple[Mention, ...]:
        """Return the bodies a run of names holds, joined by spaces, 、 or nothing."""
        names = [n for n in re.split(r"[\s、，,]+", joined) if n]
        mentions: list[Mention] = []
        for name in names:
            spans = self._shapes.split(name)
            if spans is None:
                return ()
            for a, b in spans:
                part = name[a:b]
                place = text.plain.find(part, start or 0)
                span = (place, place + len(part)) if place >= 0 else (0, 0)
                surface = text.verbatim(*span) if place >= 0 else part
                mentions.append(Mention(surface, part, span, "issuer", CONFIDENCE["issuer"]))
        return tuple(mentions)

    def _jurisdiction(self, sources: list[str]) -> str | None:
        """Return the name of the first division that the sources name, best source first.

        Places in the titles of other works do not count.
        """
        for source in sources:
            words = re.sub(r"《[^《》]*》", "", source)
            if source is not sources[-1] and _CENTRAL.match(words):
                return _COUNTRY
            found = self._place_at_start(words) or next(self._places(words), None)
            if found:
                return found
        return None

    def _places(self, words: str) -> Iterator[str]:
        for _, _, divisions in self._lexicon.divisions.find(words):
            if len({d.name for d in in_force(divisions)}) == 1:
                yield in_force(divisions)[0].name

    def _place_at_start(self, words: str) -> str | None:
        """Return the full name of a division that words begin with, however short: 芒市人民政府."""
        words = re.sub(r"^(?:20\d\d年)?", "", words)
        for end in range(min(len(words) - 1, _LONGEST_PLACE), 1, -1):
            named = in_force(self._lexicon.divisions.named(words[:end]))
            if words[end - 1] in "市县区旗州盟省" and len({d.name for d in named}) == 1:
                return named[0].name
        return None

    def _addressees(self, text: Text, head: list[Line]) -> tuple[str, ...]:
        for line in head:
            if line.is_salutation and len(line.plain) < 300:
                return tuple(self._parts(text, line.start, line.end - 1))
        return ()

    def _parts(self, text: Text, start: int, end: int) -> list[str]:
        """Return the addressees: parted by commas, and by 、 between whole names."""
        parts: list[str] = []
        for piece in _split_outside(text.plain, start, end, "，；,"):
            begin = piece[0]
            for a, b in _split_outside(text.plain, *piece, "、"):
                left = text.plain[begin:a].rstrip("、")
                if is_inside_group(text.plain, begin, a - 1):
                    continue
                if a > begin and self._stands_alone(left) and self._stands_alone(text.plain[a:b]):
                    parts.append(text.verbatim(begin, a).rstrip("、"))
                    begin = a
            parts.append(text.verbatim(begin, piece[1]))
        return [part for part in parts if part]

    def _stands_alone(self, name: str) -> bool:
        shape = self._shapes.shape(name)
        return (
            len(name) >= 3
            and shape is not None
            and not re.search(r"(?<!管理)(?:示范区|开发区|新区|园区)$", name)
        )


def _number(text: Text, head: list[Line]) -> str | None:
    for index, line in enumerate(head):
        for following in head[index + 1 : index + 2]:
            if line.plain.endswith("令") and _ORDER.fullmatch(following.plain):
                return text.verbatim(line.start, following.end)
        found = NUMBER.search(line.plain)
        if (
            found
            and (found["serial"] or found["order"])
            and not _is_cited(line.plain, found.start())
        ):
            return text.verbatim(line.start + found.start(), line.start + found.end())
    return None


def _is_cited(plain: str, position: int) -> bool:
    return "《" in plain[:position] or (position > 0 and plain[position - 1] in "（根据按照")


def _issued_on(cover: list[Line], lines: list[Line], title: Span) -> str | None:
    """Return the date below the notice, else below the title, else at the end."""
    after_title = [line for line in lines if line.start >= title[1]][:3]
    for line in (*cover, *after_title, *lines[-8:]):
        if not line.is_date:
            continue
        figures = DATE_IN_FIGURES.fullmatch(line.plain)
        if figures:
            return "-".join(part.zfill(2) for part in figures.groups())
        found = DATE.search(line.plain.replace(" ", ""))
        if found and (found["month"] or "月" in line.plain):
            return iso_date(found)
    return None


# （沅溪市人民政府办公室 2021年4月7日印发） below a title
_PRINTED = re.compile(rf"（(?P<name>[一-鿿]{{4,30}}?)\s*{DATE.pattern}(?:印发|发布|公布|通过)?）")


def _printed(lines: list[Line], title: Span) -> re.Match[str] | None:
    below = [line for line in lines if line.start >= title[1]][:2]
    return next((m for line in below if (m := _PRINTED.fullmatch(line.plain))), None)


def _status(lines: list[Line], title: Span) -> str:
    """Return draft where the lines up to the title say so or leave dates or numbers blank."""
    beginning = [line.plain for line in lines if line.start <= title[1] + 2]
    words = "\n".join((*beginning, *(line.plain for line in lines[:6]))).replace(" ", "")
    return "draft" if _DRAFT.search(words) or _BLANK.search(words) else "final"


def _year(title: str, issued_on: str | None) -> int | None:
    found = _YEAR_IN_TITLE.search(title)
    if found:
        return integer(found[1])
    return int(issued_on[:4]) if issued_on else None


def _copied_to(text: Text, lines: list[Line]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        if not line.plain.startswith("抄送"):
            continue
        names: list[str] = []
        for part in lines[index : index + 4]:
            if part.is_numbered or re.search(r"印发|\d{4}年|文件$", part.plain):
                break
            begin = part.start + (3 if part is line else 0)
            for a, b in _split_outside(text.plain, begin, part.end, "，、；。"):
                names.append(text.verbatim(a, b))
        return tuple(name for name in names if name)
    return ()


def _split_outside(plain: str, start: int, end: int, separators: str) -> Iterator[Span]:
    """Yield the spans between separators that stand outside all brackets, no empty ones."""
    depth, begin = 0, start
    for position in range(start, end):
        char = plain[position]
        depth += (char in "（〔") - (char in "）〕")
        if char in separators and depth <= 0:
            if position > begin:
                yield begin, position
            begin = position + 1
    if end > begin:
        yield begin, end
