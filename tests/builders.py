"""Builders of small invented fragments for tests, so that a test names only what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import (
    RELATION_OF_ROLE,
    Action,
    Agency,
    AgencyGroup,
    Deadline,
    Document,
    Edge,
    Evidence,
    Fragment,
    Function,
    Indicator,
    Level,
    Location,
    Node,
    Regulation,
    Relation,
    Role,
    Subject,
)

MARKET = Function(id="function/market-regulation", name="市场监管", name_en="market regulation")
HEALTH = Function(id="function/health", name="卫生健康", name_en="health")
YUNLING = Location(id="location/云岭省", name="云岭省", level=Level.PROVINCE)
QINGCHUAN = Location(
    id="location/青川市", name="青川市", level=Level.PREFECTURE, parent="location/云岭省"
)
LINJIANG = Location(id="location/临江县", name="临江县", level=Level.COUNTY, parent=QINGCHUAN.id)

CANTEENS = Subject(id="subject/canteens", name="单位食堂", name_en="canteens")
SCHOOL_CANTEENS = Subject(
    id="subject/school-canteens", name="学校食堂", name_en="school canteens", broader=CANTEENS.id
)
KINDERGARTEN_CANTEENS = Subject(
    id="subject/kindergarten-canteens",
    name="幼儿园食堂",
    name_en="kindergarten canteens",
    broader=SCHOOL_CANTEENS.id,
)
PESTICIDES = Subject(id="subject/pesticides", name="农药", name_en="pesticides")


ABOVE = {
    LINJIANG.id: (QINGCHUAN.id, YUNLING.id),
    QINGCHUAN.id: (YUNLING.id,),
    YUNLING.id: (),
}


def an_agency(name: str = "青川市市场监督管理局", function: str | None = MARKET.id) -> Agency:
    """Return an agency whose key is its name."""
    return Agency(id=f"agency/{name}", name=name, function=function)


def a_group(name: str = "各县市政府", function: str | None = None) -> AgencyGroup:
    """Return a group of agencies whose key is its name."""
    return AgencyGroup(id=f"agency-group/{name}", name=name, function=function)


def a_regulation(title: str = "食品安全条例", **values: str | None) -> Regulation:
    """Return a regulation whose key is its title."""
    return Regulation(id=f"regulation/{title}", title=title, **values)  # type: ignore[arg-type]


def a_work(title: str = "", number: str = "", **values: str | None) -> Regulation:
    """Return a regulation that is known by a title, a number, or both."""
    key = f"{title}@{number}" if title and number else title or number
    return Regulation(
        id=f"regulation/{key}",
        title=title or number,
        title_key=title,
        number_key=number,
        **values,  # type: ignore[arg-type]
    )


@dataclass
class FragmentBuilder:
    """Writes a document sentence by sentence, keeping each edge's quote where it stands."""

    key: str = "qc-2021"
    year: int | None = 2021
    location: str | None = QINGCHUAN.id
    title: str = "青川市食品安全工作要点"
    text: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    actions: int = 0
    own: Regulation | None = None
    topic: str = ""
    issued_on: str | None = None

    @property
    def id(self) -> str:
        """The id of the document."""
        return f"document/{self.key}"

    @property
    def regulation(self) -> str:
        """The id of the document among the things that are cited."""
        return self.own.id if self.own else f"regulation/{self.key}"

    def name(self, *nodes: Node) -> FragmentBuilder:
        """Name nodes without joining them to anything."""
        self.nodes.update((node.id, node) for node in nodes)
        return self

    def action(
        self,
        *parts: tuple[Agency | AgencyGroup, Role],
        text: str = "",
        due: str = "",
        statement: str = "",
        is_open_list: bool = False,
    ) -> Action:
        """Write an action, with who takes part in it, and return it."""
        self.actions += 1
        text = text or f"开展第{self.actions}项检查"
        start, end = self._write(text)
        action = Action(
            id=f"action/{self.key}-{self.actions}",
            document=self.id,
            order=self.actions,
            number=str(self.actions),
            section="一、工作任务",
            title="",
            text=text,
            start=start,
            end=end,
            deadlines=(Deadline(due, due, start, start),) if due else (),
            statement=statement,
            is_open_list=is_open_list,
        )
        self.name(action)
        for agency, role in parts:
            self.join(agency, RELATION_OF_ROLE[role], action, mode=role)
        return action

    def target(self, action: Action, metric: str, value: float, unit: str = "%") -> Indicator:
        """Give an action a quantified target and return it."""
        indicator = Indicator(
            id=f"indicator/{self.key}-{action.order}-{len(self.edges)}",
            text=f"{metric}达到{value:g}{unit}",
            metric=metric,
            comparator="=",
            value=value,
            unit=unit,
        )
        self.join(action, Relation.HAS_TARGET, indicator)
        return indicator

    def join(
        self,
        source: Node,
        relation: Relation,
        target: Node,
        mode: str | None = None,
        surface: str = "",
    ) -> FragmentBuilder:
        """Write a sentence and say that it joins two nodes; ``surface`` is what it calls them."""
        words = f"{source.label}与{target.label}"
        start, end = self._write(words)
        evidence = Evidence(self.id, start, end, words, "builder")
        self.name(*(node for node in (source, target) if not isinstance(node, Document)))
        called = surface or source.label
        self.edges.append(Edge(source.id, relation, target.id, evidence, mode, called))
        return self

    def document(self) -> Document:
        """Return the document as far as it is written."""
        return Document(
            id=self.id,
            title=self.title,
            regulation=self.regulation,
            year=self.year,
            location=self.location,
            issued_on=self.issued_on,
            topic=self.topic,
            above=ABOVE.get(self.location or "", ()),
            title_end=min(2, len(self.text)),
        )

    def build(self) -> Fragment:
        """Return the fragment."""
        nodes = tuple(self.nodes.values())
        return Fragment(self.document(), self.text, nodes, tuple(self.edges))

    def _write(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words + "。"
        return start, start + len(words)


def a_fragment(
    *parts: tuple[Agency | AgencyGroup, Role],
    key: str = "qc-2021",
    year: int | None = 2021,
    location: str | None = QINGCHUAN.id,
) -> Fragment:
    """Return a document with one action and who takes part in it."""
    builder = FragmentBuilder(key, year, location)
    builder.action(*(parts or ((an_agency(), Role.SOLE),)))
    return builder.build()
