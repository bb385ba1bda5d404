"""The grammar of responsibility statements: tokens, and the parser that gives each agency its role.

statement  = { item | separator } ;            item = names role | label names | names
names      = name { ("、" | "，" | "和" | "及" …) name } [ "等部门" ] ;
role       = 牵头 | 按职责分工负责 | 负责 | 配合 | … ;   label = 牵头单位： | 责任单位： | …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from graph.model import Role
from ingest.extract.brackets import depth_zero
from ingest.extract.found import Mention, Responsibility, Statement
from ingest.extract.names import STRONG, NameShapes
from ingest.extract.role_words import COMMA_LEADS, FIRST_LEADS, INSIDE_NAME, ROLE_OF_LABEL, TOKEN

_LONGEST = 1_500


@dataclass(slots=True)
class _Name:
    start: int
    end: int
    confidence: float
    role: Role | None = None
    after_comma: bool = False


@dataclass(slots=True)
class _Parse:
    """What the parser knows so far: finished names, those still without a role, conventions."""

    done: list[_Name] = field(default_factory=list)
    waiting: list[_Name] = field(default_factory=list)
    label: Role | None = None
    has_lead: bool = False
    has_role: bool = False
    is_open: bool = False
    after_with: bool = False
    after_comma: bool = False
    first_leads: bool = False
    comma_leads: bool = False
    standing: tuple[int, int] | None = None
    doubts: int = 0

    def settle(self, role: Role | None) -> None:
        """Give the waiting names a role; names parted by 会同 keep what they got there."""
        for name in self.waiting:
            name.role = name.role or role
            self.has_lead = self.has_lead or name.role is Role.LEAD
        self.done += self.waiting
        self.waiting = []
        self.after_with = False


class StatementGrammar:
    """Parses texts that may be responsibility statements."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def parse(self, text: str, *, comma_leads: bool = False) -> Statement | None:
        """Return what a statement (without its bracket) says; None where it is none.

        Spans are offsets into ``text``. A text without any role word is a statement only
        where every name in it is surely an agency. ``comma_leads`` says that in this document
        the names before the first comma lead.
        """
        if len(text) > _LONGEST or not (len(text) >= 2):
            return None
        state = _Parse(comma_leads=comma_leads)
        for start, end, kind, token in _tokens(text):
            if kind == "name":
                self._take_name(text, start, end, state)
            else:
                _HANDLERS[kind](state, token)
        state.settle(state.label)
        return self._statement(text, state)

    def _take_name(self, text: str, start: int, end: int, state: _Parse) -> None:
        start, end = _trim(text, start, end)
        if start >= end:
            return
        led = _LEADING_BRACKET.search(text, start, end)
        if led:
            end = led.start()
        spans = self._shapes.split(text[start:end])
        if spans is None:
            state.doubts += 1
            is_plausible = 2 <= end - start <= 25 and not re.search(r"[\d%“”]", text[start:end])
            spans = [(0, end - start)] if is_plausible else []
            state.doubts += 0 if is_plausible else 2
        for a, b in spans:
            shape = self._shapes.shape(text[start + a : start + b])
            name = _Name(start + a, start + b, shape.confidence if shape else 0.4)
            name.after_comma = state.after_comma
            if led:
                name.role, state.has_lead, state.has_role = Role.LEAD, True, True
            elif state.after_with:
                name.role = Role.JOINT
            state.waiting.append(name)

    def _statement(self, text: str, state: _Parse) -> Statement | None:
        names = state.done
        if not names and not state.standing:
            return None
        known = sum(name.confidence > 0.5 for name in names)
        if state.doubts and (not state.has_role or known < 2 * state.doubts):
            return None
        is_sure = bool(names) and all(name.confidence >= STRONG for name in names)
        if not state.has_role and not is_sure:
            return None
        _settle_roles(state)
        penalty = 0.1 * state.doubts
        found = tuple(
            Responsibility(
                Mention(
                    "",
                    text[n.start : n.end],
                    (n.start, n.end),
                    "statement",
                    max(0.3, n.confidence - penalty),
                ),
                n.role or Role.JOINT,
            )
            for n in names
        )
        standing = self._standing(text, state.standing)
        return Statement((0, len(text)), found, state.is_open, state.first_leads, standing)

    def _standing(self, text: str, span: tuple[int, int] | None) -> tuple[Responsibility, ...]:
        if span is None:
            return ()
        spans = self._shapes.split(text[span[0] : span[1]]) or []
        return tuple(
            Responsibility(
                Mention(
                    "", text[span[0] + a : span[0] + b], (span[0] + a, span[0] + b), "standing", 0.9
                ),
                Role.JOINT,
            )
            for a, b in spans
        )


def led_by_first(found: tuple[Responsibility, ...]) -> tuple[Responsibility, ...]:
    """Return the responsibilities with the first as lead, where none of several leads yet."""
    if len(found) < 2 or any(r.role in (Role.LEAD, Role.SUPPORT) for r in found):
        return found
    return (replace(found[0], role=Role.LEAD), *(replace(r, role=Role.JOINT) for r in found[1:]))


def _settle_roles(state: _Parse) -> None:
    """Give the names that are left their roles: sole or joint, lead beside support."""
    names = state.done
    if state.comma_leads and not state.has_role and any(name.after_comma for name in names):
        state.has_lead = True
        for name in names:
            name.role = Role.JOINT if name.after_comma else Role.LEAD
    own = [name for name in names if name.role in (None, Role.JOINT)]
    has_support = any(name.role is Role.SUPPORT for name in names)
    for name in own:
        if state.has_lead:
            name.role = Role.JOINT
        elif has_support:
            name.role = Role.LEAD
        else:
            name.role = Role.SOLE if len(own) == 1 else Role.JOINT


_LEADING_BRACKET = re.compile(r"（(?:牵头|主办|牵头单位|主办单位|牵头部门|总牵头)）$")
_EDGE = re.compile(r"^(?:[：:\s、]|由|以及|和|与|及|并|其中|其他为)+|[：:\s、]+$")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (found := _EDGE.search(text[start:end])):
        if found.start() == 0:
            start += found.end()
        else:
            end = start + found.start()
    return start, end


def _tokens(text: str) -> Iterator[tuple[int, int, str, re.Match[str] | None]]:
    """Yield names and tokens in order; what stands in brackets belongs to the name before it."""
    outside = depth_zero(text)
    position = begin = 0
    while position < len(text):
        is_open = outside[position] or text[position] in "【［"
        token = TOKEN.match(text, position) if is_open else None
        if token is None or token.end() == token.start():
            position += 1
            continue
        kind = next(k for k in _HANDLERS if token.group(k) is not None)
        if not outside[position] and kind != "label":
            position += 1
            continue
        if kind in _ROLES and not _is_role_here(text, token):
            position += 1
            continue
        if kind == "mark" and _is_inside_group(text, begin, position):
            position += 1
            continue
        if position > begin:
            yield begin, position, "name", None
        yield token.start(), token.end(), kind, token
        position = begin = token.end()
    if position > begin:
        yield begin, position, "name", None


_ROLES = ("joint", "lead", "support")
# 各市、县（区）人民政府 is one group, as are 各镇、街道
_GROUP_BEGINS = re.compile(
    r"(?:各|相关|有关)(?:[省市州县区乡镇旗盟]|地市|县市)(?:（[^（）]*）)?(?:、[市州县区乡镇旗盟])*"
)
_GROUP_GOES_ON = re.compile(
    r"、(?:自治区|直辖市|街道|乡镇|[市州县区乡镇旗盟])(?:（[^（）]*）)?"
    r"(?:$|[、，；。]|人民政府|政府|党委|党工委|办事处|管委会)"
)


def _is_inside_group(text: str, begin: int, mark: int) -> bool:
    """Whether a 、 stands between the levels of one group rather than between two names."""
    opening = text[begin:mark].lstrip()
    return _GROUP_BEGINS.fullmatch(opening) is not None and (
        _GROUP_GOES_ON.match(text, mark) is not None
    )


def _is_role_here(text: str, token: re.Match[str]) -> bool:
    """Whether a role word ends a clause, rather than being part of a name (职业技术学院…)."""
    rest = text[token.end() : token.end() + 1]
    return rest == "" or rest in "，,、；;。\n）〕】 " or not INSIDE_NAME.match(text, token.start())


def _on_role(role: Role) -> Callable[[_Parse, re.Match[str] | None], None]:
    def handle(state: _Parse, _: re.Match[str] | None) -> None:
        state.has_role = True
        if not state.waiting:
            return
        state.settle(role)

    return handle


def _on_label(state: _Parse, token: re.Match[str] | None) -> None:
    state.settle(state.label)
    state.has_role = True
    if token is not None:
        state.label = ROLE_OF_LABEL[token["what"]]


def _on_with(state: _Parse, _: re.Match[str] | None) -> None:
    """会同: those before it lead, unless somebody leads already; those after it share."""
    role = Role.JOINT if state.has_lead or state.label else Role.LEAD
    state.has_role = True
    for name in state.waiting:
        name.role = name.role or role
    state.has_lead = state.has_lead or (role is Role.LEAD and bool(state.waiting))
    state.after_with = True


def _on_comma(state: _Parse, _: re.Match[str] | None) -> None:
    state.after_comma = True


def _on_stop(state: _Parse, _: re.Match[str] | None) -> None:
    state.settle(state.label)


def _on_open(state: _Parse, _: re.Match[str] | None) -> None:
    state.is_open = True


def _on_convention(state: _Parse, token: re.Match[str] | None) -> None:
    if token is None:
        return
    state.settle(state.label)
    if FIRST_LEADS.match(token[0]):
        state.first_leads = True
    elif COMMA_LEADS.match(token[0]):
        state.comma_leads = True
    elif token["standing"]:
        state.standing = token.span("standing")


def _ignore(state: _Parse, token: re.Match[str] | None) -> None:
    """Separators end a name and say nothing else."""


_HANDLERS: dict[str, Callable[[_Parse, re.Match[str] | None], None]] = {
    "convention": _on_convention,
    "time": _on_stop,
    "label": _on_label,
    "lead": _on_role(Role.LEAD),
    "support": _on_role(Role.SUPPORT),
    "joint": _on_role(Role.JOINT),
    "open": _on_open,
    "with": _on_with,
    "comma": _on_comma,
    "mark": _ignore,
    "stop": _on_stop,
    "by": _ignore,
}
