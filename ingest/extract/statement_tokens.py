"""A statement cut into names and tokens; what stands in brackets belongs to the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.brackets import depth_zero
from ingest.extract.role_words import INSIDE_NAME, TOKEN

# 市教育局（牵头）, 市公安局（协办）, 市教育局★
_MARK_AFTER = re.compile(
    r"(?:[（〔［【](?:(?P<lead>总?牵头|主办|承办)|(?P<support>协办|配合|参与))(?:单位|部门)?[）〕］】]"
    r"|(?P<star>[★☆▲*※]))$"
)
# what one of several does: 负责统筹, 负责资金保障
_ENDS = r"(?=$|[，,；;。\n])"
_OBJECT = re.compile(
    rf"(?![^，,；;。\n]*(?:[局委办厅府院会社室处站]|牵头|负责|配合|参与|协助){_ENDS})[^，,；;。、\s]{{2,20}}{_ENDS}"
)
_BEFORE_NAME = re.compile(r"(?:[：:—\s、]|由|以及|和|与|及|并|其中|其他为)+")


def mark_after(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the mark at the end of a name that says what the body does."""
    return _MARK_AFTER.search(text, start, end) if text[end - 1] in "）〕］】★☆▲*※" else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a name without separators and 由 round it."""
    before = _BEFORE_NAME.match(text, start, end)
    start = before.end() if before else start
    while end > start and (text[end - 1] in "：:、" or text[end - 1].isspace()):
        end -= 1
    return start, end


def tokens(
    text: str, *, with_objects: bool = True
) -> Iterator[tuple[int, int, str, re.Match[str] | None]]:
    """Yield names and tokens in order; what stands in brackets belongs to the name before it.

    ``with_objects`` passes over what is to be done after a role word: 负责资金保障.
    """
    outside = depth_zero(text)
    position = begin = 0
    while token := TOKEN.search(text, position):
        position = token.start()
        is_open = outside[position : position + 1] != [False] or text[position] in "【［"
        kind = token.lastgroup or ""
        if kind != "note" and (not is_open or token.end() == position):
            position += 1
            continue
        if not outside[position] and kind not in ("label", "note"):
            position += 1
            continue
        if kind in _ROLES and not _is_role_here(text, token, with_objects):
            position += 1
            continue
        if kind == "mark" and is_inside_group(text, begin, position):
            position += 1
            continue
        if position > begin:
            yield begin, position, "name", None
        yield token.start(), token.end(), kind, token
        position = begin = token.end()
        if with_objects and kind in _ROLES and token[0].startswith(("负责", "牵头")):
            done = _OBJECT.match(text, position)
            position = begin = done.end() if done else position
    if len(text) > begin:
        yield begin, len(text), "name", None


_ROLES = ("joint", "lead", "support")
# 各市、县（区）人民政府 is one group, as are 各镇、街道
_GROUP_BEGINS = re.compile(
    r"(?:各|相关|有关)(?:[省市州县区乡镇村旗盟]{1,3}|地市)(?:[（〔［][^（）〔〕［］]*[）〕］])?"
    r"(?:、(?:[市州县区乡镇村旗盟]{1,3}|自治区|直辖市))*"
)
_GROUP_GOES_ON = re.compile(
    r"、(?:自治区|直辖市|街道|乡镇|社区|县级市|[市州县区乡镇旗盟]{1,3})(?:[（〔［][^（）〔〕［］]*[）〕］])?"
    r"(?:$|[、，；。]|人民政府|政府|党委|党工委|办事处|管委会|负责|落实|配合|参与)"
)


# 市直各部门、单位 is one group
_BODIES_BEGIN = re.compile(r"[^、，；。]{0,6}(?:各|有关|相关)(?:有关|相关|成员)?(?:部门|单位)$")
_BODIES_GO_ON = re.compile(
    r"、(?:有关)?(?:单位|部门|机构|企业)(?=$|[、，；。和及]|负责|落实|配合|参与|按)"
)


def is_inside_group(text: str, begin: int, mark: int) -> bool:
    """Whether a 、 stands between the parts of one group rather than between two names."""
    opening = text[begin:mark].lstrip(" 和及与")
    if _BODIES_BEGIN.match(opening) and _BODIES_GO_ON.match(text, mark):
        return True
    return _GROUP_BEGINS.fullmatch(opening) is not None and (
        _GROUP_GOES_ON.match(text, mark) is not None
    )


def _does(text: str, token: re.Match[str]) -> bool:
    """Whether a role word goes on with what is to be done: 负责资金保障."""
    return token[0].startswith(("负责", "牵头")) and _OBJECT.match(text, token.end()) is not None


def _is_role_here(text: str, token: re.Match[str], with_objects: bool) -> bool:
    """Whether a role word ends a clause, rather than being part of a name (职业技术学院…)."""
    if _does(text, token):
        return with_objects
    rest = text[token.end() : token.end() + 1]
    return rest == "" or rest in "，,、；;。\n）〕】 " or not INSIDE_NAME.match(text, token.start())
