"""The server takes long bodies only from those who may upload, and tells by their heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.web.desk import PASSWORD, desk_in
from tests.web.test_server import Running
from web.serving.bodies import LONGEST_BODY, bodies_of


@pytest.fixture
def desk(tmp_path: Path) -> Flask:
    return desk_in(tmp_path)


def head_of(desk: Flask, role: str, kind: str) -> dict[str, str]:
    known = desk.extensions["zhize"].accounts
    if kind == "token":
        return {"AUTHORIZATION": f"Bearer {known.tokens.make(known.users.named(role), '')}"}
    secret = known.sign_in(role, PASSWORD, "192.0.2.1", "")
    return {"COOKIE": f"zhize_language=en; {kind}zhize_session={secret}"}


@pytest.mark.parametrize("kind", ["token", "", "__Host-", "__Secure-"])
@pytest.mark.parametrize(("role", "may"), [("reader", False), ("editor", True)])
def test_who_may_upload_may_send_much(desk: Flask, role: str, may: bool, kind: str) -> None:
    longest, head = bodies_of(desk), head_of(desk, role, kind)
    for path in ("/upload", "/api/v1/documents", "/zhize/upload"):
        assert (longest(path, head) > 400_000_000) == may
    assert longest("/sparql", head) == LONGEST_BODY


@pytest.mark.parametrize(
    "head",
    [
        {},
        {"COOKIE": "zhize_session=x"},
        {"COOKIE": "=;;\x00"},
        {"AUTHORIZATION": "Bearer"},
        {"AUTHORIZATION": "Basic eA=="},
    ],
)
def test_strangers_may_not(desk: Flask, head: dict[str, str]) -> None:
    assert bodies_of(desk)("/upload", head) == LONGEST_BODY


def test_a_long_body_arrives_whole_where_its_head_allows_it() -> None:
    size = LONGEST_BODY + 7

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"%d" % len(environ["wsgi.input"].read())]

    class Roomy(Running):
        def __init__(self) -> None:
            super().__init__(application)
            self.server.bodies = lambda path, head: size + 1 if "X_KEY" in head else LONGEST_BODY

    running = Roomy()
    try:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
        body = b"x" * size
        assert running.ask(head % (b"X-Key: 1\r\n", size) + body).endswith(b"\r\n%d" % size)
        with running.connect() as client:
            client.sendall(head % (b"", size))
            assert client.recv(100).startswith(b"HTTP/1.1 413")
    finally:
        running.stop(0)
        running.thread.join(30)
    assert not running.thread.is_alive()
