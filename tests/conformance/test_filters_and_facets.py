"""Filters, totals, pages and facets of every search engine."""

from __future__ import annotations

import pytest

from graph.questions import Page
from search.engine import Filters, Passage, Query, SearchEngine
from tests.conformance.engines import a_passage, found, holding


def parted(key: str, *parts: tuple[str, str], **values: object) -> Passage:
    return a_passage(key, parts=parts, **values)


def test_an_agency_with_a_role_is_that_agency_in_that_role(engine: SearchEngine) -> None:
    holding(
        engine,
        parted("1", ("agency/a", "lead"), ("agency/b", "support")),
        parted("2", ("agency/b", "lead"), ("agency/a", "support")),
    )
    assert found(engine, "", filters=Filters(agency="agency/a", role="lead")) == ["1"]
    assert sorted(found(engine, "", filters=Filters(agency="agency/a"))) == ["1", "2"]
    assert found(engine, "", filters=Filters(role="joint")) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kind="document"), ["2"]),
        (Filters(function="function/health"), ["1"]),
        (Filters(location="location/云岭省"), ["1", "2"]),
        (Filters(location="location/青川市"), ["1"]),
        (Filters(subject="subject/canteens"), ["1"]),
        (Filters(subject="subject/kindergarten-canteens"), []),
        (Filters(years=(2020, 2021)), ["1"]),
        (Filters(years=(2019, 2021)), ["1", "2"]),
        (Filters(years=(-(10**30), 10**30)), ["1", "2"]),
        (Filters(regulation="regulation/食品安全条例"), ["1"]),
        (Filters(document_type="通知"), ["2"]),
        (Filters(document="document/lj-2019"), ["2"]),
        (Filters(document="document/lj"), []),
    ],
)
def test_a_filter_lets_through_exactly_its_value(engine, filters: Filters, expected) -> None:
    holding(
        engine,
        a_passage(
            "1",
            functions=("function/health",),
            locations=("location/青川市", "location/云岭省"),
            regulations=("regulation/食品安全条例",),
            subjects=("subject/school-canteens", "subject/canteens"),
            year=2021,
            document_type="方案",
        ),
        Passage(
            id="document/2",
            kind="document",
            document="document/lj-2019",
            title="",
            locations=("location/云岭省",),
            year=2019,
            document_type="通知",
        ),
    )
    assert sorted(found(engine, "", filters=filters)) == expected


def test_the_total_is_exact_on_every_page(engine: SearchEngine) -> None:
    holding(engine, *(a_passage(str(n), text="食品") for n in range(25)))
    pages = [engine.search(Query(words="食品", page=Page(n, 10))) for n in (0, 10, 20, 30)]
    assert [page.total for page in pages] == [25] * 4
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]


def test_pages_do_not_overlap_and_leave_nothing_out(engine: SearchEngine) -> None:
    holding(engine, *(a_passage(str(n), text="食品") for n in range(25)))
    paged = [key for n in (0, 10, 20) for key in found(engine, "食品", page=Page(n, 10))]
    assert sorted(paged) == sorted(str(n) for n in range(25))
    assert found(engine, "食品", page=Page(0, None)) == paged


def test_only_the_facets_that_are_wanted_are_counted(engine: SearchEngine) -> None:
    holding(engine, parted("1", ("agency/a", "lead"), year=2021))
    assert engine.search(Query(facets=("agency",))).facets == {"agency": (("agency/a", 1),)}
    bare = engine.search(Query(facets=()))
    assert (bare.total, bare.facets) == (1, {})


def test_facets_count_the_whole_result(engine: SearchEngine) -> None:
    holding(
        engine,
        *(parted(f"a{n}", ("agency/a", "lead"), text="食品", year=2021) for n in range(11)),
        parted("a11", ("agency/a", "lead"), text="食品", year=2021, subjects=("subject/x",)),
        *(parted(f"b{n}", ("agency/b", "joint"), text="食品", year=2020) for n in range(7)),
        parted("c", ("agency/b", "joint"), text="药品", year=2020),
    )
    facets = engine.search(Query(words="食品", page=Page(0, 5))).facets
    assert facets["agency"] == (("agency/a", 12), ("agency/b", 7))
    assert facets["leader"] == (("agency/a", 12),)
    assert facets["role"] == (("lead", 12), ("joint", 7))
    assert facets["year"] == (("2021", 12), ("2020", 7))
    assert facets["kind"] == (("action", 19),)
    assert facets["subject"] == (("subject/x", 1),)
    assert facets["location"] == ()
    assert set(facets) >= {"function", "document_type"}
