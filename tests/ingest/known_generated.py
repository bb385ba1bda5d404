"""Forms of generated documents that extraction is known to misread, each with the reason.

Every entry must still fail: one that does not is taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.corpus import Generated
from tests.ingest.answers import Difference


def _with(*forms: str) -> frozenset[str]:
    return frozenset(forms)


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """What fails in documents with all of ``forms``: the field, and a pattern of the difference."""

    reason: str
    field: str
    shows: str = ""
    forms: frozenset[str] = frozenset()

    def explains(self, document: Generated, difference: Difference) -> bool:
        """Whether a difference is this failure."""
        return (
            difference.field.startswith(self.field)
            and re.search(self.shows, str(difference)) is not None
            and self.forms <= set(document.forms)
        )


_YOUTH = "[团團].{1,3}委|自治[区區][团團]委"
_AGENT = "(?:市|县|区|州|省|自治区)[^ ]{1,20}(?:牵头建立信息通报制度|负责日常维护)"
_DUE = "(?:月底?|日|年底|年)[^ ]{0,20}(?:牵头单位|责任单位|主办单位)"

KNOWN_FAILURES: tuple[KnownFailure, ...] = (
    KnownFailure("自治区党委宣传部 has no full name with 中共", "action.resp", "党委宣传部"),
    KnownFailure("团市委 is not surely a body: a bare list with it is lost", "action.", _YOUTH),
    KnownFailure(
        "团市委 is not surely a body: actions run together", "actions", forms=_with("body:youth")
    ),
    KnownFailure("a last sentence 由市教育局牵头建立… is taken for a statement", "action.", _AGENT),
    KnownFailure("a last sentence 由…牵头… closes an item", "actions", forms=_with("prose:由牵头")),
    KnownFailure("a last sentence 由…负责… closes an item", "actions", forms=_with("prose:由负责")),
    KnownFailure("a due sentence before 牵头单位： is taken into the statement", "action.", _DUE),
    KnownFailure(
        "逗号前 leads: not behind 责任单位：",
        "action.",
        forms=_with("convention:comma leads, label"),
    ),
    KnownFailure(
        "逗号前 leads: not among offices",
        "action.",
        forms=_with("names:offices", "convention:comma leads"),
    ),
    KnownFailure(
        "注：排名第一… below the text is taken for the last action", "action.", "注责任单位"
    ),
    KnownFailure(
        "再改造5间学生食堂 is no increase", "action.targets", forms=_with("target:another")
    ),
    KnownFailure("类 is no unit", "action.targets", "'类'"),
    KnownFailure("共 of 共享需求响应率 is cut off", "action.targets", "'享需求"),
    KnownFailure("改建 stays in the metric of 改建村卫生室15间", "action.targets", "改建村卫生室"),
    KnownFailure("到2027年底 of a target is a deadline too", "action.deadlines", "年底'"),
    KnownFailure(
        "（文号，以下简称《…》） of over 12 signs defines nothing",
        "action.citations",
        forms=_with("short name:after number"),
    ),
    KnownFailure(
        "a line 内蒙古自治区 of a title is taken for the issuer",
        "document.title",
        forms=_with("title:on two lines"),
    ),
    KnownFailure("（徵求意見稿） stays in a traditional title", "document.title", "征求意见稿"),
)
