"""Networks as JSON: pairs with the measures of their agencies, changes, citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from graph.citation_network import CitedWork
from graph.codec import record_of
from graph.link_parts import years_in
from graph.links import question_from
from graph.network import Member, ordered
from graph.network_change import TIE_CHANGES, MemberChange, TieChange
from graph.questions import CooperationIn, CooperationRow
from search.answers import row_as_json
from web.api.answers import page_of
from web.api.parameters import Values
from web.site import site

_SCOPE = ("jurisdiction", "below", "year", "document", "subject", "words", "min_weight", "role")
COMMUNITIES_GIVEN = 100


def network(values: Values) -> dict[str, Any]:
    """Return the pairs of bodies that share actions, heaviest first, with measures of both.

    The measures are of the whole network of the scope; communities are the 100 largest.
    """
    question = _question(values)
    answer = site().store.answer(replace(question, page=page_of(values)))
    rows = [row for row in answer.rows if isinstance(row, CooperationRow)]
    counted = site().networks.cooperation(question.scope, question.min_weight, question.roles)
    found, named = counted.network, {body.id for row in rows for body in (row.a, row.b)}
    return {
        "total": answer.total,
        "results": [row_as_json(row) for row in rows],
        "members": [_member(one) for one in found.members if one.agency.id in named],
        "documents": counted.documents,
        "whole": asdict(found.whole),
        "communities": [asdict(one) for one in found.communities[:COMMUNITIES_GIVEN]],
    }


def network_members(values: Values) -> dict[str, Any]:
    """Return the agencies of a network with their measures, the highest of one first."""
    question = _question(values)
    counted = site().networks.cooperation(question.scope, question.min_weight, question.roles)
    members = ordered(counted.network.members, values["measure"])
    return {
        "total": len(members),
        "results": [_member(one) for one in _part(members, values)],
        "documents": counted.documents,
        "whole": asdict(counted.network.whole),
    }


def network_change(values: Values) -> dict[str, Any]:
    """Return what differs between the networks of two spans of years, strongest change first."""
    question = _question(values)
    before, after = (
        replace(question.scope, years=years_in(values[name])) for name in ("before", "after")
    )
    change = site().networks.change(before, after, question.min_weight)
    sort = values["show"]
    rows = change.ties_of(sort) if sort in TIE_CHANGES else change.members_of(sort)
    return {
        "documents": list(change.documents),
        "members": list(change.members),
        "ties": list(change.ties),
        "counts": change.counts,
        "total": len(rows),
        "results": [_change(one) for one in _part(rows, values)],
    }


def network_citations(values: Values) -> dict[str, Any]:
    """Return the works of the network of citations of a scope, and how they hang together."""
    documents, found = site().networks.citations(_question(values).scope)
    works = {
        "cited": found.cited,
        "roots": found.roots,
        "citing": found.citing,
        "orphans": [CitedWork(work, 0, 0, 0, 0, is_held=True) for work in found.orphans],
    }[values["show"]]
    return {
        "documents": documents,
        "citations": found.citations,
        "depth": found.depth,
        "chain": [list(step) for step in found.chain],
        "circles": [list(step) for step in found.circles],
        "total": len(works),
        "results": [
            {**asdict(work), "title": site().nodes.name(work.work)} for work in _part(works, values)
        ],
    }


def _question(values: Values) -> CooperationIn:
    given = {name: str(value) for name in _SCOPE if (value := values.get(name)) is not None}
    question = question_from({"find": "cooperation", **given})
    assert isinstance(question, CooperationIn)
    return question


def _member(member: Member) -> dict[str, Any]:
    return {**asdict(member), "agency": record_of(member.agency)}


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


def _part(rows: Sequence[Any], values: Values) -> Sequence[Any]:
    page = page_of(values)
    return rows[page.offset :][: page.limit]
