"""Divisions: their names, their places in one another, and where a text names them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.lexicon import LexiconError, load_lexicon
from graph.lexicon.divisions import load_divisions
from graph.model import Level

DIVISIONS = load_lexicon().divisions
HEADER = "name,level,code,parent,short_forms,since,until,source\n"


def codes(name: str, within: str | None = None, *, bare: bool = False) -> list[str]:
    return [d.code for d in DIVISIONS.named(name, within, bare=bare) if d.is_current]


def places(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in DIVISIONS.find(text)]


def test_every_province_and_prefecture_is_there() -> None:
    counts = Counter(d.level for d in DIVISIONS if d.is_current)
    assert counts[Level.COUNTRY] == 1
    assert counts[Level.PROVINCE] == 34
    assert 330 <= counts[Level.PREFECTURE] <= 340
    assert 2800 <= counts[Level.COUNTY] <= 2900


def test_a_name_of_several_districts_gives_them_all() -> None:
    assert codes("鼓楼区") == ["320106", "320302", "350102", "410204"]
    assert codes("鼓楼区", within="320000") == ["320106", "320302"]


def test_a_city_and_a_district_may_share_a_bare_name() -> None:
    assert codes("朝阳") == []
    assert codes("朝阳", bare=True)[0] == "211300"
    assert {"110105", "211321", "220104"} <= set(codes("朝阳", bare=True))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("临夏回族自治州", "622900"),
        ("临夏州", "622900"),
        ("内蒙古", "150000"),
        ("内蒙古自治区", "150000"),
        ("宁夏自治区", "640000"),
        ("山西", "140000"),
        ("恩施州", "422800"),
        ("东乡县", "622926"),
        ("克州", "653000"),
        ("临平区", "330113"),
        ("沙县区", "350405"),
        ("台湾省", "710000"),
        ("全国", "000000"),
    ],
)
def test_a_full_or_short_name_gives_its_division(name: str, code: str) -> None:
    assert codes(name)[0] == code


def test_bare_names_count_only_where_asked() -> None:
    assert codes("天台") == []
    assert codes("天台", bare=True) == ["331023"]
    assert codes("临夏", within="620000", bare=True)[0] == "622900"


def test_a_county_lies_below_its_city_and_province() -> None:
    assert [above.name for above in DIVISIONS.ancestors("331023")] == [
        "台州市",
        "浙江省",
        "中华人民共和国",
    ]
    assert DIVISIONS.is_below("331023", "330000")
    assert not DIVISIONS.is_below("330000", "331023")
    assert not DIVISIONS.is_below("330000", "330000")
    assert DIVISIONS.is_below("330000", "000000")


def test_a_county_level_city_may_lie_right_below_its_province() -> None:
    [jiyuan, *_] = DIVISIONS.named("济源市")
    assert (jiyuan.level, jiyuan.parent) == (Level.COUNTY, "410000")


def test_a_district_of_a_municipality_lies_right_below_it() -> None:
    assert [d.level for d in DIVISIONS.named("浦东新区", within="310000")] == [Level.COUNTY]
    assert DIVISIONS.parent("310115") == DIVISIONS.by_code("310000")


def test_children_are_the_current_divisions_right_below() -> None:
    assert [d.name for d in DIVISIONS.children("140500")] == [
        "城区",
        "沁水县",
        "阳城县",
        "陵川县",
        "泽州县",
        "高平市",
    ]


def test_a_former_name_comes_after_the_present_one() -> None:
    names = [(d.name, d.is_current) for d in DIVISIONS.history("419001")]
    assert names[0] == ("济源市", True)
    assert ("义马市", False) in names


def test_a_row_of_a_file_can_end_a_division_of_the_table() -> None:
    assert not any(d.is_current for d in DIVISIONS.named("江干区"))
    assert "330104" not in {d.code for d in DIVISIONS.children("330100")}


def test_a_zone_lies_in_a_division_and_is_known_by_its_name() -> None:
    [zone] = DIVISIONS.named("兰州新区")
    assert (zone.code, zone.level) == ("兰州新区", Level.ZONE)
    assert DIVISIONS.is_below("兰州新区", "620000")
    assert [d.code for d in DIVISIONS.named("兰州", bare=True)] == ["620100"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("碑林区", "碑林"), ("平城区", "平城"), ("六枝特区", "六枝"), ("阿克苏地区", "阿克苏")],
)
def test_a_bare_name_keeps_what_belongs_to_the_name(name: str, bare: str) -> None:
    assert {d.bare for d in DIVISIONS.named(name)} == {bare}


def test_unknown_codes_have_nothing_above_or_below() -> None:
    assert DIVISIONS.by_code("999999") is None
    assert DIVISIONS.parent("999999") is None
    assert DIVISIONS.ancestors("999999") == ()
    assert DIVISIONS.children("999999") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在兰州市、嘉峪关市和兰州新区开展试点", ["兰州市", "嘉峪关市", "兰州新区"]),
        ("甘肃、山西两省与临夏州协作", ["甘肃", "山西", "临夏州"]),
        ("海南藏族自治州与海南省", ["海南藏族自治州", "海南省"]),
        ("浙江省台州市天台县", ["浙江省", "台州市", "天台县"]),
        ("晋城市城区的食品摊贩", ["晋城市", "城区"]),
        ("各县和县级市", []),
        ("会同县市政府，全州县市，平安县创建", []),
        ("特色县域经济", []),
        ("整治城区、郊区和矿区的小作坊", []),
        ("长江西岸、黄河南岸和太行山西麓", []),
        ("规范上海市场秩序", ["上海"]),
        ("北京东路和山西大街的商户", []),
        ("中华人民共和国食品安全法", []),
        ("朝阳产业", []),
        ("", []),
    ],
)
def test_places_are_found_by_full_name_and_bare_provinces(text: str, found: list[str]) -> None:
    assert places(text) == found


def test_each_find_gives_all_divisions_of_that_name() -> None:
    [(start, end, found)] = DIVISIONS.find("鼓楼区")
    assert (start, end) == (0, 3)
    assert [d.code for d in found if d.is_current] == codes("鼓楼区")


def test_a_folder_of_the_user_adds_divisions_that_behave_like_the_rest(tmp_path: Path) -> None:
    rows = "云岭省,province,990000,,,,,样例\n青川市,prefecture,990100,990000,青川新城,,,样例\n"
    (tmp_path / "invented.csv").write_text(
        f"{HEADER}{rows}临江县,county,990121,990100,,,,样例\n", encoding="utf-8"
    )
    divisions = load_divisions(tmp_path)
    assert [above.name for above in divisions.ancestors("990121")][:2] == ["青川市", "云岭省"]
    assert [d.code for d in divisions.named("青川新城")] == ["990100"]
    assert [d.code for d in divisions.named("青川", bare=True)][:2] == ["990100", "510822"]
    found = [d[0].code for _, _, d in divisions.find("云岭省青川市临江县，云岭各地")]
    assert found == ["990000", "990100", "990121", "990000"]
    assert not list(DIVISIONS.named("云岭省"))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("青川市,kingdom,990100,,,,,", "青川市 has the level “kingdom”"),
        (",county,990121,,,,,", "a row without a name"),
        ("青川市,prefecture,990100,,,soon,,", "青川市 has “soon” where a year is wanted"),
        ("青川市,prefecture,990100,980000,,,,", "青川市 lies below 980000"),
    ],
)
def test_a_file_with_a_wrong_row_is_refused_by_name(
    tmp_path: Path, row: str, complaint: str
) -> None:
    (tmp_path / "wrong.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        load_divisions(tmp_path)
