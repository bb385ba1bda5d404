"""The head of a document: its lines, the covering notice, the title of the plan itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.found import Span
from ingest.extract.names import NameShapes
from ingest.extract.words import any_of
from ingest.numerals import DATE
from ingest.outline import marker, paragraph_spans
from ingest.text import Text

GENRE_END = re.compile(rf"({any_of('title.genres')})(?:（[^（）]{{1,24}}）)*$")
# 临州办函〔2019〕44号, 晋市政办〔2020〕 号
NUMBER = re.compile(
    r"[一-鿿]{2,14}(?:（[一-鿿]{1,4}）)?(?:[〔［（【]\s*(?:19|20)\d\d\s*[〕］）】]?|(?:19|20)\d\d\s*[〕］】])"
    r"\s*第?(?P<serial>\d{1,5}(?:[-—]\d{1,2})?|)\s*号|^[一-鿿]{2,20}令第(?P<order>\d{1,5})号$"
)
# （岳办发〔2017〕2号） behind a title
_NUMBER_BEHIND = re.compile(
    r"[（(]\s*[一-鿿]{2,14}[〔［（【\[(]\s*\d{4}\s*[〕］）】\])]\s*第?\d{1,5}\s*号\s*[）)]$"
)
_ANNEX = re.compile(r"附\s*件\s*[一二三\d]*\s*[：:]?")
_NOTICE_END = r"的?(?:通\s*知|函|公告|通告|公示)(?:（[^（）]{1,24}）)*$"
# X关于印发Y的通知, X印发《Y》的通知
_NOTICE = re.compile(
    r"^(?P<issuers>[^《》]*?)(?:关于)?(?:转发.{0,40}?)?(?:印发|公布|发布|下发|批转|转发)(?!《?关于(?:印发|转发))"
    rf"(?P<inner>.+?){_NOTICE_END}"
)
# 关于公开征求《Y（草案）》意见的公告
_ASK = re.compile(
    r"^(?P<issuers>[^《》]*?)关于(?:面?向社会)?(?:再次|继续)?(?:公开)?(?:面?向社会)?(?:公开)?征[求集]"
    rf"(?:社会公众)?(?:对)?《(?P<inner>[^《》]+?)》(?:（[^（）]{{1,20}}）)?(?:的)?(?:修改)?(?:意见|建议)+{_NOTICE_END}"
)
# X转发Y等部门关于Z的通知
_FORWARD = re.compile(
    r"^(?P<issuers>.*?)(?:关于)?(?:转发|批转)(?P<others>.{0,40}?)"
    rf"(?P<inner>关于.+?){_NOTICE_END}"
)
# 中共X委 X人民政府印发《Y》
_PRINT = re.compile(r"^(?P<issuers>.{4,60}?)印发《(?P<inner>[^《》]{4,60})》$")
_NAMED = r"《(?P<{}>(?:[^《》\n]|《[^《》\n]*》){{4,80}})》(?:（[^（）]{{1,30}}）)*"
# 现将《X》印发给你们; 《X》已经市政府同意，现印发给你们
_SENT = re.compile(
    rf"现将{_NAMED.format('sent')}(?:予以|随文)?(?:印发|下发|转发|发布|公布|公示|发|征求)"
    rf"|{_NAMED.format('agreed')}(?:已经?|业经|经)[^。《》\n]{{2,60}}，现(?:将其|正式)?(?:予以?|将)?(?:印发|下发|转发|发布|公布)"
)
_SENT_WITHIN = 3_000
DATE_IN_FIGURES = re.compile(r"(20\d\d)[-./](\d{1,2})[-./](\d{1,2})")
DATE_LINE = re.compile(rf"（?(?:{DATE.pattern})(?:印发)?）?")
# （征求意见稿） behind a title
DRAFT_NOTE = re.compile(
    r"[（(](?:[^（）()]{0,8})(?:[征徵]求意[见見]|草案|讨论|送审|代拟|审议|初)(?:稿)?[^（）()]{0,4}[)）]"
)
# 现就有关事项通知如下： addresses nobody
_ADDRESSED = re.compile(
    r"各|有关|相关|(?:局|委|办|厅|府|院|会|部|处|所|站|社|校|厂|场|镇|乡|区|县|市|州|省|旗|盟|街道|单位|部门|中心|公司|集团|学院|大学|银行|科室"
    r"|企业|机构|组织|代表|委员|同志|人员|群众|公民)$"
)
# what menus offer beside the text
_MENU = re.compile(
    r"(?:政府)?信息公开(?:指南|制度|目录|年报|规定)|(?:政策|通知)?公告|政策文件|规范性文件|法定主动公开内容|.{0,4}(?:政策|文件)解读"
)
# （此件公开发布）
_NOTE = re.compile(r"（(?:此件|信息公开|主动公开|依申请公开)[^（）]*）")
_LONGEST_TITLE, _LONGEST_NOTICE, _MOSTLY = 90, 160, 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the normalised text, without white space round it."""

    start: int
    end: int
    plain: str

    @property
    def is_salutation(self) -> bool:
        """Whether it ends in a colon, as 各县（市）人民政府： does, and addresses somebody."""
        is_open = self.plain.count("（") > self.plain.count("）")
        if (
            not self.plain.endswith("：")
            or is_open
            or re.search(r"[。《]|如下|以下|下列", self.plain)
        ):
            return False
        return self.addresses

    @property
    def addresses(self) -> bool:
        """Whether its words are those of bodies or people."""
        return _ADDRESSED.search(re.sub(r"（[^（）]*）", "", self.plain).rstrip("：")) is not None

    @property
    def is_date(self) -> bool:
        """Whether it holds a date and nothing else."""
        words = re.sub(r"^（(.*)）$", r"\1", self.plain.replace(" ", ""))
        return bool(DATE_LINE.fullmatch(words) or DATE_IN_FIGURES.fullmatch(words))

    @property
    def is_numbered(self) -> bool:
        """Whether it begins with the number of a heading or an item."""
        return marker(self.plain, 0, len(self.plain))[0] != ""


def lines_of(text: Text) -> list[Line]:
    """Return the paragraphs of a text."""
    return [Line(a, b, text.plain[a:b].strip()) for a, b in paragraph_spans(text.plain)]


def head_of(lines: list[Line]) -> list[Line]:
    """Return the lines up to and with the salutation, or up to the first long paragraph."""
    head: list[Line] = []
    for line in lines[:30]:
        if len(line.plain) > 120 and not line.is_salutation:
            break
        if marker(line.plain, 0, len(line.plain))[0] in ("一、", "（一）", "chapter"):
            break
        head.append(line)
        if line.is_salutation and len(line.plain) > 4:
            return [*head, *_before_items(lines[len(head) : len(head) + 14])]
    return head


def _before_items(lines: list[Line]) -> list[Line]:
    """Return the lines up to the first numbered one."""
    numbered = (index for index, line in enumerate(lines) if line.is_numbered)
    return lines[: next(numbered, len(lines))]


def _goes_on(line: Line) -> bool:
    """Whether a line is the end of a notice's title: 通 知 on a line of its own."""
    return re.fullmatch(r"的?\s*通\s*知", line.plain) is not None


def notice_of(head: list[Line]) -> re.Match[str] | None:
    """Return the match of the covering notice's title, on one line or several."""
    for count in range(1, 6):
        for index in range(len(head) - count + 1):
            run = head[index : index + count]
            joined = _joined(run)
            if len(joined) > _LONGEST_NOTICE or run[-1].is_salutation:
                continue
            found = next(filter(None, (form.match(joined) for form in _NOTICES)), None)
            following = head[index + count : index + count + 1]
            if found and not any(map(_goes_on, following)):
                return found
    return None


_NOTICES = (_FORWARD, _ASK, _NOTICE, _PRINT)


def _joined(run: list[Line]) -> str:
    """Return the words of lines as one, with a space after a line that may end in a body.

    Marks round the whole and a number before it are left out.
    """
    words = "".join(
        line.plain + (" " if line.plain[-1] in "局委办厅院会府部" else "") for line in run
    ).strip()
    number = NUMBER.match(words)
    words = words[number.end() :] if number else words
    return words[1:-1] if re.fullmatch(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", words) else words


def is_sent(text: Text) -> bool:
    """Whether the text begins by sending the plan to somebody: 现将《X》印发给你们."""
    return _SENT.search(text.plain, 0, _SENT_WITHIN) is not None


class TitleFinder:
    """Finds the title of the plan itself, which may stand below a covering notice."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def find(
        self, text: Text, lines: list[Line], head: list[Line], notice: re.Match[str] | None
    ) -> tuple[Span, int]:
        """Return the span of the plan's title and where its body begins."""
        sent = _SENT.search(text.plain, 0, _SENT_WITHIN)
        inner = notice["inner"] if notice else sent and (sent["sent"] or sent["agreed"])
        if not inner:
            return self._titled_line(lines) or ((0, 0), 0)
        after = sent.end() if sent else _end_of_salutation(head, 0)
        found = _run_with(_key(inner), lines, after) or self._like(inner, lines, after)
        if found:
            return found
        inner = _without_marks(inner)
        place = text.plain.find(inner)
        if place < 0:
            return self._titled_line(lines) or ((0, 0), 0)
        end = place + len(inner)
        return (place, end), _end_of_salutation(head, end)

    def _like(self, inner: str, lines: list[Line], after: int) -> tuple[Span, int] | None:
        """Return a title after a place that has most of its characters in common with another."""
        found = self._titled_line(lines, after)
        if found is None:
            return None
        (start, end), _ = found
        run = [line for line in lines if start <= line.start < end]
        if any(form.match(_joined(run)) for form in _NOTICES):
            return None
        words = _key(run)
        common = len(set(words) & set(_key(inner)))
        return found if common >= _MOSTLY * len(set(_key(inner))) else None

    def _titled_line(self, lines: list[Line], start: int = 0) -> tuple[Span, int] | None:
        """Return the first run of short lines that ends in a genre word, with its end."""
        for index, line in enumerate(lines[:40]):
            if line.start < start or line.is_date or _ANNEX.fullmatch(line.plain):
                continue
            if _NOTE.fullmatch(line.plain) or _MENU.fullmatch(line.plain):
                continue
            if line.is_numbered and line.plain[0] not in "12":
                return None
            for count in (1, 2, 3, 4):
                run = lines[index : index + count]
                joined = "".join(part.plain for part in run)
                if len(joined) > _LONGEST_TITLE or re.search(r"[。；：]", joined):
                    break
                if any(_NOTE.fullmatch(part.plain) for part in run):
                    break
                if _is_title(joined):
                    again = _again(joined, lines[index + count : index + count + 3])
                    if again:
                        return (again.start, again.end), again.end
                    first = _without_issuer_lines(run, self._shapes)
                    return (first[0].start, run[-1].end), run[-1].end
        return None


def _again(title: str, below: list[Line]) -> Line | None:
    """Return the line below that is the end of a title: a page may put its own name before it."""
    ends = (line for line in below if title.endswith(line.plain) and _is_title(line.plain))
    return next((line for line in ends if len(line.plain) < len(title)), None)


def _run_with(wanted: str, lines: list[Line], after: int) -> tuple[Span, int] | None:
    """Return the run of at most three lines after a place that spells a title, with its end."""
    for count in (1, 2, 3):
        for index in range(len(lines) - count + 1):
            run = lines[index : index + count]
            if run[0].start >= min(after, lines[-1].start) and _key(run) == wanted:
                return (run[0].start, run[-1].end), run[-1].end
    return None


def _end_of_salutation(head: list[Line], otherwise: int) -> int:
    return next((line.end for line in head if line.is_salutation), otherwise)


def _is_title(words: str) -> bool:
    bare = _NUMBER_BEHIND.sub("", DRAFT_NOTE.sub("", words))
    if len(bare) <= 5 or bare.endswith("文件") or NUMBER.search(bare):
        return False
    return GENRE_END.search(bare) is not None


def _key(title: str | list[Line]) -> str:
    """Return what two spellings of a title have in common."""
    words = title if isinstance(title, str) else "".join(line.plain for line in title)
    return re.sub(r"[\s《》（）()\-—–－、，]", "", DRAFT_NOTE.sub("", words))


def title_of(text: Text, title: Span) -> str:
    """Return a title as the document writes it, without marks, notes on a draft and its number."""
    words = DRAFT_NOTE.sub("", text.verbatim(*title)).strip()
    return _without_marks(_NUMBER_BEHIND.sub("", words)).strip()


def _without_marks(title: str) -> str:
    """Return a title without the marks round it; those inside stay."""
    words = title.strip()
    while (
        words.startswith(("《", "〈"))
        and words.endswith(("》", "〉"))
        and not re.search("[》〉].*[《〈]", words)
    ):
        words = words[1:-1].strip()
    return words


def genre_of(text: Text, title: Span) -> str | None:
    """Return the genre word at the end of a title, as the document writes it, or None."""
    bare = DRAFT_NOTE.sub("", re.sub(r"\s", "", text.plain[slice(*title)]).strip("《》"))
    bare = _NUMBER_BEHIND.sub("", bare)
    found = GENRE_END.search(bare)
    if not found:
        return None
    place = text.plain.rfind(found[1], *title)
    return text.verbatim(place, place + len(found[1])) if place >= 0 else found[1]


def _without_issuer_lines(run: list[Line], shapes: NameShapes) -> list[Line]:
    """Return a title's lines without lines before it that only hold the issuer or a date."""
    if any(line.plain.startswith("关于") for line in run[1:]):
        dates = [index for index, line in enumerate(run[:-1]) if line.is_date]
        return run[dates[-1] + 1 :] if dates else run
    dates = [index for index, line in enumerate(run[:-1]) if line.is_date]
    run = run[dates[-1] + 1 :] if dates else run
    while len(run) > 1:
        if not shapes.is_strong(run[0].plain) or run[0].plain[-1] in "省市县区州盟旗":
            break
        run = run[1:]
    return run
