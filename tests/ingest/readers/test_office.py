import shutil
import subprocess
from contextlib import suppress

import docx
import pytest

from ingest.errors import Reason, Refusal
from ingest.readers import Limits, office, programs, read
from tests.ingest.readers.builders import LINES, kept, saved

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
ROWS = (("序号", "任务", "牵头单位"), ("1", "建设冷库", "市商务局"), ("2", "检查食堂", "市教育局"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def document_with_table() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for cell, text in zip(table._cells, sum(ROWS, ()), strict=True):
        cell.text = text
    document.add_paragraph("以上任务于2022年12月底前完成。")
    return saved(document)


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    """One document and one sheet, saved by LibreOffice in the formats that only it opens."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "plan.docx").write_bytes(document_with_table())
    (folder / "list.csv").write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    for source, *targets in (("plan.docx", "doc", "odt"), ("list.csv", "xls", "ods")):
        for target in targets:
            command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
            command += ["--headless", "--infilter=CSV:44,34,76"] if "csv" in source else []
            command += ["--headless", "--convert-to", target, "--outdir", folder, folder / source]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@needs_office
@pytest.mark.parametrize("extension", ["doc", "odt"])
def test_what_libreoffice_converts_has_the_lines_of_the_docx(converted, extension):
    reading = read((converted / f"plan.{extension}").read_bytes(), "plan")
    assert kept(reading.text) == kept(read(document_with_table(), "plan").text)


@needs_office
@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_rows_of_a_sheet_become_lines(converted, extension):
    reading = read((converted / f"list.{extension}").read_bytes(), "list")
    assert kept(reading.text) == ["\t".join(row) for row in ROWS]


@needs_office
def test_a_cut_office_file_is_read_or_refused(converted):
    data = (converted / "plan.doc").read_bytes()
    for share in (0.3, 0.8):
        with suppress(Refusal):
            assert read(data[: int(len(data) * share)], "plan").text.strip()


def test_a_program_that_takes_too_long_is_ended(tmp_path):
    with pytest.raises(Refusal, match=r"sleep took too long \(limit seconds: 1\)") as refusal:
        programs.run(["sleep", "60"], tmp_path, Limits(seconds=1))
    assert refusal.value.reason is Reason.TOO_SLOW


def test_without_libreoffice_the_refusal_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal, match=r"LibreOffice.*not installed.*save the file as DOCX"):
        read(OLE + "WordDocument".encode("utf-16-le"), "plan.doc")


def test_a_locked_document_is_refused_before_anything_is_started():
    fib = b"\xec\xa5\xc1\x00" + bytes(7) + b"\x01"
    with pytest.raises(Refusal) as refusal:
        office.read(OLE + fib + "WordDocument".encode("utf-16-le"), Limits())
    assert refusal.value.reason is Reason.ENCRYPTED


def test_a_presentation_that_holds_a_text_is_no_text():
    names = ("PowerPoint Document", "WordDocument", "Workbook")
    data = OLE + b"".join(name.encode("utf-16-le") for name in names)
    assert not office.accepts(data)
    assert office.accepts(OLE + "Workbook".encode("utf-16-le"))
