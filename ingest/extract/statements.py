"""The grammar of responsibility statements: tokens, and the parser that gives each agency its role.

statement  = { item | separator } ;            item = names role | label names | names
names      = name { ("、" | "，" | "和" | "及" …) name } [ "等部门" ] ;
role       = 牵头 | 按职责分工负责 | 负责 | 配合 | … ;   label = 牵头单位： | 责任单位： | …
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.model import Role
from ingest.extract.bare_lists import are_surely_bodies, is_office
from ingest.extract.brackets import depth_zero
from ingest.extract.confidence import CONFIDENCE, DOUBT, LEAST
from ingest.extract.found import Mention, Responsibility, Statement
from ingest.extract.names import STRONG, NameShapes
from ingest.extract.role_words import COMMA_LEADS, FIRST_LEADS, ROLE_OF_LABEL
from ingest.extract.statement_state import Name, State, settle_roles
from ingest.extract.statement_tokens import is_inside_group, mark_after, tokens, trimmed

_LONGEST = 1_500
_STANDING_NAMES = ("standing", "standing_too", "standing_of", "for_all")
_NO_NAME = re.compile(r"[\d%“”]")
# 成员单位：, a label that tells no part in the task
_FOREIGN = re.compile(r"[一-鿿]{2,8}(?:单位|部门|科室|处室)：")
# 市领导张某某, 分管副市长: people lead too, but they are no agencies
_PERSON = re.compile(
    r"领导(?!小组|组|机构|办)|(?:副?[省市州县区]长|书记|主任|秘书长)(?!办公室|会议|联席)"
)


class StatementGrammar:
    """Parses texts that may be responsibility statements."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def parse(
        self,
        text: str,
        *,
        at: int = 0,
        comma_leads: bool = False,
        with_objects: bool = True,
        in_bureau: bool = False,
        surely: bool = False,
    ) -> Statement | None:
        """Return what a statement (without its bracket) says; None where it is none.

        Spans are offsets into the text that ``text`` stands in from ``at`` on. A text without
        any role word is a statement only where every name in it is surely an agency.
        ``comma_leads`` says that in this document the names before the first comma lead,
        ``with_objects`` that a role word may go on with what is to be done (负责资金保障), which
        in running text is no statement, ``in_bureau`` that the document is a bureau's own, so
        that names of offices alone are a statement, ``surely`` that it is none unless every name
        in it surely is an agency.
        """
        if len(text) > _LONGEST or not (len(text) >= 2):
            return None
        state = State(comma_leads=comma_leads, in_bureau=in_bureau)
        for start, end, kind, token in tokens(text, with_objects=with_objects):
            if kind == "name":
                self._take_name(text, start, end, state)
                if surely and state.least < STRONG:
                    return None
            else:
                _HANDLERS[kind](state, token)
        state.settle(state.label)
        found = self._statement(text, state, at)
        if surely and found and any(r.agency.confidence < STRONG for r in found.responsibilities):
            return None
        return found

    def names_body(self, words: str) -> bool:
        """Whether words are the name of one certain body."""
        return self._shapes.is_strong(words)

    def _take_name(self, text: str, start: int, end: int, state: State) -> None:
        start, end = trimmed(text, start, end)
        if start >= end:
            return
        mark = mark_after(text, start, end)
        if mark:
            end = mark.start()
        words = text[start:end]
        if _FOREIGN.match(words):
            state.settle(state.label)
            state.is_foreign = True
        if state.is_foreign:
            return
        if _PERSON.search(words) or words.startswith("为"):
            return
        spans = self._shapes.split(words)
        otherwise = "unknown-name"
        if spans is None and self._shapes.is_field(words):
            state.fields += 1
            otherwise = "field"
            spans = [(0, end - start)]
        elif spans is None:
            state.doubts += 1
            is_plausible = 2 <= end - start <= 25 and not _NO_NAME.search(words)
            spans = [(0, end - start)] if is_plausible else []
            state.doubts += 0 if is_plausible else 2
        for a, b in spans:
            shape = self._shapes.shape(words[a:b])
            confidence = shape.confidence if shape else CONFIDENCE[otherwise]
            if state.in_bureau and is_office(words[a:b]):
                confidence = max(confidence, STRONG)
            state.least = min(state.least, confidence)
            name = Name(start + a, start + b, confidence)
            name.after_comma = state.after_comma
            if mark:
                name.role = Role.SUPPORT if mark["support"] else Role.LEAD
                state.has_lead = state.has_lead or name.role is Role.LEAD
                state.has_role = True
            elif state.after_with:
                name.role = Role.JOINT
            state.waiting.append(name)

    def _statement(self, text: str, state: State, at: int) -> Statement | None:
        names = state.done
        standing = self._standing(text, state.standing, at)
        span = (at, at + len(text))
        if not names:
            return Statement(span, (), standing=standing) if standing else None
        has_departments = state.is_open or text[: names[-1].end].endswith("部门")
        state.doubts += 0 if has_departments else state.fields
        known = sum(name.confidence > 0.5 for name in names)
        if state.doubts and (not state.has_role or known < 2 * state.doubts):
            return None
        if not state.has_role:
            listed = [(text[name.start : name.end], name.confidence) for name in names]
            if not are_surely_bodies(listed, by_shape=state.comma_leads):
                return None
        settle_roles(state)
        penalty = DOUBT * state.doubts
        found = tuple(
            Responsibility(
                Mention(
                    "",
                    text[n.start : n.end],
                    (at + n.start, at + n.end),
                    "statement",
                    max(LEAST, n.confidence - penalty),
                ),
                n.role or Role.JOINT,
            )
            for n in names
        )
        return Statement(span, found, state.is_open, state.first_leads, standing)

    def _standing(
        self, text: str, span: tuple[int, int] | None, at: int
    ) -> tuple[Responsibility, ...]:
        if span is None:
            return ()
        spans: list[tuple[int, int]] = []
        begin = span[0]
        outside = depth_zero(text[slice(*span)])
        marks = [
            span[0] + i for i, char in enumerate(text[slice(*span)]) if char == "、" and outside[i]
        ]
        for stop in (*marks, span[1]):
            if stop == span[1] or not is_inside_group(text, begin, stop):
                spans += [
                    (begin + a, begin + b) for a, b in self._shapes.split(text[begin:stop]) or []
                ]
                begin = stop + 1
        return tuple(
            Responsibility(
                Mention("", text[a:b], (at + a, at + b), "standing", CONFIDENCE["standing"]),
                Role.JOINT,
            )
            for a, b in spans
        )


def _on_role(role: Role) -> Callable[[State, re.Match[str] | None], None]:
    def handle(state: State, _: re.Match[str] | None) -> None:
        state.has_role = True
        if not state.waiting:
            return
        state.settle(role)

    return handle


def _on_label(state: State, token: re.Match[str] | None) -> None:
    state.settle(state.label)
    state.has_role = True
    state.is_foreign = False
    if token is not None:
        state.label = ROLE_OF_LABEL[token["what"] or token["bare"]]


def _on_with(state: State, _: re.Match[str] | None) -> None:
    """会同: those before it lead, unless others lead or support there; those after it share."""
    is_below = state.has_lead or state.label is Role.SUPPORT
    role = Role.JOINT if is_below else Role.LEAD
    state.has_role = True
    for name in state.waiting:
        name.role = name.role or role
    state.has_lead = state.has_lead or (role is Role.LEAD and bool(state.waiting))
    state.after_with = True


def _on_comma(state: State, _: re.Match[str] | None) -> None:
    state.after_comma = True


def _on_stop(state: State, _: re.Match[str] | None) -> None:
    state.settle(state.label)
    state.is_foreign = False


def _on_open(state: State, _: re.Match[str] | None) -> None:
    state.is_open = True


def _on_convention(state: State, token: re.Match[str] | None) -> None:
    if token is None:
        return
    state.settle(state.label)
    if FIRST_LEADS.match(token[0]):
        state.first_leads = True
    elif COMMA_LEADS.match(token[0]):
        state.comma_leads = True
    elif named := next((name for name in _STANDING_NAMES if token[name]), None):
        state.standing = token.span(named)


def _on_note(state: State, token: re.Match[str] | None) -> None:
    """A convention in brackets: it ends a name, but not the list that it stands behind."""
    if token is None:
        return
    state.first_leads = state.first_leads or FIRST_LEADS.search(token[0]) is not None
    state.comma_leads = state.comma_leads or COMMA_LEADS.search(token[0]) is not None


def _ignore(state: State, token: re.Match[str] | None) -> None:
    """Separators end a name and say nothing else."""


_HANDLERS: dict[str, Callable[[State, re.Match[str] | None], None]] = {
    "note": _on_note,
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
