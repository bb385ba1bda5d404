"""Accidents on purpose: ``python -m bench.endurance`` prints what survived them.

``damaged`` takes in thousands of broken and hostile files, ``kills`` ends runs without warning,
``disk`` fills the disk and takes away the right to write.
The exit status is 1 where anything was lost, doubled, half in or not told.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench import full_disk
from bench.damaged import write_damaged, write_zeros
from bench.kills import Trials
from bench.watched import Run, run

MEMORY = 1 << 30


def main() -> int:
    """Run what was chosen; return 0 where all went as it must."""
    parser = argparse.ArgumentParser(prog="python -m bench.endurance", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    damaged = commands.add_parser("damaged", help="broken and hostile files")
    damaged.add_argument("--count", type=int, default=2_000)
    damaged.add_argument("--workers", type=int, default=2)
    damaged.set_defaults(run=_damaged)
    kills = commands.add_parser("kills", help="runs ended without warning")
    kills.add_argument("--count", type=int, default=100)
    kills.add_argument("--seed", type=int, default=1)
    kills.set_defaults(run=_kills)
    disk = commands.add_parser("disk", help="a full disk, and one that cannot be written")
    disk.set_defaults(run=lambda chosen, folder: full_disk.faults(folder))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        faults: list[str] = chosen.run(chosen, Path(folder))
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


def _damaged(chosen: argparse.Namespace, folder: Path) -> list[str]:
    files, data = folder / "files", folder / "data"
    good = write_damaged(files, chosen.count)
    write_zeros(files / "zeros.txt")
    workers = ("--workers", str(chosen.workers))
    taken = run("-m", "ingest", "--data", str(data), "add", str(files), *workers, within=3_600)
    rows = ledger_of(data)
    print(f"{len(list(files.iterdir()))} files, {len(rows)} rows with those of archives")
    print(f"{taken.seconds:.0f} s, {taken.memory / 1e6:.0f} MB at most, exit status {taken.status}")
    for what, count in Counter(row["code"] or row["outcome"] for row in rows).most_common():
        print(f"  {what}: {count}")
    return faults_of(taken, rows, files, good)


def _kills(chosen: argparse.Namespace, folder: Path) -> list[str]:
    trials, chance = Trials(folder), random.Random(chosen.seed)
    kinds = [("add", "update", "remove")[min(n % 5 // 2, 2)] for n in range(chosen.count)]
    found = list(filter(None, (trials.fault(kind, chance) for kind in kinds)))
    told = ", ".join(f"{count} × {kind}" for kind, count in Counter(kinds).items())
    print(f"{chosen.count} runs ended at random moments ({told}): {len(found)} not healed")
    return found


def ledger_of(data: Path) -> list[dict[str, str]]:
    """Return the rows of the ledger of a data folder."""
    told = run("-m", "ingest", "--data", str(data), "files", "--json")
    return [json.loads(line) for line in told.out.splitlines()]


def faults_of(taken: Run, rows: list[dict[str, str]], files: Path, good: list[str]) -> list[str]:
    """Return what was wrong with a run over damaged files, each fault in a sentence."""
    told = {row["path"] for row in rows}
    silent = [path for path in files.iterdir() if not any(p.startswith(_known(path)) for p in told)]
    names = {row["name"] for row in rows if row["outcome"] != "refused"}
    faults = [f"{path.name!r} has no row" for path in silent]
    faults += [f"{name} is not in" for name in good if name not in names]
    faults += [f"no reason for {row['name']}" for row in rows if not row["reason"] and row["code"]]
    if len(told) != len(rows):
        faults.append("a file has two rows")
    if "Traceback" in taken.out + taken.err:
        faults.append("there was a traceback")
    if taken.status != 1:
        faults.append(f"the exit status was {taken.status}: {taken.err[-300:]}")
    if taken.memory > MEMORY:
        faults.append(f"{taken.memory:,} bytes were held")
    return faults


def _known(path: Path) -> str:
    from ingest.incoming import legible

    return legible(path.resolve())


if __name__ == "__main__":
    sys.exit(main())
