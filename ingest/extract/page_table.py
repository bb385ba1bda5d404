"""The table above a text on a web page: who issued it, when, under which number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numerals import DATE, iso_date
from ingest.text import normalise

_WITHIN = 3_000
_ISSUER = re.compile(
    r"(?:发布机构|发文机关|制发单位|发文单位|制定机关)\s*[：\t ]\s*(?P<name>[一-鿿]{4,30})"
)
_DATE = re.compile(
    r"(?:成文日期|发文日期|印发日期|生成日期|发布日期)\s*[：\t ]\s*"
    rf"(?:(?P<iso>20\d\d-\d\d-\d\d)|(?:{DATE.pattern}))"
)


@dataclass(frozen=True, slots=True)
class PageTable:
    """What the table says: the issuer's name in simplified script and an ISO date, or None."""

    issuer: str | None = None
    issued_on: str | None = None


def page_table(source: str) -> PageTable:
    """Return what stands in the table at the beginning of a source.

    >>> page_table("索引号：012/2024 发布机构：青川市教育局 成文日期：2024年4月20日")
    PageTable(issuer='青川市教育局', issued_on='2024-04-20')
    """
    head = normalise(source[:_WITHIN])
    issuer, date = _ISSUER.search(head), _DATE.search(head)
    issued_on = (date["iso"] or iso_date(date)) if date else None
    return PageTable(issuer["name"] if issuer else None, issued_on)
