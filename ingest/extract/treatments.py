"""What a text does with a work that it cites: by the verb nearest to the title."""

from __future__ import annotations

import re

from graph.model import Treatment
from ingest.extract.words import any_of

# 做好《X》修订工作, 《X》同时废止, 加快《X》编制
_VERB_AFTER = re.compile(
    r"(?:等)?(?:的)?(?:进一步)?(?:(?P<amends>修订|修改|修编|制修订|同时废止|废止)|编制|起草|立法|制定出台|制定|出台|颁布|报批)"
    r"(?:完善)?(?:调研|研究论证|论证|进程|进度)?(?:工作)?(?=[，。；、\n（〔【［]|$)"
)
# 对《X》进行修订, 将《X》列入立法计划
_MADE = re.compile(
    r"(?:进行[^，。；]{0,8}?(?:(?P<amends>修订|修改|完善)|谋划|编制|研究|制定)|列入[^，。；]{0,8}(?:立法|制定)计划)"
)
# 按照X关于印发《Y》的通知: the verb that counts stands before X
_SENT_BY = re.compile(r"的(?:通知|函|公告)")
# 根据X关于印发《Y》精神
_TITLE_GOES_ON = re.compile(r"关于(?:印发|转发|发布|下发|公布)?$")
# 本办法根据《X》制定: it is not X that is made
_BASIS = re.compile(r"根据|依据|按照|依照|遵照|遵循")
_VERB = re.compile("|".join(f"(?P<{t.name}>{any_of(f'citation.{t}')})" for t in Treatment))
_STRONG_REFERENCE = ("参照", "对照", "参考", "解读")
# 《X》的贯彻落实, 《X》《Y》等文件贯彻落实情况
_AFTER = re.compile(
    r"^[^，。；]{0,24}?(?:贯彻|落地|宣贯|落实|实施|执行)|^[^。；]{0,160}?等(?:文件|法律|法规|规章|规定|政策)[^，。；]{0,8}(?:贯彻|落实|执行)"
)
# 以《X》、市教育局《Y》等规定为依据
_AS_BASIS = re.compile(r"[^，。；《》]{0,40}?为(?:主要|基本|根本|法律)?(?:依据|准绳|准则)")
_WINDOW = 400


def treatment_of(plain: str, start: int, end: int) -> Treatment:
    """Return what the nearest verb before a title says, else a verb after it."""
    clause = _clause_before(plain, start)
    before = plain[start - 1 : start]
    follows = _VERB_AFTER.match(plain, end)
    if follows and not _BASIS.search(clause):
        return Treatment.AMENDS if follows["amends"] else Treatment.FORMULATES
    if before == "以" and plain.startswith("为", end):
        return Treatment.BASED_ON
    if "以" in clause and _AS_BASIS.match(re.sub(r"《[^《》]*》", "", plain[end : end + _WINDOW])):
        return Treatment.BASED_ON
    made = _MADE.match(plain, end) if before in "对将把" else None
    if made:
        return Treatment.AMENDS if made["amends"] else Treatment.FORMULATES
    if _SENT_BY.match(plain, end):
        clause = re.sub(r"(?:印发|转发|发布|下发|公布)$", "", clause)
    clause = _TITLE_GOES_ON.sub("", clause)
    verbs = [m for m in _VERB.finditer(clause) if not _is_relative(clause, m)]
    found = verbs[-1] if verbs else None
    if found and found.lastgroup:
        treatment = Treatment[found.lastgroup]
        if treatment is Treatment.REFERS and found[0] not in _STRONG_REFERENCE:
            return _after(plain, end) or treatment
        return treatment
    return _after(plain, end) or Treatment.REFERS


def _after(plain: str, end: int) -> Treatment | None:
    stop = re.search(r"[。；\n]", plain[end : end + _WINDOW])
    following = plain[end : end + (stop.start() if stop else _WINDOW)]
    following = re.sub(r"《[^《》]*》|（[^（）]*）", "", following)
    return Treatment.IMPLEMENTS if _AFTER.match(following) else None


def _clause_before(plain: str, start: int) -> str:
    """Return the clause before a title, without the titles that stand beside it."""
    before = plain[max(0, start - _WINDOW) : start]
    before = before[before.rfind("\n") + 1 :]
    while before != (before := re.sub(r"《[^《》]*》", "", before)):
        pass
    before = before[before.rfind("》") + 1 :]
    before = re.sub(r"（[^（）]*）", "", before)
    parts = re.split(r"[。；\n]", before)[-1]
    pieces = parts.split("，")
    while len(pieces) > 1 and not _VERB.search(pieces[-1]) and len(pieces[-1]) < 3:
        pieces.pop()
    return pieces[-1]


def _is_relative(clause: str, verb: re.Match[str]) -> bool:
    """Whether a verb only says whose work it is: 按照省上出台的《…》, 宣传修订后的《…》."""
    rest = clause[verb.end() :]
    is_new = clause[: verb.start()].endswith(("新", "最新", "已")) and not rest
    return is_new or (rest.startswith(("的", "后的", "实施的", "施行的")) and len(rest) <= 10)
