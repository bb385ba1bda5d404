"""What is marked in the text of a document: everything that was found there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from flask_babel import gettext

from graph.model import (
    RESPONSIBILITY,
    Action,
    Basis,
    Deadline,
    Edge,
    Fragment,
    Kind,
    Relation,
    kind_of,
)
from web.addresses import address_of
from web.labels import page_label, role_label, treatment_label
from web.marks import PAGE, Line, Mark, marked_lines
from web.sentences import sentence_spans
from web.sheets import as_lines, page_starts
from web.site import site

KINDS = ("agency", "indicator", "subject", "citation", "location", "deadline")
"""The kinds of what is marked inside tasks, in the order in which they are offered."""


def lines_of(fragment: Fragment) -> Iterator[Line]:
    """Yield the lines of a document with everything marked that was found in it."""
    mark_of = marker()
    marks = [mark for edge in fragment.edges for mark in mark_of(edge)]
    for node in fragment.nodes:
        if isinstance(node, Action):
            marks += _marks_of_action(node)
    marks += (
        Mark(start, start, PAGE, title=page_label(number))
        for number, start in enumerate(page_starts(fragment.text), 1)
    )
    return marked_lines(fragment.text, marks, _anchors(fragment), _depths(fragment), sentence_spans)


def _anchors(fragment: Fragment) -> Iterator[int]:
    """Yield every offset that some page links to."""
    yield from (edge.evidence.start for edge in fragment.edges)
    yield from (heading.start for heading in fragment.document.outline)
    for node in fragment.nodes:
        if isinstance(node, Action):
            yield from (deadline.start for deadline in node.deadlines)


def marker() -> Callable[[Edge], Iterator[Mark]]:
    """Return what yields the mark of what an edge was read from, if it is of a kind that is marked.

    What was concluded from the issuer stands nowhere, so it is not marked. Names and addresses
    are looked up once, as a long document has the same ones many hundred times.
    """
    address, name, said = cache(address_of), cache(site().nodes.name), cache(_said)
    colon = str(gettext("："))

    def mark_of(edge: Edge) -> Iterator[Mark]:
        kind, target = _kind_and_target(edge)
        if not kind or edge.evidence.basis is not Basis.STATED:
            return
        words = (said(edge.relation, edge.mode), name(target))
        title = colon.join(word for word in words if word)
        yield Mark(edge.evidence.start, edge.evidence.end, kind, address(target), title)

    return mark_of


def _kind_and_target(edge: Edge) -> tuple[str, str]:
    if edge.relation in RESPONSIBILITY:
        return f"agency {edge.mode or ''}".strip(), edge.source
    if edge.relation is Relation.ISSUED_BY:
        return "agency", edge.target
    if edge.relation is Relation.CITES:
        return "citation", edge.target
    if edge.relation is Relation.HAS_TARGET:
        return str(kind_of(edge.target)), edge.target
    if edge.relation is Relation.APPLIES_IN and kind_of(edge.source) is Kind.ACTION:
        return "location", edge.target
    return "", ""


def _said(relation: Relation, mode: str | None) -> str:
    """Return what a text says of the other end of a relation: its role, how it is cited."""
    if relation in RESPONSIBILITY:
        return role_label(mode)
    if relation is Relation.ISSUED_BY:
        return str(gettext("发文机关"))
    return treatment_label(mode) if relation is Relation.CITES else ""


def marks_of_deadlines(deadlines: Iterable[Deadline]) -> Iterator[Mark]:
    """Yield the marks of the days by which something is due."""
    for deadline in deadlines:
        title = str(gettext("：")).join((str(gettext("期限")), deadline.date))
        yield Mark(deadline.start, deadline.end, "deadline", title=title)


def _marks_of_action(action: Action) -> Iterable[Mark]:
    yield Mark(action.start, action.start, "pin", address_of(action.id), str(action.order))
    yield Mark(action.start, action.end, "action")
    if action.statement_end > action.statement_start:
        yield Mark(action.statement_start, action.statement_end, "statement")
    yield from marks_of_deadlines(action.deadlines)


def _depths(fragment: Fragment) -> list[int]:
    """Return for each line of the text the depth of the heading that fills it, else 0."""
    headings = {heading.start: heading for heading in fragment.document.outline}
    depths, start = [], 0
    for line in as_lines(fragment.text).split("\n"):
        heading = headings.get(start + len(line) - len(line.lstrip()))
        is_whole = heading is not None and heading.end >= start + len(line.rstrip())
        depths.append(heading.depth if heading and is_whole else 0)
        start += len(line) + 1
    return depths
