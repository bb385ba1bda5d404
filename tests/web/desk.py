"""The site with accounts, and browsers and programs that use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.memory import MemoryStore
from graph.settings import Settings
from graph.store import GraphStore, open_store
from ingest.ledger import Ledger
from ingest.limits import Limits
from search.engine import SearchEngine, open_engine
from search.sync import catch_up
from tests.web.town import FORMS, town
from web.accounts.accounts import Accounts
from web.accounts.model import Role
from web.accounts.passwords import Passwords
from web.app import create_app
from web.uploads.uploads import Uploads

PASSWORD = "correct horse 马"
TOKEN = re.compile(r'name="form_token" value="([0-9a-f]{64})"')
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


def accounts_in(folder: Path, clock: Clock | None = None) -> Accounts:
    """Return accounts whose passwords cost little."""
    return Accounts(folder / "accounts.sqlite", clock or Clock(), Passwords(CHEAP))


def desk_in(
    folder: Path,
    *,
    is_private: bool = False,
    clock: Clock | None = None,
    limits: Limits | None = None,
    settings: Settings | None = None,
    take_in: Callable[[], object] = lambda: None,
) -> Flask:
    """Return the site of the town with an account of each role, named as the role.

    With settings it is the site of a data folder. Without ``take_in`` nobody works off what is
    uploaded.
    """
    if settings is None:
        store, engine, ledger = _town()
    else:
        store, engine = open_store(settings.graph_url), open_engine(settings.search_url)
        ledger = Ledger(settings.ledger_path)
    accounts = accounts_in(folder, clock)
    for role in Role:
        accounts.users.add(role, PASSWORD, role)
    app = create_app(
        store,
        engine,
        forms=FORMS,
        ledger=ledger,
        accounts=accounts,
        uploads=Uploads(folder / "uploads", limits or Limits(), take_in, clock or Clock()),
        is_private=is_private,
    )
    app.testing = True
    return app


def _town() -> tuple[GraphStore, SearchEngine, Ledger]:
    store, engine = MemoryStore(), open_engine("tantivy:")
    for fragment in town():
        store.replace(fragment)
    catch_up(store, engine)
    return store, engine, Ledger(":memory:")


def token_of(page: TestResponse) -> str:
    """Return the token of the forms of a page."""
    found = TOKEN.search(page.text)
    assert found, page.text
    return found[1]


def send(client: FlaskClient, path: str, page: str = "/account", **fields: str) -> TestResponse:
    """Send a form with the token that a page of the site gave."""
    return client.post(path, data={"form_token": token_of(client.get(page)), **fields})


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Sign in as somebody."""
    return send(client, "/signin", "/signin", name=name, password=password, **more)


def signed_in(app: Flask, role: str) -> FlaskClient:
    """Return the browser of somebody who signed in."""
    client = app.test_client()
    assert sign_in(client, role).status_code == 303
    return client
