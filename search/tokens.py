"""Chinese analysis: words to rank by, and the stream of characters to find by.

Words depend on the dictionary and on what stands beside them; the stream does not. What is
found is decided by the stream, so every run copied from a text finds that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from search.cutting import cutter
from search.folding import fold

BREAK = "，"
"""What any punctuation becomes in a stream."""

_SHORT = 200
# White space, brackets and quotation marks: the same words with and without them are the same.
SILENT = r"\s()\[\]{}<>（）〔〕［］【】〖〗《》〈〉「」『』“”‘’\"'"
_SILENT = re.compile(f"[{SILENT}]+")
_PUNCTUATION = re.compile(r"[\W_]+")

_ATOM = re.compile(
    # 〔2019〕44号, (2019)第44号, [2019]44
    r"[〔\[(（【［]\s*(?P<year>(?:19|20)\d\d)\s*[〕\])）】］]\s*第?\s*(?P<serial>\d{1,5})(?!\d)\s*号?"
    # 2019年44号, 2019年第44号
    r"|(?<!\d)(?P<year_b>(?:19|20)\d\d)\s*年\s*第?\s*(?P<serial_b>\d{1,5})\s*号"
    # 2022年4月15日, 2022-04-15, 2022.4.15
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)\s*[年./-]\s*(?P<m>1[0-2]|0?[1-9])\s*[月./-]"
    r"\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?"
    # 1,000,000 and 99.5
    r"|(?<![a-z0-9.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?!\.?[a-z0-9])"
    # covid-19, haccp, 2020, 5g
    r"|(?P<latin>[a-z0-9]+(?:[-'’.&+/][a-z0-9]+)*)"
    # bounded, since words are cut all at once; where it ends only rank could tell
    r"|(?P<letters>[^\W_a-z0-9]{1,10000})"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its normal form, with the span of the source that it stands for."""

    text: str
    start: int
    end: int


def index_words(text: str) -> Iterator[str]:
    """Yield the normal forms of all words of a text, with the words within words.

    >>> list(index_words("食品安全：国办发(2019)第44号"))
    ['食品', '安全', '食品安全', '国办', '办发', '国办发', '〔2019〕44号']
    """
    cut = cutter().cut_for_search
    for atom in _ATOM.finditer(fold(text)):
        if atom.lastgroup == "letters":
            yield from cut(atom.group())
        else:
            yield _normal_form(atom)


def query_words(text: str) -> list[Word]:
    """Return the words of what a person typed, which do not overlap.

    >>> [word.text for word in query_words("2022年4月5日 ＨＡＣＣＰ")]
    ['2022-04-05', 'haccp']
    """
    cut = cutter().cut
    words: list[Word] = []
    for atom in _ATOM.finditer(fold(text)):
        start = atom.start()
        if atom.lastgroup != "letters":
            words.append(Word(_normal_form(atom), start, atom.end()))
            continue
        for word in cut(atom.group()):
            words.append(Word(word, start, start + len(word)))
            start += len(word)
    return words


def _normal_form(atom: re.Match[str]) -> str:
    parts = atom.groupdict()
    if year := parts["year"] or parts["year_b"]:
        return f"〔{year}〕{int(parts['serial'] or parts['serial_b'])}号"
    if parts["y"]:
        return f"{parts['y']}-{int(parts['m']):02}-{int(parts['d']):02}"
    return (parts["number"] or parts["latin"]).replace(",", "")


def normal_numbers(text: str) -> str:
    """Return a folded text with its document numbers, dates and numbers in their normal form.

    >>> normal_numbers("國辦發(2019)第44號")
    '国办发〔2019〕44号'
    """
    return _ATOM.sub(
        lambda atom: atom.group() if atom.lastgroup == "letters" else _normal_form(atom),
        fold(text),
    )


def stream(text: str) -> str:
    """Return the letters and digits of a text in their order, punctuation as one ``BREAK``.

    White space, brackets and quotation marks leave no trace. The stream of a part of a text
    is a part of the stream of the text.

    >>> stream("《食品  安全法》，國辦發〔2019〕44號。")
    '食品安全法，国办发201944号'
    """
    return _short_stream(text) if len(text) <= _SHORT else _stream(text)


def _stream(text: str) -> str:
    return _PUNCTUATION.sub(BREAK, _SILENT.sub("", fold(text))).strip(BREAK)


# Titles, headings and names come again with each passage of a document, and with the next one.
_short_stream = lru_cache(maxsize=8_192)(_stream)


def grams(run: str) -> Iterator[str]:
    """Yield all pairs of neighbours of a stream, in order.

    >>> list(grams("食品安全"))
    ['食品', '品安', '安全']
    """
    return map(add, run, run[1:])


def pattern(run: str) -> str:
    """Return a regular expression that finds a stream in a folded text.

    >>> re.search(pattern("发2019"), "国办发〔2019〕44号").span()
    (2, 8)
    """
    parts = (f"[{SILENT}]*".join(map(re.escape, part)) for part in run.split(BREAK))
    return r"[\W_]+".join(parts)


_NUMBER_FORM = re.compile(r"〔(\d+)〕(\d+)号")
_DATE_FORM = re.compile(r"(\d+)-0?(\d+)-0?(\d+)")


def word_pattern(word: str) -> str:
    """Return a regular expression that finds a word, given in its normal form, in a folded text.

    >>> re.search(word_pattern("〔2019〕44号"), "国办发(2019)第44号").group()
    '(2019)第44号'
    """
    if match := _NUMBER_FORM.fullmatch(word):
        opening, closing = r"[〔\[(（【［]?\s*", r"\s*[〕\])）】］年]\s*第?\s*"
        return rf"{opening}{match[1]}{closing}0*{match[2]}(?!\d)\s*号?"
    if match := _DATE_FORM.fullmatch(word):
        return rf"{match[1]}\s*[年./-]\s*0?{match[2]}\s*[月./-]\s*0?{match[3]}(?!\d)\s*[日号]?"
    return pattern(stream(word))
