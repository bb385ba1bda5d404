from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from ingest.extract.names import NameShapes
from ingest.resolve import Resolver

LEXICON = load_lexicon()
SHAPES = NameShapes(LEXICON)


def _resolver(place: str | None, issuer: str | None = None, **short: str) -> Resolver:
    division = LEXICON.divisions.named(place)[0] if place else None
    return Resolver(LEXICON, SHAPES, division, short, issuer, "a")


@pytest.mark.parametrize(
    ("place", "name", "meant"),
    [
        ("晋城市", "市市场监管局", "晋城市市场监督管理局"),
        ("晋城市", "市场监管局", "晋城市市场监督管理局"),
        ("晋城市", "市卫健委", "晋城市卫生健康委员会"),
        ("晋城市", "市发改委", "晋城市发展和改革委员会"),
        ("晋城市", "市人社局", "晋城市人力资源和社会保障局"),
        ("晋城市", "市住建局", "晋城市住房和城乡建设局"),
        ("晋城市", "晋城市教育局", "晋城市教育局"),
        ("晋城市", "省教育厅", "山西省教育厅"),
        ("晋城市", "市政府", "晋城市人民政府"),
        ("晋城市", "市政府办公室", "晋城市人民政府办公室"),
        ("晋城市", "市委", "中共晋城市委员会"),
        ("晋城市", "市委宣传部", "中共晋城市委宣传部"),
        ("晋城市", "市委办公室", "中共晋城市委办公室"),
        ("晋城市", "团市委", "中国共产主义青年团晋城市委员会"),
        ("晋城市", "晋城海关", "中华人民共和国晋城海关"),
        ("晋城市", "各县（市、区）政府", "晋城市各县（市、区）政府"),
        ("晋城市", "市工商局", "晋城市工商行政管理局"),
        ("高平市", "市教育局", "高平市教育局"),
        ("阳城县", "县教育局", "阳城县教育局"),
        ("阳城县", "市教育局", "晋城市教育局"),
        ("阳城县", "省教育厅", "山西省教育厅"),
        ("临夏回族自治州", "州林草局", "临夏回族自治州林业和草原局"),
        ("山西省", "省市场监管局", "山西省市场监督管理局"),
        ("北京市", "市教委", "北京市教育委员会"),
    ],
)
def test_which_body_a_name_means(place: str, name: str, meant: str) -> None:
    assert _resolver(place).agency(name).name == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("国务院", "国务院"),
        ("教育部", "教育部"),
        ("国家发展改革委", "国家发展和改革委员会"),
        ("市场监管总局", "国家市场监督管理总局"),
        ("各省级人民政府", "国家各省级人民政府"),
    ],
)
def test_a_body_of_the_centre(name: str, meant: str) -> None:
    assert _resolver("中华人民共和国").agency(name).name == meant


def test_a_local_name_without_a_place_stays_unsettled() -> None:
    identity = _resolver(None).agency("市教育局")
    assert not identity.is_resolved
    assert identity.key == "a-市教育局"
    assert identity.function is not None


def test_an_office_belongs_to_the_issuing_bureau() -> None:
    identity = _resolver("晋城市", "晋城市市场监督管理局").agency("法规处")
    assert identity.name == "晋城市市场监督管理局法规处"


def test_a_short_name_that_the_text_defines_wins() -> None:
    resolver = _resolver("晋城市", 市更新办="成立晋城市城市更新工作领导小组办公室")
    assert resolver.agency("市更新办").name == "晋城市城市更新工作领导小组办公室"


def test_short_and_full_name_are_one_body() -> None:
    resolver = _resolver("晋城市")
    names = ("市市场监管局", "市场监管局", "晋城市市场监管局", "晋城市市场监督管理局")
    assert len({resolver.agency(name).key for name in names}) == 1


def test_a_former_body_is_another_body() -> None:
    resolver = _resolver("晋城市")
    assert resolver.agency("市工商局").key != resolver.agency("市市场监管局").key


@given(st.text(max_size=20), st.sampled_from((None, "晋城市", "北京市")))
def test_any_name_gets_a_key(name: str, place: str | None) -> None:
    assert _resolver(place).agency(name).key
