from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from ingest.extract.names import NameShapes
from ingest.resolve import Resolver

LEXICON = load_lexicon()
SHAPES = NameShapes(LEXICON)


def _resolver(
    place: str | None, issuer: str | None = None, *, year: int | None = None, **short: str
) -> Resolver:
    division = LEXICON.divisions.named(place)[0] if place else None
    return Resolver(LEXICON, SHAPES, division, short, issuer, "a", year)


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
        ("晋城市", "市食安办（市市场监管局）", "晋城市食品安全委员会办公室"),
        ("晋城市", "市教育行政主管部门", "晋城市教育局"),
        ("晋城市", "公安机关", "晋城市公安局"),
        ("晋城市", "市直机关工委", "中共晋城市直属机关工作委员会"),
        ("晋城市", "市委市政府", "中共晋城市委、晋城市人民政府"),
        ("晋城市", "陵川县", "陵川县人民政府"),
        ("晋城市", "高新区教育局", "晋城市高新区教育局"),
        ("晋城市", "公安局食药侦支队", "晋城市公安局食药侦支队"),
        ("晋城市", "市公安局泽州分局", "晋城市公安局泽州分局"),
        ("晋城市", "国家统计局晋城调查队", "国家统计局晋城调查队"),
        ("晋城市", "人行晋城中心支行", "中国人民银行晋城市中心支行"),
        ("晋城市", "共青团晋城市委", "中国共产主义青年团晋城市委员会"),
        ("晋城市", "国网晋城供电公司", "国网晋城供电公司"),
        ("晋城市", "太原海关", "中华人民共和国太原海关"),
        ("晋城市", "中国石化晋城分公司", "中国石化晋城分公司"),
        ("泽州县", "生态环境分局", "晋城市生态环境局泽州分局"),
        ("泽州县", "金村镇", "泽州县金村镇人民政府"),
        ("天河区", "区公安分局", "广州市公安局天河分局"),
        ("徐州市", "南京市鼓楼区教育局", "南京市鼓楼区教育局"),
        ("江苏省", "江苏省南京市鼓楼区教育局", "南京市鼓楼区教育局"),
        ("甘肃省", "甘肃省兰州市教育局", "兰州市教育局"),
        ("大兴安岭地区", "地委宣传部", "中共大兴安岭地委宣传部"),
        ("大兴安岭地区", "行署办公室", "大兴安岭地区行政公署办公室"),
        ("锡林郭勒盟", "锡盟农牧局", "锡林郭勒盟农牧局"),
        ("新疆生产建设兵团", "兵团教育局", "新疆生产建设兵团教育局"),
        ("兰州新区", "新区卫健委", "兰州新区卫生健康委员会"),
        ("甘肃省", "市市场监管局", "甘肃省市市场监管局"),
        ("上海市", "各区政府", "上海市各区政府"),
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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("本局", "晋城市市场监督管理局"),
        ("我局", "晋城市市场监督管理局"),
        ("市局", "晋城市市场监督管理局"),
        ("省局", "山西省市场监督管理局"),
        ("总局", "国家市场监督管理总局"),
        ("高平市局", "高平市市场监督管理局"),
        ("局办公室", "晋城市市场监督管理局办公室"),
        ("开发区分局", "晋城市市场监督管理局开发区分局"),
    ],
)
def test_a_bureau_calls_its_kin_by_their_rank_alone(name: str, meant: str) -> None:
    assert _resolver("晋城市", "晋城市市场监督管理局").agency(name).name == meant


@pytest.mark.parametrize("name", ["本局", "市局", "省局", "总局"])
def test_a_bare_rank_says_nothing_where_no_bureau_speaks(name: str) -> None:
    assert not _resolver("晋城市", "晋城市人民政府").agency(name).is_resolved


@pytest.mark.parametrize(
    ("place", "name", "candidates"),
    [
        ("江苏省", "鼓楼区教育局", ("南京市鼓楼区教育局", "徐州市鼓楼区教育局")),
        ("徐州市", "朝阳区教育局", ("北京市朝阳区教育局", "长春市朝阳区教育局")),
        ("晋城市", "望湖县教育局", ()),
        (
            "晋城市",
            "市金融监管局",
            ("晋城市地方金融监督管理局", "国家金融监督管理总局晋城监管分局"),
        ),
    ],
)
def test_what_cannot_be_told_is_left_open_with_its_candidates(
    place: str, name: str, candidates: tuple[str, ...]
) -> None:
    identity = _resolver(place).agency(name)
    assert (identity.is_resolved, identity.key) == (False, f"a-{name}")
    assert identity.candidates == candidates


@pytest.mark.parametrize(
    ("name", "year", "meant"),
    [
        ("市粮食局", 2016, "晋城市粮食局"),
        ("市粮食局", 2020, "晋城市粮食和物资储备局"),
        ("市农委", 2017, "晋城市农业委员会"),
        ("市农委", 2020, "晋城市农业农村委员会"),
        ("市食药监局", 2017, "晋城市食品药品监督管理局"),
        ("市食药监局", 2021, "晋城市食品药品监督管理局"),
    ],
)
def test_a_name_is_read_as_in_its_year(name: str, year: int, meant: str) -> None:
    assert _resolver("晋城市", year=year).agency(name).name == meant


def test_a_central_body_is_none_of_the_city_that_names_it() -> None:
    resolver = _resolver("晋城市")
    pairs = [("市卫健委", "国家卫健委"), ("市农业农村局", "农业农村部"), ("市公安局", "公安部")]
    for own, central in pairs:
        assert resolver.agency(own).key != resolver.agency(central).key
        assert resolver.agency(central).key.startswith("000000-")


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
