"""The site under many readers: ``python -m bench.web --data DIR`` asks for each kind of page.

The site of a data folder is served as ever; wrk asks for some addresses of a kind in turn, over
many connections, as a browser would.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench.ingest import print_table
from bench.watched import held_by
from bench.web_pages import addresses_in
from graph.settings import settings_from
from graph.store import open_store

CONNECTIONS = 20
SECONDS = 5
_SCRIPT = """
local addresses = %s
local number = 0
wrk.headers["Accept-Encoding"] = "gzip"
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
    chosen = parser.parse_args()
    if shutil.which("wrk") is None:
        print("wrk is not installed; it asks for the pages (Debian: apt install wrk).")
        return 2
    with open_store(settings_from({"ZHIZE_DATA": str(chosen.data)}).graph_url) as store:
        kinds = addresses_in(store)
    asked = {kind: some for kind, some in kinds.items() if chosen.only in kind}
    with served(chosen.data, chosen.workers, chosen.threads) as site:
        before = site.workers()
        head = (
            "page",
            "addresses",
            "requests/s",
            "p50, ms",
            "p95, ms",
            "p99, ms",
            "not 200",
            "lost",
        )
        rows = (
            _row(kind, some, walked(site, some, chosen.connections, chosen.seconds))
            for kind, some in asked.items()
        )
        print_table(head, rows)
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


def walked(site: Site, addresses: list[str], connections: int, seconds: int) -> dict[str, Any]:
    """Return what wrk measured while it asked for addresses in turn."""
    listed = "{" + ", ".join(map(json.dumps, addresses)) + "}"
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % listed)
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
        *(kind, str(len(addresses)), f"{told['requests'] / told['seconds']:,.1f}"),
        *(f"{told[name]:,.0f}" for name in ("p50", "p95", "p99")),
        *(str(told["refused"]), str(told["lost"])),
    )


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


if __name__ == "__main__":
    sys.exit(main())
