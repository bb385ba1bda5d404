"""Names without any role word: whether a list is who acts or what the text is about."""

from __future__ import annotations

import re

from ingest.extract.names import STRONG
from ingest.extract.words import any_of

# the least confidence of a name that has the shape of a body
_SHAPED = 0.8
# 食品生产科, 执法稽查处, 局办公室, 执法支队
_OFFICE = re.compile(
    rf"[^、]{{0,6}}(?:{any_of('role.office')})[^、]{{0,8}}"
    r"(?:科|处|股|室|支队|大队|总队|中心|[监管验]所)"
)
# 乡镇, 县区（园区）
_KIND_OF_PLACE = re.compile(r"(?:[省市县区乡镇村]|街道|社区){1,3}(?:（[^（）]{1,8}）)?")


def is_office(name: str) -> bool:
    """Whether a name is what an office of a bureau is called: 食品生产科."""
    return _OFFICE.fullmatch(name) is not None


def are_surely_bodies(names: list[tuple[str, float]], *, by_shape: bool = False) -> bool:
    """Whether names, each with its confidence, are bodies even where no role word says so.

    Half of them, two at least, must be known to the lexicon or have a level word; beside them
    the shape of a body is enough. ``by_shape`` says that it always is. （妇产科、精神科） is what
    the text is about, and so are kinds of places alone: （乡镇、街道）.
    """
    if any(confidence < _SHAPED for _, confidence in names):
        return False
    if all(_KIND_OF_PLACE.fullmatch(name) for name, _ in names):
        return False
    strong = sum(confidence >= STRONG for _, confidence in names)
    return by_shape or strong == len(names) or (strong >= 2 and 2 * strong >= len(names))
