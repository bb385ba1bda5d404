"""Fails where a score of extraction lies below its floor: ``floor.py SCORE.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

FLOOR = {
    "actions": 0.98,
    "responsibilities": 0.98,
    "agency names": 0.97,
    "targets": 0.95,
    "target metrics": 0.90,
    "citations": 0.95,
    "citation relations": 0.90,
    "locations": 0.95,
    "metadata": 0.97,
}


def main(path: str) -> int:
    """Compare the scores in a file with the floors; return 1 where one is below."""
    scores = json.loads(Path(path).read_text("utf-8"))["all"]
    below = {kind: scores[kind] for kind, floor in FLOOR.items() if scores[kind] < floor}
    for kind, score in below.items():
        print(f"{kind}: {score} is below {FLOOR[kind]}.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
