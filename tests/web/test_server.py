"""The server of a worker: what clients do to it is bounded, and stopping loses no request."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from threading import Event, Thread

import pytest

import web.serving.server
from web.serving.bodies import LONGEST_BODY
from web.serving.server import LONGEST_HEAD, Server

PATIENCE = 120.0


class Slow:
    """An application that begins an answer and goes on when it is let go."""

    def __init__(self) -> None:
        self.is_asked, self.go_on = Event(), Event()
        self.asked: list[str] = []

    def __call__(self, environ, start_response) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"] == "/slow":
            self.is_asked.set()
            assert self.go_on.wait(PATIENCE)
        self.asked.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/large":
            return (b"x" * 1_000_000 for _ in range(100))
        return [b"whole"]


class Running:
    """A server at work in a thread of its own."""

    def __init__(self, app, listening: socket.socket | None = None) -> None:
        self.app = app
        listening = listening or socket.create_server(("127.0.0.1", 0))
        self.address = listening.getsockname()
        self.server = Server(app, listening, threads=2)
        self.thread = Thread(target=self.server.run)
        self.thread.start()

    def connect(self) -> socket.socket:
        return socket.create_connection(self.address, timeout=PATIENCE)

    def ask(self, request: bytes) -> bytes:
        with self.connect() as client:
            client.sendall(request)
            return received(client)

    def stop(self, grace: float = PATIENCE) -> None:
        self.server.stop(grace)


def received(client: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    parts = []
    while part := client.recv(65536):
        parts.append(part)
    return b"".join(parts)


@pytest.fixture
def running() -> Iterator[Running]:
    running = Running(Slow())
    yield running
    running.app.go_on.set()
    running.stop(0)
    running.thread.join(PATIENCE)
    assert not running.thread.is_alive()


GET = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def test_an_answer_does_not_tell_what_serves_it(running) -> None:
    answer = running.ask(GET % b"/")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"\nserver:" not in answer.lower()


def test_a_head_that_is_too_long_is_refused(running) -> None:
    with running.connect() as client:
        client.sendall(GET % (b"/" + b"x" * LONGEST_HEAD))
        assert client.recv(100).startswith(b"HTTP/1.0 431")
    with running.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * LONGEST_HEAD)
        assert client.recv(100).startswith(b"HTTP/1.0 431")


def test_a_body_that_is_too_long_is_refused_before_it_comes(running) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1)
    with running.connect() as client:
        client.sendall(head)
        assert client.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "request_line", [b"GET / HTTP/9.9", b"GET\x00/ HTTP/1.1", b"\xff\xfe", b"GET http://[ HTTP/1.1"]
)
def test_what_is_no_request_is_refused_and_harms_nobody(running, request_line: bytes) -> None:
    answer = running.ask(request_line + b"\r\nConnection: close\r\n\r\n")
    assert not answer.startswith(b"HTTP/1.1 5")
    assert running.ask(GET % b"/").endswith(b"whole")


def test_a_request_that_never_ends_is_given_up(running, monkeypatch) -> None:
    monkeypatch.setattr(web.serving.server, "ARRIVAL", 0.2)
    running.server.adj.cleanup_interval = 0.1
    with running.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert client.recv(100) == b""


def test_an_answer_that_nobody_reads_is_given_up(running, monkeypatch) -> None:
    monkeypatch.setattr(web.serving.server, "IDLE", 0.2)
    running.server.adj.cleanup_interval = 0.1
    with running.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(GET % b"/large")
        running.server.pull_trigger()
        until_none_is_connected(running)


def test_what_somebody_asked_who_has_gone_is_not_answered(running) -> None:
    with running.connect() as one, running.connect() as other:
        for client in (one, other):  # all threads are taken
            client.sendall(GET % b"/slow")
        assert running.app.is_asked.wait(PATIENCE)
        with running.connect() as gone:
            gone.sendall(GET % b"/gone")
            until(lambda: sum(bool(channel.requests) for channel in channels(running)) == 3)
        until(lambda: len(channels(running)) == 2)
        running.app.go_on.set()
        assert received(one).endswith(b"whole")
        assert received(other).endswith(b"whole")
    assert running.ask(GET % b"/last").endswith(b"whole")
    assert "/gone" not in running.app.asked


def test_many_idle_connections_keep_nobody_out(running) -> None:
    idle = [running.connect() for _ in range(100)]
    assert running.ask(GET % b"/").endswith(b"whole")
    for client in idle:
        client.close()


def test_a_new_connection_is_left_to_a_worker_that_has_fewer(monkeypatch) -> None:
    monkeypatch.setattr(web.serving.server, "_MOMENT", PATIENCE)
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)
    workers = [Running(Slow(), listening.dup()) for _ in range(2)]
    with ExitStack() as stack:
        for worker in workers:
            stack.callback(worker.thread.join, PATIENCE)
            stack.callback(worker.stop, 0.0)
        stack.enter_context(workers[0].connect())
        until(lambda: any(map(channels, workers)))
        [idle] = [worker for worker in workers if not channels(worker)]
        for _ in range(8):
            assert idle.ask(GET % b"/").endswith(b"whole")
            until(lambda: not channels(idle))
        assert len(idle.app.asked) == 8


def test_running_requests_are_finished_when_the_server_stops(running) -> None:
    with running.connect() as client, closing(running.connect()) as idle:
        client.sendall(GET % b"/slow")
        assert running.app.is_asked.wait(PATIENCE)
        running.stop()
        assert idle.recv(1) == b""
        assert running.thread.is_alive()
        running.app.go_on.set()
        assert received(client).endswith(b"whole")
    running.thread.join(PATIENCE)
    assert not running.thread.is_alive()


def test_a_request_that_comes_while_the_server_stops_is_answered(running) -> None:
    with running.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        until(lambda: any(channel.request for channel in channels(running)))
        running.stop()
        client.sendall(b"Host: localhost\r\nConnection: close\r\n\r\n")
        assert received(client).endswith(b"whole")


def test_the_server_waits_for_running_requests_only_so_long(running) -> None:
    with running.connect() as client:
        client.sendall(GET % b"/slow")
        assert running.app.is_asked.wait(PATIENCE)
        running.stop(0.1)
        running.thread.join(PATIENCE)
        assert not running.thread.is_alive()


def test_nobody_is_taken_once_the_server_stops(running) -> None:
    running.stop()
    running.thread.join(PATIENCE)
    with pytest.raises(ConnectionRefusedError):
        running.connect()


def channels(running: Running) -> list:
    return list(running.server.active_channels.values())


def until_none_is_connected(running: Running) -> None:
    until(lambda: not channels(running))


def until(is_so) -> None:
    pause = Event()
    for _ in range(int(PATIENCE / 0.02)):
        if is_so():
            return
        pause.wait(0.02)
    raise AssertionError("It never came to be so.")
