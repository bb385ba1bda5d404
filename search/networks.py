"""Questions about networks and comparisons, made of what a sentence was read to say."""

from __future__ import annotations

from dataclasses import replace

from graph.questions import (
    ALL_ROWS,
    ActionsOf,
    CitedTogether,
    CooperationIn,
    EgoNetwork,
    FunctionsCompared,
    PartnersOf,
    Party,
    Paths,
    Question,
    Scope,
    SideBySide,
)
from search.reading import Reading

NETWORKS = frozenset({"partners", "paths", "network"})
COMPARING = frozenset({"comparison", "peers"})
"""What is asked for by questions of these sorts, as a reading is ``about`` it."""


def network(reading: Reading, scope: Scope) -> Question | None:
    """Return who acts with whom: with one party, with several, or anybody."""
    if reading.about - NETWORKS - {"tasks"}:
        return None
    agencies = [party.agency for party in reading.parties if party.agency]
    match reading.parties:
        case []:
            is_way = "paths" in reading.about
            return None if is_way else CooperationIn(scope=scope, page=ALL_ROWS)
        case [_] if "paths" in reading.about:
            return None
        case [Party(agency=str(agency), roles=(), with_predecessors=False)] if (
            "network" in reading.about
        ):
            return EgoNetwork(agency=agency, scope=scope, page=ALL_ROWS)
        case [party]:
            return PartnersOf(party=party, scope=scope, page=ALL_ROWS)
        case [_, _] if "paths" in reading.about and len(agencies) == 2:
            one, other = agencies
            return Paths(agency=one, other=other, scope=scope, page=ALL_ROWS)
        case several:
            return ActionsOf(parties=tuple(several), scope=scope, page=ALL_ROWS)


def comparison(reading: Reading) -> Question | None:
    """Return places or years beside each other, or a body beside others with its function."""
    is_told = reading.titles or reading.figures or reading.deadlines or reading.ignored
    is_other = reading.about - COMPARING - {"tasks"} or reading.without or reading.gap
    if not reading.is_clear or is_told or is_other or len(set(reading.subjects)) > 1:
        return None
    subject = reading.subjects[0] if reading.subjects else None
    shared = Scope(subject=subject, with_subdivisions=not (reading.places and reading.is_own))
    if reading.parties:
        return _beside(reading, shared)
    if "peers" in reading.about:
        return None
    several_years = len(reading.years) > 1
    if several_years and len(reading.places) < 2:
        here = replace(shared, locations=tuple(reading.places))
        scopes = [replace(here, years=years) for years in reading.years]
    elif len(reading.places) > 1 and not several_years:
        then = replace(shared, years=reading.years[0] if reading.years else None)
        scopes = [replace(then, locations=(place,)) for place in reading.places]
    else:
        return None
    roles = reading.asked_roles or ()
    return FunctionsCompared(scopes=tuple(scopes), roles=roles, page=ALL_ROWS)


def cited_together(reading: Reading, scope: Scope) -> CitedTogether | None:
    """Return what is cited beside a work."""
    if len(reading.titles) > 1 or reading.parties or reading.ignored:
        return None
    node = reading.titles[0].values[0]
    return CitedTogether(node=node, scope=replace(scope, document=None), page=ALL_ROWS)


def _beside(reading: Reading, scope: Scope) -> SideBySide | None:
    if len(reading.parties) > 1 or reading.places or len(reading.years) > 1:
        return None
    [party] = reading.parties
    if party.agency is None or party.with_predecessors:
        return None
    scope = replace(scope, years=reading.years[0] if reading.years else None)
    return SideBySide(agency=party.agency, roles=party.roles, scope=scope, page=ALL_ROWS)
