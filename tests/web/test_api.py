"""The JSON interface: what it answers is what OpenAPI says, and refusals are sentences."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.builders import FragmentBuilder, a_regulation
from tests.web.conftest import site_of
from web.api.routes import ROUTES

KEYS = {
    "documents": "qc-2022",
    "actions": "qc-2022-1",
    "agencies": "青川市教育局",
    "regulations": "云岭省食品安全条例",
    "functions": "education",
    "subjects": "canteens",
    "locations": "青川市",
}
SPANS = "?before=2021&after=2022"
CALLS = (
    *(
        route.path.replace("{key}", KEYS.get(route.path.split("/")[1], ""))
        for route in ROUTES
        if not any(parameter.is_required for parameter in route.parameters)
        and route.path != "/compare/tasks"  # needs two of several
    ),
    "/compare/tasks?year=2021&year2=2022&size=4",
    "/compare/tasks?jurisdiction=location/青川市&jurisdiction2=location/临江县&below=yes&show=only2",
    "/search?q=食品&kind=action&role=lead&year=2021..2022&jurisdiction=location/青川市&size=2",
    "/search?q=食品&sort=newest&page=2&size=5",
    "/ask?q=市场监管局牵头的任务",
    "/ask?q=市场监管局牵头的任务&language=en&size=1",
    "/ask?q=哪些单位和教育局合作",
    "/ask?q=青川市的量化指标",
    "/ask?q=天气",
    "/complete?q=市场&most=5",
    "/search?q=市监局&literal=1",
    "/search?q=scjg",
    "/documents?jurisdiction=location/云岭省&below=no",
    "/agencies/青川市各县（市、区）人民政府",
    "/agencies/青川市市场监督管理局/actions?role=lead,sole&year=2022",
    "/regulations/qc-2022/citations?direction=out&treatment=based_on,implements",
    "/agencies/青川市教育局/network?depth=2&min_weight=1&year=2022",
    "/regulations/云岭省食品安全条例/citations?depth=3",
    "/network?min_weight=2&jurisdiction=location/青川市&year=2022",
    "/indicators?function=function/health&metric=哨点",
    "/indicators?value=>=1%",
    "/indicators?metric=合格率&exact=yes&unit=%25",
    "/metrics?metric=率&jurisdiction=location/青川市",
    "/ranking?role=lead,sole&jurisdiction=location/青川市",
    "/ranking?by=regulation",
    "/agencies/青川市教育局/paths?agency2=agency/青川市市场监督管理局",
    "/agencies/青川市教育局/side-by-side?role=lead,sole",
    "/regulations/云岭省食品安全条例/cited-together",
    "/actions?gap=vague&sort=oldest&without=lead,sole",
    "/actions?function=function/education&role=lead",
    "/compare?year=2021&year2=2022&role=lead,sole",
    "/ask?q=2021年和2022年对比",
    "/network?words=食品",
    "/network?document=document/qc-2022&size=2",
    "/network/members?measure=betweenness&jurisdiction=location/青川市&size=3",
    f"/network/change{SPANS}&show=moved",
    f"/network/change{SPANS}&show=went&jurisdiction=location/云岭省&words=食品",
    "/network/citations?show=roots&year=2022",
    "/network/citations?show=orphans",
    "/ask?q=哪个单位牵头任务最多",
)
REFUSED = (
    ("/search?page=0", "page"),
    ("/search?size=201", "size"),
    ("/search?size=many", "size"),
    ("/search?kind=agency", "kind"),
    ("/search?year=22", "year"),
    ("/search?agency=教育局", "agency"),
    ("/search?colour=red", "colour"),
    ("/search?q=" + "食" * 301, "q"),
    ("/ask?q=任务&language=fr", "language"),
    ("/ask", "q"),
    ("/ask?q=", "q"),
    ("/actions?agency=", "agency"),
    ("/actions?year=2021&year=2022", "year"),
    ("/actions?due=soon", "due"),
    ("/actions?page=2&cursor=WzFd", "cursor"),
    ("/indicators?value=98", "value"),
    ("/network?min_weight=0", "min_weight"),
    ("/network?min_weight=²", "min_weight"),
    ("/network?year=2022..2020", "years"),
    ("/network/members?measure=beauty", "measure"),
    ("/network/change?before=2021", "after"),
    ("/network/change?before=2022..2020&after=2021", "years"),
    ("/network/change?before=2021&after=2022&year=2021", "year"),
    ("/indicators?role=lead", "role"),
    ("/indicators?agency=agency/x&function=function/y", "party"),
    ("/documents?jurisdiction=青川市", "jurisdiction"),
    ("/compare/tasks?year=2021", "two"),
    ("/compare/tasks?year=2021&year2=2022&show=only6", "show"),
    ("/documents/qc-2022?verbose=1", "verbose"),
    ("/agencies/青川市教育局/paths", "agency2"),
    ("/actions?gap=none", "gap"),
    ("/regulations/云岭省食品安全条例/citations?direction=up", "direction"),
)


@pytest.fixture(scope="session")
def description(app: Flask) -> dict[str, Any]:
    return app.test_client().get("/api/v1/openapi.json").json


def schema_in(description: dict[str, Any], path: str) -> dict[str, Any]:
    template = (
        next(
            route.path
            for route in ROUTES
            if path == route.path.replace("{key}", path.split("/")[2])
        )
        if path.count("/") > 1
        else path
    )
    operation = description["paths"][template]["get"]
    content = operation["responses"]["200"]["content"]["application/json"]
    return {**content["schema"], "components": description["components"]}


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_is_what_the_description_says(
    client: FlaskClient, description: dict[str, Any], call: str
) -> None:
    answer = client.get(f"/api/v1{call}")
    assert answer.status_code == 200
    Draft202012Validator(schema_in(description, call.partition("?")[0])).validate(answer.json)


def test_the_description_names_exactly_the_routes_that_are_served(
    app: Flask, description: dict[str, Any]
) -> None:
    served = {
        rule.rule.removeprefix("/api/v1").replace("<key>", "{key}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert served - {"/openapi.json"} == set(description["paths"])


def test_the_schemas_are_schemas(description: dict[str, Any]) -> None:
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_parameters_with_defaults_are_described_with_them(description: dict[str, Any]) -> None:
    parameters = description["paths"]["/search"]["get"]["parameters"]
    size = next(parameter for parameter in parameters if parameter["name"] == "size")
    assert size["schema"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}


@pytest.mark.parametrize(("call", "named"), REFUSED)
def test_a_value_that_cannot_be_is_refused_with_a_sentence(
    client: FlaskClient, description: dict[str, Any], call: str, named: str
) -> None:
    answer = client.get(f"/api/v1{call}")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json(force=True)
    assert named in problem["detail"]
    assert problem["detail"].endswith(".")
    Draft202012Validator(description["components"]["schemas"]["Problem"]).validate(problem)


@pytest.mark.parametrize(
    "call", ["/nothing", "/agencies/none", "/documents/none", "/actions/none", "/regulations/none"]
)
def test_what_does_not_exist_is_a_problem(client: FlaskClient, call: str) -> None:
    answer = client.get(f"/api/v1{call}")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_pages_of_a_list_hold_every_row_once(client: FlaskClient) -> None:
    address = "/api/v1/indicators?size=2&page="
    pages = [client.get(f"{address}{number}").json for number in (1, 2, 3, 4)]
    rows = [row["indicator"]["id"] for page in pages for row in page["results"]]
    assert {page["total"] for page in pages} == {5}
    assert len(rows) == len(set(rows)) == 5


def test_a_question_is_answered_like_the_page_of_its_parameters(client: FlaskClient) -> None:
    asked = client.get("/api/v1/ask?q=教育局牵头的任务").json
    parameters = asked["interpretation"]["question"]
    assert parameters["find"] == "actions"
    page = client.get("/answer", query_string=parameters).text
    assert f'<span class="count">{asked["total"]}</span>' in page


def test_every_fact_of_an_action_has_its_evidence_in_the_text(client: FlaskClient) -> None:
    found = client.get("/api/v1/actions/qc-2022-1").json
    text = client.get("/api/v1/documents/qc-2022").json["text"]
    facts = [edge["evidence"] for edge in found["edges"]]
    facts += [taking["evidence"] for taking in found["takings"]]
    assert len(facts) == 6
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)


def test_a_network_grows_with_its_depth(client: FlaskClient) -> None:
    address = "/api/v1/agencies/青川市卫生健康委员会/network?depth="
    near, far = (client.get(f"{address}{depth}").json for depth in (1, 2))
    ids = [(row["a"]["id"], row["b"]["id"]) for row in near["results"]]
    assert near["total"] == 3
    assert far["total"] > near["total"]
    assert set(ids) <= {(row["a"]["id"], row["b"]["id"]) for row in far["results"]}


def test_a_chain_of_citations_goes_on_through_documents() -> None:
    first, second = FragmentBuilder("one", title="一号方案"), FragmentBuilder("two")
    root, plan = a_regulation("母法"), a_regulation("one", document="document/one")
    first.join(first.action(), "cites", root, mode="based_on").name(plan)
    second.join(second.action(), "cites", plan, mode="implements").name(a_regulation("two"))
    client = site_of([first.build(), second.build()]).test_client()
    address = "/api/v1/regulations/母法/citations?depth="
    near, far = (client.get(f"{address}{depth}").json for depth in (1, 2))
    assert [step["distance"] for step in near["results"]] == [1]
    assert [step["distance"] for step in far["results"]] == [1, 2]
    assert far["results"][1]["regulation"]["id"] == "regulation/one"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/search?kind=action&subject=subject/canteens",
        "/api/v1/agencies/青川市教育局/actions?subject=subject/canteens",
        "/api/v1/documents?subject=subject/canteens",
        "/api/v1/indicators?subject=subject/canteens",
    ],
)
def test_a_subject_narrows_what_the_api_answers(client: FlaskClient, address: str) -> None:
    assert client.get(address).json["total"] == 1


def test_a_subject_that_is_no_id_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?subject=canteens").status_code == 422
