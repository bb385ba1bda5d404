"""An invented town's documents, written with what is to be found in them marked in the text.

``⟦lead 市市场监管局⟧`` marks a body in a role, ``⟦cites based_on 食品安全条例⟧`` a citation,
``⟦target metric|>=|95|% 抽检合格率达到95%以上⟧`` a figure, ``⟦in 临江县⟧`` a place. A line is an
action where it has a number; its statement is the part in （）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import (
    RELATION_OF_ROLE,
    Action,
    Agency,
    AgencyGroup,
    Basis,
    Document,
    Edge,
    Evidence,
    Fragment,
    Function,
    Heading,
    Indicator,
    Level,
    Location,
    Node,
    Regulation,
    Relation,
    Role,
    Subject,
)

PLANS = Path(__file__).parent / "plans"
PROVINCE = Location(id="location/云岭省", name="云岭省", level=Level.PROVINCE)
CITY = Location(id="location/青川市", name="青川市", level=Level.PREFECTURE, parent=PROVINCE.id)
COUNTY = Location(id="location/临江县", name="临江县", level=Level.COUNTY, parent=CITY.id)

FUNCTIONS = {
    "市场监管": Function(
        id="function/market-regulation", name="市场监管", name_en="market regulation"
    ),
    "教育": Function(id="function/education", name="教育", name_en="education"),
    "卫生健康": Function(id="function/health", name="卫生健康", name_en="health"),
    "农业农村": Function(id="function/agriculture", name="农业农村", name_en="agriculture"),
    "公安": Function(id="function/public-security", name="公安", name_en="public security"),
}
CANTEENS = Subject(id="subject/canteens", name="单位食堂", name_en="canteens")
SUBJECTS = {
    "school-canteens": Subject(
        id="subject/school-canteens",
        name="学校食堂",
        name_en="school canteens",
        broader=CANTEENS.id,
    ),
    "infant-formula": Subject(
        id="subject/infant-formula", name="婴幼儿配方乳粉", name_en="infant formula"
    ),
}
BODIES = {
    "市场监管局": ("市场监督管理局", "市场监管"),
    "教育局": ("教育局", "教育"),
    "卫生健康委": ("卫生健康委员会", "卫生健康"),
    "农业农村局": ("农业农村局", "农业农村"),
    "公安局": ("公安局", "公安"),
}
FORMS = tuple(
    (form, function.id)
    for name, function in FUNCTIONS.items()
    for form in (f"{name}局", f"{name}委")
)
"""What bodies with a function are called in questions."""
MARK = re.compile(r"⟦(\w+)(?: ([^⟦⟧\s]+))? ([^⟦⟧]+)⟧")
NUMBER = re.compile(r"(\d+)\.")


@dataclass
class Writer:
    """Writes one document from its marked lines."""

    key: str
    title: str
    place: Location
    year: int
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    outline: list[Heading] = field(default_factory=list)
    text: str = ""
    section: str = ""
    count: int = 0

    def fragment(self, lines: str) -> Fragment:
        """Return the document that the lines tell."""
        places = (PROVINCE, CITY, COUNTY)
        issuer = self.body("人民政府办公室")
        self.name(issuer, *places[: places.index(self.place) + 1], *FUNCTIONS.values())
        self.name(
            Regulation(
                id=f"regulation/{self.key}", title=self.title, document=f"document/{self.key}"
            )
        )
        for line in lines.strip().split("\n"):
            self.line(line.strip())
        document = Document(
            id=f"document/{self.key}",
            title=self.title,
            regulation=f"regulation/{self.key}",
            document_number=f"青政办〔{self.year}〕12号",
            issued_on=f"{self.year}-04-15",
            year=self.year,
            document_type="工作要点",
            location=self.place.id,
            issuers=(issuer.id,),
            addressees=("各县（市、区）人民政府", "市直有关单位"),
            outline=tuple(self.outline),
        )
        return Fragment(document, self.text, tuple(self.nodes.values()), tuple(self.edges))

    def name(self, *nodes: Node) -> None:
        """Name nodes of the document."""
        self.nodes.update((node.id, node) for node in nodes)

    def line(self, line: str) -> None:
        """Write one line and what is marked in it."""
        start = len(self.text)
        plain, found, position = "", [], 0
        for mark in MARK.finditer(line):
            plain += line[position : mark.start()]
            found.append((mark, start + len(plain)))
            plain += mark[3]
            position = mark.end()
        plain += line[position:]
        self.text += plain + "\n"
        number = NUMBER.match(plain)
        if number:
            self.action(plain, start, number[1], found)
        elif plain[:2] in ("一、", "二、", "三、"):
            self.section = plain
            self.outline.append(Heading(plain, 1, start, start + len(plain)))

    def action(self, plain: str, start: int, number: str, found: list) -> None:
        """Write the action that a line is."""
        self.count += 1
        body, bracket, rest = plain.partition("（")
        first, _, after = body[len(number) + 1 :].partition("。")
        title, text = (first, after) if after else ("", body[len(number) + 1 :])
        at = start + body.rindex(text)
        action = Action(
            id=f"action/{self.key}-{self.count}",
            document=f"document/{self.key}",
            order=self.count,
            number=number,
            section=self.section,
            title=title,
            text=text,
            start=at,
            end=at + len(text),
            statement=bracket + rest,
            statement_start=start + len(body) if bracket else 0,
            statement_end=start + len(plain) if bracket else 0,
        )
        self.name(action)
        for mark, at in found:
            self.found(action, mark, at)
        if not any(edge.target == action.id for edge in self.edges):
            words = plain
            issuer = self.body("人民政府办公室")
            self.join(issuer, Relation.LEADS, action, start, words, Role.SOLE, Basis.ISSUER)

    def found(self, action: Action, mark: re.Match, at: int) -> None:
        """Join an action to what is marked in it."""
        what, more, words = mark.groups()
        if what in tuple(Role):
            self.join(self.body(words), RELATION_OF_ROLE[Role(what)], action, at, words, what)
        elif what == "cites":
            cited = Regulation(id=f"regulation/{words.strip('《》')}", title=words.strip("《》"))
            self.join(action, Relation.CITES, cited, at, words, more)
        elif what == "target":
            metric, sign, value, unit = more.split("|")
            order = len(self.edges)
            key = f"indicator/{self.key}-{action.order}-{order}"
            target = Indicator(
                id=key, text=words, metric=metric, comparator=sign, value=float(value), unit=unit
            )
            self.join(action, Relation.HAS_TARGET, target, at, words)
        elif what == "subject":
            self.name(CANTEENS)
            self.join(action, Relation.HAS_TARGET, SUBJECTS[more], at, words)
        elif what == "in":
            self.join(action, Relation.APPLIES_IN, COUNTY, at, words)

    def body(self, words: str) -> Agency | AgencyGroup:
        """Return the body that words name here."""
        if words.startswith("各"):
            name = self.place.name + words
            return AgencyGroup(id=f"agency-group/{name}", name=name, location=self.place.id)
        full, function = BODIES.get(words[1:], (words, ""))
        name = self.place.name + full
        known = FUNCTIONS[function].id if function else None
        return Agency(id=f"agency/{name}", name=name, location=self.place.id, function=known)

    def join(self, source, relation, target, at, words, mode=None, basis=Basis.STATED) -> None:
        """Join two nodes by what stands at an offset."""
        self.name(source, target)
        evidence = Evidence(f"document/{self.key}", at, at + len(words), words, "written", 1, basis)
        self.edges.append(Edge(source.id, relation, target.id, evidence, mode, words))


def town() -> tuple[Fragment, ...]:
    """Return the documents of the invented town."""
    return (plan("qc-2022", CITY, 2022), plan("qc-2021", CITY, 2021), plan("lj-2022", COUNTY, 2022))


def plan(key: str, place: Location, year: int) -> Fragment:
    """Return the document of a file of plans; its first line is its title."""
    lines = (PLANS / f"{key}.txt").read_text(encoding="utf-8")
    return Writer(key, lines.partition("\n")[0], place, year).fragment(lines)
