"""Whoever goes from cursor to cursor meets every row once, also while documents come and go."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Fragment, Kind, Role
from tests.builders import FragmentBuilder, a_regulation, an_agency
from tests.web.conftest import site_of
from web.api.cursors import Cursor, digest_of
from web.api.routes import ROUTES

BUREAU = "青川市市场监督管理局"
KEYS = ("aa", "bb", "cc", "dd", "ee", "ff")
SORTED_FOR_EVER = (
    "/actions",
    "/actions?sort=oldest",
    "/indicators",
    "/indicators?sort=highest",
    "/indicators?sort=lowest",
    "/documents",
    "/regulations/条例/citations",
    f"/agencies/{BUREAU}/actions?role=lead",
    f"/ask?q={quote(f'{BUREAU}牵头的任务')}",
)


def a_plan(key: str, year: int | None, tasks: int) -> Fragment:
    """Return a plan whose tasks have a leader, a figure and a rule each."""
    plan, body = FragmentBuilder(key, year=year), an_agency(BUREAU)
    for number in range(tasks):
        action = plan.action((body, Role.LEAD), (an_agency(f"{key}局"), Role.SUPPORT))
        plan.target(action, "合格率", float(number % 2))
        plan.join(action, "cites", a_regulation("条例"), mode="implements")
    return plan.build()


def walk(client: FlaskClient, address: str, sizes: Iterator[int]) -> Iterator[list[str]]:
    """Yield the rows of each part of a list, told by their JSON."""
    mark = "&" if "?" in address else "?"
    part = client.get(f"/api/v1{address}{mark}size={next(sizes)}").json
    while True:
        yield [identity(row) for row in part["results"]]
        if part["cursor"] is None:
            return
        cursor = f"{mark}cursor={part['cursor']}&size={next(sizes)}"
        part = client.get(f"/api/v1{address}{cursor}").json


def identity(row: dict[str, Any]) -> str:
    """Return what tells a row from others, whatever else is said of it."""
    evidence = row.get("evidence") or {}
    told = [row.get(name, {}).get("id") for name in ("source", "indicator", "action", "document")]
    return repr((told, evidence.get("start")))


def whole(client: FlaskClient, address: str) -> list[str]:
    mark = "&" if "?" in address else "?"
    rows = client.get(f"/api/v1{address}{mark}size=200").json["results"]
    return [identity(row) for row in rows]


years = st.sampled_from((None, 2020, 2021, 2022))
plans = st.tuples(st.sampled_from(KEYS), years, st.integers(0, 5))


@pytest.fixture(scope="module")
def changing() -> Flask:
    return site_of(())


@pytest.mark.parametrize("address", SORTED_FOR_EVER)
@settings(max_examples=20)
@given(
    at_first=st.lists(plans, min_size=2, max_size=6, unique_by=lambda plan: plan[0]),
    later=st.lists(st.one_of(st.none(), plans), max_size=8),
    sizes=st.lists(st.integers(1, 7), min_size=1, max_size=5),
)
def test_rows_that_stay_are_met_once_and_in_order(
    changing: Flask,
    address: str,
    at_first: list[tuple[str, int | None, int]],
    later: list[tuple[str, int | None, int] | None],
    sizes: list[int],
) -> None:
    store, client = changing.extensions["zhize"].store, changing.test_client()
    for document in [*store.nodes(Kind.DOCUMENT)]:
        store.remove(document.id)
    for plan in (("steady", 2021, 4), *at_first):
        store.replace(a_plan(*plan))
    before = whole(client, address)
    coming, touched, met = iter(later), set[str](), []
    for rows in walk(client, address, repeated(sizes)):
        met += rows
        change = next(coming, None)
        if change is not None:
            touched.add(change[0])
            fragment = a_plan(*change)
            if not store.replace(fragment):
                store.remove(fragment.document.id)
    stayed = [row for row in before if not any(is_of(row, key) for key in touched)]
    assert stayed
    assert [row for row in met if row in set(stayed)] == stayed


def is_of(row: str, key: str) -> bool:
    return f"/{key}'" in row or f"/{key}-" in row


def repeated(sizes: list[int]) -> Iterator[int]:
    while True:
        yield from sizes


def test_a_walk_that_nothing_disturbs_is_the_whole_list() -> None:
    client = site_of([a_plan("aa", 2021, 5), a_plan("bb", None, 3)]).test_client()
    for address in SORTED_FOR_EVER:
        parts = list(walk(client, address, repeated([3])))
        assert len(parts) > 0
        assert [row for part in parts for row in part] == whole(client, address) != []


LISTS = [route for route in ROUTES if route.is_list and not route.has_key]
NEEDED = {
    "/ask": "q=局",
    "/compare/tasks": "year=2021&year2=2022",
    "/network/change": "before=2021&after=2022",
}


@pytest.mark.parametrize("path", [route.path for route in LISTS])
def test_every_list_goes_on_to_the_address_of_its_next_part(client: FlaskClient, path: str) -> None:
    address = f"/api/v1{path}?{NEEDED.get(path, '')}".rstrip("?")
    whole_list = client.get(f"{address}{'&' if '?' in address else '?'}size=200").json
    found: list[Any] = []
    following: str | None = f"{address}{'&' if '?' in address else '?'}size=2"
    while following:
        part = client.get(following).json
        assert part["total"] == whole_list["total"]
        found += part.get("results", part.get("hits"))
        following = part["next"]
    assert [str(row) for row in found] == [
        str(row) for row in whole_list.get("results", whole_list.get("hits"))
    ]


@pytest.mark.parametrize(
    "address",
    ["/ranking", "/network", "/network/members", "/search?q=检查", f"/agencies/{BUREAU}/partners"],
)
def test_a_cursor_of_counts_ends_when_the_data_change(address: str) -> None:
    app = site_of([a_plan("aa", 2021, 3), a_plan("bb", 2021, 3)])
    client, store = app.test_client(), app.extensions["zhize"].store
    mark = "&" if "?" in address else "?"
    cursor = client.get(f"/api/v1{address}{mark}size=1").json["cursor"]
    again = f"/api/v1{address}{mark}size=1&cursor={cursor}"
    assert client.get(again).status_code == 200
    store.replace(a_plan("cc", 2021, 1))
    refused = client.get(again)
    assert (refused.status_code, refused.content_type) == (410, "application/problem+json")
    assert "begin again" in refused.get_json(force=True)["detail"]


ANOTHER = str(Cursor(digest_of("another question"), 2, ("x",)))


@pytest.mark.parametrize(
    "cursor",
    ["x", "WzFd", "bm90IGpzb24", "W10", "a" * 1999, "____", "e30", "WzEsMiwzLDRd", ANOTHER],
)
@pytest.mark.parametrize("path", ["/actions", "/ranking", "/search"])
def test_a_cursor_that_is_none_or_of_another_question_is_refused(
    client: FlaskClient, path: str, cursor: str
) -> None:
    refused = client.get(f"/api/v1{path}?cursor={cursor}")
    assert (refused.status_code, refused.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize("after", [(), (None,), ("x", {}), (False, [1]), (False, float("nan"))])
def test_a_cursor_with_no_place_in_the_list_does_no_harm(
    client: FlaskClient, after: tuple[Any, ...]
) -> None:
    given = client.get("/api/v1/actions?size=1").json["cursor"]

    asked = json.loads(urlsafe_b64decode(given + "=" * (-len(given) % 4)))[1]
    answer = client.get(f"/api/v1/actions?cursor={Cursor(asked, 3, after)}")
    assert answer.status_code in (200, 400, 410)


def test_a_cursor_goes_on_with_another_size_but_not_with_another_question(
    client: FlaskClient,
) -> None:
    cursor = client.get("/api/v1/actions?size=1").json["cursor"]
    assert client.get(f"/api/v1/actions?size=9&cursor={cursor}").status_code == 200
    assert client.get(f"/api/v1/actions?year=2022&cursor={cursor}").status_code == 400
    assert client.get(f"/api/v1/documents?cursor={cursor}").status_code == 400
