"""The server that assistants speak to: the tools and resources of one site."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeVar
from urllib.parse import unquote

import mcp_types as types
from anyio.to_thread import run_sync
from flask import Flask
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from werkzeug.exceptions import HTTPException

from graph.links import QuestionError
from graph.renewed import NotYetError
from web.api.cursors import CursorError, CursorExpiredError
from web.api.documents import documents
from web.api.reading import ParameterError
from web.mcp.answers import is_document, node_told
from web.mcp.rows import resource_of
from web.mcp.tools import TOOLS, Tool, schema_of
from web.problems import BEING_MADE
from web.site import site

NAME: Final = "zhize"
SCHEME: Final = "zhize://"
LONGEST_TEXT: Final = 200_000
RESOURCES_AT_ONCE: Final = 100
REFUSALS: Final = (QuestionError, CursorError, CursorExpiredError, ParameterError)
INSTRUCTIONS: Final = (
    "职责图谱：从政府公文里读出的任务、机构、角色、指标和引用。先用 ask 提问；"
    "每一行都有原句（quote）、公文和链接（link），引用时请一并给出，不要改写原句；"
    "total 是全部行数，cursor 用来接着取。\n"
    "Who leads, shares and supports which task, read from government documents. Begin with ask;"
    " every row has the words of a document (quote) and a link to them: give both when you cite,"
    " and do not reword quotes. total counts all rows, cursor goes on."
)

log = logging.getLogger(__name__)
_Found = TypeVar("_Found")


class Assistants:
    """Answers assistants about one site; ``address`` is where people see that site."""

    def __init__(self, app: Flask, address: str) -> None:
        self._app, self._address = app, address
        self._tools = {tool.name: tool for tool in TOOLS}
        told = _in_both_languages(app)
        self._listed = [_described(tool, told) for tool in TOOLS]

    def server(self) -> Server[Any]:
        """Return the server, to be run on a transport."""
        return Server(
            NAME,
            title="Zhize 职责图谱",
            instructions=INSTRUCTIONS,
            website_url=self._address,
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_templates,
            on_read_resource=self._read_resource,
        )

    async def _list_tools(self, context: Any, asked: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=self._listed)

    async def _call_tool(
        self, context: Any, asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = self._tools.get(asked.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"There is no tool {asked.name[:40]!r}.")
        try:
            told = await self._here(partial(tool.use, asked.arguments or {}))
        except REFUSALS as error:
            return _refused(str(error))
        except NotYetError:
            return _refused(BEING_MADE)
        except HTTPException:
            return _refused("There is nothing of that name or id.")
        except Exception:
            log.exception("The tool %s failed", tool.name)
            return _refused("The server met an error of its own.")
        words = types.TextContent(type="text", text=json.dumps(told, ensure_ascii=False))
        return types.CallToolResult(content=[words], structured_content=told)

    async def _list_resources(
        self, context: Any, asked: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        values = {"page": 1, "size": RESOURCES_AT_ONCE, "cursor": asked.cursor if asked else None}
        try:
            found = await self._here(partial(documents, values))
        except REFUSALS as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from error
        resources = [_resource(row["document"]) for row in found["results"]]
        return types.ListResourcesResult(resources=resources, next_cursor=found["cursor"])

    async def _list_templates(self, context: Any, asked: Any) -> types.ListResourceTemplatesResult:
        every = types.ResourceTemplate(
            name="node",
            title="任何一个标识所指 / whatever an id names",
            uri_template=SCHEME + "{kind}/{key}",
            description="公文给出全文，其余给出 JSON。 / Documents as text, all else as JSON.",
        )
        return types.ListResourceTemplatesResult(resource_templates=[every])

    async def _read_resource(
        self, context: Any, asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        try:
            kind, text = await self._here(partial(_content, str(asked.uri)))
        except ParameterError as error:
            raise MCPError(types.INVALID_PARAMS, str(error), {"uri": str(asked.uri)}) from error
        content = types.TextResourceContents(uri=str(asked.uri), mime_type=kind, text=text)
        return types.ReadResourceResult(contents=[content])

    async def _here(self, work: Callable[[], _Found]) -> _Found:
        """Do something as if a page of the site asked for it, beside other requests."""

        def done() -> _Found:
            with self._app.test_request_context(base_url=self._address):
                site().nodes.refresh()
                return work()

        return await run_sync(done)


def _described(tool: Tool, told: Mapping[object, str]) -> types.Tool:
    hints = types.ToolAnnotations(
        read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False
    )
    return types.Tool(
        name=tool.name,
        title=told[tool.title],
        description=told[tool.description],
        input_schema=schema_of(tool, told),
        annotations=hints,
    )


def _in_both_languages(app: Flask) -> dict[object, str]:
    """Return the words of all that is described, in Chinese and in English."""
    said: dict[object, list[str]] = {one: [] for one in _described_things(TOOLS)}
    for language in ("zh", "en"):
        with app.test_request_context(headers={"Accept-Language": language}):
            for one, words in said.items():
                words.append(str(one))
    return {one: " / ".join(words) for one, words in said.items()}


def _described_things(tools: Iterable[Tool]) -> Iterable[object]:
    for tool in tools:
        yield from (tool.title, tool.description)
        yield from (parameter.description for parameter in tool.parameters)


def _refused(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=sentence)], is_error=True
    )


def _resource(document: dict[str, Any]) -> types.Resource:
    number = document["document_number"]
    return types.Resource(
        name=document["id"],
        title=document["title"],
        uri=resource_of(document["id"]),
        description=number,
        mime_type="text/plain",
    )


def _content(uri: str) -> tuple[str, str]:
    """Return the media type and the text of a resource; raises ParameterError for none."""
    if not uri.startswith(SCHEME):
        raise ParameterError(f"A resource here begins with {SCHEME}.")
    node_id = unquote(uri.removeprefix(SCHEME))
    told = node_told(node_id)
    if not is_document(node_id):
        return "application/json", json.dumps(told, ensure_ascii=False)
    text = site().store.text(node_id)
    if len(text) > LONGEST_TEXT:
        raise ParameterError(
            f"The text has {len(text)} characters; the tool document gives parts of it."
        )
    return "text/plain", text
