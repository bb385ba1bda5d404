"""Handing documents in: what is received, queued and shown, and who may."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ingest.ledger import Entry, Outcome
from ingest.limits import Limits
from tests.ingest.plans import a_plan
from tests.web.desk import Clock, desk_in, send, signed_in, token_of
from web.accounts.model import Deed
from web.uploads.model import REMOVED, State
from web.uploads.uploads import Uploads

PLAN = a_plan().encode()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Flask:
    return desk_in(tmp_path, clock=clock, limits=Limits(size=2_000, expanded=20_000))


@pytest.fixture
def editor(desk: Flask) -> FlaskClient:
    return signed_in(desk, "editor")


def uploads_of(desk: Flask) -> Uploads:
    return desk.extensions["zhize"].uploads


def upload(client: FlaskClient, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    """Send files with the form of the page."""
    sent = [(io.BytesIO(data), name) for name, data in files]
    token = token_of(client.get("/upload"))
    return client.post("/upload", data={"form_token": token, "files": sent, **fields})


def shown(page: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]).split())


def spooled(folder: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in (folder / "uploads" / "files").iterdir())


def test_files_are_queued_and_wait_in_the_spool(desk, editor, tmp_path: Path) -> None:
    answer = upload(editor, ("甲.txt", PLAN), ("乙.txt", b"x"))
    assert (answer.status_code, answer.location) == (303, "/upload/runs/1")
    assert spooled(tmp_path) == [b"x", PLAN]
    page = shown(editor.get("/upload/runs/1"))
    assert "等待处理 2 个文件，完成 0 个" in page
    assert page.index("甲.txt 等待处理") < page.index("乙.txt 等待处理")
    entry = desk.extensions["zhize"].accounts.log.part(0, 1)[0]
    assert (entry.who, entry.deed) == ("editor", Deed.UPLOADED)
    assert entry.about == "1: 2 (甲.txt、乙.txt)"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("/方案.txt", "方案.txt"),
        ("..", "?"),
        ("<b>&'.txt", "<b>&'.txt"),
        ("a\x1b[2Jb.txt", "a\\x1b[2Jb.txt"),
        ("x" * 300 + ".docx", "x" * 180 + "….docx"),
        ("queue.sqlite", "queue.sqlite"),
    ],
)
def test_a_name_is_never_a_path(desk, editor, tmp_path: Path, sent: str, kept: str) -> None:
    assert upload(editor, (sent, PLAN)).status_code == 303
    run = uploads_of(desk).queue.run(1)
    assert [row.name for row in uploads_of(desk).queue.rows(run, 0, 9)] == [kept]
    (file,) = (tmp_path / "uploads" / "files").iterdir()
    assert re.fullmatch(r"[0-9a-f]{32}", file.name)
    assert "<b>" not in editor.get("/upload/runs/1").text.partition("<tbody>")[2]


def test_a_file_that_is_too_large_or_empty_is_refused_and_the_others_are_not(
    editor, tmp_path: Path
) -> None:
    upload(editor, ("大.txt", b"x" * 2_001), ("空.txt", b""), ("好.txt", PLAN))
    assert spooled(tmp_path) == [PLAN]
    page = shown(editor.get("/upload/runs/1"))
    assert "大.txt 没有收录 — 文件太大（上限 size：2,000）" in page
    assert "空.txt 没有收录 — 文件是空的，或没有文字" in page
    assert "好.txt 等待处理" in page


def test_too_much_at_once_is_refused_and_leaves_nothing(desk, editor, tmp_path: Path) -> None:
    much = [(f"{n}.txt", b"x" * 1_999) for n in range(600)]
    assert upload(editor, *much).status_code == 413
    assert spooled(tmp_path) == []
    assert uploads_of(desk).queue.total() == 0


def test_too_many_files_at_once_are_refused(desk, editor, tmp_path: Path) -> None:
    assert upload(editor, *[(f"{n}.txt", b"x") for n in range(1_020)]).status_code == 413
    assert spooled(tmp_path) == []


def test_a_body_that_breaks_off_leaves_nothing(desk, editor, tmp_path: Path) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nhalf of it'
    answer = editor.post("/upload", data=head, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 403
    assert spooled(tmp_path) == []


def test_without_a_file_the_form_says_so(editor) -> None:
    page = upload(editor)
    assert page.status_code == 422
    assert "没有选择文件" in shown(page)


def test_files_of_a_form_that_is_not_ours_are_not_kept(desk, editor, tmp_path: Path) -> None:
    fields = {"form_token": "0" * 64, "files": [(io.BytesIO(PLAN), "a.txt")]}
    assert editor.post("/upload", data=fields).status_code == 403
    assert spooled(tmp_path) == []


@pytest.mark.parametrize("role", ["reader", None])
def test_who_may_not_upload_is_refused_before_anything_is_received(
    desk: Flask, tmp_path: Path, role: str | None
) -> None:
    client = signed_in(desk, role) if role else desk.test_client()
    fields = {"files": [(io.BytesIO(PLAN), "a.txt")]}
    assert client.post("/upload", data=fields).status_code == (403 if role else 401)
    assert spooled(tmp_path) == []
    assert "/upload" not in client.get("/documents").text


def test_a_full_disk_is_told_before_anything_is_received(desk, editor, monkeypatch) -> None:
    monkeypatch.setattr(Uploads, "has_room", lambda self, size: False)
    page = upload(editor, ("a.txt", PLAN))
    assert page.status_code == 503
    assert "磁盘空间不够" in page.text


def test_a_run_that_is_not_there_is_not_found(editor) -> None:
    assert editor.get("/upload/runs/7").status_code == 404


def test_runs_are_listed_latest_first(editor) -> None:
    upload(editor, ("a.txt", PLAN))
    upload(editor, ("b.txt", PLAN), ("c.txt", PLAN))
    page = shown(editor.get("/upload/runs"))
    assert page.index("上传 2 个文件 等待处理") < page.index("上传 1 个文件 等待处理")


def test_a_page_without_script_looks_again_by_itself_until_all_is_done(desk, editor) -> None:
    upload(editor, ("a.txt", b""))
    again = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    assert again in editor.get("/upload/runs/1").text
    queue = uploads_of(desk).queue
    queue.end_run(queue.run(1))
    page = editor.get("/upload/runs/1").text
    assert again not in page
    assert 'data-live="done"' in page


def an_entry(path: str, outcome: Outcome = Outcome.ADDED, **more) -> Entry:
    name = path.rpartition("/")[2]
    return Entry(path=path, name=name, sha256="", size=1, outcome=outcome, **more)


def test_progress_tells_what_became_of_each_file(desk, editor, clock: Clock) -> None:
    upload(editor, ("一.zip", b"x"), ("二.txt", b"y"), ("三.txt", b"z"))
    queue = uploads_of(desk).queue
    run = queue.next_run()
    first, second, _ = queue.begin_run(run)
    queue.begin_file(first.id, first.key)
    queue.record(first.id, an_entry(f"{first.key}/甲.txt", document="document/qc-2022", actions=7))
    queue.record(first.id, an_entry(f"{first.key}/乙.txt", Outcome.REFUSED, code="damaged"))
    queue.end_file(first.id)
    queue.begin_file(second.id, second.key)
    page = editor.get("/upload/runs/1")
    assert "正在处理 3 个文件，完成 1 个" in shown(page)
    assert 'href="/documents/qc-2022#actions">7 项</a>' in page.text
    assert "乙.txt 没有收录 — 文件已损坏" in shown(page)
    assert "二.txt 正在处理" in shown(page)
    assert "三.txt 等待处理" in shown(page)


def test_a_document_that_is_gone_is_no_link(desk, editor) -> None:
    upload(editor, ("a.txt", b"x"))
    queue = uploads_of(desk).queue
    (file,) = queue.begin_run(queue.next_run())
    queue.record(file.id, an_entry(file.key, document="document/gone", actions=7))
    assert "/documents/gone" not in editor.get("/upload/runs/1").text


def test_what_is_left_after_an_end_in_the_middle_is_taken_again(desk, editor) -> None:
    upload(editor, *[(f"{n}.txt", b"%d" % n) for n in range(3)])
    queue = uploads_of(desk).queue
    run = queue.next_run()
    first, second, _ = queue.begin_run(run)
    for file in (first, second):
        queue.begin_file(file.id, file.key)
    queue.record(first.id, an_entry(first.key))
    queue.end_file(first.id)
    again = queue.begin_run(run)
    assert [(file.name, file.begun is not None) for file in again] == [
        ("1.txt", True),
        ("2.txt", False),
    ]
    assert queue.progress(run).done == 1


def test_what_a_run_added_stays_added_when_it_is_read_again(desk, editor) -> None:
    upload(editor, ("a.txt", b"x"))
    queue = uploads_of(desk).queue
    run = queue.next_run()
    (file,) = queue.begin_run(run)
    for outcome in (Outcome.ADDED, Outcome.UNCHANGED):
        queue.record(file.id, an_entry(file.key, outcome))
    assert queue.progress(run).counts == {"added": 1}
    queue.record(file.id, an_entry(file.key, Outcome.UPDATED))
    assert queue.progress(run).counts == {"updated": 1}


def test_time_left_is_told_only_where_it_is_known(desk, editor, clock: Clock) -> None:
    upload(editor, *[(f"{n}.txt", b"x" * 10) for n in range(10)])
    queue = uploads_of(desk).queue
    run = queue.next_run()
    files = queue.begin_run(run)
    told = []
    for file in files:
        clock.pass_by(30)
        queue.begin_file(file.id, file.key)
        queue.end_file(file.id)
        told.append(queue.progress(queue.run(1)).seconds_left(clock()))
    assert told == [None] * 4 + [150, 120, 90, 60, 30, None]
    assert queue.progress(queue.run(1)).state is State.INDEXING


def test_a_removal_is_asked_for_and_queued(desk, editor) -> None:
    page = editor.get("/documents/qc-2022").text
    assert 'href="/documents/qc-2022/remove"' in page
    asked = shown(editor.get("/documents/qc-2022/remove"))
    assert re.search(r"从中读出的 \d+ 项任务", asked)
    assert uploads_of(desk).queue.total() == 0
    answer = send(editor, "/documents/qc-2022/remove", "/documents/qc-2022/remove")
    assert answer.location == "/upload/runs/1"
    queue = uploads_of(desk).queue
    run = queue.next_run()
    (one,) = queue.begin_run(run)
    assert one.key == "document/qc-2022"
    queue.record_removal(one.id, REMOVED)
    assert "已删除" in shown(editor.get("/upload/runs/1"))
    assert desk.extensions["zhize"].accounts.log.part(0, 1)[0].deed is Deed.REMOVED_DOCUMENT


def test_who_may_not_remove_is_not_offered_it(desk: Flask) -> None:
    for client in (desk.test_client(), signed_in(desk, "reader")):
        assert "/remove" not in client.get("/documents/qc-2022").text


def test_a_document_that_is_none_cannot_be_removed(editor) -> None:
    assert editor.get("/documents/none/remove").status_code == 404


def test_spooled_files_of_no_run_go_after_a_while(desk, editor, tmp_path: Path) -> None:
    upload(editor, ("a.txt", PLAN))
    left = tmp_path / "uploads" / "files" / ("0" * 32)
    left.write_bytes(b"left")
    uploads = uploads_of(desk)
    uploads.spool.tidy(uploads.queue.spooled())
    assert spooled(tmp_path) == [b"left", PLAN]
    os.utime(left, (0, 0))
    uploads.spool.tidy(uploads.queue.spooled())
    assert spooled(tmp_path) == [PLAN]
