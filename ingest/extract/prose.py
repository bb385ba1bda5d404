"""Responsibilities in running text: 由A牵头, A会同B, 各部门要…; for actions without a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Role
from ingest.extract.confidence import confidence_of
from ingest.extract.found import Mention, Responsibility, Span
from ingest.extract.names import NameShapes

_STOP = re.compile(r"[，。；\n]")
_LONGEST_LIST = 200
_CLAUSE = re.compile(r"[^，。；：\n]+")
# 由省食安委办统一采编, 由市教育局牵头
_BY = re.compile(
    r"由(?P<names>[^，。；由]{2,60}?)(?P<role>牵头|承办|主办|负责|会同|(?:统一|具体|共同|分别|统筹|直接|组织)?(?:组织|实施|负责|采编|制定|承担|审核|汇总|认定|发布|办理|推进|落实|开展|管理|核定|受理|确定|提出|协调|指导))"
    # 市应急管理局, 市市场监督管理局: no role word ends a name in its middle
    r"(?!(?:服务|审批|监督|执法|保障|指导)*(?:[局厅委办处科站]|中心|部门))"
)
_WITH = re.compile(r"^(?:主动|积极|应|要|须)?(?:会同|联合|商)(?P<names>[^，。；]{2,40})")
_SUPPORTING = re.compile(r"^(?:积极|主动|全力)?配合(?P<names>[^，。；]{3,30})")
# 各县（市、区）、各部门要加大…; 市直有关部门要按照…; 各牵头单位于…前报送
_MUST = re.compile(
    r"(?P<names>[^，。；：\n“”《]{2,60}?)(?P<role>牵头|负责(?!人|制)|会同|配合|要|应当|应|须|需|务必|必须|于(?=[\d每]))"
)
_LEADS = ("牵头", "承办", "主办", "会同")
_ROLE_OF_WORD = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "承办": Role.LEAD,
    "会同": Role.LEAD,
    "配合": Role.SUPPORT,
    "参与": Role.SUPPORT,
    "协助": Role.SUPPORT,
    "协办": Role.SUPPORT,
}
# 市教育局：督促学校开展自查
_HEAD = re.compile(r"(?P<names>[^，。；：\n“”《]{2,40})：(?!\n)")
_NUMBER = re.compile(r"（[^（）]{1,3}）|第?[一二三四五六七八九十\d]{1,3}[、.节条章]\s*")
# rules that find who is responsible
_RESPONSIBLE = ("by-agent", "clause-subject")
_VAGUE = re.compile(r"^(?:各?有关|各?相关|其他)(?:部门|单位|处室|科室|股室|方面)$")
_VERB_START = re.compile(
    r"(?=于|每[季月年半周]|定期|按(?![期时])|等(?:有关|相关)?(?:部门|单位)|会同|组织|举办|实施|开展|对|做好|共同|制定|推进|建立|研究|加强|落实|完善|加快|指导|举行|推动|承办|召开|申报|核定|编制|拟[定订]|制订|审核|查处|调查|处理|出台|印发|提出|确定|完成|统筹)"
)
# a body that opens a sentence and does something: 区市场监管局对供餐单位每月检查
_DOES = re.compile(
    r"(?P<names>[^，。；：\n“”《]{3,60}?)(?P<role>(?=是[^，。]{0,16}(?:责任主体|第一责任)|对|每|按|将|制定|组织|建立|开展|完成|做好|加强|承担|定期|及时|严格|落实|确定|安排|结合|根据))"
)
_TAKES_PART = re.compile(
    r"(?P<names>[^，。；：\n“”《]{3,60}?)(?:等(?:部门|单位)?)?(?P<role>牵头|主办|承办|配合|参与|协助|协办|负责(?![人制])|会同|要)"
)


class ProseReader:
    """Finds who acts in the running text of an action."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def read(
        self, plain: str, span: Span, title: Span | None = None, section: Span | None = None
    ) -> tuple[tuple[Responsibility, ...], bool]:
        """Return the agencies that act, and whether the issuer acts together with them.

        Only bodies that share in doing the action count, not those urged or reported to.
        A title or section that is the name of a body says whose duties stand below.
        """
        named = [*(self._by(plain, title) if title and title != span else ())]
        named += [*self._by(plain, span), *self._subjects(plain, span)]
        partners = list(self._partners(plain, span))
        heads = [head.span("names")] if (head := _HEAD.match(plain, *span)) else []
        for duties in (*heads, *filter(None, (title, section))):
            number = _NUMBER.match(plain, *duties)
            begin = number.end() if number else duties[0]
            role = Role.LEAD if any(r.role is Role.JOINT for r in partners) else None
            named = named or list(self._named(plain, (begin, duties[1]), role, "subject"))
        if named:
            return _unique(named + partners), False
        return _unique(partners), bool(partners)

    def responsible(self, plain: str, span: Span) -> tuple[Responsibility, ...]:
        """Return the agencies that the text itself makes responsible: 由A负责，B配合."""
        found = self.read(plain, span)[0]
        is_said = any(r.agency.rule in _RESPONSIBLE for r in found)
        return found if is_said else ()

    def _by(self, plain: str, span: Span) -> Iterator[Responsibility]:
        for match in _BY.finditer(plain, *span):
            role = Role.LEAD if match["role"] in _LEADS else None
            yield from self._named(plain, match.span("names"), role, "by-agent")
            if match["role"] == "会同":
                yield from self._after_with(plain, match.end("role"), span[1])

    def _subjects(self, plain: str, span: Span) -> Iterator[Responsibility]:
        """Yield bodies that open a sentence and must do something."""
        start = span[0]
        for match in re.finditer(r"[。；\n]|$", plain[slice(*span)]):
            end = span[0] + match.start()
            yield from self._subject(plain, start, end)
            for clause in _CLAUSE.finditer(plain, start, end):
                if clause.start() > start and (found := _TAKES_PART.match(plain, *clause.span())):
                    rule = "subject" if found["role"] == "要" else "clause-subject"
                    yield from self._with_partners(plain, found, (clause.start(), end), rule)
            start = end + 1

    def _subject(self, plain: str, start: int, end: int) -> Iterator[Responsibility]:
        found = _MUST.match(plain, start, end)
        if found:
            start += 1 if plain[start] in "请" else 0
            rule = "clause-subject" if found["role"] == "负责" else "subject"
            subjects = list(self._with_partners(plain, found, (start, end), rule))
            if subjects:
                yield from subjects
                return
        found = _DOES.match(plain, start, end)
        if found:
            yield from self._named(plain, found.span("names"), None, "acting-subject")

    def _with_partners(
        self, plain: str, found: re.Match[str], span: Span, rule: str
    ) -> Iterator[Responsibility]:
        """Yield the bodies that a role word follows, and those that they act with: A要会同B."""
        after = found.end("role")
        goes_on = plain.startswith("会同", after)
        role = Role.LEAD if goes_on else _ROLE_OF_WORD.get(found["role"])
        subjects = list(self._named(plain, (span[0], found.end("names")), role, rule))
        yield from subjects
        if subjects and (found["role"] == "会同" or goes_on):
            yield from self._after_with(plain, after + 2 * goes_on, span[1])

    def _after_with(self, plain: str, start: int, end: int) -> Iterator[Responsibility]:
        """Yield the bodies named after 会同, up to the verb that they share."""
        stop = _STOP.search(plain, start, end)
        end = stop.start() if stop else end
        verbs = _VERB_START.finditer(plain[start : min(end, start + _LONGEST_LIST)])
        ends = [start + verb.start() for verb in verbs]
        for cut in (*ends, end) if end - start <= _LONGEST_LIST else ends:
            found = list(self._named(plain, (start, cut), Role.JOINT, "partner"))
            if found:
                yield from found
                return

    def _partners(self, plain: str, span: Span) -> Iterator[Responsibility]:
        for clause in _CLAUSE.finditer(plain, *span):
            for pattern, role in ((_WITH, Role.JOINT), (_SUPPORTING, Role.SUPPORT)):
                match = pattern.match(clause[0])
                if match is None:
                    continue
                begin = clause.start() + match.start("names")
                for partner in self._after_with(plain, begin, clause.end()):
                    yield partner._replace(role=role)

    def _named(
        self, plain: str, span: Span, role: Role | None, rule: str
    ) -> Iterator[Responsibility]:
        """Yield the agencies of a list; nothing unless every part surely is one."""
        names: list[Span] = []
        begin = span[0] + plain.startswith("由", span[0])
        depth = 0
        for position in range(span[0], span[1] + 1):
            char = plain[position] if position < span[1] else "、"
            depth += (char in "（〔") - (char in "）〕")
            if char == "、" and depth <= 0:
                spans = self._shapes.split(plain[begin:position])
                if not spans or not all(
                    self._is_sure(plain[begin + a : begin + b], behind=bool(names), rule=rule)
                    for a, b in spans
                ):
                    return
                names += [(begin + a, begin + b) for a, b in spans]
                begin = position + 1
        names = [n for n in names if not _VAGUE.match(plain[slice(*n)])]
        for a, b in names:
            given = role or (Role.SOLE if len(names) == 1 else Role.JOINT)
            yield Responsibility(Mention("", plain[a:b], (a, b), rule, confidence_of(rule)), given)

    def _is_sure(self, name: str, *, behind: bool, rule: str) -> bool:
        """Whether a name is a body's; behind a sure one its shape is enough: 乡畜牧站、卫生院."""
        if self._shapes.is_strong(name):
            return True
        return behind and rule in _RESPONSIBLE and self._shapes.shape(name) is not None


def _is_responsible(found: Responsibility) -> bool:
    return found.agency.rule in _RESPONSIBLE and found.role is not Role.SUPPORT


def _unique(found: list[Responsibility]) -> tuple[Responsibility, ...]:
    """Return each body once, in order; beside a lead, or beside each other, none is sole.

    Those who are responsible (负责) where others support lead.
    """
    seen: dict[str, Responsibility] = {}
    for responsibility in found:
        seen.setdefault(responsibility.agency.plain, responsibility)
    roles = [r.role for r in seen.values()]
    if Role.SUPPORT in roles and Role.LEAD not in roles:
        seen = {
            name: r._replace(role=Role.LEAD) if _is_responsible(r) else r
            for name, r in seen.items()
        }
        roles = [r.role for r in seen.values()]
    if Role.LEAD in roles or roles.count(Role.SOLE) > 1:
        seen = {
            name: r._replace(role=Role.JOINT) if r.role is Role.SOLE else r
            for name, r in seen.items()
        }
    return tuple(sorted(seen.values(), key=lambda r: r.agency.span))
