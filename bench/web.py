"""The site under many readers: ``python -m bench.web --data DIR`` asks for each kind of page.

The site of a data folder is served as ever. Readers who pause between two pages ask for pages of
all kinds, each address once, so that none has been made before. Then wrk asks for some addresses
of a kind in turn, over many connections without pause; before that each was asked for once.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.ingest import print_table
from bench.watched import held_by
from bench.web_pages import EACH, MADE_ONCE, MANY, Addresses, addresses_in, in_any_order
from graph.settings import settings_from
from graph.store import open_store

CONNECTIONS = 20
SECONDS = 5
PAUSE = 1_000
"""Milliseconds between the pages of one reader."""
LONG_ENOUGH = 15
"""Seconds within which a site says that it is still making something."""
READING = 60
"""Seconds that readers with pauses are watched."""
_SCRIPT = """
local addresses = %s
local number = 0
wrk.headers["Accept-Encoding"] = "gzip"
function delay() return %d end
request = function()
  number = number %% #addresses + 1
  return wrk.format("GET", addresses[number])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %%d, "seconds": %%f, "p50": %%f, "p95": %%f, "p99": %%f, ' ..
    '"refused": %%d, "lost": %%d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
"""

_COLUMNS = (
    *("page", "addresses", "alone at first, ms", "requests/s"),
    *("p50, ms", "p95, ms", "p99, ms", "not 200", "lost"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """A site being served: where, and by which process."""

    address: str
    process: int

    def workers(self) -> list[int]:
        """Return the bytes that each worker holds, shared ones counted by their share."""
        path = Path(f"/proc/{self.process}/task/{self.process}/children")
        started = [int(child) for child in path.read_text().split()]
        return [held_by(child) for child in started if "spawn_main" in _command(child)]


def main() -> int:
    """Serve a data folder, ask for its pages and print what they took."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder to serve")
    parser.add_argument("--workers", default="", help="worker processes (one for each core)")
    parser.add_argument("--threads", default="4", help="threads of each (%(default)s)")
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each kind of page")
    parser.add_argument("--only", default="", help="only kinds with these words in their name")
    parser.add_argument("--mixed", action="store_true", help="only readers who pause")
    chosen = parser.parse_args()
    if shutil.which("wrk") is None:
        print("wrk is not installed; it asks for the pages (Debian: apt install wrk).")
        return 2
    with open_store(settings_from({"ZHIZE_DATA": str(chosen.data)}).graph_url) as store:
        kinds = addresses_in(store, EACH)
        many = addresses_in(store, MANY)
    asked = {kind: some for kind, some in kinds.items() if chosen.only in kind}
    if not chosen.only:
        with served(chosen.data, chosen.workers, chosen.threads) as site:
            _make_once(site, chosen.connections)
            print_table(_COLUMNS, [_read_by_many(site, many, chosen.connections)])
    if chosen.mixed:
        return 0
    with served(chosen.data, chosen.workers, chosen.threads) as site:
        before = site.workers()
        _make_once(site, chosen.connections)
        rows = (
            _row(kind, some, walked(site, some, chosen.connections, chosen.seconds))
            for kind, some in asked.items()
        )
        print_table(_COLUMNS, rows)
        after = site.workers()
    megabytes = [f"{size / 1e6:,.0f}" for size in (*before, *after)]
    count = len(before)
    print_table(
        ("memory of a worker, MB", *(f"worker {number + 1}" for number in range(count))),
        [("before", *megabytes[:count]), ("after", *megabytes[count:])],
    )
    return 0


@contextmanager
def served(data: Path, workers: str, threads: str) -> Iterator[Site]:
    """Serve a data folder on a free port for a block."""
    command = [sys.executable, "-m", "web", "--data", str(data), "--port", "0"]
    command += ["--threads", threads, *(["--workers", workers] if workers else [])]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
        try:
            assert process.stdout is not None
            said = process.stdout.readline().decode()
            found = re.search(r"http://\S+", said)
            if not found:
                log.seek(0)
                raise SystemExit(log.read().decode())
            yield Site(found[0], process.pid)
        finally:
            process.terminate()
            process.communicate()


def _make_once(site: Site, connections: int) -> None:
    """Have each worker make what it makes of the whole graph once, and wait for that."""
    began = time.perf_counter()
    while _wrk(site, list(MADE_ONCE), connections, LONG_ENOUGH)["refused"]:
        pass
    print(f"Made of the whole graph after {time.perf_counter() - began:,.0f} s.\n")


def walked(site: Site, addresses: list[str], connections: int, seconds: int) -> dict[str, Any]:
    """Return what wrk measured while it asked for addresses in turn, each seen before.

    Under ``first`` is the longest that one of them took when it was asked for alone, in ms.
    """
    first = max(_alone(site, address) for address in addresses)
    made_by_each_worker = 1 + ceil(len(addresses) * first / 1_000)
    _wrk(site, addresses, connections, made_by_each_worker)
    return {**_wrk(site, addresses, connections, seconds), "first": first}


def _read_by_many(site: Site, kinds: Addresses, connections: int) -> tuple[str, ...]:
    """Return the row of readers who pause, and of whom none asks for what was asked for before."""
    mixed = in_any_order(kinds)
    told = _wrk(site, mixed, connections, READING, PAUSE)
    assert told["requests"] < len(mixed), "more was read than there are addresses"
    return _row("all kinds, each page once, with pauses", mixed, {**told, "first": 0})


def _alone(site: Site, address: str) -> float:
    """Return the milliseconds of one request; what is being made is waited for."""
    while True:
        began = time.perf_counter()
        try:
            with urlopen(f"{site.address}{address}", timeout=600) as answer:
                answer.read()
            return 1_000 * (time.perf_counter() - began)
        except HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
                raise
            time.sleep(1)


def _wrk(
    site: Site, addresses: list[str], connections: int, seconds: int, pause: int = 0
) -> dict[str, Any]:
    listed = "{" + ", ".join(map(json.dumps, addresses)) + "}"
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % (listed, pause))
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s"]
        done = subprocess.run(
            [*command, "-s", script.name, site.address], capture_output=True, text=True, check=True
        )
    urlopen(f"{site.address}/health", timeout=600).close()  # what was given up has been left
    told: dict[str, Any] = json.loads(done.stdout[done.stdout.index('{"requests"') :])
    return told


def _row(kind: str, addresses: list[str], told: dict[str, Any]) -> tuple[str, ...]:
    return (
        *(kind, str(len(addresses)), f"{told['first']:,.0f}"),
        f"{told['requests'] / told['seconds']:,.1f}",
        *(f"{told[name]:,.0f}" for name in ("p50", "p95", "p99")),
        *(str(told["refused"]), str(told["lost"])),
    )


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


if __name__ == "__main__":
    sys.exit(main())
