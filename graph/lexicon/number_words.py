"""The parts of a document number made plain: its head, its year, its serial."""

from __future__ import annotations

import re

_LETTERS = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))
_FOLD: dict[int, str] = {code: chr(code - 0xFEE0) for code in _LETTERS}
_FOLD |= {0x3000: " ", 0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x200B: " ", 0xFEFF: " "}
# The traditional characters that heads and orders are written with.
_TRADITIONAL = str.maketrans(
    "國辦發號衛監藥環農財稅務會黨區縣廳規電機關質檢總華開龍蘇滬遼寧贛貴雲陝肅慶廣東內團證員"
    "銀鐵鄉鎮長聯處產設業辦應災濟蘭濱連際義體術陽陰瀋鄭漢",
    "国办发号卫监药环农财税务会党区县厅规电机关质检总华开龙苏沪辽宁赣贵云陕肃庆广东内团证员"
    "银铁乡镇长联处产设业办应灾济兰滨连际义体术阳阴沈郑汉",
)
_DIGITS = str.maketrans("OoQ〇○零liI|一二三四五六七八九", "0000001111123456789")
_NUMERAL = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_EARLIEST, _LATEST = 1949, 2049
# 按照国办发〔2023〕6号, 和国务院令第721号; but 和政发 is 和政县
_LEAD_IN = re.compile(
    r"(?:.*(?:按照|根据|依据|依照|落实|执行|贯彻|遵照|参照|对照|结合|印发|下发|转发|文件|文号|字号|编号|"
    r"通知|精神|实施|以下|简称|依|见|的|及|号)(?=..))?"
    r"(?:[和与及或](?=国|中|省|市|县|区|州))?"
)
# what bodies are called in the heads of orders, long and short
_SHORTER = tuple(
    (re.compile(long), short)
    for long, short in (
        (r"^中华人民共和国", ""),
        (
            r"国家(?=市场监|税务|食品药|药品|质量|工商|广播|新闻|安全生产|卫生|发展|能源|粮食|林业)",
            "",
        ),
        (r"监督管理(?=总局|局|委)", "监管"),
        (r"质量监督检验检疫总局", "质检总局"),
        (r"食品药品监管总局", "食药监总局"),
        (r"卫生健康委(?:员会)?", "卫健委"),
        (r"发展(?:和|与)?改革委(?:员会)?", "发改委"),
        (r"住房(?:和)?城乡建设部", "住建部"),
        (r"人力资源(?:和)?社会保障部", "人社部"),
        (r"人民代表大会常务委员会", "人大常委会"),
        (r"(?<=[省市区县州])人民政府", "政府"),
        (r"委员会$", "委"),
    )
)


def plain(text: str) -> str:
    """Return a text with plain letters and digits and simplified heads, sign for sign."""
    return text.translate(_FOLD).translate(_TRADITIONAL)


def digits(text: str) -> str:
    """Return digits as they were meant: OCR takes 0 for O and 1 for l.

    >>> digits("2Ol9")
    '2019'
    """
    return re.sub(r"\s", "", text).translate(_DIGITS)


def year_of(text: str) -> int | None:
    """Return the year that signs say, None where no document is of such a year.

    >>> year_of("2O19"), year_of("二〇一九"), year_of("83"), year_of("1905")
    (2019, 2019, 1983, None)
    """
    said = digits(text)
    if not said.isdigit():
        return None
    year = int(said) + (1900 if len(said) == 2 else 0)
    return year if _EARLIEST <= year <= _LATEST else None


def serial_of(text: str) -> int | None:
    """Return the serial that signs say, None where they say none.

    >>> serial_of("044"), serial_of("二十一"), serial_of("一百零三"), serial_of("4O")
    (44, 21, 103, 40)
    """
    if re.search(r"[十百]", text):
        return _counted(text)
    if len(text) > 1 and re.fullmatch(r"[一二三四五六七八九]+", text):
        return None
    said = digits(text)
    return int(said) if said.isdigit() else None


def _counted(text: str) -> int | None:
    total, number = 0, 0
    for sign in text:
        if sign in "十百":
            total += (number or 1) * (10 if sign == "十" else 100)
            number = 0
        elif sign in _NUMERAL:
            number = _NUMERAL[sign]
        else:
            return None
    return total + number


def lead_in(words: str) -> int:
    """Return how many signs of words before a number are no part of its head.

    >>> lead_in("按照国办发"), lead_in("和国务院令"), lead_in("和政发")
    (2, 1, 0)
    """
    match = _LEAD_IN.match(words)
    return match.end() if match else 0


def head_of(words: str) -> str:
    """Return a head with the bodies in it by their short names.

    >>> head_of("国家市场监督管理总局"), head_of("云岭省人民政府"), head_of("國辦發")
    ('市场监管总局', '云岭省政府', '国办发')
    """
    head = plain(re.sub(r"[\s、]", "", words)).replace("（", "(").replace("）", ")")
    for long, short in _SHORTER:
        head = long.sub(short, head)
    return head
