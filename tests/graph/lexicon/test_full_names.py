"""Official full names: the name of a body joined to its place."""

from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from graph.lexicon.body_name import Organ

LEXICON = load_lexicon()


def full_names(place: str, name: str, *, party: bool = False) -> tuple[str, ...]:
    match = LEXICON.functions.match(name, party=party)
    assert match is not None
    return LEXICON.functions.compose(match, LEXICON.divisions.named(place)[0])


@pytest.mark.parametrize(
    ("place", "name", "best"),
    [
        ("晋城市", "市场监管局", "晋城市市场监督管理局"),
        ("甘肃省", "市场监管局", "甘肃省市场监督管理局"),
        ("临夏回族自治州", "法院", "临夏回族自治州中级人民法院"),
        ("甘肃省", "法院", "甘肃省高级人民法院"),
        ("天台县", "法院", "天台县人民法院"),
        ("浦东新区", "法院", "浦东新区人民法院"),
        ("晋城市", "海关", "中华人民共和国晋城海关"),
        ("晋城市", "税务局", "国家税务总局晋城市税务局"),
        ("晋城市", "银保监分局", "中国银行保险监督管理委员会晋城监管分局"),
        ("临夏回族自治州", "银保监局", "中国银行保险监督管理委员会临夏监管分局"),
        ("甘肃省", "银保监局", "中国银行保险监督管理委员会甘肃监管局"),
        ("晋城市", "金融监管分局", "国家金融监督管理总局晋城监管分局"),
        ("晋城市", "政协", "中国人民政治协商会议晋城市委员会"),
        ("晋城市", "团委", "中国共产主义青年团晋城市委员会"),
        (
            "临夏回族自治州",
            "纪委监委",
            "中共临夏回族自治州纪律检查委员会、临夏回族自治州监察委员会",
        ),
        ("兰州新区", "管委会", "兰州新区管理委员会"),
        ("国家", "卫生健康委", "国家卫生健康委员会"),
        ("国家", "市场监管总局", "国家市场监督管理总局"),
        ("晋城市", "教育部", "教育部"),
        ("晋城市", "林业水利局", "晋城市林业水利局"),
        ("国家", "食安办", "国务院食品安全委员会办公室"),
    ],
)
def test_the_best_full_name_follows_the_level_of_the_place(
    place: str, name: str, best: str
) -> None:
    assert full_names(place, name)[0] == best


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("晋城市", ("中共晋城市委宣传部", "晋城市委宣传部", "中共晋城市委员会宣传部")),
        ("内蒙古自治区", ("中共内蒙古自治区党委宣传部", "内蒙古自治区党委宣传部")),
        ("阿克苏地区", ("中共阿克苏地委宣传部", "阿克苏地委宣传部")),
        ("国家", ("中共中央宣传部", "中央宣传部")),
    ],
)
def test_a_party_body_bears_the_name_of_its_committee(place: str, names: tuple[str, ...]) -> None:
    assert full_names(place, "宣传部", party=True)[: len(names)] == names


def test_the_custom_of_a_province_comes_before_the_best_guess() -> None:
    assert full_names("晋城市", "大数据局")[0] == "晋城市大数据应用局"
    assert full_names("天台县", "大数据局")[0] == "天台县大数据发展管理局"
    assert full_names("平顶山市", "大数据局")[0] == "平顶山市大数据管理局"
    assert "晋城市大数据管理局" in full_names("晋城市", "大数据局")


def test_other_readings_follow_the_best_one() -> None:
    assert full_names("晋城市", "文旅局")[:2] == ("晋城市文化和旅游局", "晋城市文化广电和旅游局")


@pytest.mark.parametrize("place", ["国家", "甘肃省", "晋城市", "天台县", "兰州新区"])
def test_every_name_of_the_table_is_found_and_joins_every_kind_of_place(place: str) -> None:
    division = LEXICON.divisions.named(place)[0]
    for function in LEXICON.functions:
        for name in function.names:
            for form in (name.full, *name.short_forms):
                readings = LEXICON.functions.candidates(form, party=name.organ is Organ.PARTY)
                [match] = [m for m in readings if m.function_slug == function.slug]
                names = LEXICON.functions.compose(match, division)
                assert names, form
                assert not any("{" in full for full in names), form
