"""OFD (GB/T 33190-2016): the words of each page, put in lines by where they stand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers.archive import Archive, holds
from ingest.readers.page_lines import Lines, lines_of_page, put_together
from ingest.readers.placed import Words
from ingest.readers.reading import Reading, bounded, clean

MEDIA_TYPE = "application/ofd"
_ROOT = "OFD.xml"
_POINTS = 72 / 25.4
_WIDE = 0x2E80


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
    text, starts, places = put_together(map(_lines, pages))
    if not text.strip():
        raise Refusal(
            Reason.NO_TEXT_LAYER, f"The {len(pages)} pages are scanned pages without text."
        )
    return Reading(bounded(text, limits), MEDIA_TYPE, starts, places)


def _lines(page: list[Words]) -> Lines:
    cleaned = ((clean(text).strip(), box) for text, box in lines_of_page(page, ()))
    return [(text, box) for text, box in cleaned if text]


def _pages(archive: Archive, body: etree._Element) -> Iterator[list[Words]]:
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


def _words(page: etree._Element) -> Iterator[Words]:
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
                yield Words(
                    left=_POINTS * left,
                    base=_POINTS * base,
                    size=_POINTS * size,
                    text=code.text,
                    right=_POINTS * right,
                )


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
