"""OFD (GB/T 33190-2016): the words of each page, put in lines by where they stand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml import etree

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers.archive import Archive, holds
from ingest.readers.reading import Place, Reading, bounded, clean

MEDIA_TYPE = "application/ofd"
PAGE_BREAK = "\f"
_ROOT = "OFD.xml"
_POINTS = 72 / 25.4
# Words on lines nearer than this share of their height are on one line.
_SAME_LINE = 0.5
# A gap wider than this many characters parts words.
_GAP = 1.5
_WIDE = 0x2E80


@dataclass(frozen=True, slots=True)
class _Words:
    """Words at a place of a page; lengths in millimetres from its upper left corner."""

    left: float
    base: float
    size: float
    text: str
    right: float


def accepts(data: bytes) -> bool:
    """Return whether this is a zip that holds an OFD document."""
    return holds(data, _ROOT)


def read(data: bytes, limits: Limits) -> Reading:
    """Return the lines of all pages; raises Refusal where the pages hold no words."""
    archive = Archive(data, limits)
    root = archive.xml(_ROOT)
    if root is None:
        raise Refusal(Reason.UNKNOWN_FORMAT, "The file is a zip archive without OFD.xml.")
    if any(True for _ in root.iter("{*}Encryptions")) or archive.xml("Encryptions.xml") is not None:
        raise Refusal(Reason.ENCRYPTED, "The OFD document is locked.")
    found = (page for body in root.iter("{*}DocRoot") for page in _pages(archive, body))
    pages = list(islice(found, limits.pages + 1))
    if len(pages) > limits.pages:
        raise over(limits, "pages", "The file has more pages")
    parts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    offset = 0
    for number, page in enumerate(pages):
        starts.append(offset)
        lines = []
        for line in _lines(page):
            words = clean(_joined(line)).strip()
            if words:
                places.append(Place(offset, number, _box(line)))
                lines.append(words)
                offset += len(words) + 1
        parts.append("\n".join(lines))
        offset = starts[-1] + len(parts[-1]) + len(PAGE_BREAK)
    if not any(parts):
        raise Refusal(
            Reason.NO_TEXT_LAYER, f"The {len(pages)} pages are scanned pages without text."
        )
    return Reading(
        bounded(PAGE_BREAK.join(parts), limits), MEDIA_TYPE, tuple(starts), tuple(places)
    )


def _pages(archive: Archive, body: etree._Element) -> Iterator[list[_Words]]:
    """Yield the words of each page of one document, in its order of pages.

    What a page takes from a template is left out: running heads and forms.
    """
    path = (body.text or "").strip().lstrip("/")
    document = archive.xml(path)
    for page in () if document is None else document.iter("{*}Page"):
        location = str(page.get("BaseLoc") or "")
        if not location:
            continue
        is_rooted = location.startswith("/")
        beside = posixpath.join(posixpath.dirname(path), location)
        content = archive.xml(location[1:] if is_rooted else posixpath.normpath(beside))
        yield [] if content is None else list(_words(content))


def _words(page: etree._Element) -> Iterator[_Words]:
    for element in page.iter("{*}TextObject"):
        if element.get("Visible") == "false":
            continue
        boundary = _numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        a, b, c, d, e, f = _numbers(element.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        size = (_numbers(element.get("Size"), 1) or (4.0,))[0] * (abs(d) or abs(c) or 1.0)
        x = y = 0.0
        for code in element.iter("{*}TextCode"):
            # A later TextCode without X or Y goes on where the one before it began.
            x = (_numbers(code.get("X"), 1) or (x,))[0]
            y = (_numbers(code.get("Y"), 1) or (y,))[0]
            left, base = boundary[0] + a * x + c * y + e, boundary[1] + b * x + d * y + f
            if code.text:
                right = left + abs(a or 1.0) * _advance(code.get("DeltaX"), code.text, size)
                yield _Words(left, base, size, code.text, right)


def _advance(deltas: str | None, text: str, size: float) -> float:
    """Return how far words reach, by the steps between them ("g 3 4.2" is 4.2 three times).

    Where no step is given Chinese characters are as wide as high, others half as wide.
    """
    steps, values = 0.0, iter((deltas or "").split())
    try:
        for value in values:
            steps += int(next(values)) * float(next(values)) if value == "g" else float(value)
    except (ValueError, StopIteration, OverflowError):
        steps = 0.0
    own = sum(1 if ord(c) >= _WIDE else 0.5 for c in text)
    return steps + size * (1 if ord(text[-1]) >= _WIDE else 0.5) if steps > 0 else own * size


def _numbers(value: str | None, count: int) -> tuple[float, ...] | None:
    """Return the numbers of an attribute, None where there are not as many as there should be."""
    try:
        numbers = tuple(map(float, (value or "").split()))
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(abs(n) < 1e6 for n in numbers) else None


def _lines(words: list[_Words]) -> Iterator[list[_Words]]:
    """Yield the words of each line from left to right, the lines from top to bottom."""
    line: list[_Words] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if line and word.base - line[0].base > _SAME_LINE * max(word.size, line[0].size):
            yield sorted(line, key=lambda word: word.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.left)


def _joined(line: list[_Words]) -> str:
    """Return a line with a space where a gap parts its words."""
    text = line[0].text
    for before, word in pairwise(line):
        is_apart = word.left - before.right > _GAP * word.size
        text += ("  " if is_apart else "") + word.text
    return text


def _box(line: list[_Words]) -> tuple[float, float, float, float]:
    """Return the box of a line in points."""
    left, right = min(w.left for w in line), max(w.right for w in line)
    top, bottom = min(w.base - w.size for w in line), max(w.base for w in line)
    return (left * _POINTS, top * _POINTS, right * _POINTS, bottom * _POINTS)
