"""At which level of government a work stands is told only where something tells it."""

from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.model import Level
from graph.standing import Standing, Standings
from tests.builders import LINJIANG, FragmentBuilder, a_regulation


@pytest.fixture
def standings() -> Standings:
    store = MemoryStore()
    builder = FragmentBuilder("plan", 2022, LINJIANG.id)
    builder.name(LINJIANG, a_regulation("plan", document=builder.id))
    store.replace(builder.build())
    return Standings(store, load_lexicon())


@pytest.mark.parametrize(
    ("title", "number", "level", "year"),
    [
        ("国务院办公厅关于印发食品安全工作安排的通知", None, Level.COUNTRY, None),
        ("关于加强校园食品安全的意见", "国办发〔2019〕44号", Level.COUNTRY, 2019),
        ("食品安全法实施条例", None, Level.COUNTRY, None),
        ("食品安全法", None, Level.COUNTRY, None),
        ("食品安全管理办法", None, None, None),
        ("临江县2022年食品安全工作要点", None, Level.COUNTY, 2022),
        ("中共临江县委关于食品安全工作的意见", None, Level.COUNTY, None),
        ("关于食品安全工作的意见", None, None, None),
        ("“十四五”规划", None, None, None),
        ("GB 20220—1号标准", None, None, None),
    ],
)
def test_number_and_title_tell_level_and_year(
    standings: Standings, title: str, number: str | None, level: Level | None, year: int | None
) -> None:
    assert standings.of(a_regulation(title, document_number=number)) == Standing(level, year)


def test_a_work_that_we_hold_stands_where_its_document_does(standings: Standings) -> None:
    work = a_regulation("国务院的安排", document="document/plan")
    assert standings.of(work) == Standing(Level.COUNTY, 2022)


def test_a_place_that_comes_later_is_known_then() -> None:
    store = MemoryStore()
    standings, work = Standings(store, load_lexicon()), a_regulation("临江县食品安全工作要点")
    assert standings.of(work).level is None
    store.replace(FragmentBuilder("plan").name(LINJIANG).build())
    assert standings.of(work).level is Level.COUNTY
