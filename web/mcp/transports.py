"""How assistants reach the server: over standard input and output, or HTTP."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, Final

import anyio
import uvicorn
from anyio.to_thread import run_sync
from flask import Flask
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from web.accounts.model import RIGHTS, RIGHTS_OF_TOKENS, Right

PATH: Final = "/mcp"
LARGEST: Final = 256 * 1024
"""How many bytes a message of an assistant has at most."""
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def over_stdio(server: Server[Any]) -> None:
    """Answer one assistant, the one that started this process, until it goes."""
    anyio.run(_talk, server)


async def _talk(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def over_http(
    server: Server[Any], app: Flask, listening: socket.socket, names: Iterable[str]
) -> None:
    """Answer assistants who call the server by one of its names, until told to stop."""
    application = http_application(server, app, names)
    config = uvicorn.Config(application, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def http_application(server: Server[Any], app: Flask, names: Iterable[str] = ()) -> Application:
    """Return the ASGI application; it answers to its own names only, and keeps no sessions.

    A page of another site that has its name lead here (DNS rebinding) is refused.
    """
    hosts = [*_LOOPBACK, *(f"{host}:*" for host in _LOOPBACK), *names]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=hosts,
        allowed_origins=[f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")],
    )
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST,
        transport_security=security,
    )
    return _for_readers(inner, app)


def _for_readers(inner: Application, app: Flask) -> Application:
    """Return an application that, on a private site, answers only who shows a token."""
    site = app.extensions["zhize"]

    def may_read(scope: Scope) -> bool:
        shown = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        scheme, _, token = shown.partition(" ")
        if scheme.lower() != "bearer" or site.accounts is None:
            return False
        user = site.accounts.tokens.user_of(token.strip())
        return user is not None and Right.READ in RIGHTS[user.role] & RIGHTS_OF_TOKENS

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        is_closed = site.is_private and scope["type"] != "lifespan"
        if is_closed and not await run_sync(may_read, scope):
            return await _refuse(send)
        await inner(scope, receive, send)

    return application


async def _refuse(send: Send) -> None:
    headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": b"This site asks for a token."})
