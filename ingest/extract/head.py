"""The head of a document: its lines, and the covering notice that they may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numerals import DATE
from ingest.outline import marker, paragraph_spans
from ingest.text import Text

# 临州办函〔2019〕44号, 晋市政办〔2020〕 号
NUMBER = re.compile(
    r"[一-鿿]{2,14}(?:（[一-鿿]{1,4}）)?(?:[〔［（【]\s*(?:19|20)\d\d\s*[〕］）】]?|(?:19|20)\d\d\s*[〕］】])"
    r"\s*第?(?P<serial>\d{1,5}(?:[-—]\d{1,2})?|)\s*号|^[一-鿿]{2,20}令第(?P<order>\d{1,5})号$"
)
_NOTICE_END = r"的?(?:通\s*知|函|公告|通告|公示)(?:（[^（）]{1,24}）)*$"
# X关于印发Y的通知, X印发《Y》的通知
_NOTICE = re.compile(
    r"^(?P<issuers>[^《》]*?)(?:关于)?(?:转发.{0,40}?)?(?:印发|公布|发布|下发|批转|转发)(?!《?关于(?:印发|转发))"
    rf"(?P<inner>.+?){_NOTICE_END}"
)
# 关于公开征求《Y（草案）》意见的公告
_ASK = re.compile(
    r"^(?P<issuers>[^《》]*?)关于(?:面?向社会)?(?:再次|继续)?(?:公开)?(?:面?向社会)?(?:公开)?征[求集]"
    rf"(?:社会公众)?(?:对)?《(?P<inner>[^《》]+?)》(?:（[^（）]{{1,20}}）)?(?:的)?(?:修改)?(?:意见|建议)*{_NOTICE_END}"
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
    rf"|(?:制定|制订|拟定|拟订|编制|形成|起草)了?{_NAMED.format('made')}，现(?:将其|予以?)?(?:印发|下发|发布|公布)"
    rf"|{_NAMED.format('agreed')}(?:已经?|业经|经)[^。《》\n]{{2,60}}，现(?:将其|正式)?(?:予以?|将)?(?:印发|下发|转发|发布|公布)"
)
_SENT_WITHIN, _LONGEST_NOTICE = 3_000, 160
DATE_IN_FIGURES = re.compile(r"(20\d\d)[-./](\d{1,2})[-./](\d{1,2})")
# 2023626, 2018年416: the signs between year, month and day were lost
DATE_RUN_TOGETHER = re.compile(r"(20[0-3]\d)年?(\d{2,4})日?")
DATE_LINE = re.compile(rf"（?(?:{DATE.pattern})(?:印发)?）?")
# 现就有关事项通知如下： addresses nobody
_ADDRESSED = re.compile(
    r"各|有关|相关|(?:局|委|办|厅|府|院|会|部|处|所|站|社|校|厂|场|镇|乡|区|县|市|州|省|旗|盟|街道|单位|部门|中心|公司|集团|学院|大学|银行|科室"
    r"|企业|机构|组织|代表|委员|同志|人员|群众|公民|[科文音]协|[残妇文侨]联)$"
)
_LONGEST_DATE = 60


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
        if len(self.plain) > _LONGEST_DATE:
            return False
        words = re.sub(r"^（(.*)）$", r"\1", self.plain.replace(" ", ""))
        forms = (DATE_LINE, DATE_IN_FIGURES, DATE_RUN_TOGETHER)
        return any(form.fullmatch(words) for form in forms)

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
    for index, line in enumerate(lines[:30]):
        if len(line.plain) > 120 and not line.is_salutation:
            # a page's note on what is in force stands above those addressed
            if any(map(_opens, lines[index + 1 : index + 3])):
                continue
            break
        if marker(line.plain, 0, len(line.plain))[0] in ("一、", "（一）", "chapter"):
            break
        head.append(line)
        if line.is_salutation and len(line.plain) > 4:
            return [*head, *_before_items(lines[len(head) : len(head) + 14])]
    return head


def _opens(line: Line) -> bool:
    """Whether a line addresses all of a kind, as only the opening of a text does."""
    return line.is_salutation and line.plain.startswith("各")


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


def is_notice(run: list[Line]) -> bool:
    """Whether lines are the title of a covering notice."""
    return any(form.match(_joined(run)) for form in _NOTICES)


def plan_named(notice: str) -> str:
    """Return the plan that the title of a notice names, the title itself where it is none."""
    found = next(filter(None, (form.match(notice) for form in _NOTICES)), None)
    return found["inner"] if found else notice


def plan_sent(text: Text) -> re.Match[str] | None:
    """Return the match of the words that send a plan: 现将《X》印发给你们."""
    return _SENT.search(text.plain, 0, _SENT_WITHIN)
