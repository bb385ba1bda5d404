"""The network explorer with a large network in Chromium: ``python -m bench.drawing``.

A network of a given size is served and drawn with all its bodies; then it is moved with the mouse
and zoomed with the wheel, while the browser counts the pictures it shows.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Page, sync_playwright
from waitress import create_server

from bench.ingest import print_table
from graph.model import Agency, Fragment, Role
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.builders import FragmentBuilder, an_agency
from tests.web.conftest import site_of

COMMUNITIES = 25
SECONDS = 4
_COUNT = """() => {
  window.shown = [];
  const count = (now) => {
    window.shown.push(now);
    window.counting = requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}"""
_TURN = """({middle, milliseconds}) => new Promise((ended) => {
  const canvas = document.querySelector(".drawing canvas"), start = performance.now();
  let step = 0;
  const turn = (now) => {
    if (now - start > milliseconds) return ended();
    const deltaY = step++ % 80 < 40 ? -25 : 25;
    canvas.dispatchEvent(new WheelEvent("wheel",
      {...middle, deltaY, ctrlKey: true, bubbles: true, cancelable: true}));
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})"""
_COUNTED = "() => { cancelAnimationFrame(window.counting); return window.shown; }"


def main() -> None:
    """Serve a network, draw it, move it, and print how smooth that was."""
    parser = argparse.ArgumentParser(prog="python -m bench.drawing", description=__doc__)
    parser.add_argument("--bodies", type=int, default=1_000)
    parser.add_argument("--ties", type=int, default=3_000)
    chosen = parser.parse_args()
    with served(a_network(chosen.bodies, chosen.ties)) as address, opened() as page:
        rows: list[tuple[str, ...]] = []
        for name, fragment in (("all bodies", "#fold="), ("folded communities", "")):
            took = drawn(page, f"{address}/network?ties=3000{fragment}")
            told = page.get_attribute(".drawing", "data-drawn")
            for doing, act in (("moved", move), ("zoomed", zoom)):
                rows.append((f"{name} ({told} dots), {doing}", *smoothness(page, act)))
            rows.append((f"{name}, until it is drawn (s)", f"{took:.1f}", ""))
    print(f"{chosen.bodies:,} bodies, {chosen.ties:,} pairs\n")
    print_table(("", "pictures a second", "longest without one (ms)"), rows)


def a_network(bodies: int, ties: int, seed: int = 1) -> Fragment:
    """Return a document whose tasks join bodies, four of five pairs within a community."""
    chance = random.Random(seed)
    names: list[Agency] = [an_agency(f"第{number}局", None) for number in range(bodies)]
    builder, pairs = FragmentBuilder("large"), set(pairwise(range(bodies)))
    while len(pairs) < ties:
        one = chance.randrange(bodies)
        is_within = chance.random() < 0.8
        other = (
            one + COMMUNITIES * chance.randrange(bodies) if is_within else chance.randrange(bodies)
        )
        if one != other % bodies:
            pairs.add((min(one, other % bodies), max(one, other % bodies)))
    for one, other in sorted(pairs)[:ties]:
        builder.action((names[one], Role.LEAD), (names[other], Role.JOINT))
    return builder.build()


@contextmanager
def served(fragment: Fragment) -> Iterator[str]:
    """Yield the address of a site over one document."""
    server = create_server(site_of([fragment]), host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@contextmanager
def opened() -> Iterator[Page]:
    """Yield a page of Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser.new_page(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
        browser.close()


def drawn(page: Page, address: str) -> float:
    """Return how many seconds pass until a network is drawn, the answer of the site included."""
    page.goto("about:blank")
    before = time.perf_counter()
    page.goto(address, timeout=120_000)
    page.wait_for_selector("[data-explorer][data-shown]", timeout=120_000)
    took = time.perf_counter() - before
    page.locator(".drawing").scroll_into_view_if_needed()
    return took


def smoothness(page: Page, act: Callable[[Page, dict[str, Any]], None]) -> tuple[str, str]:
    """Return how many pictures a second are shown meanwhile, and the longest time without one."""
    box = page.locator(".drawing").bounding_box()
    assert box is not None
    page.evaluate(_COUNT)
    act(page, box)
    shown = page.evaluate(_COUNTED)
    gaps = [after - before for before, after in pairwise(shown)]
    return (
        f"{1000 / (sum(gaps) / len(gaps)):.0f} (median {1000 / median(gaps):.0f})",
        f"{max(gaps):.0f}",
    )


def move(page: Page, box: dict[str, Any]) -> None:
    """Drag the drawing to and fro by its background."""
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    until, step = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until:
        step += 1
        swing = abs(step % 80 - 40)
        page.mouse.move(box["x"] + 8 + 4 * swing, box["y"] + 8 + 3 * swing)
    page.mouse.up()


def zoom(page: Page, box: dict[str, Any]) -> None:
    """Turn the wheel in and out over the middle of the drawing, a little for each picture."""
    middle = {"clientX": box["x"] + box["width"] / 2, "clientY": box["y"] + box["height"] / 2}
    page.evaluate(_TURN, {"middle": middle, "milliseconds": 1000 * SECONDS})


if __name__ == "__main__":
    main()
