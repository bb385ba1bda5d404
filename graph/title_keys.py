"""What the titles of one plan share from draft to final and from year to year."""

from __future__ import annotations

import re

from graph.model import Document, Location
from graph.store import GraphStore

# 关于印发X的通知, 关于公开征求《X（征求意见稿）》意见的公告
_WRAPPED = re.compile(
    r"关于(?:印发|转发|公开征求|征求)[《“]?(?P<inner>.{4,}?)[》”]?(?:公开征求)?(?:意见)?的(?:通知|公告|函|通告)$"
)
_DRAFT = re.compile(r"[（(]?(?:公开)?(?:征求意见稿|送审稿|讨论稿|审议稿|草案|初稿|草稿)[）)]?")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[一二][九〇○零]..)(?:年度?|－|-|—)")
# what kind of plan it is, not what it is of
_KIND = re.compile(
    r"工作|要点|计划|安排|方案|实施|重点|任务|年度|意见|行动|分工|清单|通知|目标|责任|推进|总体"
)
_SHORTEST = 2
_MARKS = re.compile(r"[\W_]+")


def title_key(document: Document, store: GraphStore) -> str:
    """Return what titles of one plan share in every year, with its place; '' where unsure.

    A title that names no more than its kind counts with the body that issued it.
    """
    if document.location is None or document.year is None:
        return ""
    place = store.node(document.location)
    own = place.name if isinstance(place, Location) else ""
    title = _MARKS.sub("", stem_of(document.title))
    rest = title.removeprefix(own).removeprefix("全").removeprefix(own[-1:])
    if len(_KIND.sub("", rest)) >= _SHORTEST:
        return f"{document.location} {rest}"
    # 2024年工作要点 is a title of every bureau's
    return f"{document.location} {document.issuers[0]} {rest}" if document.issuers and rest else ""


def stem_of(title: str) -> str:
    """Return a title without its year, the notice round it and what calls it a draft.

    >>> stem_of("青川市人民政府办公室关于印发青川市2020年食品安全工作要点的通知")
    '青川市食品安全工作要点'
    >>> stem_of("关于公开征求《青川市2021年食品安全工作要点（征求意见稿）》意见的公告")
    '青川市食品安全工作要点'
    """
    wrapped = _WRAPPED.search(title)
    inner = wrapped["inner"] if wrapped else title
    return _YEAR.sub("", _DRAFT.sub("", inner))
