"""Downloads of the files that documents were read from."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.memory import MemoryStore
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.originals import Originals
from ingest.pipeline import Pipeline
from ingest.processing import Work
from ingest.readers.picture import NOTICE
from search.engine import open_engine
from search.sync import catch_up
from tests.ingest.plans import a_plan
from tests.ingest.readers.test_container import zipped
from web.app import create_app
from web.labels import notices

PLAN = a_plan("水务局").encode()


@pytest.fixture
def desk(tmp_path: Path) -> tuple[FlaskClient, str, str]:
    """Return the site over one document out of an archive, its path and its file's."""
    (tmp_path / "all.zip").write_bytes(zipped({"文件/方案<1>.txt": PLAN}))
    store, ledger = MemoryStore(), Ledger(":memory:")
    originals = Originals(tmp_path / "originals")
    pipeline = Pipeline(store, ledger, Work(originals=originals))
    [entry] = pipeline.add(files_in([tmp_path / "all.zip"]))
    engine = open_engine("tantivy:")
    catch_up(store, engine)
    app = create_app(store, engine, ledger=ledger, originals=originals)
    page = "/documents/" + str(entry.document).partition("/")[2]
    return app.test_client(), page, f"{page}/files/{entry.original}"


def test_the_page_leads_to_the_file_as_it_was_handed_in(
    desk: tuple[FlaskClient, str, str],
) -> None:
    client, page, file = desk
    shown = client.get(page).text
    assert quote(file) in shown
    assert "方案&lt;1&gt;.txt" in shown
    answer = client.get(file)
    assert answer.data == PLAN
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_other_file_can_be_had(desk: tuple[FlaskClient, str, str]) -> None:
    client, page, file = desk
    digest = file.rpartition("/")[2]
    for path in (f"{page}/files/{'0' * 64}", f"{page}/files/..", f"/documents/x/files/{digest}"):
        assert client.get(path).status_code == 404


def test_what_the_ledger_says_of_scanned_pages_is_translated(app: Flask) -> None:
    reason = (
        "Recognised in scanned pages, with possible errors: 2, 5. "
        "Scanned pages whose words are missing: 7."
    )
    with app.test_request_context():
        assert notices(reason) == [
            "第 2, 5 页为扫描件，文字为识别所得，可能有误",
            "第 7 页为扫描件，缺这些页的文字",
        ]
        assert notices(NOTICE) == ["文字由图片识别所得，可能有误"]
        assert notices("The same document as a.txt.") == []
