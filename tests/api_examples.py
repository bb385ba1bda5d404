"""The program ``python -m tests.api_examples``: asks the interface what its description allows.

It serves the invented town on a free port of loopback and has Schemathesis send it parameters
that the description allows and such that it does not, until the time is over. It ends with 1
where an answer is not what the description says.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from waitress import create_server

from tests.web.conftest import site_of
from tests.web.town import town

CONFIGURATION = Path(__file__).parent / "schemathesis.toml"
THREADS = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return 0 where all answers are as described, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.api_examples", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1, help="how long (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (%(default)s)")
    chosen = parser.parse_args(arguments)
    server = create_server(site_of(town()), host="127.0.0.1", port=0, threads=THREADS)
    Thread(target=server.run, daemon=True).start()
    with closing(server), TemporaryDirectory() as folder:
        address = f"http://127.0.0.1:{server.effective_port}/api/v1/openapi.json"
        program = Path(sys.executable).with_name("schemathesis")
        return subprocess.run(
            [
                *(program, "--config-file", CONFIGURATION, "run", address),
                *("--max-time", str(round(chosen.minutes * 60)), "--seed", str(chosen.seed)),
                *("--report-dir", folder),
            ],
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
