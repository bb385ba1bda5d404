"""The parts of a network that are looked at: the strongest first, with totals, and ways."""

from __future__ import annotations

import pytest

from graph.network import Network, analysed, tied
from graph.network_view import around, named, strongest, ties_along, ties_of, way
from tests.builders import an_agency

NAMES = "甲乙丙丁戊己"
BODIES = {f"agency/{name}局": an_agency(f"{name}局") for name in NAMES}


def pair(names: str) -> tuple[str, str]:
    one, other = sorted(f"agency/{name}局" for name in names)
    return one, other


@pytest.fixture
def network() -> Network:
    """甲 with 乙 and 丙, these with 丁 (the way through 丙 is the stronger); 戊 and 己 apart."""
    weights = {"甲乙": 5, "甲丙": 4, "乙丁": 1, "丙丁": 3, "乙丙": 2, "戊己": 9}
    return analysed(tied({pair(names): weight for names, weight in weights.items()}, BODIES))


def ends(part) -> list[set[str]]:
    return [{tie.a[-2], tie.b[-2]} for tie in part.ties]


def test_the_strongest_ties_come_with_their_members_and_the_total(network: Network) -> None:
    part = strongest(network, 2)
    assert ends(part) == [set("戊己"), set("甲乙")]
    assert {member.agency.name for member in part.members} == {"戊局", "己局", "甲局", "乙局"}
    assert part.total == 6


def test_around_a_body_are_its_own_ties_first_then_those_among_partners(network: Network) -> None:
    part = around(network, "agency/甲局", 10)
    assert ends(part) == [set("甲乙"), set("甲丙"), set("乙丙")]
    assert part.total == 3
    few = around(network, "agency/甲局", 1)
    assert (ends(few), few.total) == ([set("甲乙")], 3)
    assert around(network, "agency/none", 5).ties == ()


def test_ties_of_a_body_are_given_from_where_the_last_ended(network: Network) -> None:
    assert ends(ties_of(network, "agency/丙局", 0, 2)) == [set("甲丙"), set("丙丁")]
    rest = ties_of(network, "agency/丙局", 2, 2)
    assert (ends(rest), rest.total) == ([set("乙丙")], 3)


def test_of_ways_as_short_the_one_with_the_strongest_weakest_tie_is_taken(
    network: Network,
) -> None:
    found = way(network, "agency/甲局", "agency/丁局")
    assert found == ("agency/甲局", "agency/丙局", "agency/丁局")
    assert ends(ties_along(network, found)) == [set("甲丙"), set("丙丁")]


@pytest.mark.parametrize("other", ["agency/戊局", "agency/none"])
def test_where_no_way_leads_there_is_none(network: Network, other: str) -> None:
    assert way(network, "agency/甲局", other) == ()
    assert way(network, other, "agency/甲局") == ()


def test_a_way_to_itself_has_no_ties(network: Network) -> None:
    assert ties_along(network, way(network, "agency/甲局", "agency/甲局")).ties == ()


def test_names_are_found_by_all_words_and_none_by_nothing(network: Network) -> None:
    assert [one.agency.name for one in named(network, "局", 2)] == ["丙局", "己局"]
    assert [one.agency.name for one in named(network, "局 丙", 5)] == ["丙局"]
    assert named(network, " ", 5) == ()
