"""The pages of networks: what they show is what the documents say, in any order that is asked."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import networkx as nx
import pytest
from flask.testing import FlaskClient

from graph.memory import MemoryStore
from graph.model import Relation, Role
from graph.questions import CooperationIn, Page, Scope
from search.engine import open_engine
from search.sync import catch_up
from tests.builders import FragmentBuilder, a_fragment, a_regulation, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import words_of
from tests.web.town import town
from web.app import create_app

HUB, LEFT, RIGHT = (an_agency(name) for name in ("办公室", "教育局", "公安局"))
FORMS = ("graphml", "gexf", "cytoscape", "csv")


@pytest.fixture(scope="module")
def two_years() -> FlaskClient:
    """A site whose hub has a partner in 2021, and in 2022 another one, twice."""
    first, second = FragmentBuilder("a", year=2021), FragmentBuilder("b", year=2022)
    first.action((HUB, Role.LEAD), (LEFT, Role.JOINT))
    for _ in range(2):
        second.action((HUB, Role.LEAD), (RIGHT, Role.JOINT))
    action = second.action((HUB, Role.LEAD))
    second.join(action, Relation.CITES, a_regulation("条例"))
    for builder in (first, second):
        builder.name(a_regulation(builder.key, document=builder.id))
    return site_of([first.build(), second.build()]).test_client()


def members_of(page: str) -> list[str]:
    section = page.partition('id="members"')[2].partition("</section>")[0]
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', section)


def test_the_figures_of_the_whole_are_those_of_the_store(client: FlaskClient) -> None:
    store = MemoryStore()
    for fragment in town():
        store.replace(fragment)
    scope = Scope(locations=("location/青川市",), years=(2022, 2022))
    rows = store.answer(CooperationIn(scope=scope, page=Page(0, None))).rows
    bodies = {body.id for row in rows for body in (row.a, row.b)}  # type: ignore[union-attr]
    words = words_of(client, "/network?jurisdiction=location/青川市&year=2022")
    assert f"{len(bodies)} 单位" in words
    assert f"{len(rows)} 协同关系" in words


def test_agencies_stand_in_the_order_of_the_measure_that_is_chosen(
    two_years: FlaskClient,
) -> None:
    by_weight, by_degree = (
        members_of(two_years.get(f"/network?sort={sort}").text) for sort in ("weight", "core")
    )
    assert by_weight == ["办公室", "公安局", "教育局"]
    assert by_degree == ["办公室", "公安局", "教育局"]
    page = two_years.get("/network?sort=betweenness").text
    assert members_of(page)[0] == "办公室"
    assert "100.0%" in page
    assert 'aria-sort="descending"' in page


def test_what_others_need_is_marked(two_years: FlaskClient) -> None:
    words = words_of(two_years, "/network")
    assert words.count("办公室 关键单位") == 1
    assert "教育局 关键单位" not in words
    assert "唯一连接 2" in words


def drawn(client: FlaskClient, address: str) -> dict[str, Any]:
    """Return what the drawing of a page is made from."""
    page = client.get(address).text
    told = json.loads(page.partition('id="drawing-data">')[2].partition("</script>")[0])
    assert isinstance(told, dict)
    return told


def test_a_drawing_has_the_measures_that_its_dots_can_show(two_years: FlaskClient) -> None:
    told = {one["name"]: one for one in drawn(two_years, "/network")["bodies"]}
    assert told["办公室"]["weight"] > told["公安局"]["weight"] > told["教育局"]["weight"]
    assert {one["community"] for one in told.values()} == {1}
    assert {name for name, one in told.items() if one["is_cut"]} == {"办公室"}
    assert told["公安局"]["degree"] == told["教育局"]["degree"] == told["办公室"]["degree"] / 2


def test_a_change_between_years_is_told_with_its_totals(two_years: FlaskClient) -> None:
    words = words_of(two_years, "/network/change?before=2021&after=2022")
    assert "新增的协同 1" in words
    assert "消失的协同 1" in words
    assert "公安局 办公室 — 2 项 +2" in words
    words = words_of(two_years, "/network/change?show=went")
    assert "教育局 1 — 1 → —" in words


def test_different_numbers_of_documents_are_pointed_out(client: FlaskClient) -> None:
    warning = "两个时段收录的公文数不同"
    assert warning in words_of(client, "/network/change?before=2021&after=2022")
    same = "/network/change?before=2021&after=2022&jurisdiction=location/青川市&below=no"
    assert warning not in words_of(client, same)


def test_a_number_of_a_change_leads_to_as_many_tasks(two_years: FlaskClient) -> None:
    page = two_years.get("/network/change?before=2021&after=2022").text
    (href,) = re.findall(r'<a href="([^"]+)">2 项</a>', page)
    assert "共 2 条" in words_of(two_years, unescape(href))


def test_works_are_told_by_how_they_are_cited(two_years: FlaskClient) -> None:
    words = words_of(two_years, "/network/citations")
    assert "被引用的 1" in words
    assert "条例 1 1 0 0 只见引用" in words
    alone = two_years.get("/network/citations?show=orphans").text
    assert "/regulations/a" in alone
    assert "/regulations/b" not in alone.partition('id="works"')[2]
    assert "b 0 0 1 1 有" in words_of(two_years, "/network/citations?show=citing")


@pytest.mark.parametrize("address", ["/network/file", "/network/citations/file"])
@pytest.mark.parametrize("form", FORMS)
def test_a_network_is_given_as_a_file(two_years: FlaskClient, form: str, address: str) -> None:
    answer = two_years.get(f"{address}?format={form}&year=2022")
    assert answer.status_code == 200
    name = unquote(answer.headers["Content-Disposition"])
    assert name.endswith(f".{'cyjs' if form == 'cytoscape' else form}")
    told = io.BytesIO(answer.data)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
        ties = [int(row["weight"]) for row in rows]
    else:
        graph = {
            "graphml": lambda: nx.read_graphml(told),
            "gexf": lambda: nx.read_gexf(told, version="1.3"),
            "cytoscape": lambda: nx.cytoscape_graph(json.load(told), name="label"),
        }[form]()
        ties = [weight for *_, weight in graph.edges(data="weight")]
    assert ties == ([2] if address == "/network/file" else [1])


def test_a_file_in_a_form_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = client.get("/network/file?format=exe")
    assert answer.status_code == 422
    assert "不能导出为“exe”" in answer.text


def test_links_of_the_pages_keep_what_was_chosen(client: FlaskClient) -> None:
    page = client.get("/network?jurisdiction=location/青川市&year=2021..2022&words=食品").text
    links = [unquote(unescape(link)) for link in re.findall(r'href="(/network[^"]+)"', page)]
    for start in ("/network/file?format=gexf", "/network/change", "/network/citations"):
        (link,) = [link for link in links if link.startswith(start)]
        assert "jurisdiction=location/青川市" in link
        assert "words=食品" in link
        assert ("year=2021..2022" in link) is ("change" not in link)


def test_a_network_follows_the_documents() -> None:
    store, engine = MemoryStore(), open_engine("tantivy:")
    store.replace(a_fragment((HUB, Role.LEAD), (LEFT, Role.JOINT), key="a"))
    catch_up(store, engine)
    client = create_app(store, engine).test_client()
    assert members_of(client.get("/network").text) == ["办公室", "教育局"]
    store.replace(a_fragment((HUB, Role.LEAD), (RIGHT, Role.JOINT), key="b"))
    assert members_of(client.get("/network").text) == ["办公室", "公安局", "教育局"]
    store.remove("document/a")
    assert members_of(client.get("/network").text) == ["公安局", "办公室"]


def test_the_measures_of_the_interface_are_those_of_the_page(two_years: FlaskClient) -> None:
    found = two_years.get("/api/v1/network/members?measure=betweenness").json
    assert found is not None
    assert [one["agency"]["name"] for one in found["results"]] == ["办公室", "公安局", "教育局"]
    assert found["results"][0]["betweenness"] == 1
    assert found["results"][0]["is_cut"]
    pairs = two_years.get("/api/v1/network?size=1").json
    assert pairs is not None
    assert pairs["whole"] == found["whole"]
    assert {one["agency"]["name"] for one in pairs["members"]} == {"办公室", "公安局"}
    change = two_years.get("/api/v1/network/change?before=2021&after=2022&show=went").json
    assert change is not None
    assert [one["agencies"][0]["name"] for one in change["results"]] == ["教育局"]
    works = two_years.get("/api/v1/network/citations").json
    assert works is not None
    assert [(one["title"], one["cited_by"]) for one in works["results"]] == [("条例", 1)]


def test_a_role_keeps_the_pairs_that_both_have_it(two_years: FlaskClient) -> None:
    everyone = two_years.get("/api/v1/network").json
    joint = two_years.get("/api/v1/network?role=joint").json
    both = two_years.get("/api/v1/network?role=lead,joint").json
    assert everyone is not None
    assert joint is not None
    assert (joint["total"], joint["whole"]["ties"]) == (0, 0)
    assert both == everyone
