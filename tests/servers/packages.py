"""Java packages from Maven, kept outside the checkout so that they are fetched once."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, and its process."""

    url: str
    pid: int


_HERE = Path(__file__).parent


def fetched(name: str) -> Path:
    """Return the folder with the packages that ``NAME.xml`` names, fetched where needed.

    Raises CalledProcessError where Maven cannot fetch them, FileNotFoundError without Maven.
    """
    described = _HERE / f"{name}.xml"
    folder = _cache() / f"{name}-{_fingerprint(described)}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as passing:
            into = Path(passing, "jars")
            goal = ("dependency:copy-dependencies", f"-DoutputDirectory={into}")
            subprocess.run(["mvn", "-q", "-B", "-f", described, *goal], check=True)
            into.rename(folder)
    return folder


def are_possible() -> bool:
    """Whether this machine has what fetches and runs Java packages."""
    return bool(shutil.which("java") and shutil.which("mvn"))


def _cache() -> Path:
    return Path(os.environ.get("ZHIZE_CACHE") or Path.home() / ".cache" / "zhize")


def _fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]
