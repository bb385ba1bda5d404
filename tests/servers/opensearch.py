"""An OpenSearch cluster on loopback, of one node or more in one process."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers.packages import Server, fetched

_RUNNER = "org.codelibs.opensearch.runner.OpenSearchRunner"
_SECONDS = 180
_PORT = re.compile(r"HTTP Port:\s+(\d+)")


@contextmanager
def opensearch(nodes: int = 2, megabytes: int = 768) -> Iterator[Server]:
    """Give a cluster that has come up; it and its data are gone after the block.

    Raises RuntimeError with what the server said where it does not come up.
    """
    libraries = fetched("opensearch")
    with TemporaryDirectory(prefix="zhize-opensearch-") as folder:
        log = Path(folder, "log")
        command = [
            *("java", f"-Xmx{megabytes}m", "-cp", f"{libraries}/*", _RUNNER),
            *("-basePath", f"{folder}/data", "-numOfNode", str(nodes), "-clusterName", "zhize"),
        ]
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            yield Server(_url_of(process, log, nodes), process.pid)
        finally:
            process.terminate()
            process.wait()


def _url_of(process: subprocess.Popen[bytes], log: Path, nodes: int) -> str:
    """Return the url of the first node when all nodes have found each other."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        if port := _PORT.search(log.read_text(errors="replace")):
            url = f"http://127.0.0.1:{port[1]}"
            try:
                with urlopen(f"{url}/_cluster/health?wait_for_nodes={nodes}&timeout=60s"):
                    return url
            except URLError:
                pass
        time.sleep(0.5)
    raise RuntimeError(f"OpenSearch did not come up:\n{log.read_text(errors='replace')[-2_000:]}")
