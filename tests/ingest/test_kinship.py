"""Members of groups, the bureau of an office, who came after a body."""

from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from graph.model import Relation
from ingest.extract.names import NameShapes
from ingest.kinship import Kinship
from ingest.resolve import Resolver

LEXICON = load_lexicon()
SHAPES = NameShapes(LEXICON)


def kin(place: str, name: str, year: int | None = None) -> list[tuple[str, Relation, str]]:
    division = LEXICON.divisions.named(place)[0]
    resolver = Resolver(LEXICON, SHAPES, division, {}, None, "a", year)
    found = Kinship(LEXICON, resolver.naming).of(resolver.agency(name))
    return [(one.name, relation, other.name) for one, relation, other in found]


def members(place: str, name: str) -> list[str]:
    return [one for one, relation, _ in kin(place, name) if relation is Relation.PART_OF]


@pytest.mark.parametrize(
    ("place", "group", "count", "first"),
    [
        ("晋城市", "各县（市、区）政府", 6, "城区人民政府"),
        ("晋城市", "各县（市、区）", 6, "城区人民政府"),
        ("晋城市", "县（市、区）人民政府", 6, "城区人民政府"),
        ("晋城市", "各县区政府", 5, "城区人民政府"),
        ("晋城市", "各县（市、区）市场监管局", 6, "城区市场监督管理局"),
        ("晋城市", "各县（市、区）教育部门", 6, "城区教育局"),
        ("晋城市", "各县（市、区）党委、政府", 12, "中共城区委员会"),
        ("临夏回族自治州", "各县市政府", 8, "临夏市人民政府"),
        ("甘肃省", "各市（州）人民政府", 14, "兰州市人民政府"),
        ("北京市", "各区政府", 16, "东城区人民政府"),
    ],
)
def test_a_group_of_all_places_below_has_their_bodies_as_members(
    place: str, group: str, count: int, first: str
) -> None:
    found = members(place, group)
    assert (len(found), found[0]) == (count, first)


@pytest.mark.parametrize(
    "group",
    ["相关县（市、区）政府", "各有关部门", "市食安委成员单位", "各乡镇（街道）", "市教育局"],
)
def test_a_group_that_leaves_open_who_belongs_to_it_has_no_members(group: str) -> None:
    assert members("晋城市", group) == []


def test_counties_of_a_province_are_all_of_them() -> None:
    found = members("甘肃省", "各县（市、区）政府")
    assert 80 <= len(found) <= 90
    assert "天祝藏族自治县人民政府" in found
    assert "兰州市人民政府" not in found


@pytest.mark.parametrize(
    ("name", "year", "after"),
    [
        ("市食药监局", 2016, "晋城市市场监督管理局"),
        ("市工商局", 2016, "晋城市市场监督管理局"),
        ("市质监局", 2016, "晋城市市场监督管理局"),
        ("市卫计委", 2016, "晋城市卫生健康委员会"),
        ("市农业局", 2016, "晋城市农业农村局"),
        ("市国土局", 2016, "晋城市自然资源局"),
        ("市规划局", 2016, "晋城市自然资源局"),
        ("市扶贫办", 2019, "晋城市农业农村局"),
        ("晋城银保监分局", 2020, "国家金融监督管理总局晋城监管分局"),
        ("国家食药监总局", 2016, "国家市场监督管理总局"),
        ("省农业厅", 2016, "山西省农业农村厅"),
    ],
)
def test_a_former_body_is_succeeded_by_that_of_today(name: str, year: int, after: str) -> None:
    [(one, relation, _)] = kin("晋城市", name, year)
    assert (one, relation) == (after, Relation.SUCCEEDS)


@pytest.mark.parametrize(
    ("name", "bureau"),
    [
        ("市公安局食药侦支队", "晋城市公安局"),
        ("市市场监管局食品科", "晋城市市场监督管理局"),
        ("市公安局泽州分局", "晋城市公安局"),
    ],
)
def test_an_office_is_part_of_its_bureau(name: str, bureau: str) -> None:
    [(_, relation, above)] = kin("晋城市", name)
    assert (relation, above) == (Relation.PART_OF, bureau)
