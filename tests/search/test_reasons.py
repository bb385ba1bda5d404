"""Why a passage was found, as far as its fields tell."""

from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from search.query import parse, wanted
from search.reasons import Explainer, How, Reason
from search.synonyms import synonyms_of

SYNONYMS = synonyms_of(load_lexicon(None))
FIELDS = {
    "title": "检查学校食堂",
    "text": "对全市学校食堂开展食品安全检查。",
    "heading": "青川市食品安全工作要点 二、重点任务",
    "names": "青川市市场监督管理局 市场监管",
    "number": "青政办发〔2021〕8号",
    "places": "青川市 云岭省",
}


def reasons(words: str) -> list[Reason]:
    return list(Explainer(wanted(parse(words).tree), SYNONYMS).reasons(FIELDS))


def written(asked: str, *fields: str) -> Reason:
    return Reason(asked, asked, fields, How.WRITTEN)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("学校食堂", [written("学校食堂", "title", "text")]),
        ("食堂检查", [written("食堂", "title", "text"), written("检查", "title", "text")]),
        ("“食品安全”", [written("食品安全", "text", "heading")]),
        ("青政办发2021 8", [written("青政办发〔2021〕8号", "number")]),
        ("文号:青政办发〔2021〕8号", [written("青政办发〔2021〕8号", "number")]),
        ("地区:云岭", [written("云岭", "places")]),
        ("牵头:市监局", [Reason("市监局", "市场监督管理局", ("names",), How.OTHER_NAME)]),
        # the initials of 市场监管, which stands among the names as well
        ("scjg", [Reason("scjg", "市场监管", ("names",), How.SOUND)]),
        ("公路 OR 食堂", [written("食堂", "title", "text")]),
        ("-公路", []),
        ("", []),
    ],
)
def test_each_word_says_where_it_stands_and_how(words, told) -> None:
    assert reasons(words) == told
