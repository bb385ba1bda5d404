"""The table above a text on a web page: its name, who issued it, when, under which number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numerals import DATE, iso_date
from ingest.text import normalise

_WITHIN = 3_000
# 发布机构：, ［成文日期］ |, 【公布日期】
_GAP = r"[：|\s］】]{1,12}"
_ISSUER = re.compile(
    rf"(?:发\s*[布文]\s*(?:机\s*[构关]|单\s*位|部\s*门)|制\s*[发定]\s*(?:机\s*关|单\s*位)){_GAP}"
    r"(?P<name>[一-鿿、]{4,40})"
)
_NUMBER = re.compile(
    rf"(?:[发公政][布文策]?\s*[文字]\s*号|文\s*号|文件编号){_GAP}"
    r"(?P<number>[一-鿿]{2,14}(?:（[一-鿿]{1,4}）)?\s*[〔［（【]\s*(?:19|20)\d\d\s*[〕］）】]\s*第?\d{1,5}\s*号)"
)
_TITLE = re.compile(
    r"(?:名\s*称|标\s*题)\s*：[|\s]{0,12}(?P<title>[一-鿿“][^\n|]{6,100}?)(?=\s*[|\n]|\s{2,}|\s(?:[一-鿿]\s?){2,6}：|$)"
)
# the day that the text bears before the day on which the page showed it
_DAYS = ("成文", "发文|印发|制发|颁布", "生成", "发布|公[开布]")
_DATE = re.compile(
    rf"(?:(?:成\s*文|发\s*文|印\s*发|制\s*发|生\s*成|颁\s*布)\s*(?:日\s*期|时\s*间)|(?:发\s*布|公\s*[开布])\s*(?:日\s*期|时\s*间)){_GAP}"
    rf"(?:(?P<iso>20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})|(?:{DATE.pattern}))"
)
# 发布时间：2024-09-01 15:34 is when the page was shown
_CLOCK = re.compile(r"\s*\d{1,2}：\d\d")


@dataclass(frozen=True, slots=True)
class PageTable:
    """What the table says, None where it does not.

    ``issuer`` is in simplified script, ``number`` and ``title`` are as the page writes them.
    """

    issuer: str | None = None
    issued_on: str | None = None
    number: str | None = None
    title: str | None = None


def page_table(source: str) -> PageTable:
    """Return what stands in the table at the beginning of a source.

    >>> table = page_table("发布机构：青川市教育局 成文日期：2024年4月20日 文 号：青教〔2024〕6号")
    >>> table.issuer, table.issued_on, table.number
    ('青川市教育局', '2024-04-20', '青教〔2024〕6号')
    """
    head = normalise(source[:_WITHIN])
    issuer, number, title = _ISSUER.search(head), _NUMBER.search(head), _TITLE.search(head)
    return PageTable(
        issuer["name"] if issuer and not re.search(r"网站?$|门户", issuer["name"]) else None,
        _day(head),
        re.sub(r"\s", "", source[slice(*number.span("number"))]) if number else None,
        source[slice(*title.span("title"))].strip() if title else None,
    )


def _day(head: str) -> str | None:
    """Return the first date of the best label."""
    found = [
        date
        for date in _DATE.finditer(head)
        if not (re.match(r"(?:发布|公开)时间", date[0]) and _CLOCK.match(head, date.end()))
    ]
    for label in _DAYS:
        for date in found:
            if re.match(label, re.sub(r"\s", "", date[0])):
                return _iso(date)
    return None


def _iso(date: re.Match[str]) -> str:
    if date["iso"]:
        return "-".join(part.zfill(2) for part in re.split(r"[-./]", date["iso"]))
    return iso_date(date)
