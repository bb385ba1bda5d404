"""What the drawing of a network asks for: neighbours, ways, names, and the sentences of a tie."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.test_network_pages import drawn

MARKET, SCHOOLS, POLICE = (
    f"agency/青川市{name}" for name in ("市场监督管理局", "教育局", "公安局")
)


def test_a_body_has_its_strongest_ties_first_and_their_number(client: FlaskClient) -> None:
    told = client.get(f"/network/around?agency={MARKET}").json
    assert told is not None
    weights = [tie["weight"] for tie in told["ties"]]
    assert weights == sorted(weights, reverse=True)
    assert len(told["ties"]) == told["total"]
    assert all(MARKET in (tie["source"], tie["target"]) for tie in told["ties"])
    rest = client.get(f"/network/around?agency={MARKET}&from=1").json
    assert rest is not None
    assert rest["ties"] == told["ties"][1:]
    assert rest["total"] == told["total"]


def test_neighbours_are_those_of_the_scope_and_roles(client: FlaskClient) -> None:
    told = client.get(f"/network/around?agency={SCHOOLS}&role=joint&year=2022").json
    assert told is not None
    assert [{tie["source"], tie["target"]} for tie in told["ties"]] == [{SCHOOLS, MARKET}]
    none = client.get(f"/network/around?agency={SCHOOLS}&year=1999").json
    assert none is not None
    assert (none["ties"], none["total"]) == ([], 0)


def test_a_way_is_told_tie_by_tie(client: FlaskClient) -> None:
    told = client.get(f"/network/way?agency={SCHOOLS}&agency2={POLICE}").json
    assert told is not None
    first, last = told["ties"][0], told["ties"][-1]
    assert SCHOOLS in (first["source"], first["target"])
    assert POLICE in (last["source"], last["target"])


def test_names_are_found_in_the_network(client: FlaskClient) -> None:
    told = client.get("/network/find?name=教育").json
    assert told is not None
    assert {body["id"] for body in told["bodies"]} == {SCHOOLS, "agency/临江县教育局"}


def test_the_sentences_of_a_tie_are_as_many_as_its_weight(client: FlaskClient) -> None:
    (tie,) = (
        tie
        for tie in drawn(client, "/network")["ties"]
        if {tie["source"], tie["target"]} == {MARKET, SCHOOLS}
    )
    part = client.get(f"/network/sentences?agency={MARKET}&agency2={SCHOOLS}").text
    assert f"共同参加 {tie['weight']} 项任务" in part
    assert part.count("<li>") >= tie["weight"]
    assert 'href="/documents/qc-2022#c' in part
    assert "<html" not in part


def test_the_sentences_of_roles_are_those_in_which_both_have_them(client: FlaskClient) -> None:
    address = f"/network/sentences?agency={MARKET}&agency2={SCHOOLS}&year=2022"
    assert "共同参加 2 项任务" in client.get(address).text
    assert "共同参加 1 项任务" in client.get(f"{address}&role=joint").text


def test_around_a_body_the_drawing_begins_with_it(client: FlaskClient) -> None:
    told = drawn(client, f"/network?around={quote(SCHOOLS)}&ties=60")
    assert told["middle"] == SCHOOLS
    assert SCHOOLS in {body["id"] for body in told["bodies"]}
    near = {
        end
        for tie in told["ties"]
        if SCHOOLS in (tie["source"], tie["target"])
        for end in (tie["source"], tie["target"])
    }
    assert {body["id"] for body in told["bodies"]} == near


def test_a_drawing_has_no_more_ties_than_were_asked_for(client: FlaskClient) -> None:
    told = drawn(client, "/network?ties=60")
    assert len(told["ties"]) <= 60
    assert len(told["ties"]) <= told["total"]


def test_names_of_data_are_in_traditional_script_where_it_was_chosen(client: FlaskClient) -> None:
    client.get("/language/zh-Hant")
    answer = client.get(f"/network/around?agency={MARKET}")
    client.get("/language/zh")
    assert answer.json is not None
    body = next(one for one in answer.json["bodies"] if one["id"] == MARKET)
    assert body["title"] == "青川市市場監督管理局"
    assert "Cookie" in answer.vary


@pytest.mark.parametrize(
    "address",
    [
        "/network?around=agency/none",
        "/network?around=location/青川市",
        "/network?ties=61",
        "/network?ties=100000",
        "/network?layout=circle",
        "/network?role=boss",
        "/network/around",
        "/network/around?agency=agency/none",
        f"/network/around?agency={MARKET}&from=-1",
        f"/network/around?agency={MARKET}&from=999999999",
        f"/network/around?agency={MARKET}&year=20x2",
        f"/network/way?agency={MARKET}",
        f"/network/sentences?agency={MARKET}&agency2={SCHOOLS}&page=0",
        f"/network/find?name={'长' * 101}",
        "/modules/x/drawing/none.js",
        "/modules/x/../drawing.css",
        "/modules/x/%2e%2e/drawing.css",
    ],
)
def test_what_there_is_not_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_module_is_kept_only_by_the_address_of_its_version(client: FlaskClient) -> None:
    page = client.get("/network").text
    address = page.partition('<script type="module" src="')[2].partition('"')[0]
    kept = client.get(address)
    assert kept.mimetype == "text/javascript"
    assert kept.cache_control.immutable
    other = client.get("/modules/0000000000/drawing/explore.js")
    assert other.data == kept.data
    assert other.cache_control.no_cache
