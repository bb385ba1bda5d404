"""Who belongs to a body of several, where the text lists them: 市食安委成员单位：A、B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.confidence import CONFIDENCE
from ingest.extract.found import Membership
from ingest.extract.statements import StatementGrammar

# committees, leading groups and the like: bodies that others belong to
_OF_SEVERAL = (
    r"(?:委员会|[安环禁创]委|食药安委|防指|领导小组|协调小组|联席会议|指挥部|工作专班|专委会)"
)
_BODY = rf"(?P<body>[一-鿿]{{1,24}}?{_OF_SEVERAL})(?:制度)?"
# 市食安委成员单位：A、B; 市食安委成员单位包括A、B; 市食安委由A、B组成; 市联席会议由A、B为成员单位
_LISTED = re.compile(
    rf"{_BODY}(?:的)?(?:成员单位|组成(?:单位|部门))(?:名单)?(?:[：:]|(?:主要)?(?:包括|有|为|由)[：:]?)\s*"
    r"(?P<names>[^。；\n]{4,800})"
)
_COMPOSED = re.compile(
    rf"{_BODY}由(?P<names>[^。；\n]{{4,800}}?)(?:共同)?(?:组成|(?:作为|为|担任)成员(?:单位)?)"
)
_END = re.compile(
    r"(?:共?(?:\d+|[一二三四五六七八九十]+)个?(?:部门|单位))?(?:共同)?(?:组成|为成员(?:单位)?)?$"
)
# without one of these a line lists no members
_CORE = re.compile(r"成员|组成")
_CLAUSE = re.compile(r"[，。；：\n]|设立|建立|成立|调整|健全|完善")
_FEWEST = 2


def memberships_of(plain: str, grammar: StatementGrammar) -> tuple[Membership, ...]:
    """Return the lists of members in a normalised text.

    Only lists all of whose names surely are bodies count, of a body that is named too.
    """
    found = (form.finditer(plain, *line) for line in _lines(plain) for form in (_LISTED, _COMPOSED))
    read = (_read(match, plain, grammar) for matches in found for match in matches)
    return tuple(filter(None, read))


def _lines(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that may list members; the others are passed over at once."""
    end = -1
    for core in _CORE.finditer(plain):
        if core.start() > end:
            start = plain.rfind("\n", 0, core.start()) + 1
            end = plain.find("\n", core.start())
            end = len(plain) if end < 0 else end
            yield start, end


def _read(match: re.Match[str], plain: str, grammar: StatementGrammar) -> Membership | None:
    cuts = [cut.end() for cut in _CLAUSE.finditer(match["body"])]
    begin = match.start("body") + max(cuts, default=0)
    body = plain[begin : match.end("body")]
    start, end = match.span("names")
    names = _END.sub("", plain[start:end])
    statement = grammar.parse(names, at=start, surely=True) if grammar.names_body(body) else None
    members = tuple(
        r.agency._replace(rule="member-list", confidence=CONFIDENCE["member-list"])
        for r in (statement.responsibilities if statement else ())
    )
    if len(members) < _FEWEST:
        return None
    return Membership(f"{body}成员单位", (begin, match.end("body")), members)
