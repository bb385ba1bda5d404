"""Large graphs of a known shape, made directly: documents of invented places for measurements."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from graph.model import (
    Agency,
    Fragment,
    Function,
    Level,
    Location,
    Regulation,
    Relation,
    Role,
    Subject,
    Treatment,
)
from tests.builders import FragmentBuilder

ACTIONS_OF_A_DOCUMENT = 8
FUNCTIONS = [
    Function(id=f"function/f{number:02}", name=f"职能{number:02}", name_en=f"function {number:02}")
    for number in range(40)
]
_TOPICS = ("食品安全", "学校食堂", "农村公路", "养老服务", "营商环境", "饮用水", "校车", "垃圾分类")
_DOING = ("检查", "整治", "建设", "培训", "监测", "宣传", "改造", "评估")
_METRICS = ("抽检合格率", "覆盖率", "办结率", "达标率", "改造数量")


@cache
def places() -> tuple[Location, ...]:
    """Return a province, 20 cities and 200 counties, the places above first."""
    province = Location(id="location/990000", name="云岭省", level=Level.PROVINCE, code="990000")
    cities = [
        Location(
            id=f"location/99{city:02}00",
            name=f"城{city:02}市",
            level=Level.PREFECTURE,
            code=f"99{city:02}00",
            parent=province.id,
        )
        for city in range(1, 21)
    ]
    counties = [
        Location(
            id=f"location/{city.code[:4]}{county:02}",  # type: ignore[index]
            name=f"{city.name[:3]}{county:02}县",
            level=Level.COUNTY,
            code=f"{city.code[:4]}{county:02}",  # type: ignore[index]
            parent=city.id,
        )
        for city in cities
        for county in range(1, 11)
    ]
    return (province, *cities, *counties)


@cache
def subjects() -> tuple[Subject, ...]:
    """Return 8 subjects with 5 narrower ones each."""
    wide = [Subject(id=f"subject/s{n}", name=name) for n, name in enumerate(_TOPICS)]
    narrow = [
        Subject(id=f"{one.id}-{number}", name=f"{one.name}{number}", broader=one.id)
        for one in wide
        for number in range(5)
    ]
    return (*wide, *narrow)


@cache
def works() -> tuple[Regulation, ...]:
    """Return 300 works that are cited, the first ones most."""
    return tuple(
        Regulation(id=f"regulation/条例{number}", title=f"条例{number}", title_key=f"条例{number}")
        for number in range(300)
    )


@cache
def body(place: Location, function: Function) -> Agency:
    """Return the body of a place with a function."""
    key = f"{place.code}-{function.id.partition('/')[2]}"
    name = f"{place.name}{function.name}局"
    return Agency(id=f"agency/{key}", name=name, location=place.id, function=function.id)


def fragments(actions: int, first: int = 0) -> Iterator[Fragment]:
    """Yield documents with so many actions in all; each is the same whenever it is made."""
    for number in range(first, first + -(-actions // ACTIONS_OF_A_DOCUMENT)):
        yield fragment(number)


def fragment(number: int) -> Fragment:
    """Return one document: of a place and a year, with eight actions."""
    chance = random.Random(number)
    place, year = chance.choice(places()), chance.randint(2015, 2025)
    title = f"{place.name}{year}年{chance.choice(_TOPICS)}工作要点（{number}）"
    builder = FragmentBuilder(f"g{number}", year=year, location=place.id, title=title)
    bodies = [body(place, one) for one in chance.sample(FUNCTIONS, 10)]
    above = next((one for one in places() if one.id == place.parent), place)
    builder.name(place, above, places()[0])
    bodies += [body(above, one) for one in chance.sample(FUNCTIONS, 2) if above is not place]
    builder.name(*(one for one in FUNCTIONS if one.id in {body.function for body in bodies}))
    for _ in range(ACTIONS_OF_A_DOCUMENT):
        _add_action(builder, bodies, year, chance)
    return builder.build()


def _add_action(
    builder: FragmentBuilder, bodies: list[Agency], year: int, chance: random.Random
) -> None:
    taking = chance.sample(bodies, chance.randint(1, 4))
    first = chance.choice((Role.LEAD, Role.LEAD, Role.SOLE, Role.JOINT))
    rest = Role.JOINT if first is Role.JOINT else Role.SUPPORT
    parts = [(taking[0], first), *((one, rest) for one in taking[1:])]
    subject = chance.choice(subjects())
    text = f"{chance.choice(_DOING)}{subject.name}，第{builder.actions + 1}项"
    due = chance.choice(("", "", f"{year}", f"{year}-06", f"{year}-12-31"))
    action = builder.action(*parts, text=text, due=due)
    above = [one for one in subjects() if one.id == subject.broader]
    builder.name(*above).join(action, Relation.HAS_TARGET, subject)
    if chance.random() < 0.4:
        builder.target(action, chance.choice(_METRICS), chance.randint(60, 100))
    if chance.random() < 0.5:
        work = works()[min(int(chance.expovariate(0.02)), len(works()) - 1)]
        builder.join(action, Relation.CITES, work, mode=chance.choice(tuple(Treatment)))
