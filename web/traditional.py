"""Traditional script: the words of a finished page turned from simplified Chinese.

Only what a person reads is turned: text, the attributes that are read out or shown, and the
names in the data of drawings. Addresses, ids, what a form sends, code, and what an element
with ``translate="no"`` holds stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

FORMS = "s2tw"
"""Characters one for one in the forms of Taiwan, which ``zh-Hant`` alone means in CLDR; the
words stay those of the document (``s2twp`` would make 信息 資訊)."""

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?(\w+)")
_WITHIN = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "small", "span", "strong", "time")
)
_KEPT = ("<code", "<kbd", "<pre", "<samp", "<script", "<textarea")
_KEEPS = ' translate="no"'
# title="头发": what is read of a tag
_READ = re.compile(
    r"(\s(?:title|alt|placeholder|label|aria-label|aria-description|aria-valuetext|content"
    r"|data-label|data-words|data-keep|data-done|data-full|data-none|data-refused)=\")([^\"]*)"
)
# {"id": "agency/市教育局", "name": "市教育局"}: what is shown of the data of a drawing
_SHOWN = re.compile(r'("(?:name|label|title|words)": ?")((?:[^"\\]|\\.)*)')


def traditional(html: str) -> str:
    """Return a page with what is read in it in traditional script.

    A word is turned as a whole although a part of it is marked. An element that keeps its words
    holds no other of its own name.

    >>> traditional('<p title="头发"><a href="/头发">头<mark>发</mark></a>发文</p>')
    '<p title="頭髮"><a href="/头发">頭<mark>髮</mark></a>發文</p>'
    """
    parts = _TAG.split(html)
    turned = parts.copy()
    turned[::2] = _turned_texts(parts[::2], parts[1::2])
    turned[1::2] = map(_turned_tag, parts[1::2])
    for start, end in _kept(parts):
        turned[start:end] = parts[start:end]
        if "json" in parts[start]:
            turned[start + 1] = traditional_data(parts[start + 1])
    return "".join(turned)


def traditional_data(data: str) -> str:
    """Return the data of a drawing, as JSON, with the names in it in traditional script."""
    return _SHOWN.sub(_turned_value, data)


def _turned_texts(texts: list[str], tags: list[str]) -> Iterator[str]:
    """Yield texts in traditional script; those with no border between them are read as one."""
    borders = [*map(_border, tags), ""]
    whole = "".join(part for pair in zip(texts, borders, strict=True) for part in pair)
    read = StringIO(_turn(whole), newline="").read
    for text, border in zip(texts, borders, strict=True):
        yield read(len(text))
        read(len(border))


@lru_cache(maxsize=8192)
def _border(tag: str) -> str:
    """Return what parts the words before a tag from those after it."""
    name = _NAME.match(tag)
    return "" if name and name[1] in _WITHIN else "\n"


def _turned_tag(tag: str) -> str:
    if not tag.isascii():
        tag = _READ.sub(_turned_value, tag)
    return tag.replace(' lang="zh-Hans"', ' lang="zh-Hant"')


def _kept(parts: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each element that keeps its words starts and ends among the parts."""
    for start in range(1, len(parts), 2):
        if parts[start].startswith(_KEPT) or _KEEPS in parts[start]:
            name = _NAME.match(parts[start])
            closing = f"</{name[1]}>" if name else ""
            yield start, parts.index(closing, start) + 1 if closing in parts[start:] else start + 1


def _turned_value(found: re.Match[str]) -> str:
    return found[1] + _turned_words(found[2])


@lru_cache(maxsize=2048)
def _turned_words(words: str) -> str:
    return _turn(words)


def _turn(text: str) -> str:
    """Return a text, as long as it was, in traditional script."""
    turned: str = _converter().convert(text)
    if len(turned) == len(text):
        return turned
    # A zero character ends a text for OpenCC, so what holds one is turned part by part.
    return "\0".join(_turned_part(part) for part in text.split("\0"))


def _turned_part(text: str) -> str:
    turned: str = _converter().convert(text)
    return turned if len(turned) == len(text) else text


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC(FORMS)
