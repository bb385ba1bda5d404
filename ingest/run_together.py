"""Texts that a web page gave in one line: where their headings and items begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

# shorter lines are paragraphs, whatever numbers they hold
_SHORTEST = 200
_CN = "一二三四五六七八九十"
_AFTER = r"(?:(?<=[。；：:！？）)】〕\]])\s*|\s+)"
# "…意见。 一、健全体系 1.建立台账", "…（市教育局负责）（二）改善条件"
_ITEM = re.compile(
    rf"{_AFTER}(?=[{_CN}]{{1,3}}、|[（(][{_CN}]{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d))"
    # the first below a heading that nothing parts from it: "二、重点任务（一）建设冷库"
    r"|(?=[（(]一[)）])|(?<=[一-鿿])(?<!附件)(?<!附表)(?=1[.．、](?!\d))"
)
# "一、总体要求 到2025年…": a space parts a heading from what stands below it
_HEADED = re.compile(
    rf"{_AFTER}(?:[{_CN}]{{1,3}}、|[（(][{_CN}]{{1,3}}[)）])[一-鿿、]{{2,20}}(?P<gap>\s+)(?=[一-鿿\d])"
)
# "…意见 沅政办发〔2022〕31号 各县人民政府：", "…负责） 沅溪市人民政府办公室 2022年6月18日"
_NUMBER = re.compile(
    r"\s+(?=[一-鿿]{2,14}[〔［\[]20\d\d[〕］\]]\d{1,4}[号號](?:\s|$))|(?<=\d[号號])\s+(?=[各一-鿿])"
)
_SIGNED = re.compile(rf"{_AFTER}(?=[一-鿿]{{4,40}}\s+20\d\d年\d{{1,2}}月\d{{1,2}}日)")
# "各县（市、区）人民政府： 为贯彻…"
_SALUTATION = re.compile(r"(?<=[：:])\s+(?=\S{10})")
# "…单位：《节水方案》已经…", "…执行。沅溪市水利局2024年5月6日（此件公开发布）节水方案为贯彻…"
_HEAD = re.compile(
    r"(?<=[：:])(?=《[^《》]{4,80}》[已业業经經]|现将|現將)"
    r"|(?<=[。；])\s*(?=[一-鿿]{4,40}20\d\d年\d{1,2}月\d{1,2}日)"
    r"|(?<=\d日)\s*(?=[（(]此件)|(?<=日)(?=[一-鿿]{2,12}[省市县縣区區州])|(?<=[发發]布[）)])\s*"
    r"|(?<=方案|措施|意[见見]|[办辦]法|要[点點]|安排|[细細][则則]|[计計][划劃]|[规規][划劃定])(?=[为為](?:深入|全面|[认認]真|切[实實]"
    r"|[进進]一步|[贯貫][彻徹]|落[实實]|加[强強快]|推[动動进進]|提[高升]|做好|[规規]范|促[进進]|保障|[积積][极極]|健全|完善|有效))"
)
_FIRST, _SECOND = (re.compile(rf"{_AFTER}{number}、") for number in "一二")


def parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the paragraphs of a line, one for a line that is a paragraph.

    A line holds a whole text where both 一、 and 二、 begin sentences in it.

    >>> list(parts("（一）保障供水。（二）疏通河道。"))
    [(0, 16)]
    """
    begin = 0
    first = _FIRST.search(text) if len(text) >= _SHORTEST else None
    if first and _SECOND.search(text, first.end()):
        salutation = _SALUTATION.search(text, 0, first.start())
        opening = [] if salutation is None else [salutation]
        head = (form.finditer(text, 0, first.start()) for form in (_HEAD, _NUMBER))
        cuts = [cut.span() for cut in chain(opening, *head, _ITEM.finditer(text))]
        cuts += (headed.span("gap") for headed in _HEADED.finditer(text, first.start()))
        cuts += (signed.span() for signed in _SIGNED.finditer(text, first.start()))
        for start, end in sorted(cuts):
            if start > begin:
                yield begin, start
                begin = end
    yield begin, len(text)
