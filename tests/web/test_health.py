"""Those who watch over the site learn whether it lives and what it lacks."""

from __future__ import annotations

import pytest
from flask import Flask

from graph.store import StoreError
from tests.builders import FragmentBuilder
from tests.web.conftest import site_of
from web.readiness import PATIENCE, Pace, State


@pytest.mark.parametrize("address", ["/health", "/ready"])
def test_what_is_told_is_json_that_nobody_keeps(client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json["status"]) == (200, "ok")
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_an_index_that_holds_nothing_is_told() -> None:
    app: Flask = site_of(())
    app.extensions["zhize"].store.replace(FragmentBuilder(key="new", title="新").build())
    answer = app.test_client().get("/ready")
    assert (answer.status_code, answer.json["status"]) == (503, "waiting")
    assert answer.json["missing"] == ["The index has reached change 0 of 1."]


def test_a_store_that_does_not_answer_is_told_and_the_process_lives(tmp_path) -> None:
    from graph.sqlite_store import SqliteStore
    from search.engine import open_engine
    from web.app import create_app

    store = SqliteStore(tmp_path / "graph.sqlite")
    client = create_app(store, open_engine("tantivy:")).test_client()
    assert client.get("/ready").status_code == 200
    store.close()
    with pytest.raises(StoreError):
        _ = store.last_change
    assert client.get("/health").status_code == 200
    answer = client.get("/ready")
    assert (answer.status_code, answer.json["missing"]) == (503, ["The store does not answer."])


def test_an_index_that_follows_is_ready_and_one_that_stands_still_is_not() -> None:
    pace = Pace()
    assert State(9, 5).missing(pace, 1.0) == []
    assert State(19, 15).missing(pace, 2 * PATIENCE) == []
    assert State(29, 15).missing(pace, 2.9 * PATIENCE) == []
    assert State(29, 15).missing(pace, 3.1 * PATIENCE) == ["The index has reached change 15 of 29."]
    assert State(29, 29).missing(pace, 3.2 * PATIENCE) == []
    assert State(30, 29).missing(pace, 9 * PATIENCE) == []
