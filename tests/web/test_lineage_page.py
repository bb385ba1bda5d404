"""The lineage of a regulation: what the drawing has, its list has, each with its sentence."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.test_pages import words_of

LAW = "/regulations/云岭省食品安全条例"
PLAN = "/regulations/qc-2022"


def told(client: FlaskClient, address: str) -> dict[str, Any]:
    page = client.get(address).text
    found = json.loads(page.partition('id="lineage-data">')[2].partition("</script>")[0])
    assert isinstance(found, dict)
    return found


def links(client: FlaskClient, address: str) -> set[tuple[str, ...]]:
    return {(one["citing"], one["cited"], one["how"]) for one in told(client, address)["links"]}


def listed(page: str) -> set[tuple[str, ...]]:
    return {tuple(one.split()) for one in re.findall(r'<tr data-link="([^"]+)"', page)}


@pytest.mark.parametrize("address", [LAW, PLAN, f"{LAW}/lineage", f"{PLAN}/lineage?up=5&down=5"])
def test_the_list_has_the_links_of_the_drawing(client: FlaskClient, address: str) -> None:
    assert links(client, address)
    assert listed(client.get(address).text) == links(client, address)


def test_a_plan_stands_below_what_it_rests_on(client: FlaskClient) -> None:
    drawing = told(client, f"{PLAN}/lineage")
    assert ("regulation/qc-2022", "regulation/云岭省食品安全条例", "based_on") in links(
        client, f"{PLAN}/lineage"
    )
    works = {work["id"]: work for work in drawing["works"]}
    assert works["regulation/云岭省食品安全条例"]["level"] == "province"
    assert not works["regulation/云岭省食品安全条例"]["held"]
    plan = works["regulation/qc-2022"]
    assert (plan["level"], plan["year"], plan["held"]) == ("prefecture", 2022, True)


def test_up_and_down_are_followed_as_far_as_is_asked(client: FlaskClient) -> None:
    up = links(client, f"{PLAN}/lineage?down=0&up=1")
    assert up
    assert {citing for citing, _, _ in up} == {"regulation/qc-2022"}
    down = links(client, f"{LAW}/lineage?up=0&down=1")
    assert {cited for _, cited, _ in down} == {"regulation/云岭省食品安全条例"}


def test_each_link_leads_to_its_sentence(client: FlaskClient) -> None:
    page = client.get(f"{LAW}/lineage").text
    rows = page.partition("<tbody data-links>")[2].partition("</tbody>")[0].split("<tr ")[1:]
    assert rows
    assert all(re.search(r'href="/documents/[^"]+#c\d+"', row) for row in rows)
    assert "依据《云岭省食品安全条例》处理发现的问题" in re.sub("<[^>]+>", "", "".join(rows))


def test_a_step_brings_rows_and_data(client: FlaskClient) -> None:
    part = client.get(f"{LAW}/lineage/step?direction=in").text
    data = json.loads(
        part.partition('<script type="application/json">')[2].partition("</script>")[0]
    )
    assert {(one["citing"], one["cited"], one["how"]) for one in data["links"]} == listed(part)
    assert listed(part)
    assert "<html" not in part


def test_the_limit_is_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = words_of(client, f"{LAW}/lineage?up=0")
    total = re.search(r"显示 (\d+) 处引用，共 (\d+) 处", whole)
    assert total is not None
    assert total[1] == total[2]
    monkeypatch.setattr("web.pages.lineage.MOST_CITATIONS", 1)
    other = words_of(client, f"{LAW}/lineage?up=0&find=")  # one that is not kept
    assert f"显示 1 处引用，共 {total[2]} 处" in other


@pytest.mark.parametrize(
    "address",
    [
        "/regulations/none/lineage",
        f"{LAW}/lineage?up=6",
        f"{LAW}/lineage?down=x",
        f"{LAW}/lineage/step",
        f"{LAW}/lineage/step?direction=up",
    ],
)
def test_what_there_is_not_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
