"""Forms of generated documents that extraction is known to misread, each with the reason.

Every entry must still fail: one that does not is taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.corpus import Generated
from ingest.text import simplify
from tests.ingest.answers import Difference


def _with(*forms: str) -> frozenset[str]:
    return frozenset(forms)


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """What fails in documents with all of ``forms``: the field, and a pattern of the difference.

    The pattern is looked for in simplified script.
    """

    reason: str
    field: str
    shows: str = ""
    forms: frozenset[str] = frozenset()

    def explains(self, document: Generated, difference: Difference) -> bool:
        """Whether a difference is this failure."""
        return (
            difference.field.startswith(self.field)
            and re.search(self.shows, simplify(str(difference))) is not None
            and self.forms <= set(document.forms)
        )


KNOWN_FAILURES: tuple[KnownFailure, ...] = (
    KnownFailure(
        "安龙县 was 安龙布依族苗族自治县: taken for two", "", forms=_with("place:renamed")
    ),
    KnownFailure(
        "注：排名第一… below the text is an action of its own",
        "actions",
        forms=_with("convention:first leads, said last"),
    ),
    KnownFailure(
        "（联系人：…） below ［…］ is an action of its own", "actions", forms=_with("tail:contact")
    ),
    KnownFailure(
        "a bare list of offices is no statement",
        "action",
        forms=_with("names:offices", "statement:bare"),
    ),
    KnownFailure(
        "逗号前 leads: not among offices",
        "action.",
        forms=_with("names:offices", "convention:comma leads"),
    ),
    KnownFailure("a note below the text is taken for the last action", "action.", "注责任单位"),
    KnownFailure("类 is no unit", "action.targets", "'类'"),
    KnownFailure(
        "由市市场监督管理局负责: 管理 in the name ends it",
        "action.resp",
        "(?:监督|城市|应急)管理[局厅]",
    ),
    KnownFailure(
        "a line that ends in 牵头单位： is not joined to the next",
        "action.",
        forms=_with("noise:wrapped", "statement:ends the paragraph"),
    ),
    KnownFailure(
        "a heading at the foot of a page is joined to the text on the next",
        "action.",
        forms=_with("noise:wrapped", "layout:（一） on a line"),
    ),
    KnownFailure(
        "a note in brackets below label lines is joined to them",
        "action.",
        "(?:公开发布|联系人)",
    ),
    KnownFailure(
        "[责任单位： at the end of a line is not joined to the next",
        "action",
        forms=_with("noise:wrapped", "bracket:[]"),
    ),
    KnownFailure(
        "［责任单位： at the end of a line is not joined to the next",
        "action",
        forms=_with("noise:wrapped", "bracket:［］"),
    ),
    KnownFailure(
        "a signature with a date in brackets is an action of its own",
        "actions",
        forms=_with("date:in brackets"),
    ),
    KnownFailure(
        "a bookmark makes a line seem longer than the page is wide: it is not joined",
        "action.",
        "技能等级(?:与薪酬|$)",
        _with("noise:wrapped", "noise:bookmarked"),
    ),
    KnownFailure(
        "每年８月１９日前 of a plan for ２０２３—２０２５ is due once only",
        "action.deadlines",
        "每年",
        _with("noise:full width"),
    ),
    KnownFailure(
        "a date in brackets is joined to the signature above",
        "document.iss",
        forms=_with("date:in brackets"),
    ),
)
