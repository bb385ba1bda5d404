import csv
import re

import pytest

from ingest.readers import read
from samples.make import SAMPLES, document_bytes, sources
from tests.ingest.readers.builders import kept

SOURCES = {source.head["file"]: source for source in sources()}
each_sample = pytest.mark.parametrize("name", SOURCES)


def without_space(lines):
    return re.sub(r"\s", "", "".join(lines))


def text_of(name):
    return read((SAMPLES / "documents" / name).read_bytes(), name).text


@each_sample
def test_a_reader_gives_back_the_text_of_the_source(name):
    text, source = text_of(name), SOURCES[name]
    if name.endswith(".pdf"):
        head = re.escape(source.head["head"])
        text = re.sub(rf"^(?:{head}|— \d+ —)$", "", text.replace("\f", "\n"), flags=re.M)
        assert without_space(text) == without_space(source.lines)
    else:
        rows = 2 if name.endswith(".html") else 0
        assert kept(text)[rows:] == kept("\n".join(source.lines))


def test_the_documents_are_those_of_the_sources_and_nothing_else():
    folder = SAMPLES / "documents"
    assert {path.name for path in folder.iterdir()} == set(SOURCES)


@each_sample
def test_a_document_is_what_its_source_gives(name):
    text = read(document_bytes(SOURCES[name]), name).text
    assert text == text_of(name)


@each_sample
def test_a_sample_says_that_it_is_invented(name):
    last = SOURCES[name].lines[-1]
    assert last in ("（示例文件，地名与机构均为虚构）", "（示例文件，地名與機構均為虛構）")


def test_the_invented_divisions_have_codes_that_no_real_one_has():
    with (SAMPLES / "lexicon" / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["code"].startswith("99") or row["level"] == "zone" for row in rows)
    assert {row["parent"] for row in rows} <= {"000000", *(row["code"] for row in rows)}
