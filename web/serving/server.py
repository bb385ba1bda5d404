"""The HTTP server of a worker: waitress within limits, which stops without losing requests."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.adjustments import Adjustments  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]

from web.serving.bodies import LONGEST_BODY, Bodies

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LONGEST_HEAD = 64 * 1024
"""Bytes of a request line with its headers; a query in SPARQL that is longer can be posted."""
MOST_CONNECTIONS = 500
"""Open at once in one worker; more wait in the system's queue."""
ARRIVAL = 30.0
"""Seconds within which a request has arrived, from its first byte to its last,"""
SLOWEST = 16 * 1024
"""and one more for so many bytes of its body."""
LOOK = 5.0
"""Seconds after which it is looked again for connections to close."""
IDLE = 120.0
"""Seconds after which a connection is closed that nobody asks on, or reads the answer from."""
_MOMENT, _MOST_MOMENTS = 0.0005, 20
"""Seconds, and how many at most: so long it leaves a new connection to others for each it has."""
_FIRST = 1.0
"""Seconds that the first request on a connection gets to come when the server stops."""


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request that is received; its head tells how long its body may be."""

    adj: Adjustments

    def __init__(self, told: Adjustments, bodies: Bodies) -> None:
        super().__init__(told)
        self._bodies = bodies

    def parse_header(self, header_plus: bytes) -> None:
        """Take the head in."""
        super().parse_header(header_plus)
        if self.chunked or self.content_length >= self.adj.max_request_body_size:
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = self._bodies(self.path, self.headers)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that knows since when the request on it is arriving."""

    _arriving: object = None
    _since = 0.0

    def received(self, data: bytes) -> bool:
        """Take what was received."""
        is_taken: bool = super().received(data)
        if self.request is not self._arriving:
            self._arriving, self._since = self.request, time.time()
        return is_taken

    def parser_class(self, told: Adjustments) -> Parser:
        """Return what takes in the next request."""
        return Parser(told, self.server.bodies)

    def is_stuck(self, now: float) -> bool:
        """Whether a request takes too long to arrive, or its answer is not taken."""
        if (request := self.request) is not None:
            allowed = ARRIVAL + request.body_bytes_received / SLOWEST
            if now - self._since > allowed:
                return True
        return bool(self.total_outbufs_len) and now - self.last_activity > IDLE

    def is_idle(self, now: float) -> bool:
        """Whether no request is arriving, being answered or being sent, or about to come."""
        is_new = now - self.creation_time < _FIRST
        return not (self.requests or self.request or self.total_outbufs_len or is_new)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Answers requests on a socket that others may listen on too, until it is told to stop."""

    channel_class = Channel
    _stop_by: float | None = None
    _takes_from: float | None = None

    def __init__(
        self,
        app: WSGIApplication,
        listening: socket.socket,
        threads: int,
        bodies: Bodies = lambda path, head: LONGEST_BODY,
    ) -> None:
        self.bodies = bodies
        told = Adjustments(
            sockets=[listening],
            threads=threads,
            ident=None,
            backlog=1024,
            clear_untrusted_proxy_headers=False,  # the place of the site sees to them
            max_request_header_size=LONGEST_HEAD,
            max_request_body_size=LONGEST_BODY,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=IDLE,
            cleanup_interval=LOOK,
            channel_request_lookahead=1,  # reading on, it hears of clients that have gone
            log_socket_errors=False,
        )
        where = (listening.family, listening.type, listening.proto, listening.getsockname())
        super().__init__(app, _sock=listening, adj=told, sockinfo=where, bind_socket=False)

    def run(self) -> None:
        """Answer until told to stop and no request is left, or the time for them is over."""
        while not self._is_over():
            pause = 1.0 if self._stop_by is None else 0.1
            if self._takes_from is None:
                self._look(pause)
            elif (left := self._takes_from - time.monotonic()) > 0:
                self._look(left)
            else:
                self._look(0.0)
                self._takes_from = None  # taken, by this one or another
        self.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map)

    def stop(self, grace: float) -> None:
        """Take no more connections and end within so many seconds; any thread may say so."""
        self._stop_by = time.monotonic() + grace
        with suppress(OSError):  # it has ended
            self.pull_trigger()

    def readable(self) -> bool:
        """Whether a new connection can be taken now."""
        can_take: bool = super().readable()
        return can_take and (self._takes_from or 0.0) <= time.monotonic()

    def handle_accept(self) -> None:
        """Take a new connection that those who have fewer have not taken for a moment.

        Otherwise the first to wake takes all that come at once, while the others have none.
        """
        if self.active_channels and self._takes_from is None:
            moments = min(len(self.active_channels), _MOST_MOMENTS)
            self._takes_from = time.monotonic() + _MOMENT * moments
        else:
            self._takes_from = None
            super().handle_accept()

    def maintenance(self, now: float) -> None:
        """Close connections that have done nothing for long, or are stuck."""
        super().maintenance(now)
        for channel in list(self.active_channels.values()):
            if channel.is_stuck(now):
                channel.handle_close()  # to be told so, its client would have to read on

    def _look(self, pause: float) -> None:
        """Do what can be done on any connection, or wait for that at most so many seconds."""
        wasyncore.loop(pause, use_poll=True, map=self._map, count=1)

    def _is_over(self) -> bool:
        if self._stop_by is None:
            return False
        if self.accepting:
            self._leave_listening()
        now = time.time()
        for channel in list(self.active_channels.values()):
            if channel.is_idle(now):
                channel.handle_close()
        return not self.active_channels or time.monotonic() > self._stop_by

    def _leave_listening(self) -> None:
        """Take what was left to others for a moment, then leave all new connections to them."""
        before = -1
        while self._takes_from is not None and before < len(self.active_channels):
            before = len(self.active_channels)
            super().handle_accept()
        self.accepting = False
        self.del_channel()
        self.socket.close()
