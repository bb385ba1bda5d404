"""Which tasks of two plans are the same work: who and what agree, then their words are alike.

A wrong pair is worse than none, so a pair needs the more common words the less else agrees, and
each task is in one pair at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from graph.model import Action
from search.similar import words_of

ALIGNED_FROM = 0.25
"""From what share of common words on two tasks are paired that agree in function and subject."""

# How much more is needed where one of the two names nothing that could agree, and where both
# name something and nothing agrees. Measured on the pairs of tests/search/same_tasks.toml.
_FUNCTION_UNKNOWN, _SUBJECT_UNKNOWN, _DIFFERENT = 0.06, 0.15, 0.26


@dataclass(frozen=True, slots=True)
class Profile:
    """What a task is known by: its words, the functions of who takes part, what it acts on.

    ``subjects`` are those the text names, ``wider`` these and all above them.
    """

    action: Action
    words: frozenset[str]
    functions: frozenset[str]
    subjects: frozenset[str]
    wider: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks that are the same work, by their numbers, and how alike their words are, 0 to 1."""

    one: int
    other: int
    likeness: float


def telling_words(action: Action) -> frozenset[str]:
    """Return the words that say what a task is; figures change from plan to plan and say little."""
    return frozenset(word for word in words_of(action) if not any(sign.isdigit() for sign in word))


def rarity_of(profiles: Iterable[Profile]) -> dict[str, float]:
    """Return how much each word tells: the more the fewer of the tasks have it."""
    every = list(profiles)
    often = Counter(word for profile in every for word in profile.words)
    return {word: log(1 + len(every) / count) for word, count in often.items()}


def aligned(
    ones: Sequence[Profile], others: Sequence[Profile], rarity: Mapping[str, float]
) -> list[Pair]:
    """Return the pairs of two lists of tasks, the surest first."""
    found = []
    for number, other, likeness in _alike(ones, others, rarity):
        surplus = likeness - needed(ones[number], others[other])
        if surplus >= 0:
            found.append((surplus, Pair(number, other, likeness)))
    found.sort(key=lambda one: (-one[0], one[1].one, one[1].other))
    taken, others_taken, pairs = set[int](), set[int](), []
    for _, pair in found:
        if pair.one not in taken and pair.other not in others_taken:
            taken.add(pair.one)
            others_taken.add(pair.other)
            pairs.append(pair)
    return pairs


def needed(one: Profile, other: Profile) -> float:
    """Return what share of words two tasks must have in common to be paired."""
    return (
        ALIGNED_FROM
        + _lack(_functions_agree(one, other), _FUNCTION_UNKNOWN)
        + _lack(_subjects_agree(one, other), _SUBJECT_UNKNOWN)
    )


def _lack(agrees: bool | None, unknown: float) -> float:
    if agrees is None:
        return unknown
    return 0 if agrees else _DIFFERENT


def _functions_agree(one: Profile, other: Profile) -> bool | None:
    if not one.functions or not other.functions:
        return None
    return bool(one.functions & other.functions)


def _subjects_agree(one: Profile, other: Profile) -> bool | None:
    """Whether both act on one thing, or one on what lies below that of the other."""
    if not one.subjects or not other.subjects:
        return None
    return bool(one.subjects & other.wider or other.subjects & one.wider)


def _alike(
    ones: Sequence[Profile], others: Sequence[Profile], rarity: Mapping[str, float]
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs that may do, with their likeness (Dice, 1945), rare words counting more."""
    import numpy as np

    common = frozenset().union(*(p.words for p in ones)) & frozenset().union(
        *(p.words for p in others)
    )
    if not common:
        return
    place = {word: number for number, word in enumerate(sorted(common))}
    weights = np.array([rarity[word] for word in place], np.float32)

    def matrix(profiles: Sequence[Profile]) -> np.ndarray:
        held = np.zeros((len(profiles), len(place)), np.float32)
        for row, profile in enumerate(profiles):
            held[row, [place[word] for word in profile.words & common]] = 1
        return held

    def weight(profiles: Sequence[Profile]) -> np.ndarray:
        return np.array([sum(rarity[word] for word in p.words) for p in profiles], np.float32)

    shared = (matrix(ones) * weights) @ matrix(others).T
    both = weight(ones)[:, None] + weight(others)[None, :]
    likeness = np.minimum(1, 2 * shared / np.maximum(both, np.float32(1e-9)))
    for one, other in np.argwhere(likeness >= ALIGNED_FROM).tolist():
        yield one, other, float(likeness[one, other])
