"""Files that cannot be taken: what is said of them, and what stays."""

from __future__ import annotations

import random
from collections import Counter

from ingest.incoming import files_in
from ingest.ledger import Outcome
from tests.ingest.office import Office
from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.test_container import zipped


def test_a_refused_file_keeps_what_was_stored_of_its_old_version(office) -> None:
    path = office.write("a.txt", a_plan())
    (good,) = office.add()
    path.write_bytes(b"")
    (refused,) = office.add()
    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, "The file is empty.")
    assert refused.document == good.document
    assert office.documents() == [good.document]


def test_a_refused_file_is_refused_again_until_it_changes(office) -> None:
    path = office.write("a.txt", a_plan())
    (good,) = office.add()
    path.write_bytes(b"")
    assert office.outcomes() == [Outcome.REFUSED]
    assert office.outcomes() == [Outcome.REFUSED]
    path.write_text(a_plan(), "utf-8")
    assert office.outcomes() == [Outcome.UNCHANGED]
    path.write_bytes(b"")
    office.add()
    path.write_text(a_plan(TASKS[0]), "utf-8")
    (entry,) = office.add()
    assert entry.outcome is Outcome.UPDATED
    assert good.document not in office.documents()


def bad_files(office: Office) -> dict[str, str]:
    """Write files that cannot be taken and return what is said of each."""
    office.write("1-empty.txt", b"")
    office.write("2-blank.txt", b" \n\t ")
    office.write("3-binary.txt", random.Random(7).randbytes(3000))
    office.write("4-broken.docx", b"PK\x03\x04" + bytes(200))
    office.write("5-broken.pdf", b"%PDF-1.7\nnothing of the kind")
    with office.write("6-huge.txt", b"x").open("r+b") as file:
        file.truncate(50_000_001)
    return {"6-huge.txt": "The file has 50,000,001 bytes (limit size: 50,000,000)."}


def test_files_that_cannot_be_taken_do_not_stop_the_rest(office) -> None:
    known = bad_files(office)
    office.write("0-good.txt", a_plan(TASKS[0]))
    office.write("9-good.txt", a_plan(TASKS[1]))
    entries = {entry.name: entry for entry in office.add()}
    refused = [entry for entry in entries.values() if entry.outcome is Outcome.REFUSED]
    assert len(refused) == 6
    assert all(entry.reason.endswith(".") and entry.name not in entry.reason for entry in refused)
    assert all(entries[name].reason == reason for name, reason in known.items())
    assert entries["0-good.txt"].outcome is entries["9-good.txt"].outcome is Outcome.ADDED


def test_workers_refuse_as_one_process_does(office) -> None:
    bad_files(office)
    office.write("9-good.txt", a_plan())
    alone = [(entry.name, entry.outcome, entry.reason) for entry in office.add()]
    other = Office(office.folder)
    together = [(entry.name, entry.outcome, entry.reason) for entry in other.add(workers=2)]
    assert together == alone


def test_a_file_that_vanishes_after_listing_is_refused(office) -> None:
    path = office.write("a.txt", a_plan(TASKS[0]))
    office.write("b.txt", a_plan(TASKS[1]))
    listed = list(files_in([office.folder]))
    path.unlink()
    gone, there = office.pipeline.add(listed)
    assert (gone.outcome, there.outcome) == (Outcome.REFUSED, Outcome.ADDED)
    assert gone.reason == "The file cannot be read: No such file or directory."


def test_the_ledger_balances(office) -> None:
    bad_files(office)
    for name, task in zip("xyz", TASKS, strict=False):
        office.write(f"{name}.txt", a_plan(task))
    office.add()
    office.write("new.txt", a_plan(TASKS[3]))
    office.write("x.txt", a_plan(TASKS[0], TASKS[1]))
    office.write("copy.txt", a_plan(TASKS[2]))
    entries = office.add()
    files = list(files_in([office.folder]))
    assert office.ledger.counts() == Counter(str(entry.outcome) for entry in entries)
    assert office.ledger.counts() == {
        "added": 1,
        "updated": 1,
        "unchanged": 2,
        "duplicate": 1,
        "refused": 6,
    }
    assert len(entries) == len(files) == len(list(office.ledger.entries()))


def test_every_file_in_the_ledger_has_a_document_or_a_reason(office) -> None:
    bad_files(office)
    office.write("x.txt", a_plan())
    office.add()
    for entry in office.ledger.entries():
        is_refused = entry.outcome is Outcome.REFUSED
        assert bool(entry.reason) == is_refused
        assert (entry.document is None) == is_refused


def test_an_archive_that_cannot_be_opened_has_a_row_of_its_own(office: Office) -> None:
    office.write("empty.zip", zipped({}))
    [entry] = office.add()
    assert (entry.name, entry.outcome) == ("empty.zip", Outcome.REFUSED)
    assert entry.reason == "The archive holds no files."
