"""What a person who has begun to type may be about to: bodies, places, texts, and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from graph.questions import Page
from graph.renewed import Renewed
from graph.store import GraphStore
from search.engine import Query, SearchEngine
from search.folding import fold
from search.names import NameBook, Names
from search.sounds import is_sound, sounds_of

LONGEST = 60
"""How many characters are completed, at most."""

_QUESTIONS = {
    "agency": ("{}牵头的任务", "{}配合的任务"),
    "function": ("{}牵头的任务", "{}配合的任务"),
    "place": ("{}的任务", "{}的指标"),
    "title": ("哪些文件引用了《{}》",),
}
_KINDS = ("function", "agency", "place", "title")
# Facets whose counts say which bodies and places are met most.
_COUNTED = ("agency", "function", "location")


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be meant; ``kind`` is agency, function, place, title or question."""

    text: str
    kind: str
    id: str | None = None


class Completer:
    """Completes what is typed to the names of one store."""

    def __init__(self, names: Names, weights: Mapping[str, int] | None = None) -> None:
        """Take names and, by id, how often what they name is met."""
        weights = weights or {}
        named = (
            Completion(name, kind, value)
            for name, readings in names.readings.items()
            for kind, value in readings
            if kind in _KINDS
        )
        usual = {form for form, _ in names.forms}
        self._items = sorted(
            (one for one in named if one.kind != "function" or one.text in usual),
            key=lambda one: (-weights.get(one.id or "", 0), len(one.text), one.text),
        )

    def complete(self, typed: str, most: int = 8) -> tuple[Completion, ...]:
        """Return names that go on from what is typed, or hold it, or sound so, and questions.

        A name that begins with it comes before one that holds it, what is met often before what
        is met seldom. No more than ``most`` are returned.
        """
        wanted = fold(typed[:LONGEST]).strip()
        if len(wanted) < 1:
            return ()
        found = nsmallest(most, self._ranked(wanted))
        names = [self._items[place] for _, place in found]
        return tuple(_with_questions(wanted, names, most))

    def _ranked(self, wanted: str) -> Iterator[tuple[int, int]]:
        is_heard = is_sound(wanted)
        for place, item in enumerate(self._items):
            if wanted in item.text:
                yield (0 if item.text.startswith(wanted) else 1), place
            elif is_heard and (heard := self._heard(place, wanted)):
                yield heard, place

    def _heard(self, place: int, wanted: str) -> int:
        sounds = self._sounds[place]
        if any(sound.startswith(wanted) for sound in sounds):
            return 2
        return 3 if any(wanted in sound for sound in sounds) else 0

    @cached_property
    def _sounds(self) -> list[tuple[str, ...]]:
        return [tuple(sounds_of([item.text])) for item in self._items]


def _with_questions(wanted: str, names: Iterable[Completion], most: int) -> Iterator[Completion]:
    """Yield names of different texts, and what can be asked of the first one."""
    told: dict[str, Completion] = {}
    for name in names:
        told.setdefault(name.text, name)
    rows = list(told.values())
    asked = [
        Completion(form.format(rows[0].text), "question")
        for form in (_QUESTIONS[rows[0].kind] if rows else ())
    ]
    kept = rows[: max(1, most - len(asked))]
    # what is typed in full is completed by questions, what is not by names
    yield from (
        [*kept[:1], *asked, *kept[1:]] if rows and rows[0].text == wanted else [*kept, *asked]
    )


class CompletionBook:
    """The completer of one store, made again when the store has changed."""

    def __init__(self, store: GraphStore, engine: SearchEngine, book: NameBook) -> None:
        self._engine = engine
        self._book = book
        self._completer: Renewed[Completer] = Renewed(store)

    @property
    def completer(self) -> Completer:
        """The completer as of the store's last change, or a little before."""
        return self._completer.value(self._made)

    def _made(self) -> Completer:
        facets = self._engine.search(Query(page=Page(0, 0), facets=_COUNTED)).facets
        weights = {value: count for name in _COUNTED for value, count in facets.get(name, ())}
        return Completer(self._book.names, weights)
