"""Runs that are ended without warning at random moments, and what a next run makes of them."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from bench.corpus import generate
from bench.watched import run
from graph.export import write_jsonl
from graph.questions import Page
from graph.store import open_store
from ingest.ledger import Ledger
from ingest.originals import Originals
from search.engine import Query, open_engine

FILES = 24
# A run that takes longer does not end; seconds.
_WITHIN = 300
_WORDS = ("食品安全", "市场监管局", "牵头", "责任单位", "2022")


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a data folder holds, as far as it can be compared."""

    graph: bytes
    files: list[tuple[str, str | None, str]]
    originals: list[str]
    found: list[set[str]]


class Trials:
    """Adding, updating and removing, each from a state before it to the one that must come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files, self._data = folder / "files", folder / "data"
        self._write(0)
        self._states: dict[str, Path | None] = {"add": None}
        self._run(self._add())
        self._states["update"] = self._states["remove"] = self._snapshot("added")
        self._expected = {"add": self._kept()}
        some = next(path for _, path, _ in self._expected["add"].files[::-1] if path)
        self._commands = {"add": self._add(), "update": self._add(), "remove": ["remove", some]}
        self._seconds: dict[str, float] = {}
        for what in self._commands:
            self._prepare(what)
            started = time.perf_counter()
            self._run(self._commands[what])
            self._seconds[what] = time.perf_counter() - started
            self._expected[what] = self._kept()

    def fault(self, what: str, chance: random.Random) -> str:
        """End a run at a random moment, run it again, and return what is wrong then, or ''."""
        self._prepare(what)
        moment = chance.uniform(0, self._seconds[what])
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest", "--data", str(self._data), *self._commands[what]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moment)
        if chance.random() < 0.5:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        again = self._run(self._commands[what], may_fail=what == "remove")
        kept, expected = self._kept(), self._expected[what]
        if kept == expected and "no faults" in run(*self._program("verify"), within=_WITHIN).out:
            return ""
        unlike = [
            f.name for f in fields(Kept) if getattr(kept, f.name) != getattr(expected, f.name)
        ]
        told = ", ".join(unlike) or "verify"
        return f"{what} ended after {moment:.2f} s, unlike in {told}; {again[-200:]}"

    def _write(self, version: int) -> None:
        self._files.mkdir(exist_ok=True)
        for number in range(FILES):
            seed = 70_000 + number + (1_000 * version if number % 2 else 0)
            text = generate(seed).source
            (self._files / f"{number:03}.txt").write_text(text, "utf-8", newline="")

    def _prepare(self, what: str) -> None:
        shutil.rmtree(self._data, ignore_errors=True)
        if state := self._states[what]:
            shutil.copytree(state, self._data)
        self._write(1 if what == "update" else 0)

    def _snapshot(self, name: str) -> Path:
        return Path(shutil.copytree(self._data, self._folder / name))

    def _add(self) -> list[str]:
        return ["add", str(self._files), "--workers", "2"]

    def _program(self, *arguments: str) -> list[str]:
        return ["-m", "ingest", "--data", str(self._data), *arguments]

    def _run(self, arguments: list[str], *, may_fail: bool = False) -> str:
        done = run(*self._program(*arguments), within=_WITHIN)
        # removing what is removed already is an error, and says so
        if done.status not in ((0, 2) if may_fail else (0,)):
            raise RuntimeError(f"{arguments} ended with {done.status}: {done.err}")
        return done.err

    def _kept(self) -> Kept:
        exported = io.BytesIO()
        with open_store(f"sqlite:{self._data / 'graph.sqlite'}") as store:
            write_jsonl(store, exported)
        with Ledger(self._data / "ledger.sqlite") as ledger:
            files = sorted((e.path, e.document, e.original) for e in ledger.entries())
        with closing(open_engine(f"tantivy:{self._data / 'index'}")) as engine:
            found = [
                {hit.id for hit in engine.search(Query(words=words, page=Page(0, 2_000))).hits}
                for words in _WORDS
            ]
        # what a write has left that was cut off goes with a later run, as it may still go on
        originals = list(Originals(self._data / "originals").all())
        return Kept(exported.getvalue(), files, originals, found)
