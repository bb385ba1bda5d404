"""What changed between two networks: who came and went, what was tied, loosened or parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.measures import Pair

TIE_CHANGES = ("gained", "lost", "stronger", "weaker")
MEMBER_CHANGES = ("came", "went", "moved")


@dataclass(frozen=True, slots=True)
class TieChange:
    """Two agencies and how many actions they shared before and share after; not both are equal."""

    a: str
    b: str
    before: int
    after: int

    @property
    def sort(self) -> str:
        """Which of TIE_CHANGES this is."""
        if not self.before:
            return "gained"
        if not self.after:
            return "lost"
        return "stronger" if self.after > self.before else "weaker"


@dataclass(frozen=True, slots=True)
class MemberChange:
    """An agency, the actions that it shared with partners before and after, and its ranks.

    An action counts once for each partner. A rank counts from 1, the most first, and is the
    same for the same number; None where the agency is not there.
    """

    agency: str
    before: int
    after: int
    rank_before: int | None
    rank_after: int | None

    @property
    def sort(self) -> str:
        """Which of MEMBER_CHANGES this is; with the same rank it is ``stayed``."""
        if self.rank_before is None:
            return "came"
        if self.rank_after is None:
            return "went"
        return "stayed" if self.rank_before == self.rank_after else "moved"


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """All that differs between two networks, the strongest change first.

    Each pair of figures is of before and after: documents looked at, agencies, and ties.
    """

    documents: tuple[int, int]
    members: tuple[int, int]
    ties: tuple[int, int]
    tie_changes: tuple[TieChange, ...]
    member_changes: tuple[MemberChange, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each sort there are."""
        found = Counter(tie.sort for tie in self.tie_changes)
        found.update(member.sort for member in self.member_changes)
        return {sort: found[sort] for sort in (*TIE_CHANGES, *MEMBER_CHANGES)}

    def ties_of(self, sort: str) -> list[TieChange]:
        """Return the changes of ties of one sort, the strongest first."""
        return [tie for tie in self.tie_changes if tie.sort == sort]

    def members_of(self, sort: str) -> list[MemberChange]:
        """Return the changes of agencies of one sort, the strongest first, ``moved`` by ranks."""
        found = [member for member in self.member_changes if member.sort == sort]
        return sorted(found, key=_ranks_moved, reverse=True) if sort == "moved" else found


def change_between(
    before: Mapping[Pair, int], after: Mapping[Pair, int], documents: tuple[int, int] = (0, 0)
) -> NetworkChange:
    """Return what differs between the weights of two networks."""
    own_before, own_after = _weights(before), _weights(after)
    members = tuple(
        sorted(
            _member_changes(own_before, own_after),
            key=lambda one: (-abs(one.after - one.before), one.agency),
        )
    )
    ties = (TieChange(*pair, before.get(pair, 0), after.get(pair, 0)) for pair in {*before, *after})
    changed = (tie for tie in ties if tie.before != tie.after)
    return NetworkChange(
        documents=documents,
        members=(len(own_before), len(own_after)),
        ties=(len(before), len(after)),
        tie_changes=tuple(
            sorted(changed, key=lambda tie: (-abs(tie.after - tie.before), tie.a, tie.b))
        ),
        member_changes=members,
    )


def _ranks_moved(change: MemberChange) -> int:
    return abs((change.rank_after or 0) - (change.rank_before or 0))


def _weights(ties: Mapping[Pair, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (a, b), weight in ties.items():
        found[a] += weight
        found[b] += weight
    return found


def _member_changes(before: Counter[str], after: Counter[str]) -> Iterator[MemberChange]:
    """Yield every agency that came, went, or has other figures."""
    rank_before, rank_after = _ranks(before), _ranks(after)
    for agency in {*before, *after}:
        ranks = (rank_before.get(agency), rank_after.get(agency))
        change = MemberChange(agency, before[agency], after[agency], *ranks)
        if change.before != change.after or change.sort != "stayed":
            yield change


def _ranks(weights: Counter[str]) -> dict[str, int]:
    """Return the rank of each; one more than the number of those that have more."""
    places = Counter(weights.values())
    rank, rank_of = 1, {}
    for weight in sorted(places, reverse=True):
        rank_of[weight] = rank
        rank += places[weight]
    return {agency: rank_of[weight] for agency, weight in weights.items()}
