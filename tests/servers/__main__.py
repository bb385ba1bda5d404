"""``python -m tests.servers COMMAND …`` runs a command beside real servers and tells it where."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.servers.neo4j import neo4j
from tests.servers.opensearch import opensearch
from tests.servers.packages import are_possible


def main() -> int:
    """Run a command with the addresses of the servers set and return its exit status."""
    command = sys.argv[1:]
    if not command:
        sys.exit("usage: python -m tests.servers COMMAND …")
    if not are_possible():
        sys.exit("Servers for tests need Java 17 or newer and Maven.")
    with opensearch() as search, neo4j() as graph:
        told = {"ZHIZE_TEST_OPENSEARCH": search.url, "ZHIZE_TEST_NEO4J": graph.url}
        return subprocess.call(command, env={**os.environ, **told})


if __name__ == "__main__":
    sys.exit(main())
