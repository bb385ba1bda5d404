"""Bytes to text for files that do not say which encoding they use."""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import islice

from ingest.errors import Reason, Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same bytes
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 20_000
# Measured on Chinese prose: the right encoding scores above 0.95, a wrong one below 0.6.
_PLAUSIBLE = 0.75
_FORGIVEN_CONTROLS = 0.02


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text in bytes of unknown encoding; ``declared`` is what the file claims.

    A byte order mark decides; then strict UTF-8, the claim where it holds strictly, and the
    encoding whose result looks most like Chinese prose. Single broken bytes are shown as
    U+FFFD. Raises Refusal where nothing gives text.

    >>> decode("青川市食品安全工作要点，由市场监管局牵头".encode("gb18030"))
    '青川市食品安全工作要点，由市场监管局牵头'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for certain in (_strictly(data, "utf-8"), _strictly(data, _wider(declared))):
        if certain is not None and _controls(certain) <= _FORGIVEN_CONTROLS:
            return certain
    sample = _sample(data)
    best = max(_CANDIDATES, key=lambda encoding: plausibility(sample.decode(encoding, "replace")))
    text = data.decode(best, "replace")
    if plausibility(text) < _PLAUSIBLE or _controls(text) > _FORGIVEN_CONTROLS:
        raise Refusal(Reason.UNKNOWN_FORMAT, "The file is neither text nor a known format.")
    return text


def plausibility(text: str) -> float:
    """Return how much of the text beyond ASCII is what Chinese documents are written with.

    From 0 to 1, read from the first 20,000 characters that are not ASCII; 0 where there are
    none.
    """
    sample = list(islice((character for character in text if character > "\x7f"), _SAMPLE))
    usual = _usual_characters()
    return sum(character in usual for character in sample) / len(sample) if sample else 0.0


def _sample(data: bytes) -> bytes:
    """Return the bytes from the first that is not ASCII, at a whole unit of UTF-16."""
    first = _NOT_ASCII.search(data)
    start = first.start() & ~1 if first else 0
    return data[start : start + 2 * _SAMPLE]


def _strictly(data: bytes, encoding: str | None) -> str | None:
    """Return the decoded text, or None where a byte does not fit or there is no such encoding."""
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _wider(declared: str | None) -> str | None:
    """Return the superset that files labelled with a smaller encoding really use."""
    name = (declared or "").strip().lower().replace("_", "-")
    if name in ("gb2312", "gbk", "x-gbk", "gb-2312", "gb18030"):
        return "gb18030"
    return "big5hkscs" if name in ("big5", "big5-hkscs", "x-x-big5") else None


def _controls(text: str) -> float:
    """Return the share of control characters that no text has."""
    sample = text[:_SAMPLE]
    return sum(c < " " and c not in "\t\n\v\f\r" for c in sample) / max(1, len(sample))


@cache
def _usual_characters() -> frozenset[str]:
    """Return the frequent half of GB 2312 and of Big5, and their punctuation and letters."""
    chinese = bytes(range(0xA1, 0xFF))
    gb = [bytes((high, low)) for high in (0xA1, 0xA3, *range(0xB0, 0xD8)) for low in chinese]
    big5 = [
        bytes((high, low))
        for high in (0xA1, *range(0xA4, 0xC7))
        for low in (*range(0x40, 0x7F), *chinese)
    ]
    known = b"".join(gb).decode("gb2312", "ignore") + b"".join(big5).decode("big5", "ignore")
    return frozenset(known) | frozenset("〔〕〈〉〖〗﹝﹞·—–…①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢ\u3000\xa0")
