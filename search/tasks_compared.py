"""The tasks of several scopes beside each other, those that are the same work in one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from graph.model import Agency, Basis, Edge, Indicator, Kind, Relation, Subject, kind_of
from graph.questions import ActionRow, ActionsOf, Documents, Page, Scope
from graph.store import EdgePattern, GraphStore
from search.alignment import Profile, aligned, rarity_of, telling_words
from search.task_differences import Difference, PlannedTask, differences, leads_of

MOST_TASKS = 2_000
"""How many tasks are compared, shared among the scopes; of more, those of the newest plans are.

Two scopes of 1,000 tasks each take about a second.
"""


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The tasks of one row, one for each scope, None where a scope has none like the others.

    ``likeness`` says, 0 to 1, how alike the words of each are to those of the first there is, and
    ``differences`` in what any differs from it.
    """

    tasks: tuple[PlannedTask | None, ...]
    likeness: tuple[float | None, ...]
    differences: frozenset[Difference]

    @property
    def held(self) -> tuple[int, ...]:
        """The numbers of the scopes that have a task in this row."""
        return tuple(number for number, task in enumerate(self.tasks) if task)

    @property
    def is_alone(self) -> bool:
        """Whether no other scope has a task like this one."""
        return len(self.held) == 1

    @property
    def is_equal(self) -> bool:
        """Whether all scopes have it and no difference was found."""
        return len(self.held) == len(self.tasks) and not self.differences


@dataclass(frozen=True, slots=True)
class ScopeCount:
    """How many documents and tasks a scope has, and how many of these tasks were compared."""

    documents: int
    tasks: int
    compared: int


@dataclass(frozen=True, slots=True)
class TaskComparison:
    """Scopes beside each other: how much each has, and the rows in the order of the first one."""

    scopes: tuple[Scope, ...]
    counts: tuple[ScopeCount, ...]
    rows: tuple[AlignedRow, ...]


def compare_tasks(
    store: GraphStore, scopes: Sequence[Scope], most: int = MOST_TASKS
) -> TaskComparison:
    """Return the tasks of two scopes or more, those that are the same work in one row.

    Rows that begin with a task of the first scope come first, in the order of its plans, then
    those that begin with one of the second, and so on.
    """
    reader = _Reader(store)
    share = most // len(scopes)
    counts, tasks = [], []
    for scope in scopes:
        answer = store.answer(ActionsOf(scope=scope, page=Page(0, share)))
        rows = cast(Sequence[ActionRow], answer.rows)
        documents = store.answer(Documents(scope=scope, page=Page(0, 0))).total
        counts.append(ScopeCount(documents, answer.total, len(rows)))
        tasks.append(reader.tasks_of(rows))
    return TaskComparison(tuple(scopes), tuple(counts), tuple(_rows(reader, tasks)))


def _rows(reader: _Reader, tasks: Sequence[Sequence[PlannedTask]]) -> list[AlignedRow]:
    profiles = [[reader.profile_of(task) for task in several] for several in tasks]
    rarity = rarity_of(profile for several in profiles for profile in several)
    left = [list(range(len(several))) for several in tasks]
    rows = []
    for first in range(len(tasks)):
        found: dict[int, dict[int, tuple[int, float]]] = defaultdict(dict)
        ones = left[first]
        for second in range(first + 1, len(tasks)):
            others = left[second]
            mine = [profiles[first][number] for number in ones]
            theirs = [profiles[second][number] for number in others]
            for pair in aligned(mine, theirs, rarity):
                found[ones[pair.one]][second] = others[pair.other], pair.likeness
            taken = {number for row in found.values() for number, _ in _at(row, second)}
            left[second] = [number for number in others if number not in taken]
        rows += [_row(tasks, first, number, found[number]) for number in ones]
    return rows


def _at(row: dict[int, tuple[int, float]], scope: int) -> list[tuple[int, float]]:
    return [row[scope]] if scope in row else []


def _row(
    tasks: Sequence[Sequence[PlannedTask]],
    first: int,
    number: int,
    others: dict[int, tuple[int, float]],
) -> AlignedRow:
    own = tasks[first][number]
    places = range(len(tasks))
    held = {first: own} | {scope: tasks[scope][other] for scope, (other, _) in others.items()}
    return AlignedRow(
        tuple(held.get(scope) for scope in places),
        tuple(others[scope][1] if scope in others else None for scope in places),
        frozenset[Difference]().union(
            *(differences(own, held[scope]) for scope in others),
        ),
    )


class _Reader:
    """Reads what tasks are known by, each node and document once."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._documents: set[str] = set()
        self._aims: dict[str, list[Edge]] = defaultdict(list)
        self._wider: dict[str, frozenset[str]] = {}
        self._places: dict[str, str] = {}

    def tasks_of(self, rows: Iterable[ActionRow]) -> list[PlannedTask]:
        """Return tasks with their figures and leads."""
        return [self._task(row) for row in rows]

    def profile_of(self, task: PlannedTask) -> Profile:
        """Return what a task is known by."""
        action = task.row.action
        subjects = frozenset(
            edge.target for edge in self._aims[action.id] if kind_of(edge.target) is Kind.SUBJECT
        )
        return Profile(
            action,
            telling_words(action),
            frozenset(
                taking.agency.function or taking.agency.id
                for taking in task.row.takings
                if isinstance(taking.agency, Agency)
                and taking.edge.evidence.basis is not Basis.ISSUER
            ),
            subjects,
            frozenset[str]().union(*map(self._and_wider, subjects)),
        )

    def _task(self, row: ActionRow) -> PlannedTask:
        self._read(row.document.id)
        nodes = ((self._store.node(edge.target), edge) for edge in self._aims[row.action.id])
        targets = tuple((node, edge) for node, edge in nodes if isinstance(node, Indicator))
        for taking in row.takings:
            self._place(taking.agency.location)
        return PlannedTask(row, targets, leads_of(row, self._places))

    def _read(self, document: str) -> None:
        if document in self._documents:
            return
        self._documents.add(document)
        pattern = EdgePattern(document=document, relation=Relation.HAS_TARGET)
        for edge in self._store.edges(pattern):
            self._aims[edge.source].append(edge)

    def _place(self, location: str | None) -> None:
        if location and location not in self._places:
            node = self._store.node(location)
            self._places[location] = node.label if node else ""

    def _and_wider(self, subject: str) -> frozenset[str]:
        if subject not in self._wider:
            self._wider[subject] = frozenset({subject})  # ends a circle
            node = self._store.node(subject)
            broader = node.broader if isinstance(node, Subject) else None
            above = self._and_wider(broader) if broader else frozenset[str]()
            self._wider[subject] = above | {subject}
        return self._wider[subject]
