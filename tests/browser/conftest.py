"""A browser and the running site of the invented town."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from waitress import create_server

from tests.browser.visits import LISTEN
from tests.web.conftest import site_of
from tests.web.town import town

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
VENDOR = Path(__file__).parents[2] / "web" / "static" / "vendor"
PATIENCE = 120_000
"""How long a page may take for a step on a machine that is busy; milliseconds."""
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve a site for a block, and give its address."""
    server = create_server(app, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served until the tests end."""
    app = site_of(town(), tmp_path_factory.mktemp("rdf"))
    with served(app) as address:
        yield address
    app.extensions["zhize"].sparql.close()


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    if not VENDOR.is_dir():
        pytest.skip("the front-end libraries are not set up: npm ci && npm run vendor")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def window(browser, address: str):
    """A window of the browser: what one page loaded is there for the next, as for a reader.

    Its first tab stays empty and open: to open a page as a tab takes half of what a window takes.
    """
    window = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, locale="zh-CN"
    )
    window.set_default_timeout(PATIENCE)
    window.new_page()
    yield window
    window.close()


@contextmanager
def a_page(window, address: str) -> Iterator[tuple]:
    """Open a page for a block and give it with what the browser complains of meanwhile.

    What the page left in the window (cookies, permissions, stored items) goes with it.
    """
    before = window.pages
    page = window.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda said: said.type in ("error", "warning") and complaints.append(said.text)
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda request: request.url.startswith(address) or complaints.append(request.url)
    )
    yield page, complaints
    everything = {"origin": address, "storageTypes": "all"}
    window.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    window.clear_cookies()
    window.clear_permissions()
    for one in set(window.pages).difference(before):
        one.close()


@pytest.fixture
def page(window, address: str):
    """A page that fails its test where the browser complains of anything."""
    with a_page(window, address) as (page, complaints):
        yield page
    assert not complaints


@pytest.fixture(scope="module")
def lasting_tab(window, address: str) -> Iterator[tuple]:
    """One tab for pages that leave nothing behind, with what the browser complains of."""
    with a_page(window, address) as (page, complaints):
        page.add_init_script(LISTEN)
        yield page, complaints


@pytest.fixture
def tab(lasting_tab) -> Iterator:
    """The tab that tests of a module share: it costs half of what a page of one's own costs."""
    page, complaints = lasting_tab
    complaints.clear()
    page.bring_to_front()
    yield page
    page.emulate_media(media="null")
    assert not complaints
