"""An OpenSearch cluster on loopback, of one node or more in one process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers.packages import Server, fetched
from tests.servers.running import running

_RUNNER = "org.codelibs.opensearch.runner.OpenSearchRunner"
_PORT = re.compile(r"HTTP Port:\s+(\d+)")


@contextmanager
def opensearch(nodes: int = 2, megabytes: int = 768) -> Iterator[Server]:
    """Give a cluster that has come up; it and its data are gone after the block.

    Raises RuntimeError with what the server said where it does not come up.
    """
    libraries = fetched("opensearch")
    with TemporaryDirectory(prefix="zhize-opensearch-") as folder:
        command = [
            *("java", f"-Xmx{megabytes}m", "-cp", f"{libraries}/*", _RUNNER),
            *("-basePath", f"{folder}/data", "-numOfNode", str(nodes), "-clusterName", "zhize"),
        ]
        log = Path(folder, "log")
        with running("OpenSearch", command, log, partial(_url, nodes=nodes)) as server:
            yield server


def _url(said: str, nodes: int) -> str | None:
    """Return the url of the first node when all nodes have found each other."""
    port = _PORT.search(said)
    if not port:
        return None
    url = f"http://127.0.0.1:{port[1]}"
    try:
        with urlopen(f"{url}/_cluster/health?wait_for_nodes={nodes}&timeout=60s"):
            return url
    except URLError:
        return None
