"""Under which key a work is known, however its title is written."""

from __future__ import annotations

import re

from ingest.text import normalise


def work_key(title: str, place: str | None = None) -> str:
    """Return the key under which a work is known: its title, without shells and marks.

    关于印发X的通知 is the work X; 全省 and 全市 become ``place``.

    >>> work_key("贵州省粮食局关于印发2021年粮食质量工作安排的通知")
    '贵州省2021年粮食质量工作安排'
    >>> work_key("2020年全省工作要点", "甘肃省"), work_key("中华人民共和国食品安全法")
    ('甘肃省2020年工作要点', '食品安全法')
    """
    words = re.sub(r"[\s《》〈〉“”（）()、，。：:·]", "", normalise(title))
    shell = re.fullmatch(
        r"(.{0,40}?)关于(?:印发|公布|发布|转发|下发)(.+?)的(?:通知|函|公告)", words
    )
    if shell:
        head = re.match(r".{2,12}?(?:省|自治区|自治州|市|州|县|区)", shell[1])
        inner = shell[2]
        words = inner if head is None or head[0] in inner else head[0] + inner
    if re.search(r"全[省市州县区]|我[省市州县区]", words) and place:
        words = place + re.sub(r"全[省市州县区]|我[省市州县区]", "", words)
    return words.removeprefix("中华人民共和国") or "untitled"
