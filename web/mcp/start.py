"""The program ``python -m web mcp``: answers assistants about the documents of a data folder."""

from __future__ import annotations

import argparse
import socket
import sys
from contextlib import suppress
from multiprocessing import Pipe
from threading import Thread
from urllib.parse import urlsplit

from graph.settings import Settings
from web.serving.log_form import log_in

ADDRESS = "http://127.0.0.1:8000"


def add_mcp(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Let a parser take the command."""
    said = "answer assistants that speak the Model Context Protocol"
    parser = commands.add_parser("mcp", help=said, description=f"{said.capitalize()}.")
    parser.add_argument(
        "--http",
        type=_place,
        metavar="HOST:PORT",
        help="listen here, at the path /mcp, instead of speaking over standard input and output",
    )
    parser.add_argument(
        "--address", default=ADDRESS, metavar="URL", help="where people see the site (%(default)s)"
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST[:PORT]",
        help="a name by which the place to listen is called, beside that of --http; repeatable",
    )
    parser.set_defaults(run=answer_assistants)


def answer_assistants(settings: Settings, chosen: argparse.Namespace) -> int:
    """Answer until told to stop; return the exit status: 2 where it cannot start, else 0."""
    log_in("text")
    settings.data.mkdir(parents=True, exist_ok=True)
    fault = _prepared(settings)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    from web.mcp.server import Assistants
    from web.mcp.transports import PATH, over_http, over_stdio
    from web.serving.opening import Needs, opened

    nothing_else = Needs(follow=lambda: None, take_in=lambda: None)
    with opened(settings, nothing_else) as app:
        server = Assistants(app, chosen.address).server()
        with suppress(KeyboardInterrupt):
            if chosen.http is None:
                over_stdio(server)
                return 0
            host, port = chosen.http
            try:
                listening = socket.create_server(chosen.http, family=_family(host))
            except OSError as error:
                print(f"Port {port} of {host} cannot be used: {error.strerror}.", file=sys.stderr)
                return 2
            shown = f"{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
            print(f"Zhize 职责图谱 MCP http://{shown}{PATH}", flush=True)
            over_http(server, app, listening, (shown, *chosen.allow_host))
    return 0


def _prepared(settings: Settings) -> str:
    """Bring the projections up to the store; return why that cannot be, else ""."""
    from web.serving.opening import prepare

    ours, theirs = Pipe(duplex=False)
    Thread(target=prepare, args=(theirs, settings), daemon=True).start()
    fault: str = ours.recv()
    return fault


def _place(text: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or port is None or parts.path:
        raise argparse.ArgumentTypeError(f"{text!r} is no place such as 127.0.0.1:8001")
    return host, port


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
