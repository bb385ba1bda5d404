"""A small invented world that questions are asked of."""

from __future__ import annotations

from graph.memory import MemoryStore
from graph.model import Agency, Function, Level, Location, Regulation, Relation, Role
from search.names import Names, names_of
from tests.builders import (
    CANTEENS,
    HEALTH,
    LINJIANG,
    MARKET,
    PESTICIDES,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
)

EDUCATION = Function(id="function/education", name="教育", name_en="education")
FORMS = (
    ("市场监管局", MARKET.id),
    ("市场监督管理局", MARKET.id),
    ("工商局", MARKET.id),
    ("卫健委", HEALTH.id),
    ("卫生健康委", HEALTH.id),
    ("教育局", EDUCATION.id),
    ("校园食堂", SCHOOL_CANTEENS.id),
    ("燃煤锅炉", "subject/coal-boilers"),
)
YUNTAI = Location(id="location/云台区", name="云台区", level=Level.COUNTY, parent="location/青川市")
OTHER_YUNTAI = Location(
    id="location/白山市云台区", name="云台区", level=Level.COUNTY, parent="location/白山市"
)
BAISHAN = Location(
    id="location/白山市", name="白山市", level=Level.PREFECTURE, parent="location/云岭省"
)
QINGCHUAN_MARKET = Agency(
    id="agency/青川市市场监督管理局",
    name="青川市市场监督管理局",
    location=QINGCHUAN.id,
    function=MARKET.id,
)
QINGCHUAN_HEALTH = Agency(
    id="agency/青川市卫生健康委员会",
    name="青川市卫生健康委员会",
    location=QINGCHUAN.id,
    function=HEALTH.id,
)
LIVESTOCK = Agency(
    id="agency/青川市畜牧兽医服务中心", name="青川市畜牧兽医服务中心", location=QINGCHUAN.id
)
FOOD_LAW = Regulation(id="regulation/食品安全法", title="中华人民共和国食品安全法", kind="law")
PLAN = Regulation(id="regulation/校园食品安全行动方案", title="校园食品安全行动方案")


def a_world() -> MemoryStore:
    """Return a store with two documents of 青川市, and places, bodies and texts around them."""
    places = (QINGCHUAN, LINJIANG, YUNLING, YUNTAI, OTHER_YUNTAI, BAISHAN)
    store = MemoryStore()
    builder = FragmentBuilder().name(*places, MARKET, HEALTH, EDUCATION, LIVESTOCK)
    first = builder.action(
        (QINGCHUAN_MARKET, Role.LEAD), (QINGCHUAN_HEALTH, Role.SUPPORT), text="检查学校食堂"
    )
    builder.target(first, "抽检合格率", 98)
    builder.join(first, Relation.CITES, FOOD_LAW, mode="based_on")
    builder.join(first, Relation.CITES, PLAN)
    builder.join(first, Relation.HAS_TARGET, SCHOOL_CANTEENS).name(CANTEENS, PESTICIDES)
    builder.action((QINGCHUAN_MARKET, Role.JOINT), (QINGCHUAN_HEALTH, Role.JOINT))
    store.replace(builder.build())
    builder = FragmentBuilder(key="qc-2022", year=2022, title="青川市特殊食品监管办法")
    builder.name(QINGCHUAN).action((LIVESTOCK, Role.SOLE), text="检查屠宰场")
    store.replace(builder.build())
    return store


def names_of_the_world() -> Names:
    """Return the names that the world holds."""
    return names_of(a_world(), FORMS, ("工商局",))
