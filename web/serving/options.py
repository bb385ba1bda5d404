"""What serving can be told on the command line."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import dataclass, field
from ipaddress import ip_network
from urllib.parse import urlsplit

from web.serving.place import Network, Place

LOG_FORMATS = ("text", "json")
_PREFIX = re.compile(r"(/[\w.~-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the site is served; ``grace`` is what running requests get to end, in seconds."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 4
    grace: float = 30.0
    place: Place = field(default_factory=Place)
    log_format: str = "text"
    with_queries: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a parser take what ``options_from`` reads."""
    add, where = parser.add_argument, parser.add_mutually_exclusive_group()
    add("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    add("--port", type=int, default=8000, help="port to listen on, 0 for a free one (%(default)s)")
    add("--workers", type=_count, metavar="N", help="worker processes (one for each core)")
    add("--threads", type=_count, default=4, metavar="N", help="threads of each (%(default)s)")
    grace = "seconds that running requests get to end when the server stops (%(default)s)"
    add("--grace", type=float, default=30.0, metavar="SECONDS", help=grace)
    prefix = "path that the site lies below; requests come with it"
    where.add_argument("--prefix", type=_prefix, default="", metavar="/PATH", help=prefix)
    public = "address that people see, for links in files and feeds; its path is the prefix"
    where.add_argument("--public-url", type=_url, metavar="URL", help=public)
    proxy = "proxy whose X-Forwarded-* headers are believed (127.0.0.1, 10.0.0.0/8); repeatable"
    add(
        "--trusted-proxy",
        type=_network,
        action="append",
        default=[],
        metavar="ADDRESS",
        help=proxy,
    )
    add("--log-format", choices=LOG_FORMATS, default="text", help="form of the log (%(default)s)")
    add("--log-queries", action="store_true", help="log what stands behind ? in addresses too")


def options_from(chosen: argparse.Namespace) -> Options:
    """Return what was chosen."""
    public = urlsplit(chosen.public_url or "")
    return Options(
        host=chosen.host,
        port=chosen.port,
        workers=chosen.workers or _cores(),
        threads=chosen.threads,
        grace=max(0.0, chosen.grace),
        place=Place(
            scheme=public.scheme,
            host=public.netloc,
            prefix=chosen.prefix or public.path.rstrip("/"),
            trusted=tuple(chosen.trusted_proxy),
        ),
        log_format=chosen.log_format,
        with_queries=chosen.log_queries,
    )


def _cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux can say
        return os.cpu_count() or 1


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _prefix(text: str) -> str:
    path = text.rstrip("/")
    if path and not _PREFIX.fullmatch(path):
        raise argparse.ArgumentTypeError(f"{text!r} is no path such as /zhize")
    return path


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address such as https://example.org/zhize"
        )
    _prefix(parts.path)
    return text


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no address such as 127.0.0.1") from error
