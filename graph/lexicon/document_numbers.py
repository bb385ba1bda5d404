"""Document numbers (文号): one value for every way of writing one, also what OCR made of it.

What may be read in two ways is not read: a wrong number is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.lexicon.number_words import head_of, lead_in, plain, serial_of, year_of


class NumberForm(StrEnum):
    """How a number counts: by year, or on and on, as most orders do."""

    YEARLY = "yearly"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number in its normal form; ``head`` names the series: 国办发, 国务院令, 税务总局公告.

    ``year`` is None where the series goes on over the years.

    >>> str(parse_number("國辦發(2019)第44號")), str(parse_number("国务院第721号令"))
    ('国办发〔2019〕44号', '国务院令第721号')
    """

    head: str
    year: int | None
    serial: int
    form: NumberForm

    def __str__(self) -> str:
        if self.form is NumberForm.YEARLY:
            return f"{self.head}〔{self.year}〕{self.serial}号"
        year = f"{self.year}年" if self.year else ""
        return f"{self.head}{year}第{self.serial}号"

    @property
    def is_repeated(self) -> bool:
        """Whether another work bears the same number: 主席令 begins anew with each congress."""
        return self.year is None and self.head.endswith(_BEGIN_ANEW)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text, with its span."""

    number: DocumentNumber
    start: int
    end: int


_BEGIN_ANEW = ("主席令", "人大常委会公告", "人民代表大会公告")
_SERIES_ENDS = tuple("发函字规办政府委电综令告通监")
_ENDS = re.compile(r"$|[\W_]|文|通知|要求|精神|规定|和|与|及|等")
_S = r"\s{0,3}"
_HAN = r"[\u4e00-\u9fff]"
_OPEN, _CLOSE = r"〔\[［（(【{｛﹝〖「『<〈", r"〕\]］）)】}｝﹞〗」』>〉"
_D = r"[0-9OoQ〇○零liI|]"
_YEAR = rf"(?:[12liI|]\s?{_D}\s?{_D}\s?{_D})"
_CHINESE = r"[一二三四五六七八九〇○零OoO]{4}"
_SERIAL = rf"(?P<serial>{_D}(?:\s?{_D}){{0,4}}|[一二三四五六七八九十百〇零]{{1,7}}(?={_S}号))"
_END = rf"(?P<end>{_S}号)?"
_NOT_AFTER = rf"(?!\s?{_D}|[-—–－.]\s?\d|年|月|日|%|万|亿|个|项|家|批|元|人)"
# 〔2019〕44号, (2019)44, 【2019】第044号, 〔2019年〕44号, 〔二〇一九〕44号, (83)127号;
# f2019〕44号, 2019〕44号
_CLOSED = (
    rf"(?:[{_OPEN}]|[fFtTcC1liI|](?={_YEAR}{_S}[{_CLOSE}])|(?=[12])){_S}"
    rf"(?P<year>{_YEAR}|(?<=[{_OPEN}])[5-9]\d|{_CHINESE}){_S}年?{_S}[{_CLOSE}]{_S}第?{_S}{_SERIAL}{_END}"
)
# 〔2019J44号, 〔2019 44号, 〔201944号
_OPENED = (
    rf"[{_OPEN}]{_S}(?P<year_b>{_YEAR})(?:[jJ]{_S}第?{_S}|\s{{1,3}}第?{_S}|第|(?![1liI|]))"
    rf"{_SERIAL.replace('serial', 'serial_b')}{_S}号"
)
# 2019年44号, 2019年第44号, 2019第44号, 2019-44号, 2019 44号, 2019（44）号
_BARE = (
    rf"(?<!\d)(?P<year_c>{_YEAR}){_S}(?:年{_S}第?|第|[-—–－·/]|\s|[{_OPEN}](?={_S}{_D}+{_S}[{_CLOSE}])){_S}"
    rf"{_SERIAL.replace('serial', 'serial_c')}{_S}[{_CLOSE}]?{_S}号"
)
# 国办发201944号, 国办发 2019 44: only right behind a head
_TYPED = (
    rf"(?P<year_d>(?:19|20)\d\d)(?:{_S}年{_S}第?|第|[-—–－·/]|\s{{1,3}}|)"
    r"(?P<serial_d>[2-9]\d{0,3}|1)(?!\d)"
)
_CORE = re.compile(f"(?:{_CLOSED}|{_OPENED}|{_BARE}){_NOT_AFTER}")
_TYPED_CORE = re.compile(_TYPED + rf"{_S}(?P<end_d>号)?")
_HEAD = re.compile(rf"(?:{_HAN}{{1,16}}(?:[（(]{_HAN}{{1,6}}[）)])?{_HAN}{{0,6}}){_S}$")
# 国务院令第721号, 国务院令（第721号）, 商务部令2019年第2号, 财政部 税务总局公告2019年第13号
_ORDER = re.compile(
    rf"(?P<head>{_HAN}(?:{_HAN}|[ 、]){{0,40}}?(?P<kind>令|公告|通告)){_S}[{_OPEN}]?{_S}"
    rf"(?:(?P<year>{_YEAR}){_S}年?{_S}[{_CLOSE}]?{_S})?第?{_S}{_SERIAL}{_S}号{_S}[{_CLOSE}]?"
)
_ORDER_CORE = re.compile(
    rf"(?:令|公告|通告){_S}[{_OPEN}]?{_S}(?:{_YEAR}{_S}年{_S})?第{_S}"
    rf"(?:{_D}{{1,5}}|[一二三四五六七八九十百〇零]{{1,7}}){_S}号{_S}[{_CLOSE}]?"
)
# 国务院第721号令, 税务总局2019年第14号公告
_ORDER_AFTER = re.compile(
    rf"(?P<head>{_HAN}(?:{_HAN}|[ 、]){{0,40}}?){_S}(?:(?P<year>{_YEAR}){_S}年{_S})?"
    rf"第{_S}{_SERIAL}{_S}号{_S}(?P<kind>令|公告|通告)"
)
# （国发〔2019〕1号）, 文号：国发〔2019〕1号, 国发〔2019〕1号文件
_WRAPPING = re.compile(
    r"^(?:[发文]*文?字?[文编]?号\s*[：:])?\s*(?P<inner>.*?)(?:文件?|精神)?\s*$", re.DOTALL
)


_LONGEST = 120


def parse_number(text: str) -> DocumentNumber | None:
    """Return the number that a text is, None where it is none or may be read in two ways.

    >>> [str(parse_number(t)) for t in ("国发f2O19〕l号", "国发【2019】001", "国发二〇一九年第1号")]
    ['国发〔2019〕1号', '国发〔2019〕1号', 'None']
    """
    words = _unwrapped(plain(text)) if len(text) <= _LONGEST else ""
    for pattern in (_ORDER, _ORDER_AFTER):
        if match := pattern.fullmatch(words):
            return _order(match)
    for core in (_CORE, _TYPED_CORE):
        for match in core.finditer(words):
            if match.end() == len(words):
                return _yearly(match, words[: match.start()].strip())
    return None


def find_numbers(text: str, is_head: Callable[[str], bool] | None = None) -> Iterator[FoundNumber]:
    """Yield the numbers of a running text, in order; what has no head is none.

    Where ``is_head`` is given, a year and a serial right behind a head that it knows are a
    number without any sign that says so, as people type them: 国办发 2019 44.

    >>> [str(f.number) for f in find_numbers("按照国办发〔2023〕6号和国务院令第721号")]
    ['国办发〔2023〕6号', '国务院令第721号']
    """
    words = plain(text)
    found: list[FoundNumber] = []
    begin = 0
    cores = [_CORE, _ORDER_CORE, *([_TYPED_CORE] if is_head else ())]
    matches = (match for core in cores for match in core.finditer(words))
    for match in sorted(matches, key=_place):
        head = _HEAD.search(words, max(begin, match.start() - 24), match.start())
        start = head.start() + lead_in(head[0]) if head else match.start()
        number = None if start < begin else _number_at(words, start, match)
        if match.re is _TYPED_CORE and not (number and is_head and is_head(number.head)):
            continue
        if number is not None:
            found.append(FoundNumber(number, start, match.end()))
            begin = match.end()
    yield from found


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def _number_at(words: str, start: int, match: re.Match[str]) -> DocumentNumber | None:
    if match.re is _TYPED_CORE:
        is_year = not match["end_d"] and year_of(match["serial_d"]) is not None
        return None if is_year else _yearly(match, words[start : match.start()])
    if match.re is _CORE:
        head = words[start : match.start()].rstrip()
        # 全市2019年44号楼
        if match["year_c"] and not (
            head.endswith(_SERIES_ENDS) and _ENDS.match(words, match.end())
        ):
            return None
        return _yearly(match, head)
    order = _ORDER.fullmatch(words, start, match.end())
    return _order(order) if order else None


def _unwrapped(words: str) -> str:
    words = words.strip()
    match = _WRAPPING.match(words)
    inner = match["inner"] if match else words
    while len(inner) > 2 and inner[0] in "（([［【〔" and inner[-1] in "）)]］】〕":
        inner = inner[1:-1].strip()
    return inner


def _yearly(match: re.Match[str], head: str) -> DocumentNumber | None:
    """Return the number of a match of the year and serial; None where the parts are none."""
    told = {name[:4]: value for name, value in match.groupdict().items() if value}
    series = head_of(head)
    year = year_of(told.get("year", ""))
    serial = serial_of(told.get("seri", ""))
    if not series or year is None or not serial:
        return None
    kind = re.search(r"(令|公告|通告)$", series)
    form = NumberForm.YEARLY
    if kind:
        form = NumberForm.ORDER if kind[1] == "令" else NumberForm.ANNOUNCEMENT
    return DocumentNumber(series, year, serial, form)


def _order(match: re.Match[str]) -> DocumentNumber | None:
    kind = match["kind"]
    head = head_of(match["head"].removesuffix(kind)) + kind
    year = year_of(match["year"]) if match["year"] else None
    serial = serial_of(match["serial"])
    if head == kind or not serial or (match["year"] and year is None):
        return None
    form = NumberForm.ORDER if kind == "令" else NumberForm.ANNOUNCEMENT
    return DocumentNumber(head, year, serial, form)
