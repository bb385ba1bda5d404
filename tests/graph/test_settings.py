"""What the environment can set, and what is taken where it sets nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import settings
from graph.settings import Settings, SettingsError, settings_from


def test_limits_are_read_by_their_names() -> None:
    found = settings_from({"ZHIZE_LIMIT_PAGES": "300", "ZHIZE_LIMIT_SIZE": "1", "HOME": "/"})
    assert found.limits == {"pages": 300, "size": 1}


@pytest.mark.parametrize("name", ["ZHIZE_LIMITS", "ZHIZE_DATE", "ZHIZE_"])
def test_a_name_that_is_no_setting_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is no setting"):
        settings_from({name: "1"})


@pytest.mark.parametrize(
    ("is_there", "url"), [(True, "tantivy:data/index"), (False, "whoosh:data/index")]
)
def test_whoosh_is_taken_where_tantivy_is_missing(monkeypatch, is_there: bool, url: str) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: object() if is_there else None)
    assert Settings(data=Path("data")).search_url == url
    assert Settings(search="tantivy:/srv/index").search_url == "tantivy:/srv/index"
