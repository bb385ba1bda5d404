"""A document is uploaded in a real browser, seen on its way, and its tasks are found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.settings import Settings
from ingest.opening import opened
from ingest.projections import project
from tests.browser.conftest import served
from tests.browser.visits import WIDEST
from tests.ingest.plans import TASKS, a_plan
from tests.web.desk import PASSWORD, desk_in
from web.uploads.starting import Taker

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of an empty data folder, with somebody who takes uploads in."""
    settings = Settings(data=tmp_path_factory.mktemp("uploads"))
    with opened(settings) as (store, _, _):
        project(store, settings)
    with closing(Taker(settings)) as taker:
        app = desk_in(settings.data, settings=settings, take_in=taker.start)
        with served(app) as address:
            yield address


@pytest.fixture
def editor(page):
    page.goto("/signin")
    page.get_by_label("用户名").fill("editor")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/")
    return page


def test_a_document_is_uploaded_seen_on_its_way_and_its_tasks_are_found(
    editor, tmp_path: Path
) -> None:
    (tmp_path / "方案.txt").write_text(a_plan(*TASKS), "utf-8")
    (tmp_path / "空.txt").write_text("", "utf-8")
    editor.goto("/upload")
    editor.get_by_label("选择文件").set_input_files([tmp_path / "方案.txt", tmp_path / "空.txt"])
    assert editor.locator("[data-chosen] li").all_inner_texts()[1] == "空.txt · 0 B"
    editor.get_by_role("button", name="上传").click()
    editor.wait_for_url("**/upload/runs/1")
    editor.get_by_text("已完成").wait_for()
    for width in (1440, 390):
        editor.set_viewport_size({"width": width, "height": 800})
        assert editor.evaluate(WIDEST)
    refused = editor.locator("tr", has_text="空.txt")
    assert "文件是空的" in refused.inner_text()
    editor.get_by_role("link", name="4 项").click()
    editor.wait_for_url("**/documents/*#actions")
    editor.goto("/search?q=放心食堂")
    editor.locator(".hits a").first.click()
    assert "建设放心食堂120家" in editor.locator("main").inner_text()


def test_what_is_too_large_is_said_before_it_is_sent(editor, tmp_path: Path) -> None:
    editor.goto("/upload")
    large = tmp_path / "大.txt"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    warning = editor.get_by_text("标红的文件太大")
    assert warning.is_hidden()
    editor.get_by_label("选择文件").set_input_files([large])
    assert warning.is_visible()
    assert editor.locator("[data-chosen] .fault").count() == 1


def test_files_are_dropped_beside_those_chosen(editor) -> None:
    editor.goto("/upload")
    for name in ("甲.txt", "乙.txt"):
        editor.locator(".drop").evaluate(
            """(place, name) => {
              const carried = new DataTransfer();
              carried.items.add(new File(["x"], name));
              place.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true}));
            }""",
            name,
        )
    assert editor.locator("[data-chosen] li").all_inner_texts() == ["甲.txt · 1 B", "乙.txt · 1 B"]
    assert editor.locator("input[type=file]").evaluate("input => input.files.length") == 2


@pytest.mark.parametrize("path", ["/account", "/upload", "/upload/runs", "/signin?to=/"])
def test_pages_of_accounts_fit_narrow_screens(editor, path: str) -> None:
    for width in (1440, 390):
        editor.set_viewport_size({"width": width, "height": 800})
        editor.goto(path)
        assert editor.evaluate(WIDEST)
