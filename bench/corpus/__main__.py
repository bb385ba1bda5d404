"""``python -m bench.corpus``: write generated documents, and the answer to each beside it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.corpus import generate


def main(arguments: list[str] | None = None) -> int:
    """Write the documents of so many seeds; return exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("--count", type=int, required=True, metavar="N", help="how many documents")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the first")
    parsed = parser.parse_args(arguments)
    documents, answers = parsed.out / "documents", parsed.out / "answers"
    for folder in (documents, answers):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in range(parsed.seed, parsed.seed + parsed.count):
        made = generate(seed)
        name = f"{seed:06}"
        (documents / f"{name}.txt").write_text(made.source, "utf-8", newline="")
        answer = {**made.answer, "forms": list(made.forms)}
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        (answers / f"{name}.json").write_text(text + "\n", "utf-8")
    print(f"{parsed.count} documents in {documents}, their answers in {answers}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
