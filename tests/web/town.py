"""An invented town's documents, written with what is to be found in them marked in the text.

``⟦lead 市市场监管局⟧`` marks a body in a role, ``⟦cites based_on 食品安全条例⟧`` a citation,
``⟦target metric|>=|95|% 抽检合格率达到95%以上⟧`` a figure, ``⟦in 临江县⟧`` a place. A line is an
action where it has a number; its statement is the part in （）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
)

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
BODIES = {
    "市场监管局": ("市场监督管理局", "市场监管"),
    "教育局": ("教育局", "教育"),
    "卫生健康委": ("卫生健康委员会", "卫生健康"),
    "农业农村局": ("农业农村局", "农业农村"),
    "公安局": ("公安局", "公安"),
}
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


PLAN_2022 = """
青川市2022年食品安全重点工作安排
为做好全市食品安全工作，制定本安排。
一、守住校园食品安全底线
1.开展校园食堂专项检查。对全市学校食堂逐一检查，⟦target 学校食堂检查覆盖率|=|100|% 学校食堂检查覆盖率达到100%⟧，依据⟦cites based_on 《云岭省食品安全条例》⟧处理发现的问题。（⟦lead 市教育局⟧牵头，⟦support 市市场监管局⟧、⟦support 市卫生健康委⟧配合）
2.推行“互联网+明厨亮灶”。在⟦in 临江县⟧先行试点，⟦target 明厨亮灶覆盖率|>=|95|% 明厨亮灶覆盖率达到95%以上⟧。（⟦joint 市市场监管局⟧、⟦joint 市教育局⟧按职责分工负责）
二、治理餐桌污染
3.控制农药兽药残留。严格落实⟦cites implements 《农产品质量安全行动方案》⟧，主要农产品监测⟦target 合格率|>=|98|% 合格率不低于98%⟧。（⟦lead 市农业农村局⟧牵头，⟦support 市市场监管局⟧、⟦support 市公安局⟧配合）
4.打击食品领域违法犯罪。深入开展专项行动，侦破一批大案要案。（⟦lead 市公安局⟧牵头，⟦support 市市场监管局⟧、⟦support 市农业农村局⟧配合）
5.加强婴幼儿配方乳粉监管。对生产企业开展体系检查。（⟦sole 市市场监管局⟧负责）
三、保障措施
6.压实属地责任。把食品安全纳入考核。（⟦joint 各县（市、区）人民政府⟧按职责分工负责）
7.加强宣传。办好食品安全宣传周。
"""
PLAN_2021 = """
青川市2021年食品安全工作要点
一、重点任务
1.开展农村假冒伪劣食品整治。（⟦lead 市市场监管局⟧牵头，⟦support 市农业农村局⟧、⟦support 市公安局⟧配合）
2.提升校园供餐管理。修订⟦cites amends 《青川市学校供餐管理办法》⟧。（⟦lead 市教育局⟧牵头，⟦support 市市场监管局⟧配合）
3.做好食源性疾病监测。⟦target 监测哨点医院|+|12|家 新增监测哨点医院12家⟧。（⟦sole 市卫生健康委⟧负责）
"""
PLAN_COUNTY = """
临江县2022年食品安全工作方案
一、工作任务
1.规范农贸市场。按照⟦cites based_on 《云岭省食品安全条例》⟧落实快检，⟦target 快检室|=|6|个 建成快检室6个⟧。（⟦lead 县市场监管局⟧牵头，⟦support 县农业农村局⟧配合）
2.整治校园周边小摊点。（⟦joint 县市场监管局⟧、⟦joint 县教育局⟧、⟦joint 县公安局⟧按职责分工负责）
"""


def town() -> tuple[Fragment, ...]:
    """Return the documents of the invented town."""
    return (
        Writer("qc-2022", "青川市2022年食品安全重点工作安排", CITY, 2022).fragment(PLAN_2022),
        Writer("qc-2021", "青川市2021年食品安全工作要点", CITY, 2021).fragment(PLAN_2021),
        Writer("lj-2022", "临江县2022年食品安全工作方案", COUNTY, 2022).fragment(PLAN_COUNTY),
    )
