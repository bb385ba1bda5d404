"""Document numbers typed into the search box."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.memory import MemoryStore
from graph.model import Relation, Treatment
from graph.questions import Citations
from search.names import names_of
from search.numbers import odd_numbers, with_numbers
from search.understand import understand
from tests.builders import FragmentBuilder, a_work

NUMBER = "云政办发〔2019〕44号"


@pytest.mark.parametrize(
    "typed",
    [
        *(NUMBER, "云政办发(2019)44号", "云政办发2019年44号", "云政办发 2019 44"),
        *("雲政辦發[2019]第44號", "云政办发f2O19〕44号"),
    ],
)
def test_who_cites_a_number_is_a_question_however_it_is_typed(typed: str) -> None:
    store = MemoryStore()
    citing = FragmentBuilder("a")
    work = a_work("云岭省节水方案", NUMBER)
    citing.join(citing.action(), Relation.CITES, work, Treatment.REFERS)
    store.replace(citing.build())
    question = understand(f"哪些文件引用{typed}", names_of(store)).question
    assert isinstance(question, Citations)
    assert (question.node, question.direction) == ("regulation/云岭省节水方案", "in")


@pytest.mark.parametrize("typed", ["青澜市 2019 2020", "年份:2019..2021 食品", "2019年44号", ""])
def test_what_is_no_number_stays_as_typed(typed: str) -> None:
    assert with_numbers(typed) == typed


@given(st.text(alphabet="云政办发函〔〕()[]2019lO 年44号f", max_size=30))
@settings(deadline=None)
def test_a_text_with_its_numbers_made_normal_has_nothing_left_to_change(typed: str) -> None:
    normal = with_numbers(typed)
    assert with_numbers(normal) == normal
    odd_numbers(typed)
