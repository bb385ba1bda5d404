"""``python -m tests.servers [COMMAND …]`` runs a command beside real servers and tells it where.

Without a command it prints where they are and keeps them until Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.servers.neo4j import neo4j
from tests.servers.opensearch import opensearch
from tests.servers.packages import are_possible


def main() -> int:
    """Run a command with the addresses of the servers set and return its exit status."""
    if not are_possible():
        sys.exit("Servers for tests need Java 17 or newer and Maven.")
    with opensearch() as search, neo4j() as graph:
        told = {"TEST_OPENSEARCH": search.url, "TEST_NEO4J": graph.url}
        if sys.argv[1:]:
            return subprocess.call(sys.argv[1:], env={**os.environ, **told})
        for name, url in told.items():
            print(f"export {name}={url}", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the servers end too
    sys.exit(main())
