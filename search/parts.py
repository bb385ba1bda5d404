"""Cutting a question into parts: names, turns of phrase, years, titles, and what is unknown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.figures import deadline_at, figure_at, top_at
from search.tokens import query_words

PHRASES = Path(__file__).with_name("phrases.toml")
UNKNOWN = "unknown"
_SMALL_WORDS = ("noise", "and", "passive", "since")
SHORTEST_BARE_TITLE = 5
"""How long a title must be to be taken for one without 《》: 管理办法 is mostly a word."""

# 2020年, 2019-2021年, 2019年至2021年, 2019 to 2021
_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:度)?"
    r"(?:\s*(?:-|–|—|~|至|到|\.\.|to)\s*(?P<last>(?:19|20)\d\d)年?(?:度)?)?(?!\d)"
)
_TITLE = re.compile(r"《(?P<title>[^《》]+)》|[\"“](?P<quoted>[^\"“”]+)[\"”]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a question: what kind of piece, and what it may stand for."""

    kind: str
    values: tuple[str, ...]
    text: str
    start: int
    end: int


Readings = Mapping[str, tuple[tuple[str, str], ...]]
"""What each word or name may stand for, as pairs of a kind of part and a value."""


@cache
def phrases() -> Readings:
    """Return the turns of phrase, each with the kind of part it makes and its value."""
    tables = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    return {
        phrase: (((kind if kind != "word" else value), value),)
        for kind, table in tables.items()
        for value, said in table.items()
        for phrase in said
    }


def longest(readings: Readings) -> int:
    """Return the length of the longest word or name."""
    return max(map(len, readings), default=0)


def parts_of(text: str, names: Readings, longest_name: int) -> tuple[Part, ...]:
    """Return the parts of a folded text: as much of it as can be read, in the fewest pieces."""
    reach = max(longest_name, longest(phrases()))
    size = len(text)
    # For each place: how much of the rest can be read, minus the pieces, and the next piece.
    best: list[tuple[int, int, Part | None]] = [(0, 0, None)] * (size + 1)
    for start in range(size - 1, -1, -1):
        best[start] = (best[start + 1][0], best[start + 1][1], None)
        for part in _parts_at(text, start, names, reach):
            read, pieces, _ = best[part.end]
            choice = (read + part.end - start, pieces - 1, part)
            if choice[:2] > best[start][:2]:
                best[start] = choice
    found = list(_walk(text, [part for _, _, part in best[:size]]))
    return tuple(_whole_words(text, found))


def _walk(text: str, chosen: list[Part | None]) -> Iterator[Part]:
    place = unread = 0
    while place < len(text):
        part = chosen[place]
        if part is None:
            place += 1
            continue
        yield from _unknown(text, unread, place)
        yield part
        place = unread = part.end
    yield from _unknown(text, unread, place)


def _whole_words(text: str, parts: list[Part]) -> Iterator[Part]:
    """Yield the parts, those signs of small words joined again that are of a word: 检查, 中医药."""
    run: list[Part] = []
    for part in parts:
        is_sign = part.kind == UNKNOWN or (part.kind in _SMALL_WORDS and len(part.text) == 1)
        if run and not (is_sign and run[-1].end == part.start):
            yield from _cut_again(text, run)
            run = []
        if is_sign:
            run.append(part)
        else:
            yield part
    yield from _cut_again(text, run)


def _cut_again(text: str, run: list[Part]) -> Iterator[Part]:
    if len(run) < 2:
        yield from run
        return
    start, end = run[0].start, run[-1].end
    words = {(start + word.start, start + word.end) for word in query_words(text[start:end])}
    small = [part for part in run if part.kind != UNKNOWN and (part.start, part.end) in words]
    for part in small:
        yield from _unknown(text, start, part.start)
        yield part
        start = part.end
    yield from _unknown(text, start, end)


def _unknown(text: str, start: int, end: int) -> Iterator[Part]:
    for match in re.finditer(r"\w+(?:[^\w，。；？！,;?!]+\w+)*", text[start:end]):
        yield Part(UNKNOWN, (), match.group(), start + match.start(), start + match.end())


def _measured_at(text: str, start: int) -> Iterator[Part]:
    if deadline := deadline_at(text, start):
        days, end = deadline
        yield Part("deadline", days, text[start:end], start, end)
    if figure := figure_at(text, start):
        values, end = figure
        yield Part("figure", values, text[start:end], start, end)
    if top := top_at(text, start):
        yield Part("noise", (), text[start:top], start, top)


def _parts_at(text: str, start: int, names: Readings, reach: int) -> Iterator[Part]:
    yield from _measured_at(text, start)
    if match := _YEARS.match(text, start):
        years = (match["first"], match["last"] or match["first"])
        yield Part("years", years, match.group(), start, match.end())
    if match := _TITLE.match(text, start):
        title = match["title"] or match["quoted"]
        ids = tuple(value for kind, value in names.get(title, ()) if kind == "title")
        yield Part("title", ids, match.group(), start, match.end())
    for end in range(start + 1, min(len(text), start + reach) + 1):
        said = text[start:end]
        readings = (*_phrase(said, names), *names.get(said, ()))
        if readings and _stands_alone(text, start, end):
            yield from _read(readings, said, start)


def _phrase(said: str, names: Readings) -> tuple[tuple[str, str], ...]:
    """Return what a turn of phrase means; 各县区 is no more than one where bodies are called so."""
    found = phrases().get(said, ())
    return () if found and found[0][0] == "each" and said in names else found


def _read(readings: Iterable[tuple[str, str]], said: str, start: int) -> Iterator[Part]:
    by_kind: dict[str, list[str]] = {}
    for kind, value in readings:
        if kind != "title" or len(said) >= SHORTEST_BARE_TITLE:
            by_kind.setdefault(kind, []).append(value)
    for kind, values in by_kind.items():
        yield Part(kind, tuple(values), said, start, start + len(said))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a piece does not cut a Latin word or a number in two."""
    return not (
        (_is_latin(text[start]) and start > 0 and _is_latin(text[start - 1]))
        or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]))
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
