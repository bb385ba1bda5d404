"""Assistants are told what the interface tells, with quotes that stand in the text, and links."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import anyio
import httpx2
import pytest
import uvicorn
from flask import Flask
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

from graph.sqlite_store import SqliteStore
from tests.web.conftest import site_of
from tests.web.town import town
from web.mcp.server import Assistants
from web.mcp.tools import MOST_ROWS, TOOLS
from web.mcp.transports import http_application

ADDRESS = "https://zhize.example/town"
BUREAU = "青川市市场监督管理局"
CALLS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("ask", {"q": "教育局牵头的任务"}, "/ask?q=教育局牵头的任务"),
    ("ask", {"q": "天气"}, "/ask?q=天气"),
    ("search", {"q": "食品", "kind": "action"}, "/search?q=食品&kind=action"),
    ("actions", {"agency": BUREAU, "role": "lead"}, f"/actions?agency=agency/{BUREAU}&role=lead"),
    ("actions", {"function": "教育"}, "/actions?function=function/education"),
    ("actions", {"subject": "学校食堂"}, "/actions?subject=subject/school-canteens"),
    (
        "actions",
        {"jurisdiction": "青川市", "below": "no"},
        "/actions?jurisdiction=location/青川市&below=no",
    ),
    ("actions", {"without": "lead,sole"}, "/actions?without=lead,sole"),
    ("agency", {"agency": "青川市教育局"}, "/agencies/青川市教育局/actions"),
    (
        "regulation",
        {"regulation": "《云岭省食品安全条例》"},
        "/regulations/云岭省食品安全条例/citations",
    ),
    ("partners", {"agency": BUREAU}, f"/agencies/{BUREAU}/partners"),
    (
        "paths",
        {"agency": BUREAU, "agency2": "青川市教育局"},
        f"/agencies/{BUREAU}/paths?agency2=agency/青川市教育局",
    ),
    ("compare", {"year": 2021, "year2": "2022"}, "/compare/tasks?year=2021&year2=2022"),
    ("indicators", {"year": "2022"}, "/indicators?year=2022"),
    ("network", {"min_weight": 2}, "/network?min_weight=2"),
)


def asked(app: Flask, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return the results of tools, called one after the other by the official client."""

    async def talk() -> list[Any]:
        async with Client(Assistants(app, ADDRESS).server()) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(talk)


def told(app: Flask, name: str, **given: Any) -> dict[str, Any]:
    result = asked(app, (name, given))[0]
    assert not result.is_error, result.content[0].text
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def refusal(app: Flask, name: str, **given: Any) -> str:
    result = asked(app, (name, given))[0]
    assert result.is_error
    return result.content[0].text


@pytest.mark.parametrize(("name", "given", "address"), CALLS)
def test_a_tool_tells_what_the_interface_tells(
    app: Flask, name: str, given: dict[str, Any], address: str
) -> None:
    answer = told(app, name, **given)
    mark = "&" if "?" in address else "?"
    same = app.test_client().get(f"/api/v1{address}{mark}size=10").json
    assert answer["total"] == same["total"]
    assert answer["cursor"] == same["cursor"]
    assert len(answer["rows"]) == len(same.get("results", same.get("hits")))


def quotes_in(answer: Any) -> Iterator[dict[str, Any]]:
    """Yield whatever says that it quotes something."""
    if isinstance(answer, dict):
        if "quote" in answer:
            yield answer
        for value in answer.values():
            yield from quotes_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from quotes_in(value)


@pytest.mark.parametrize(("name", "given"), [(n, g) for n, g, _ in CALLS if g.get("q") != "天气"])
def test_each_quote_stands_in_its_document_and_leads_there(
    app: Flask, name: str, given: dict[str, Any]
) -> None:
    quotes = list(quotes_in(told(app, name, **given)["rows"]))
    assert quotes
    for one in quotes:
        start, end = one["span"]
        key = one["document"]["id"].partition("/")[2]
        text = app.test_client().get(f"/api/v1/documents/{key}").json["text"]
        assert text[start:end] == one["quote"] != ""
        assert one["document"]["title"]
        assert one["link"].startswith(f"{ADDRESS}/documents/")
        page, _, anchor = one["link"].removeprefix(ADDRESS).partition("#")
        assert f'id="{anchor}"' in app.test_client().get(page).text


def test_what_was_not_understood_is_said(app: Flask) -> None:
    answer = told(app, "ask", q="教育局牵头的食堂 火星任务")
    assert (answer["is_a_question"], answer["not_understood"]) == (True, ["火星"])
    assert told(app, "ask", q="教育局牵头的任务")["not_understood"] == []


def test_cursors_lead_through_all_rows(app: Flask) -> None:
    met, cursor = [], {}
    while True:
        part = told(app, "actions", size=3, **cursor)
        met += [row["id"] for row in part["rows"]]
        if part["cursor"] is None:
            break
        cursor = {"cursor": part["cursor"]}
    assert len(met) == len(set(met)) == part["total"]


def test_a_text_is_given_in_parts(app: Flask) -> None:
    whole = app.test_client().get("/api/v1/documents/qc-2022").json["text"]
    parts, start = "", 0
    while start is not None:
        part = told(app, "document", document="document/qc-2022", start=start, end=start + 50)
        parts, start = parts + part["text"], part["next_start"]
    assert parts == whole
    assert part["length"] == len(whole)
    assert all(whole[one["start"] :].startswith(one["text"]) for one in part["headings"])


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("actions", {"agency": "没有这个局"}, "is the name of no agency"),
        ("actions", {"agency": "教育局"}, "may be agency/临江县教育局"),
        ("actions", {"agency": "agency/none"}, "there is no agency/none"),
        ("actions", {"colour": "red"}, "There is no parameter 'colour'"),
        ("actions", {"size": MOST_ROWS + 1}, f"from 1 to {MOST_ROWS}"),
        ("actions", {"size": True}, "must be a text or a whole number"),
        ("actions", {"cursor": "abcd"}, "The cursor is none"),
        ("actions", {"year": "2022..2020"}, "end before they begin"),
        ("paths", {"agency": BUREAU}, "This needs agency2"),
        ("document", {"document": "document/none"}, "there is no document/none"),
        ("ask", {}, "This needs q"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    app: Flask, name: str, given: dict[str, Any], said: str
) -> None:
    sentence = refusal(app, name, **given)
    assert said in sentence
    assert sentence.endswith(".")


def test_several_places_may_be_named(app: Flask) -> None:
    both = told(app, "actions", jurisdiction="临江县, 云岭省", below="no")["total"]
    assert both == told(app, "actions", document="document/lj-2022")["total"] > 0
    assert "没有的县" in refusal(app, "actions", jurisdiction="青川市,没有的县")


def test_every_tool_is_described_in_both_languages_and_only_reads(app: Flask) -> None:
    async def listed() -> list[Any]:
        async with Client(Assistants(app, ADDRESS).server()) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    for tool in tools:
        assert tool.annotations.read_only_hint
        schema = tool.input_schema
        assert schema["additionalProperties"] is False
        for words in (tool.description, *(p["description"] for p in schema["properties"].values())):
            chinese, _, english = words.partition(" / ")
            assert chinese != english
            assert english.isascii() or "“" in english or "工作要点" in english or "id (" in english


def test_what_ids_name_can_be_read(app: Flask) -> None:
    async def read() -> tuple[list[Any], str, dict[str, Any]]:
        async with Client(Assistants(app, ADDRESS).server()) as client:
            documents = (await client.list_resources()).resources
            text = (await client.read_resource(documents[0].uri)).contents[0].text
            body = await client.read_resource(f"zhize://agency/{BUREAU}")
            with pytest.raises(MCPError, match="There is no agency/none"):
                await client.read_resource("zhize://agency/none")
            with pytest.raises(MCPError, match="begins with zhize"):
                await client.read_resource("file:///etc/passwd")
            return documents, text, json.loads(body.contents[0].text)

    documents, text, body = anyio.run(read)
    assert len(documents) == 3
    key = documents[0].name.partition("/")[2]
    assert text == app.test_client().get(f"/api/v1/documents/{key}").json["text"]
    assert body["name"] == BUREAU
    assert body["link"].startswith(f"{ADDRESS}/agencies/")


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """Return the address of the server over HTTP, on a free port of loopback."""
    yield from serving(app)


def serving(app: Flask) -> Iterator[str]:
    application = http_application(Assistants(app, ADDRESS).server(), app)
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/mcp"
    server.should_exit = True
    thread.join()


def test_http_answers_the_official_client(app: Flask, served: str) -> None:
    async def talk() -> Any:
        async with Client(served) as client:
            return await client.call_tool("ask", {"q": "教育局牵头的任务"})

    assert anyio.run(talk).structured_content == told(app, "ask", q="教育局牵头的任务")


PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
KINDS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:1"}, 200),
    ],
)
def test_http_refuses_pages_of_other_sites(
    served: str, headers: dict[str, str], status: int
) -> None:
    answer = httpx2.post(served, json=PING, headers={**KINDS, **headers})
    assert answer.status_code == status


def test_a_private_site_asks_for_a_token() -> None:
    app = site_of(town())
    app.extensions["zhize"] = replace(app.extensions["zhize"], is_private=True)
    for address in serving(app):
        assert httpx2.post(address, json=PING, headers=KINDS).status_code == 401
        shown = {**KINDS, "Authorization": "Bearer made-up"}
        assert httpx2.post(address, json=PING, headers=shown).status_code == 401


def test_the_program_answers_over_standard_input(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        for fragment in town():
            store.replace(fragment)

    async def talk() -> Any:
        arguments = ["-m", "web", "--data", str(tmp_path), "mcp", "--address", ADDRESS]
        program = StdioServerParameters(
            command=sys.executable, args=arguments, env=dict(os.environ)
        )
        async with Client(stdio_client(program)) as client:
            return await client.call_tool("agency", {"agency": f"agency/{BUREAU}"})

    answer = anyio.run(talk).structured_content
    assert answer["agency"]["name"] == BUREAU
    assert answer["total"] > 0
    assert answer["link"].startswith(ADDRESS)
