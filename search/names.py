"""The names that a question can hold: what the store calls its bodies, places, texts, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from graph.model import Agency, AgencyGroup, Document, Function, Indicator, Kind, Location, Subject
from graph.model import Regulation as RegulationNode
from graph.renewed import Renewed
from graph.store import GraphStore
from search.cutting import usual_words
from search.folding import fold
from search.parts import Part, Readings, longest, parts_of
from search.spelling import Speller
from search.synonyms import Synonyms

_BODY_ENDINGS = ("局", "委", "厅", "办", "部门", "委员会", "总局", "单位", "机构")
_BODY_ENDINGS_EN = (
    "bureau", "bureaus", "commission", "commissions", "department", "departments", "office",
    "offices", "administration", "administrations", "authority", "authorities", "ministry",
)  # fmt: skip
# 晋城市 is called 晋城, 临夏回族自治州 临夏 and 临夏州.
_RANK = re.compile(
    r"(?P<bare>.{2,}?)(?:(?P<people>[^省市县区]{1,8}族)?自治(?P<own>[区州县])"
    r"|特别行政区|地区|新区|省|市|县|区|州|盟|旗)"
)
_TASKS = ("任务", "工作任务", "重点任务", "举措", "事项", "tasks", "task", "actions")
_STATE = "中华人民共和国"


@dataclass(frozen=True)
class Names:
    """The names a store holds, folded, with what they may stand for."""

    readings: Readings
    longest: int
    agencies_at: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    located: Mapping[str, str]
    places: Mapping[str, str]
    parents: Mapping[str, str | None]
    documents: Mapping[str, str]
    metrics: frozenset[str]
    latest_year: int
    with_subjects: Readings
    former: frozenset[str] = frozenset()
    synonyms: Synonyms = field(default_factory=Synonyms)
    forms: tuple[tuple[str, str], ...] = ()

    @cached_property
    def speller(self) -> Speller:
        """What knows which names and usual words sound or look alike."""
        return Speller((*self.with_subjects, *self.metrics), usual_words())

    def parts(self, text: str) -> tuple[Part, ...]:
        """Return the parts of a question.

        The name of a subject is one only beside the word for tasks, and where it is asked who
        does something: elsewhere it is a word like any other, part of a metric (农药使用量) or of
        what is searched for.
        """
        folded = fold(text)
        parts = parts_of(folded, self.with_subjects, self.longest)
        kinds = {part.kind for part in parts}
        is_asked = bool(kinds & {"who", "body_of_role"}) and "most" not in kinds
        if "subject" not in kinds or is_asked or _has_tasks_on_subject(parts):
            return parts
        return parts_of(folded, self.readings, self.longest)

    def agency(self, location: str, function: str, called: str) -> str | None:
        """Return the id of the body of a place with a function that goes by a short name.

        Of several, it is the one whose name the short one abbreviates: 市场监管局 is the
        市场监督管理局, not the 工商行政管理局 before it. None where that is none, or not one.
        """
        bodies = self.agencies_at.get((location, function), ())
        if len(bodies) > 1:
            meant = [body for body in bodies if _abbreviates(called, body[1])]
            shortest = min((len(name) for _, name in meant), default=0)
            bodies = tuple(body for body in meant if len(body[1]) == shortest)
        return bodies[0][0] if len(bodies) == 1 else None

    def document_of(self, regulation: str) -> str | None:
        """Return the id of the document that holds the full text of a regulation."""
        return self.documents.get(regulation)

    def is_below(self, location: str, other: str) -> bool:
        """Whether a place lies somewhere below another."""
        seen: set[str] = set()
        parent = self.parents.get(location)
        while parent and parent != other and parent not in seen:
            seen.add(parent)
            parent = self.parents.get(parent)
        return parent == other

    def is_metric(self, words: str) -> bool:
        """Whether some indicator measures what the words say."""
        return any(words in metric for metric in self.metrics)


class NameBook:
    """The names of one store, gathered again when the store has changed.

    Those of a large store are gathered beside its readers, who meanwhile have the ones before.
    """

    def __init__(
        self,
        store: GraphStore,
        forms: Iterable[tuple[str, str]] = (),
        former: Iterable[str] = (),
        synonyms: Synonyms | None = None,
    ) -> None:
        """Take ``forms``, pairs of a name and the id of the function or subject it stands for.

        ``former`` are those names that only bodies of the past bore, ``synonyms`` the names
        that mean one body.
        """
        self._store = store
        self._forms = tuple(forms)
        self._former = tuple(former)
        self._synonyms = synonyms or Synonyms()
        self._names: Renewed[Names] = Renewed(store)

    @property
    def names(self) -> Names:
        """The names as of the store's last change, or a little before."""
        return self._names.value(self._gathered)

    def _gathered(self) -> Names:
        names = names_of(self._store, self._forms, self._former)
        return replace(names, synonyms=self._synonyms)


def names_of(
    store: GraphStore, forms: Iterable[tuple[str, str]] = (), former: Iterable[str] = ()
) -> Names:
    """Return the names that a store holds, with further ``forms`` of functions and subjects."""
    gathering, forms = _Gathering(), tuple(forms)
    functions = [node for node in store.nodes(Kind.FUNCTION) if isinstance(node, Function)]
    gathering.functions(functions, forms)
    locations = [node for node in store.nodes(Kind.LOCATION) if isinstance(node, Location)]
    gathering.locations(locations)
    for kind in (Kind.AGENCY, Kind.AGENCY_GROUP):
        for node in store.nodes(kind):
            if isinstance(node, Agency | AgencyGroup):
                gathering.agency(node)
    for node in store.nodes(Kind.REGULATION):
        if isinstance(node, RegulationNode):
            gathering.title(node.title, node.id, node.document)
            gathering.add(node.number_key.partition("@")[0], "title", node.id)
    for node in store.nodes(Kind.DOCUMENT):
        if isinstance(node, Document):
            gathering.title(node.title, node.regulation, node.id)
            gathering.latest_year = max(gathering.latest_year, node.year or 0)
    gathering.subjects([n for n in store.nodes(Kind.SUBJECT) if isinstance(n, Subject)], forms)
    for node in store.nodes(Kind.INDICATOR):
        if isinstance(node, Indicator):
            gathering.metrics.add(fold(node.metric))
    held = tuple((fold(form), value) for form, value in forms)
    return replace(gathering.names(), former=frozenset(map(fold, former)), forms=held)


class _Gathering:
    def __init__(self) -> None:
        self.readings: dict[str, dict[tuple[str, str], None]] = {}
        self.agencies_at: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.places: dict[str, Location] = {}
        self.located: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self.metrics: set[str] = set()
        self.acted_on: dict[str, str] = {}
        self.latest_year = 0

    def add(self, name: str, kind: str, value: str) -> None:
        if len(folded := fold(name).strip()) > 1:
            self.readings.setdefault(folded, {})[kind, value] = None

    def functions(self, functions: list[Function], forms: Iterable[tuple[str, str]]) -> None:
        held = {function.id for function in functions}
        for form, function_id in forms:
            if function_id in held:
                self.add(form, "function", function_id)
        for function in functions:
            for ending in _BODY_ENDINGS:
                self.add(function.name + ending, "function", function.id)
            for ending in _BODY_ENDINGS_EN:
                self.add(f"{function.name_en} {ending}", "function", function.id)
                self.add(f"{ending} of {function.name_en}", "function", function.id)
            # Last, because the first reading of a name counts: 人民政府 is a body without more.
            self.add(function.name, "bare", function.id)
            self.add(function.name_en, "bare", function.id)

    def subjects(self, subjects: list[Subject], forms: Iterable[tuple[str, str]]) -> None:
        held = {subject.id for subject in subjects}
        own = ((name, s.id) for s in subjects for name in (s.name, s.name_en) if name)
        for name, subject_id in (*own, *forms):
            if subject_id in held:
                self.acted_on.setdefault(fold(name), subject_id)

    def locations(self, locations: list[Location]) -> None:
        for place in locations:
            self.places[place.id] = place
            for name in _place_names(place.name):
                self.add(name, "place", place.id)

    def agency(self, agency: Agency | AgencyGroup) -> None:
        if agency.function and not agency.is_resolved:
            return  # 市教育局 of nobody knows which city: its function is what can be asked for
        self.add(agency.name, "agency", agency.id)
        place = self.places.get(agency.location or "")
        own = agency.name.removeprefix(place.name) if place else agency.name
        self.add(own, "agency", agency.id)
        if agency.location:
            self.located[agency.id] = agency.location
        if agency.location and agency.function and isinstance(agency, Agency):
            bodies = self.agencies_at.setdefault((agency.location, agency.function), [])
            bodies.append((agency.id, fold(own)))

    def title(self, title: str, regulation: str, document: str | None) -> None:
        for name in (title, title.removeprefix(_STATE)):
            self.add(name, "title", regulation)
        if document:
            self.documents[regulation] = document

    def names(self) -> Names:
        readings = {name: tuple(found) for name, found in self.readings.items()}
        acted_on = {name: (("subject", one),) for name, one in self.acted_on.items()}
        with_subjects = {**acted_on, **readings}
        return Names(
            readings=readings,
            with_subjects=with_subjects,
            longest=longest(with_subjects),
            agencies_at={key: tuple(ids) for key, ids in self.agencies_at.items()},
            places={place.id: place.name for place in self.places.values()},
            parents={place.id: place.parent for place in self.places.values()},
            documents=self.documents,
            located=self.located,
            metrics=frozenset(self.metrics),
            latest_year=self.latest_year,
        )


def _has_tasks_on_subject(parts: tuple[Part, ...]) -> bool:
    """Whether a subject stands right before or behind the word for tasks."""
    said = [part for part in parts if part.kind != "noise"]
    pairs = [{one.kind: one, other.kind: other} for one, other in pairwise(said)]
    return any(
        "subject" in pair and "about" in pair and pair["about"].text in _TASKS for pair in pairs
    )


def _abbreviates(short: str, name: str) -> bool:
    """Whether all signs of a short name stand in a name, in their order."""
    signs = iter(name)
    return all(sign in signs for sign in short)


def _place_names(name: str) -> Iterator[str]:
    yield name
    if match := _RANK.fullmatch(name):
        yield match["bare"]
        if match["own"]:
            yield match["bare"] + match["own"]
