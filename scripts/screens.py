"""Pictures of every page over the samples: ``python -m scripts.screens [NAME…]``.

Each page is taken in Chinese and English, 1440 and 390 pixels wide, into ``docs/screens``; names
choose some of them. Chromium must be on the machine.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

TOP = Path(__file__).parents[1]
SCREENS = TOP / "docs" / "screens"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
LANGUAGES, WIDTHS = ("zh", "en"), (1440, 390)
TALLEST, COLOURS = 1500, 64
BUREAU = "/agencies/990100-market-regulation"
CITY = "location/990100"
PLAN = "990100-2024-澜食安委发-2024-3号-15c43b61"
PAGES = {
    "home": "/",
    "results": "/search?q=学校食堂",
    "answer": "/search?q=市场监管局牵头的所有任务",
    "nothing-found": "/search?q=火星探测",
    "documents": "/documents",
    "document": f"/documents/{PLAN}",
    "action": f"/actions/{PLAN}-1",
    "agency": BUREAU,
    "function": "/functions/market-regulation",
    "functions": "/functions",
    "place": "/locations/990100",
    "places": "/locations",
    "subject": "/subjects/school-canteens",
    "subjects": "/subjects",
    "regulation": "/regulations/云岭省2024年食品安全重点工作安排",
    "indicators": "/indicators",
    "compare": f"/compare?jurisdiction={CITY}&year=2019&jurisdiction2={CITY}&year2=2024",
    "gaps": "/gaps",
    "network": "/network",
    "network-change": "/network/change?before=2019&after=2024",
    "network-citations": "/network/citations",
    "files": "/files",
    "searches": "/searches",
    "about": "/about",
    "doctor": "/doctor",
    "terms": "/terms",
    "sparql": "/sparql",
    "api": "/api/",
    "sign-in": "/signin",
    "lineage": "/regulations/云岭省2024年食品安全重点工作安排/lineage",
    "not-found": "/agencies/nobody",
}


def main(chosen: list[str]) -> None:
    """Serve the samples, and take the pictures of the chosen pages, or of all."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        raise SystemExit("Chromium is not installed.")
    SCREENS.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        for language in LANGUAGES:
            for width in WIDTHS:
                context = browser.new_context(
                    base_url=address, viewport={"width": width, "height": 900}
                )
                page = context.new_page()
                page.goto(f"/language/{language}")
                for name in chosen or PAGES:
                    take(page, PAGES[name], SCREENS / f"{name}-{language}-{width}.png")
                context.close()
        browser.close()


def take(page: Page, path: str, file: Path) -> None:
    """Open a page, wait until it has drawn, and keep its picture in few colours."""
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(300)
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    width = page.evaluate("document.documentElement.clientWidth")
    clip = {"x": 0, "y": 0, "width": width, "height": tall}
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


@contextmanager
def served() -> Iterator[str]:
    """Serve the samples on a free port, and yield the address."""
    with tempfile.TemporaryDirectory(prefix="zhize-screens-") as data:
        environment = os.environ | {
            "ZHIZE_DATA": data,
            "ZHIZE_LEXICON": str(TOP / "samples" / "lexicon"),
        }
        program = [sys.executable, "-m"]
        run = {"cwd": TOP, "env": environment}
        added = [*program, "ingest", "add", "samples/documents"]
        subprocess.run(
            added, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **run
        )  # type: ignore[call-overload]
        site = subprocess.Popen(
            [*program, "web", "--port", "0"], stdout=subprocess.PIPE, text=True, **run
        )  # type: ignore[call-overload]
        try:
            yield site.stdout.readline().split()[-1]
        finally:
            site.terminate()
            site.wait(10)


if __name__ == "__main__":
    main(sys.argv[1:])
