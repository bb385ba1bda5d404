"""Responsibility statements: who does what, in the many ways documents say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.setting import Named, Setting

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it stands in the text, and what it says."""

    text: str
    responsibilities: tuple[Found, ...]
    is_open: bool = False
    on_lines: bool = False
    is_bare: bool = False
    deadlines: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a statement without brackets; ``roles`` are of the bodies in order."""

    text: str
    roles: tuple[str, ...]
    is_open: bool = False


def responsibility(name: Named, role: str, basis: str = "stated") -> Found:
    """Return one body's part in an action."""
    return {
        "surface": name.surface,
        "canonical": list(name.canonical),
        "role": role,
        "basis": basis,
    }


def _list(names: list[Named]) -> str:
    return "、".join(name.surface for name in names)


def _joint(names: list[Named]) -> tuple[str, ...]:
    return ("joint",) * len(names) if len(names) > 1 else ("sole",)


def _beside(lead: str, other: str, names: list[Named]) -> tuple[str, ...]:
    return (lead, *(other for _ in names[1:]))


# each takes the bodies in order; those of _TWO need two at least
_ONE: dict[str, Callable[[list[Named]], _Words]] = {
    "负责": lambda n: _Words(f"{_list(n[:1])}负责", ("sole",)),
    "分别负责": lambda n: _Words(f"{_list(n)}按职责分工负责", _joint(n)),
    "bare": lambda n: _Words(_list(n), _joint(n)),
    "责任单位": lambda n: _Words(f"责任单位：{_list(n)}", _joint(n)),
    "牵头单位": lambda n: _Words(f"牵头单位：{_list(n)}", ("lead",) * len(n)),
}
_TWO: dict[str, Callable[[list[Named]], _Words]] = {
    "牵头，配合": lambda n: _Words(
        f"{_list(n[:1])}牵头，{_list(n[1:])}配合", _beside("lead", "support", n)
    ),
    "由牵头，参与": lambda n: _Words(
        f"由{_list(n[:1])}牵头，{_list(n[1:])}参与", _beside("lead", "support", n)
    ),
    "牵头，分工负责": lambda n: _Words(
        f"{_list(n[:1])}牵头，{_list(n[1:])}按职责分工负责", _beside("lead", "joint", n)
    ),
    "牵头负责，协同": lambda n: _Words(
        f"{_list(n[:1])}牵头负责，{_list(n[1:])}协同配合", _beside("lead", "support", n)
    ),
    "负责，配合": lambda n: _Words(
        f"{_list(n[:1])}负责，{_list(n[1:])}配合", _beside("lead", "support", n)
    ),
    "会同": lambda n: _Words(f"{_list(n[:1])}会同{_list(n[1:])}", _beside("lead", "joint", n)),
    "牵头，会同": lambda n: _Words(
        f"{_list(n[:1])}牵头，会同{_list(n[1:])}落实", _beside("lead", "joint", n)
    ),
    "等部门分工负责": lambda n: _Words(f"{_list(n)}等部门按职责分工负责", _joint(n), True),
    "牵头，等部门配合": lambda n: _Words(
        f"{_list(n[:1])}牵头，{_list(n[1:])}等部门配合", _beside("lead", "support", n), True
    ),
    "根据职责": lambda n: _Words(f"{_list(n)}根据职责分别负责", _joint(n)),
    "牵头；配合单位": lambda n: _Words(
        f"牵头单位：{_list(n[:1])}；配合单位：{_list(n[1:])}", _beside("lead", "support", n)
    ),
    "牵头；责任单位": lambda n: _Words(
        f"牵头单位：{_list(n[:1])}；责任单位：{_list(n[1:])}", _beside("lead", "joint", n)
    ),
    "牵头部门，配合部门": lambda n: _Words(
        f"牵头部门：{_list(n[:1])}，配合部门：{_list(n[1:])}", _beside("lead", "support", n)
    ),
    "主办；协办": lambda n: _Words(
        f"主办单位：{_list(n[:1])}；协办单位：{_list(n[1:])}", _beside("lead", "support", n)
    ),
    "牵头，协作": lambda n: _Words(
        f"{_list(n[:1])}牵头，{_list(n[1:])}协作", _beside("lead", "support", n)
    ),
    "负责牵头，负责配合": lambda n: _Words(
        f"由{_list(n[:1])}负责牵头，{_list(n[1:])}负责配合", _beside("lead", "support", n)
    ),
    "为牵头单位": lambda n: _Words(
        f"{_list(n[:1])}为牵头单位，{_list(n[1:])}为责任单位", _beside("lead", "joint", n)
    ),
    "〔牵头〕": lambda n: _Words(
        f"{n[0].surface}〔牵头〕、{_list(n[1:])}", _beside("lead", "joint", n)
    ),
    "牵头，配合，落实": lambda n: _Words(
        f"{_list(n[:1])}牵头，{_list(n[1:-1] or n[1:])}配合"
        + (f"，{_list(n[-1:])}负责落实" if len(n) > 2 else ""),
        ("lead", *(["support"] * (len(n) - 2) + ["joint"] if len(n) > 2 else ["support"])),
    ),
    "责任；配合单位": lambda n: _Words(
        f"责任单位：{_list(n[:1])}；配合单位：{_list(n[1:])}", _beside("lead", "support", n)
    ),
}
# those of full width stand twice: they are the most frequent
_BRACKETS = ("（）", "（）", "（）", "()", "〔〕", "【】", "［］", "[]", "（)", "(）")


_BUREAU = re.compile("局$|(?<!办公)厅$")


class Statements:
    """Writes the statements of one document; conventions, once said, hold for all that follow."""

    def __init__(self, setting: Setting, chance: Chance, issuers: tuple[Named, ...]) -> None:
        self._setting = setting
        self._chance = chance
        self._offices: list[Named] = []
        if len(issuers) == 1 and _BUREAU.search(issuers[0].surface) and chance.happens(0.5):
            chance.note("names", "offices")
            self._offices = setting.offices(issuers[0].surface)
        self.standing: Named | None = None
        self._is_first = True
        ways: tuple[str, ...] = ("none",) * 7 + ("first leads", "first leads, said last")
        others = ("comma leads", "comma leads, label", "standing group")
        self._convention = chance.pick((*ways, *others))
        chance.note("convention", self._convention)
        self._bracket = chance.pick(_BRACKETS)
        chance.note("bracket", self._bracket)
        self._on_lines = self._convention == "none" and chance.happens(0.25)
        self._ends_paragraph = self._convention == "none" and chance.happens(0.15)

    @property
    def closing_note(self) -> str:
        """A convention that is said once below the text, "" where there is none."""
        if self._convention == "first leads, said last":
            return "注：责任单位中排名第一的为牵头单位。"
        return ""

    def names(self, least: int, most: int) -> list[Named]:
        """Return bodies in order, sometimes a group as the last, sometimes without level words."""
        keys = self._chance.some(self._setting.bodies(), least, most)
        names = [self._setting.body(key, self._chance) for key in keys]
        names = list({name.surface: name for name in names}.values())
        if len(names) > 2 and self._chance.happens(0.15):
            names = self._without_levels(names)
        has_group = self._convention != "standing group" and self._chance.happens(0.25)
        if len(names) > 1 and has_group:
            surface = self._chance.form("group", {g: g for g in self._setting.groups})
            names[-1] = self._setting.group(surface)
        return names

    def _named(self, least: int, most: int) -> list[Named]:
        """Return offices where the statements of this document name those, else bodies."""
        if self._offices:
            return self._chance.some(self._offices, least, most)
        return self.names(least, most)

    def said(self) -> Said:
        """Return the statement for one action."""
        if self._convention.startswith("first leads"):
            return self._led_by_first()
        if self._convention.startswith("comma leads"):
            return self._led_by_comma()
        names = self._named(1, 4)
        ways = _ONE if len(names) == 1 else _ONE | _TWO
        if self._on_lines or self._ends_paragraph:
            ways = {name: way for name, way in ways.items() if "单位" in name or "办；" in name}
        words = self._chance.form("statement", ways)(names)
        found = tuple(
            responsibility(name, role) for name, role in zip(names, words.roles, strict=False)
        )
        if self._convention == "standing group" and self._is_first:
            return self._with_standing(words, found)
        self._is_first = False
        if self._on_lines:
            return self._lines(words, found)
        if self._ends_paragraph and "：" in words.text:
            self._chance.note("statement", "ends the paragraph")
            return Said(f"{words.text}。", found, words.is_open, on_lines=False, is_bare=True)
        return Said(self._in_brackets(words.text), found, words.is_open)

    def on_heading(self) -> Said:
        """Return a statement short enough for a heading."""
        names = self._named(2, 3)
        ways = {name: _TWO[name] for name in ("牵头，配合", "牵头，分工负责")}
        words = self._chance.form("statement on heading", ways)(names)
        found = tuple(
            responsibility(name, role) for name, role in zip(names, words.roles, strict=True)
        )
        return Said(f"（{words.text}）", found)

    def _without_levels(self, names: list[Named]) -> list[Named]:
        level = self._setting.level
        kept = [name for name in names[1:] if name.can_drop_level]
        if not kept or not names[0].can_drop_level:
            return names
        self._chance.note("names", "level word once")
        return [names[0], *(Named(n.surface.removeprefix(level), n.canonical) for n in kept)]

    def _in_brackets(self, words: str) -> str:
        return self._bracket[0] + words + self._bracket[1]

    def _lines(self, words: _Words, found: tuple[Found, ...]) -> Said:
        """Return labels on lines of their own, sometimes with a limit of time below."""
        self._chance.note("statement", "on lines")
        text = words.text.replace("；", "\n").replace("，配合", "\n配合")
        if not self._chance.happens(0.4):
            return Said(text, found, words.is_open, on_lines=True)
        self._chance.note("statement", "limit of time")
        month = self._chance.number(3, 12)
        year = self._chance.number(2024, 2027)
        limit = f"完成时限：{year}年{month}月底"
        due = ({"text": limit, "date": f"{year}-{month:02d}"},)
        return Said(f"{text}\n{limit}", found, words.is_open, on_lines=True, deadlines=due)

    def _led_by_first(self) -> Said:
        names = self._named(1, 4)
        is_said = self._is_first and self.closing_note == ""
        note = "。列第一位的为牵头单位，下同" if is_said else ""
        self._is_first = False
        roles = _beside("lead", "joint", names) if len(names) > 1 else ("sole",)
        found = tuple(responsibility(n, r) for n, r in zip(names, roles, strict=True))
        return Said(self._in_brackets(f"责任单位：{_list(names)}{note}"), found)

    def _led_by_comma(self) -> Said:
        names = self._named(2, 4)
        note = "。逗号前为牵头部门，下同" if self._is_first else ""
        self._is_first = False
        label = "责任单位：" if self._convention == "comma leads, label" else ""
        words = f"{label}{names[0].surface}，{_list(names[1:])}{note}"
        roles = _beside("lead", "joint", names)
        found = tuple(responsibility(n, r) for n, r in zip(names, roles, strict=True))
        return Said(self._in_brackets(words), found)

    def _with_standing(self, words: _Words, found: tuple[Found, ...]) -> Said:
        self._is_first = False
        surface = self._chance.pick(self._setting.groups)
        group = self._setting.group(surface)
        self.standing = group
        note = f"{words.text}。以下各项均需{surface}落实，不再列出"
        return Said(self._in_brackets(note), found, words.is_open)

    def standing_part(self) -> Iterator[Found]:
        """Yield the part of the group that takes part in everything, once it was named."""
        if self.standing is not None:
            yield responsibility(self.standing, "joint")
