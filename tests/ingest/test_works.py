from __future__ import annotations

import pytest

from ingest.works import work_key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("关于印发晋城市节水方案的通知", "晋城市节水方案"),
        ("晋城市人民政府办公室关于印发节水方案的通知", "晋城市节水方案"),
        ("《晋城市节水方案》", "晋城市节水方案"),
        ("晋城市节水方案（试行）", "晋城市节水方案试行"),
        ("晋城市 2024 年节水方案", "晋城市2024年节水方案"),
        ("晉城市節水方案", "晋城市节水方案"),
        ("中华人民共和国水法", "水法"),
        ("", "untitled"),
    ],
)
def test_under_which_key_a_work_is_known(title: str, key: str) -> None:
    assert work_key(title) == key
