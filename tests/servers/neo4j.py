"""A Neo4j server (community edition) on loopback."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.packages import Server, fetched

_MAIN = Path(__file__).with_name("Neo4jServer.java")
_SECONDS = 180
_PORT = re.compile(r"^Port: (\d+)$", re.MULTILINE)
_OPENED = (
    *("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch"),
    *("java.base/java.util.concurrent", "java.base/jdk.internal.misc"),
)


@contextmanager
def neo4j(megabytes: int = 768) -> Iterator[Server]:
    """Give a server that has come up; it and its data are gone after the block.

    Raises RuntimeError with what the server said where it does not come up.
    """
    libraries = fetched("neo4j")
    with TemporaryDirectory(prefix="zhize-neo4j-") as folder:
        log = Path(folder, "log")
        command = [
            *("java", f"-Xmx{megabytes}m"),
            *(f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED),
            *("-cp", f"{libraries}/*", _MAIN, f"{folder}/data", str(megabytes // 2)),
        ]
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            yield Server(f"bolt://127.0.0.1:{_port(process, log)}", process.pid)
        finally:
            process.terminate()
            process.wait()


def _port(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        if port := _PORT.search(log.read_text(errors="replace")):
            return port[1]
        time.sleep(0.5)
    raise RuntimeError(f"Neo4j did not come up:\n{log.read_text(errors='replace')[-2_000:]}")
