"""Who issues a document: by its notice or title, its signature, or its masthead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.confidence import CONFIDENCE
from ingest.extract.found import Mention, Span
from ingest.extract.head import Line, head_of
from ingest.extract.names import NameShapes
from ingest.numerals import DATE
from ingest.text import Text

# （盖章）, （沅溪市文化局代章） on a line of its own
_SEAL = re.compile(r"（(?:(?:盖|公|印|代)?章|[^（）]{2,20}代章)）")
# 沅溪市民政局2024年6月18日 on one line, the spaces between them gone
_NAME_AND_DAY = re.compile(
    rf"(?P<names>[一-鿿 、]{{4,60}}?)\s*（?(?:{DATE.pattern})(?P<printed>印发)?）?"
)
# （沅溪市人民政府办公室 2021年4月7日印发） below a title
_PRINTED = re.compile(rf"（(?P<name>[一-鿿]{{4,30}}?)\s*{DATE.pattern}(?:印发|发布|公布|通过)?）")
# 沅溪市人民政府关于进一步…, not 关于加强…
_TITLE_BEGINS = re.compile(r"(?P<issuers>[一-鿿 、]{3,80}?)(?:关于|印发|转发|批转)")
_BODY_AND_YEAR = re.compile(r"(?P<name>[一-鿿]{4,30}?)20\d\d年")
_BARE_BODY = re.compile(r"[省市县区州旗](?:人民)?政府(?:办公?[室厅])?")
# 省教育厅等五部门关于…: all five stand below the text
_OF_SEVERAL = re.compile(r"等[一二三四五六七八九十\d]{1,3}个?(?:部门|单位|部委|厅局|委办局)$")
_RANKS = "省市县区州盟旗"
_CLOSING, _SIGNERS = 8, 12


class IssuerFinder:
    """Finds the bodies that issue a text."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def find(
        self,
        text: Text,
        lines: list[Line],
        notice: re.Match[str] | None,
        cover: list[Line],
        title: Span,
    ) -> tuple[Mention, ...]:
        """Return who issues, in the order of the best place that names them."""
        head = head_of(lines)
        if notice and notice["issuers"]:
            first = _OF_SEVERAL.sub("", notice["issuers"].strip())
            if first != notice["issuers"].strip():
                several = (self._signature(text, p) for p in (cover, head, lines[-_CLOSING:]))
                if named := next(filter(None, several), ()):
                    return named
            found = self.bodies(text, first)
            signed = self._signature(text, cover or head) if _are_bare(found) else ()
            if found:
                return signed if len(signed) == len(found) and not _are_bare(signed) else found
        begins = _TITLE_BEGINS.match(text.plain, *title) if title[1] else None
        if begins and (found := self.bodies(text, begins["issuers"], title[0])):
            return found
        for part in (cover or head, lines[-_CLOSING:], lines):
            if found := self._signature(text, part):
                return found
        for line in head[:4]:
            name = re.sub(r"文件$", "", line.plain)
            is_place = name[-1:] in _RANKS
            if self._shapes.is_strong(name) and len(name) >= 5 and not is_place:
                return self.bodies(text, name)
        return ()

    def named_first(self, text: Text, title: Span) -> tuple[Mention, ...]:
        """Return the body whose plan for a year a title names: 沅溪市教育局2024年工作要点."""
        begins = _BODY_AND_YEAR.match(text.plain, *title) if title[1] else None
        is_body = begins is not None and begins["name"][-1] not in _RANKS
        if begins is None or not is_body or not self._shapes.is_strong(begins["name"]):
            return ()
        return self.bodies(text, begins["name"], title[0])

    def _signature(self, text: Text, lines: list[Line]) -> tuple[Mention, ...]:
        """Return the bodies on the lines right above a date line, or on that line."""
        for index, line in enumerate(lines):
            names = list(self._before_day(text, line))
            if not line.is_date and not names:
                continue
            for earlier in reversed(lines[max(0, index - _SIGNERS) : index]):
                if len(earlier.plain) > 80:
                    break
                bare = _SEAL.sub("", earlier.plain)
                found = self.bodies(text, bare, earlier.start)
                if bare and not found:
                    break
                names = [*found, *names]
            if names:
                return tuple(names)
        return ()

    def _before_day(self, text: Text, line: Line) -> tuple[Mention, ...]:
        signed = _NAME_AND_DAY.fullmatch(line.plain)
        if signed is None or signed["printed"] or not self.is_signed(line):
            return ()
        return self.bodies(text, signed["names"], line.start)

    def is_signed(self, line: Line) -> bool:
        """Whether a line holds names of bodies and the day."""
        signed = _NAME_AND_DAY.fullmatch(line.plain)
        if signed is None or not signed["month"]:
            return False
        names = re.split(r"[\s、]+", signed["names"].strip())
        return all(self.is_body(name) and name[-1] not in _RANKS for name in names)

    def is_body(self, name: str) -> bool:
        """Whether words name one certain body: the place in its name is known, or its kind is."""
        has_place = self._shapes.shape(name) is not None and bool(self._shapes.place_cuts(name))
        return has_place or self._shapes.is_strong(name)

    def closing(self, lines: list[Line], body: int) -> frozenset[int]:
        """Return the starts of the lines of names and a date that close the text."""
        closing = [line for line in lines[-_CLOSING:] if line.start > body]
        dates = [i for i, line in enumerate(closing) if line.is_date or self.is_signed(line)]
        if not dates:
            return frozenset()
        first = dates[-1]
        while first > 0 and self._shapes.is_strong(closing[first - 1].plain):
            first -= 1
        return frozenset(line.start for line in closing[first : dates[-1] + 1])

    def bodies(self, text: Text, joined: str, start: int | None = None) -> tuple[Mention, ...]:
        """Return the bodies a run of names holds, joined by spaces, 、 or nothing."""
        mentions: list[Mention] = []
        for name in filter(None, re.split(r"[\s、，,]+", joined)):
            spans = self._shapes.glued(name) or self._shapes.split(name)
            if spans is None:
                return ()
            mentions += self._mentions(text, name, spans, start or 0)
        return tuple(mentions)

    def _mentions(self, text: Text, name: str, spans: list[Span], start: int) -> Iterator[Mention]:
        for a, b in spans:
            part = name[a:b]
            place = text.plain.find(part, start)
            span = (place, place + len(part)) if place >= 0 else (0, 0)
            surface = text.verbatim(*span) if place >= 0 else part
            yield Mention(surface, part, span, "issuer", CONFIDENCE["issuer"])


def _are_bare(found: tuple[Mention, ...]) -> bool:
    """Whether bodies are called by their level alone: 区政府."""
    return bool(found) and all(_BARE_BODY.fullmatch(mention.plain) for mention in found)


def printed(lines: list[Line], title: Span) -> re.Match[str] | None:
    """Return the match of a line in brackets below the title that says who printed it, and when."""
    below = [line for line in lines if line.start >= title[1]][:2]
    return next((m for line in below if (m := _PRINTED.fullmatch(line.plain))), None)


def day_printed(lines: list[Line]) -> re.Match[str] | None:
    """Return the match of a last line that says who printed the text on which day."""
    for line in reversed(lines[-_CLOSING:]):
        found = _NAME_AND_DAY.fullmatch(line.plain)
        if found and found["printed"]:
            return found
    return None
