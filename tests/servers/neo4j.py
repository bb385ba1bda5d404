"""A Neo4j server (community edition) on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.packages import Server, fetched
from tests.servers.running import running

_MAIN = Path(__file__).with_name("Neo4jServer.java")
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
        command = [
            *("java", f"-Xmx{megabytes}m"),
            *(f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED),
            *("-cp", f"{libraries}/*", _MAIN, f"{folder}/data", str(megabytes // 2)),
        ]
        with running("Neo4j", command, Path(folder, "log"), _url) as server:
            yield server


def _url(said: str) -> str | None:
    port = _PORT.search(said)
    return f"bolt://127.0.0.1:{port[1]}" if port else None
