"""What the parts of a question say together, taken one after another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from graph.model import Role
from graph.questions import Comparison, Gap, Party
from search.parts import Part

MAIN = (Role.LEAD, Role.SOLE, Role.JOINT)
ROLES = {
    "lead": (Role.LEAD, Role.SOLE),
    "support": (Role.SUPPORT,),
    "joint": (Role.JOINT,),
    "responsible": MAIN,
    "any": (),
}
_RANK = re.compile("[省市县区州旗盟](?:级|委|直)?|各级")
_TELLING = (
    "function",
    "agency",
    "role",
    "role_before",
    "about",
    "place",
    "years",
    "title",
    "subject",
    "figure",
    "deadline",
    "who",
    "each",
    "most",
    "body_of_role",
    "gap",
    "alongside",
)


@dataclass
class Reading:
    """Who, where, when and what a question speaks of; ``is_clear`` until something does not fit."""

    latest_year: int
    former: frozenset[str] = frozenset()
    parties: list[Party] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)
    titles: list[Part] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    verbs: list[Part] = field(default_factory=list)
    passives: list[Part] = field(default_factory=list)
    about: set[str] = field(default_factory=set)
    ignored: list[Part] = field(default_factory=list)
    figures: list[Comparison] = field(default_factory=list)
    deadlines: list[tuple[str, str]] = field(default_factory=list)
    without: tuple[Role, ...] = ()
    due: str = ""
    gap: Gap | None = None
    asked: list[str] = field(default_factory=list)
    asked_roles: tuple[Role, ...] | None = None
    is_each: bool = False
    is_alongside: bool = False
    is_how_many: bool = False
    is_indirect: bool = False
    is_most: bool = False
    is_own: bool = False
    is_clear: bool = True
    read: int = 0
    _waiting: list[Part] = field(default_factory=list)
    _roles: tuple[Role, ...] | None = None
    _before: str = ""
    _right_before: Part | None = None
    _is_with: bool = False
    _is_lacking: bool = False
    _is_supported: bool = False
    _wants_body: bool = False
    _with_predecessors: list[Part] = field(default_factory=list)

    def take(self, part: Part, following: tuple[Part, ...]) -> None:
        """Add a part; ``following`` are the parts after it."""
        match part.kind:
            case "function" | "agency":
                self._take_body(part)
            case "role":
                self._take_role(part.values[0], following)
            case "role_before":
                self._roles = ROLES[part.values[0]]
                self._wants_body = True
            case "about":
                self.about.add(part.values[0])
            case "place":
                self._take_place(part)
            case "years" | "since":
                self._take_time(part)
            case "subject":
                self.subjects.append(part.values[0])
            case "title":
                self._take_title(part)
            case "cites" | "cited":
                self.verbs.append(part)
            case "lacks":
                after = [p.kind for p in following if p.kind != "noise"]
                self._is_lacking = after[:1] in (["role"], ["body_of_role"])
                self.is_clear &= self._is_lacking and not self._waiting
            case "body_of_role":
                self._take_body_of_role(part.values[0], following)
            case "who" | "each" | "thing":
                self._take_asked(part)
            case "most":
                self.is_most = True
            case "indirect":
                self.is_indirect = True
            case "count":
                self.is_how_many = True
            case "figure":
                bound, value, unit = part.values
                self.figures.append(Comparison(bound, float(value), unit))  # type: ignore[arg-type]
            case "deadline":
                self.deadlines.append((part.values[0], part.values[1]))
            case "due":
                self.due = self.due or part.values[0]
                self.is_clear &= part.values[0] != "unknown"
            case "gap":
                self.is_clear &= self.gap in (None, part.values[0])
                self.gap = part.values[0]  # type: ignore[assignment]
            case "alongside":
                self.is_alongside = True
            case "passive":
                self.passives.append(part)
            case "own":
                self.is_own = True
            case "predecessors":
                self._take_predecessors()
            case "unknown":
                self._take_unknown(part, following)
            case "and":
                self._wants_body = bool(self._waiting) or self._roles is not None
        self.read += len(part.text) if part.kind in _TELLING else 0
        self._right_before = part
        if part.kind != "noise":
            self._before = part.values[0] if part.kind == "role" else part.kind

    def end(self) -> None:
        """Take the bodies that no role was said of: 甲局配合乙局 has 乙局 lead, else any role."""
        self._give(ROLES["lead"] if self._is_supported else ())
        # 牵头的任务 lacks the body; 谁牵头 asks for it, 牵头任务最多的 for one of them
        self.is_clear &= self.asked_roles is None or bool(self.asked) or self.is_most

    def _take_body(self, part: Part) -> None:
        self._wants_body = False
        self.is_clear &= self.asked_roles is None  # 谁配合甲局
        self._is_supported = self._before == "support"
        self._is_with |= self._before == "and" and not self._waiting
        if self._roles is None:
            self._waiting.append(part)
        else:
            self._add(part, self._roles)

    def _take_role(self, value: str, following: tuple[Part, ...]) -> None:
        if self._is_lacking:
            # 甲局没有牵头的任务 are those that others lead; 没有牵头单位 is said of the task
            is_of_task = [part.kind for part in following[:1]] == ["thing"]
            self.is_clear &= not self.parties or is_of_task
            self.without = (*self.without, *ROLES[value])
            self._is_lacking = False
        elif not self._waiting:
            self.is_clear &= self.asked_roles is None
            self.asked_roles = ROLES[value]
        elif value == "support" and self._is_with and not self.parties:
            self.about.add("partners")  # 哪些单位与市场监管局配合
        elif value == "joint" and len(self._waiting) > 1:
            self._give(MAIN)  # 甲局和乙局共同负责: whatever the share of each
        else:
            self._give(ROLES[value])
        self._roles = None

    def _take_body_of_role(self, value: str, following: tuple[Part, ...]) -> None:
        """Take 牵头单位: of nobody, of the body before it, or asked for."""
        if self._is_lacking:
            self.without = (*self.without, *ROLES[value])
            self._is_lacking = False
        elif self._waiting and self._right_before and self._right_before.text == "的":
            self.is_clear &= value == "support"  # 甲局的配合单位
            self.about.add("partners")
        elif self._waiting:
            self._take_role(value, following)
        else:
            self.asked.append("agency")
            self._take_role(value, following)

    def _take_asked(self, part: Part) -> None:
        self.is_each |= part.kind == "each"
        if part.kind != "thing" or self.is_most:
            self.asked.append(part.values[0])

    def _give(self, roles: tuple[Role, ...]) -> None:
        for part in self._waiting:
            self._add(part, roles)
        self._waiting.clear()

    def _add(self, part: Part, roles: tuple[Role, ...]) -> None:
        if len(part.values) != 1:
            return
        [node] = part.values
        is_agency = part.kind == "agency"
        party = Party(
            agency=node if is_agency else None,
            function=None if is_agency else node,
            roles=roles,
            with_predecessors=part in self._with_predecessors or part.text in self.former,
        )
        if party not in self.parties:
            self.parties.append(party)

    def _take_predecessors(self) -> None:
        """Take 含前身, said of the body right before it."""
        if self._waiting:
            self._with_predecessors.append(self._waiting[-1])
        elif self.parties:
            self.parties[-1] = replace(self.parties[-1], with_predecessors=True)
        else:
            self.is_clear = False

    def _take_place(self, part: Part) -> None:
        """Take a place; several are joined by 和, for without it the one may be of the other."""
        self.is_clear &= not self.places or self._before == "and"
        if part.values[0] not in self.places:
            self.places.append(part.values[0])

    def _take_time(self, part: Part) -> None:
        if part.kind == "years":
            first, last = sorted(map(int, part.values))
            self.years.append((first, last))
        is_open = part.kind == "since" if self._before == "years" else self._before == "after_since"
        if is_open and self.years:
            first, last = self.years[-1]
            self.years[-1] = first, max(last, self.latest_year)

    def _take_title(self, part: Part) -> None:
        self.titles.append(part)
        if not part.values:
            self.ignored.append(part)
            self.is_clear = False

    def _take_unknown(self, part: Part, following: tuple[Part, ...]) -> None:
        """Ignore what is unknown, unless without it the question is another one."""
        self.ignored.append(part)
        after = [other.kind for other in following if other.kind != "noise"]
        # 饲料办牵头, 饲料办和教育局负责: who takes part is not known. 教育局对校车负责: it is.
        is_topic = self._waiting and self._right_before and self._right_before.kind == "noise"
        is_topic = is_topic or after[1:2] == ["who"]  # 校车涉及哪些部门
        is_body = (after[:1] == ["role"] and not is_topic) or (
            after[:1] == ["and"] and _begins_with_body(after[1:])
        )
        # 望江市教育局: which bureau is meant is not known. In 市教育局 only the rank is.
        is_name = self._wants_body or _begins_with_body([other.kind for other in following])
        is_rank = _RANK.fullmatch(part.text) is not None
        self.is_clear &= not (is_body or (is_name and not is_rank))


def _begins_with_body(kinds: list[str]) -> bool:
    return kinds[:1] in (["function"], ["agency"])


def read(
    parts: tuple[Part, ...], latest_year: int, former: frozenset[str] = frozenset()
) -> Reading:
    """Return what all parts of a question say together.

    A function asked for by one of the ``former`` names of bodies means those bodies as well.
    """
    reading = Reading(latest_year, former)
    for number, part in enumerate(parts):
        reading.take(part, parts[number + 1 :])
    reading.end()
    return reading
