"""What ``python -m web`` does without a command: serve the site of a data folder."""

from __future__ import annotations

import argparse
import socket
import sys
from contextlib import closing
from multiprocessing.connection import Connection, wait

from graph.processes import started
from graph.rdf_following import Follower
from graph.settings import Settings
from graph.store import open_store
from web.serving.log_form import log_in
from web.serving.options import Options, options_from
from web.serving.supervisor import Supervisor, Wish, wishes
from web.serving.worker import Said, Work, Worker
from web.uploads.starting import Taker

_QUEUE = 1024
"""How many connections wait to be taken."""


def serve(settings: Settings, chosen: argparse.Namespace) -> int:
    """Serve until told to stop; return the exit status: 2 where it cannot start, else 0."""
    options = options_from(chosen)
    log_in(options.log_format)
    settings.data.mkdir(parents=True, exist_ok=True)
    _say_if_empty(settings)
    try:
        listening = _listening(options)
    except OSError as error:
        print(
            f"Port {options.port} of {options.host} cannot be used: {error.strerror}.",
            file=sys.stderr,
        )
        return 2
    with closing(listening), wishes() as wanted:
        fault = _serve(Work(settings, options, listening), wanted)
    if fault:
        print(fault, file=sys.stderr)
    return 2 if fault else 0


def _serve(work: Work, wanted: Connection) -> str:
    """Prepare the site once and keep its workers; return why it could not be served, or ""."""
    preparing, pipe = started(_prepare, work)
    follower = Follower(work.settings.graph_url, work.settings.rdf_path)
    taker = Taker(work.settings, work.options.log_format)
    supervisor = Supervisor(
        lambda: Worker(work),
        work.options.workers,
        on_ready=lambda: _announce(work),
        deeds={Said.FOLLOW: follower.start, Said.TAKE_IN: taker.start},
    )
    try:
        fault = _prepared(pipe, wanted)
        if fault == "":
            supervisor.run(wanted)
            fault = supervisor.fault
    finally:
        taker.close()
        follower.close()
        preparing.kill()
        preparing.join()
    return fault or ""


def _prepare(pipe: Connection, work: Work) -> None:
    log_in(work.options.log_format)
    from web.serving.opening import prepare

    prepare(pipe, work.settings)


def _prepared(pipe: Connection, wanted: Connection) -> str | None:
    """Wait until the site is prepared; return why it cannot be, None where it is to stop."""
    while pipe not in wait([pipe, wanted]):
        if wanted.recv() == Wish.STOP:
            return None
    try:
        fault: str = pipe.recv()
    except EOFError:
        return "The site could not be prepared."
    return fault


def _say_if_empty(settings: Settings) -> None:
    with open_store(settings.graph_url) as store:
        if not store.last_change:
            print(
                f"The data folder {settings.data} is empty; add documents with"
                f" python -m ingest --data {settings.data} add PATH.",
                file=sys.stderr,
            )


def _listening(options: Options) -> socket.socket:
    """Return a socket that listens; connections wait in it until a worker takes them."""
    found = socket.getaddrinfo(
        *(options.host, options.port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    family, _, _, _, address = found[0]
    return socket.create_server(address[:2], family=family, backlog=_QUEUE)


def _announce(work: Work) -> None:
    host, port = work.options.host, work.listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"Zhize 职责图谱 http://{shown}:{port}{work.options.place.prefix}", flush=True)
