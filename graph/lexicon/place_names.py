"""How the name of a division is shortened: 临夏回族自治州 to 临夏州 and 临夏."""

from __future__ import annotations

import re

_REGIONS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
_PEOPLES = (
    "(?:各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙)族"
    "|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯"
)
# 恩施土家族苗族自治州, 东乡族自治县, 鄂伦春自治旗
_AUTONOMOUS = re.compile(rf"(?P<place>.+?)(?:(?:{_PEOPLES})+|族)?自治(?P<suffix>[州县旗])")
# 管城回族区, 梅里斯达斡尔族区
_OF_A_PEOPLE = re.compile(rf"(?P<place>.{{2,}}?)(?:{_PEOPLES})(?P<suffix>区)")
# 晋城市, 天台县, 神农架林区, 六枝特区, 浦东新区, 阿克苏地区, 锡林郭勒盟, 香港特别行政区;
# at least two signs before 矿区 and the like; 碑林区 and 万柏林区 are no 林区
_PLAIN = re.compile(
    r"(?P<place>.{2,}?)(?:特别行政区|地区|(?<=神农架)林区|矿区|特区|新区|[省市县区旗盟])"
)


def short_names(name: str) -> tuple[str, ...]:
    """Return the usual short forms of a full name that keep the word for its rank.

    >>> [short_names(name) for name in ("恩施土家族苗族自治州", "宁夏回族自治区", "管城回族区")]
    [('恩施州', '恩施自治州'), ('宁夏自治区',), ('管城区',)]
    """
    if name in _REGIONS:
        short = f"{_REGIONS[name]}自治区"
        return (short,) if short != name else ()
    if match := _AUTONOMOUS.fullmatch(name):
        forms = (match["place"] + word + match["suffix"] for word in ("", "自治"))
        return tuple(form for form in forms if form != name)
    if match := _OF_A_PEOPLE.fullmatch(name):
        return (match["place"] + match["suffix"],)
    return ()


def bare_name(name: str) -> str:
    """Return a full name without the words for rank and peoples, or all of it if one sign is left.

    >>> [bare_name(name) for name in ("临夏回族自治州", "晋城市", "万柏林区", "管城回族区", "赵县")]
    ['临夏', '晋城', '万柏林', '管城', '赵县']
    """
    if name in _REGIONS:
        return _REGIONS[name]
    match = _AUTONOMOUS.fullmatch(name) or _OF_A_PEOPLE.fullmatch(name) or _PLAIN.fullmatch(name)
    return match["place"] if match else name
