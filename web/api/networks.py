"""Networks as JSON: pairs with the measures of their agencies, changes, citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from graph.citation_network import CitedWork
from graph.codec import record_of
from graph.link_parts import years_in
from graph.links import question_from
from graph.network import Member, Network, Tie, ordered
from graph.network_change import TIE_CHANGES, MemberChange, NetworkChange, TieChange
from graph.networks import Counted
from graph.questions import CooperationIn, CooperationRow, Scope
from search.answers import row_as_json
from web.api.answers import all_at_once, answer_of
from web.api.reading import Values
from web.site import site

_SCOPE = ("jurisdiction", "below", "year", "document", "subject", "words", "min_weight", "role")
COMMUNITIES_GIVEN = 100


def network(values: Values) -> dict[str, Any]:
    """Return the pairs of bodies that share actions, heaviest first, with measures of both.

    The measures are of the whole network of the scope; communities are the 100 largest.
    """
    question = _question(values)
    part = answer_of(question, values)
    rows = [row for row in part.rows if isinstance(row, CooperationRow)]
    counted = _counted(question)
    found, named = counted.network, {body.id for row in rows for body in (row.a, row.b)}
    return {
        **part.told(row_as_json),
        "members": [_member(one) for one in found.members if one.agency.id in named],
        "documents": counted.documents,
        "whole": asdict(found.whole),
        "communities": [asdict(one) for one in found.communities[:COMMUNITIES_GIVEN]],
    }


def network_members(values: Values) -> dict[str, Any]:
    """Return the agencies of a network with their measures, the highest of one first."""
    question, measure = _question(values), values["measure"]
    return _of_network(
        ("members", measure),
        question,
        lambda found: ordered(found.members, measure),
        _member,
        values,
    )


def network_communities(values: Values) -> dict[str, Any]:
    """Return the groups of agencies that share more tasks among themselves, largest first."""
    question = _question(values)
    return _of_network("communities", question, lambda found: found.communities, asdict, values)


def network_bridges(values: Values) -> dict[str, Any]:
    """Return the pairs of bodies without which others are no longer joined, strongest first."""
    return _of_network("bridges", _question(values), lambda found: found.bridges, _tie, values)


def network_change(values: Values) -> dict[str, Any]:
    """Return what differs between the networks of two spans of years, strongest change first."""
    question, sort = _question(values), values["show"]
    before, after = (
        replace(question.scope, years=years_in(values[name])) for name in ("before", "after")
    )

    def change() -> NetworkChange:
        return site().networks.change(before, after, question.min_weight)

    def rows() -> Sequence[TieChange | MemberChange]:
        found = change()
        return found.ties_of(sort) if sort in TIE_CHANGES else found.members_of(sort)

    part = all_at_once((before, after, question.min_weight, sort), rows, values)
    found = change()
    return {
        "documents": list(found.documents),
        "members": list(found.members),
        "ties": list(found.ties),
        "counts": found.counts,
        **part.told(_change),
    }


def network_citations(values: Values) -> dict[str, Any]:
    """Return the works of the network of citations of a scope, and how they hang together."""
    scope, show = _question(values).scope, values["show"]
    part = all_at_once((scope, show), lambda: _works(scope, show), values)
    documents, found = site().networks.citations(scope)
    return {
        "documents": documents,
        "citations": found.citations,
        "depth": found.depth,
        "chain": [list(step) for step in found.chain],
        "circles": [list(step) for step in found.circles],
        **part.told(lambda work: {**asdict(work), "title": site().nodes.name(work.work)}),
    }


def _works(scope: Scope, show: str) -> Sequence[CitedWork]:
    _, found = site().networks.citations(scope)
    return {
        "cited": found.cited,
        "roots": found.roots,
        "citing": found.citing,
        "orphans": [CitedWork(work, 0, 0, 0, 0, is_held=True) for work in found.orphans],
    }[show]


def _of_network(
    what: object,
    question: CooperationIn,
    rows: Callable[[Network], Sequence[Any]],
    row_as_json: Callable[[Any], dict[str, Any]],
    values: Values,
) -> dict[str, Any]:
    """Return the part wanted of something that a network has many of, with the whole."""
    part = all_at_once((what, question), lambda: rows(_counted(question).network), values)
    counted = _counted(question)
    told = {"documents": counted.documents, "whole": asdict(counted.network.whole)}
    return {**part.told(row_as_json), **told}


def _counted(question: CooperationIn) -> Counted:
    return site().networks.cooperation(question.scope, question.min_weight, question.roles)


def _question(values: Values) -> CooperationIn:
    given = {name: str(value) for name in _SCOPE if (value := values.get(name)) is not None}
    question = question_from({"find": "cooperation", **given})
    assert isinstance(question, CooperationIn)
    return question


def _member(member: Member) -> dict[str, Any]:
    return {**asdict(member), "agency": record_of(member.agency)}


def _tie(tie: Tie) -> dict[str, Any]:
    agencies = [{"id": end, "name": site().nodes.name(end)} for end in (tie.a, tie.b)]
    return {"agencies": agencies, "weight": tie.weight, "parts": tie.parts}


def _change(change: TieChange | MemberChange) -> dict[str, Any]:
    ends = (change.a, change.b) if isinstance(change, TieChange) else (change.agency,)
    return {
        "type": change.sort,
        "agencies": [{"id": end, "name": site().nodes.name(end)} for end in ends],
        "before": change.before,
        "after": change.after,
        "rank_before": change.rank_before if isinstance(change, MemberChange) else None,
        "rank_after": change.rank_after if isinstance(change, MemberChange) else None,
    }
