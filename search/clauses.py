"""A query as clauses on fields: what is found and how it is weighed, the same for every engine.

Each engine compiles these few kinds of clauses; none is ever made from a string of its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from search.engine import Filters
from search.entries import SOUNDS, TITLE, WORDS, grams_of, part_of
from search.query import AllOf, AnyOf, Field, Phrase, Tree, Without, Words, Years
from search.sounds import is_sound
from search.synonyms import Synonyms
from search.tokens import Word, normal_numbers, query_words, stream

BOOSTS = dict(zip(WORDS, (4.0, 2.0, 2.0, 1.0), strict=True))
PHRASE_IN_TITLE = 2.0
FOUND_BY_CHARACTERS = 0.1
"""The score of a word that the dictionary cut otherwise in the text."""
FOUND_BY_OTHER_NAME = 1.0
"""The score of a name that stands in the text as another one of the same body."""
FOUND_BY_SOUND = 0.05

MOST_WEIGHED, MOST_NAMES = 200, 12
"""From how many letters on words are no longer weighed, and how many names find others.

A weighed word asks five questions of an index, a name up to thirty; servers bound how many a
query may ask.
"""

EARLIEST, LATEST = 0, 9999
_SINGLE = ("kind", "function", "location", "subject", "regulation", "document_type", "document")


@dataclass(frozen=True, slots=True)
class Every:
    """All passages."""


@dataclass(frozen=True, slots=True)
class Exactly:
    """The passages that have a value among those of a field, or a word among its words."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Run:
    """The passages in whose field of pairs a stream of one sign or more stands."""

    field: str
    run: str


@dataclass(frozen=True, slots=True)
class InYears:
    """The passages of years from ``first`` to ``last``."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Constant:
    """The passages of a clause, each with one score whatever their words."""

    clause: Clause
    score: float


@dataclass(frozen=True, slots=True)
class Boosted:
    """The passages of a clause, with so many times its score."""

    clause: Clause
    factor: float


@dataclass(frozen=True, slots=True)
class Both:
    """The passages of all clauses, with the sum of their scores."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """The passages of any clause, with the sum of the scores of those they are of."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ButNot:
    """The passages of a clause that are not of another one."""

    clause: Clause
    other: Clause


Clause = Every | Exactly | Run | InYears | Constant | Boosted | Both | Either | ButNot
_EVERY = Constant(Every(), 0.0)


OtherNames = tuple[tuple[str, tuple[str, ...]], ...]
"""What was typed and names, each with the other names that are looked for as well."""


def clauses_of(
    tree: Tree, filters: Filters, synonyms: Synonyms | None = None
) -> tuple[Clause, OtherNames]:
    """Return what finds the passages that a tree describes and all filters let through.

    Names among the words also find the other names that ``synonyms`` give them, and letters what
    sounds so; these names are returned too. Without ``synonyms`` only what is typed is found.
    """
    letters = sum(len(term.text) for term in _texts(tree))
    weighing = _Weighing(synonyms, is_weighed=letters <= MOST_WEIGHED)
    found = weighing.of(tree)
    return _within(found, filters), tuple(dict.fromkeys(weighing.other_names))


def clauses_like(words: Iterable[str], filters: Filters) -> Clause:
    """Return what finds passages with any of some words, in their title or their text."""
    fields = ("title_words", "text_words")
    found = _either(Exactly(name, word) for word in words for name in fields)
    return _within(found, filters)


def _within(found: Clause, filters: Filters) -> Clause:
    """Return what finds those of a clause that all filters let through.

    To take all passages costs an engine more than most other clauses.
    """
    narrower = [Constant(one, 0.0) for one in _filters(filters)]
    return _both([*([] if found == _EVERY and narrower else [found]), *narrower])


def _texts(tree: Tree) -> Iterator[Words | Phrase]:
    match tree:
        case Words() | Phrase():
            yield tree
        case Without(unwanted):
            yield from _texts(unwanted)
        case AnyOf(nodes) | AllOf(nodes):
            for node in nodes:
                yield from _texts(node)


class _Weighing:
    """Makes the clauses of one query."""

    def __init__(self, synonyms: Synonyms | None, *, is_weighed: bool) -> None:
        self._synonyms = synonyms
        self._is_weighed = is_weighed
        self.other_names: list[tuple[str, tuple[str, ...]]] = []

    def of(self, tree: Tree) -> Clause:
        match tree:
            case Words(text, Field.NUMBER) | Phrase(text, Field.NUMBER):
                return _phrase(stream(normal_numbers(text)), Field.NUMBER)
            case Words(text, field):
                return self._words(text, field)
            case Phrase(text, field):
                return _phrase(stream(text), field)
            case Years(first, last):
                return Constant(_years(first, last), 0.0)
            case Without(node):
                return ButNot(_EVERY, self.of(node))
            case AnyOf(alternatives):
                return _either(map(self.of, alternatives))
            case AllOf(nodes):
                return _both(map(self.of, nodes)) if nodes else _EVERY

    def _words(self, text: str, field: Field | None) -> Clause:
        words = [(word, stream(text[word.start : word.end])) for word in query_words(text)]
        # A lone character within a longer run tells nothing: 按 of 按职责.
        telling = [(word, run) for word, run in words if len(run) > 1 or len(words) == 1]
        whole = _phrase(stream(text), field)
        if not telling:
            return whole
        known = self._synonyms.within(text) if self._synonyms else ()
        names = list(islice(known, MOST_NAMES - len(self.other_names)))
        if [run for _, run in telling] == [stream(text)] and not names:
            return _either([whole, *self._weights(telling[0][0].text, field)])
        self.other_names += [(text[name.start : name.end], name.others) for name in names]
        found = [
            self._word(word, run, field)
            for word, run in telling
            if not any(name.start <= word.start < name.end for name in names)
        ]
        for name in names:
            own = [self._word(w, r, field) for w, r in telling if name.start <= w.start < name.end]
            others = (_run(stream(other), field, FOUND_BY_OTHER_NAME) for other in name.others)
            found.append(_either([*([_both(own)] if own else []), *others]))
        return _either([whole, _both(found)])

    def _word(self, word: Word, run: str, field: Field | None) -> Clause:
        return _either([_run(run, field, FOUND_BY_CHARACTERS), *self._weights(word.text, field)])

    def _weights(self, word: str, field: Field | None) -> Iterator[Clause]:
        """Yield what weighs a word where it stands, and finds what sounds like it."""
        if not field and self._is_weighed:
            yield from (Boosted(Exactly(name, word), boost) for name, boost in BOOSTS.items())
            yield from self._heard(word)

    def _heard(self, word: str) -> Iterator[Clause]:
        """Yield what finds the names that a word is the pinyin or the initials of."""
        if self._synonyms and is_sound(word):
            yield Constant(Run(SOUNDS, word), FOUND_BY_SOUND)
            names = self._synonyms.heard(word)
            if names and len(self.other_names) < MOST_NAMES:
                self.other_names.append((word, names))
                yield from (_run(stream(name), None, FOUND_BY_SOUND) for name in names)


def _run(run: str, field: Field | None, score: float) -> Clause:
    return Constant(Run(grams_of(field), run), score)


def _phrase(run: str, field: Field | None) -> Clause:
    found = Run(grams_of(field), run)
    if field:
        return found
    return _either([found, Boosted(Run(TITLE, run), PHRASE_IN_TITLE)])


def _years(first: int | None, last: int | None) -> InYears:
    return InYears(
        EARLIEST if first is None else max(first, EARLIEST),
        LATEST if last is None else min(last, LATEST),
    )


def _filters(filters: Filters) -> Iterator[Clause]:
    if filters.agency and filters.role:
        yield _has("part", part_of(filters.agency, filters.role))
    elif filters.agency:
        yield _has("agency", filters.agency)
    elif filters.role:
        yield _has("role", filters.role)
    for name in _SINGLE:
        if value := getattr(filters, name):
            yield _has(name, value)
    if filters.years:
        yield _years(*filters.years)


def _has(field: str, value: str) -> Clause:
    """Return what has a value; halves of signs, which no index can hold, are none of it."""
    return Exactly(field, value.encode("utf-8", "replace").decode())


def _both(clauses: Iterable[Clause]) -> Clause:
    some = tuple(clauses)
    return some[0] if len(some) == 1 else Both(some)


def _either(clauses: Iterable[Clause]) -> Clause:
    some = tuple(clauses)
    return some[0] if len(some) == 1 else Either(some)
