"""What a document says of itself: title, number, issuers, dates, addressees, kind, status."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.lexicon import Lexicon
from ingest.extract.found import Mention, Metadata, Span
from ingest.extract.names import NameShapes
from ingest.numerals import DATE, iso_date
from ingest.outline import marker, paragraph_spans
from ingest.text import Text

GENRES = (
    "重点工作安排", "工作安排", "工作要点", "工作方案", "实施方案", "行动方案", "分工方案", "行动计划", "工作计划", "实施计划",
    "实施意见", "指导意见", "若干意见", "若干措施", "实施细则", "管理办法", "实施办法", "暂行办法", "管理规定", "暂行规定", "应急预案",
    "责任清单", "任务清单", "任务分解", "任务分工", "分工表", "任务分解表", "发展规划", "专项规划", "实施规划", "具体措施", "工作措施", "政策措施",
    "行动纲要", "工作规则", "工作制度", "要点", "方案", "计划", "意见", "通知", "办法", "规定", "细则", "措施", "条例", "决定", "通告", "公告", "预案", "规划",
    "纲要", "清单", "安排", "规则", "制度", "标准", "指南", "规范", "重点任务", "决议", "报告", "批复", "函", "通报", "章程", "举措", "政策", "分工", "目录",
)  # fmt: skip
_GENRE_END = re.compile(
    rf"({'|'.join(sorted(GENRES, key=len, reverse=True))})(?:（[^（）]{{1,24}}）)*$"
)
_REDUCED = {"重点工作安排": "工作安排", "任务分解表": "任务分解"}
# 临州办函〔2019〕44号, 晋市政办〔2020〕 号
NUMBER = re.compile(
    r"[一-鿿]{2,14}(?:（[一-鿿]{1,4}）)?[〔［（]\s*(?:19|20)\d\d\s*[〕］）]\s*第?(?P<serial>\d{1,5}|)\s*号"
)
_NOTICE = re.compile(
    r"^(?P<issuers>.*?)(?:关于)(?:转发.{0,40}?)?(?:印发|公布|发布|下发|批转|转发)(?P<inner>.+?)的(?:通\s*知|函|公告|通告)(?:（[^（）]{1,20}）)*$"
)
# X转发Y等部门关于Z的通知
_FORWARD = re.compile(
    r"^(?P<issuers>.*?)(?:关于)?(?:转发|批转)(?P<others>.{0,40}?)(?P<inner>关于.+?)的(?:通\s*知|函)(?:（[^（）]{1,20}）)*$"
)
_SENT = re.compile(r"现将《(?P<inner>[^《》\n]{4,80})》(?:（[^（）]{1,30}）)?(?:印发|下发|转发|发)")
_DRAFT = re.compile(r"征求意见|草案|讨论稿|送审稿|代拟稿|审议稿|初稿")
_BLANK = re.compile(r"年月|月日(?!常)|第次.{0,6}(?:会议|常务)|〔\d{4}〕号")
_YEAR_IN_TITLE = re.compile(r"(?:（)?(20\d\d|19\d\d)(?:\s*[-—–－至~]+\s*(?:20\d\d|\d\d))?\s*年?")
_DATE_LINE = re.compile(rf"（?(?:{DATE.pattern})(?:印发)?）?")
_TAIL = re.compile(r"抄送|（此件|主送|联系人|印发$")
_SALUTATION = re.compile(r"[：:]$")
_SIGNATURE_SUFFIX = re.compile(r"[（(]盖?章[)）]$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    plain: str


class MetadataReader:
    """Reads the metadata of repaired texts."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._lexicon = lexicon
        self._shapes = shapes

    def read(self, text: Text) -> Metadata:
        """Return what the text says of itself; what it does not say is None or empty."""
        lines = [_Line(a, b, text.plain[a:b].strip()) for a, b in paragraph_spans(text.plain)]
        if not lines:
            return Metadata()
        head = _head(lines)
        notice = self._notice(text, head)
        title, body = self._title(text, lines, head, notice)
        is_sent = notice is not None or _SENT.search(text.plain, 0, 3_000) is not None
        cover = [line for line in lines if line.start < title[0]] if is_sent else []
        name = text.verbatim(*title) if title[1] else ""
        plain_title = _bare_title(text.plain[slice(*title)])
        issuers = self._issuers(text, notice, cover, head)
        number = self._number(text, head, title)
        issued_on = self._issued_on(text, cover, lines, title)
        status = self._status(text, lines, title, head)
        return Metadata(
            title=_DRAFT_NOTE.sub("", name).strip("《》 "),
            title_span=title if title[1] else None,
            document_number=number,
            issuers=issuers,
            issued_on=issued_on,
            year=_year(plain_title, issued_on),
            document_type=_genre(text, title),
            status=status,
            jurisdiction=self._jurisdiction(
                issuers, plain_title, number, text.plain[: lines[-1].end][:600]
            ),
            addressees=self._addressees(text, head),
            copied_to=_copied_to(text, lines),
            body=body,
        )

    def _notice(self, text: Text, head: list[_Line]) -> re.Match[str] | None:
        """Return the match of the covering notice's title, on one line or several."""
        for count in range(1, 6):
            for index in range(len(head) - count + 1):
                joined = "".join(
                    line.plain.replace(" ", "") for line in head[index : index + count]
                )
                if len(joined) > 160 or _SALUTATION.search(joined):
                    continue
                found = _FORWARD.match(joined) or _NOTICE.match(joined)
                if found and (
                    index + count >= len(head) or not _goes_on(head[index + count].plain)
                ):
                    return found
        return None

    def _title(
        self, text: Text, lines: list[_Line], head: list[_Line], notice: re.Match[str] | None
    ) -> tuple[Span, int]:
        """Return the span of the plan's title and where its body begins."""
        inner = notice["inner"] if notice else None
        sent = _SENT.search(text.plain, 0, 3_000)
        inner = inner or (sent["inner"] if sent else None)
        if inner:
            wanted = _key(inner)
            after = sent.end() if sent else self._end_of_salutation(head, 0)
            for count in (1, 2, 3):
                for index in range(len(lines) - count + 1):
                    run = lines[index : index + count]
                    if (
                        run[0].start >= min(after, lines[-1].start)
                        and _key("".join(r.plain for r in run)) == wanted
                    ):
                        return (run[0].start, run[-1].end), run[-1].end
            after_head = self._titled_line(lines, start=after)
            if after_head:
                return after_head
            place = text.plain.find(inner)
            if place >= 0:
                return (place, place + len(inner)), self._end_of_salutation(
                    head, place + len(inner)
                )
        return self._titled_line(lines) or ((0, 0), 0)

    def _titled_line(self, lines: list[_Line], start: int = 0) -> tuple[Span, int] | None:
        """Return the first run of short lines that ends in a genre word, with its end."""
        for index, line in enumerate(lines[:40]):
            if line.start < start or _DATE_LINE.fullmatch(line.plain):
                continue
            if marker(line.plain, 0, len(line.plain))[0] and line.plain[0] not in "12":
                return None
            for count in (1, 2, 3, 4):
                run = lines[index : index + count]
                joined = "".join(part.plain for part in run)
                if len(joined) > 90 or re.search(r"[。；：]", joined):
                    break
                bare = _DRAFT_NOTE.sub("", joined)
                if (
                    _GENRE_END.search(bare)
                    and len(bare) > 5
                    and not NUMBER.search(bare)
                    and not bare.endswith("文件")
                ):
                    first = _without_issuer_lines(run, self._shapes)
                    return (first[0].start, run[-1].end), run[-1].end
        return None

    def _end_of_salutation(self, head: list[_Line], fallback: int) -> int:
        return next((line.end for line in head if _SALUTATION.search(line.plain)), fallback)

    def _issuers(
        self, text: Text, notice: re.Match[str] | None, cover: list[_Line], head: list[_Line]
    ) -> tuple[Mention, ...]:
        if notice and notice["issuers"]:
            found = self._bodies(text, notice["issuers"].strip())
            if found:
                return found
        signed = self._signature(text, cover or head)
        if signed:
            return signed
        for line in head[:4]:
            name = re.sub(r"文件$", "", line.plain)
            if self._shapes.is_strong(name) and len(name) >= 5:
                return self._bodies(text, name)
        return ()

    def _signature(self, text: Text, cover: list[_Line]) -> tuple[Mention, ...]:
        """Return the bodies on the lines right above a date line."""
        for index, line in enumerate(cover):
            if not _DATE_LINE.fullmatch(line.plain.replace(" ", "")):
                continue
            names: list[Mention] = []
            for earlier in reversed(cover[max(0, index - 6) : index]):
                found = self._bodies(text, _SIGNATURE_SUFFIX.sub("", earlier.plain), earlier.start)
                if not found or len(earlier.plain) > 80:
                    break
                names = [*found, *names]
            if names:
                return tuple(names)
        return ()

    def _bodies(self, text: Text, joined: str, start: int | None = None) -> tuple[Mention, ...]:
        """Return the bodies a run of names holds, joined by spaces, 、 or nothing."""
        names = [n for n in re.split(r"[\s、，,]+", joined) if n]
        mentions: list[Mention] = []
        for name in names:
            spans = self._shapes.split(name)
            if spans is None:
                return ()
            for a, b in spans:
                part = name[a:b]
                place = text.plain.find(part, start or 0)
                span = (place, place + len(part)) if place >= 0 else (0, 0)
                surface = text.verbatim(*span) if place >= 0 else part
                mentions.append(Mention(surface, part, span, "issuer", 0.97))
        return tuple(mentions)

    def _number(self, text: Text, head: list[_Line], title: Span) -> str | None:
        for line in head:
            found = NUMBER.search(line.plain)
            if found and found["serial"] and not _is_cited(line.plain, found.start()):
                return text.verbatim(line.start + found.start(), line.start + found.end())
        return None

    def _issued_on(
        self, text: Text, cover: list[_Line], lines: list[_Line], title: Span
    ) -> str | None:
        after_title = [line for line in lines if line.start >= title[1]][:3]
        for line in [*cover, *after_title, *lines[-8:]]:
            bare = line.plain.replace(" ", "")
            if not _DATE_LINE.fullmatch(bare):
                continue
            found = DATE.search(bare)
            if found and (found["month"] or "月" in bare):
                return iso_date(found)
        return None

    def _status(self, text: Text, lines: list[_Line], title: Span, head: list[_Line]) -> str:
        beginning = "\n".join(line.plain for line in lines if line.start <= title[1] + 2)
        around = beginning + "\n" + "\n".join(line.plain for line in lines[:6])
        is_draft = _DRAFT.search(around.replace(" ", "")) or _BLANK.search(around.replace(" ", ""))
        return "draft" if is_draft else "final"

    def _jurisdiction(
        self, issuers: tuple[Mention, ...], title: str, number: str | None, beginning: str
    ) -> str | None:
        for source in (*(m.plain for m in issuers), title, beginning):
            for _, _, divisions in self._lexicon.divisions.find(source):
                if len(divisions) == 1 or len({d.name for d in divisions}) == 1:
                    return str(divisions[0].name)
        return None

    def _addressees(self, text: Text, head: list[_Line]) -> tuple[str, ...]:
        for line in head:
            if _SALUTATION.search(line.plain) and len(line.plain) < 300:
                return tuple(self._parts(text, line.start, line.end - 1))
        return ()

    def _parts(self, text: Text, start: int, end: int) -> list[str]:
        """Return the addressees: parted by commas, and by 、 between whole names."""
        parts: list[str] = []
        for piece in _split_outside(text.plain, start, end, "，；,"):
            begin = piece[0]
            for a, b in _split_outside(text.plain, *piece, "、"):
                left = text.plain[begin:a].rstrip("、")
                if a > begin and self._stands_alone(left) and self._stands_alone(text.plain[a:b]):
                    parts.append(text.verbatim(begin, a).rstrip("、"))
                    begin = a
            parts.append(text.verbatim(begin, piece[1]))
        return [part for part in parts if part]

    def _stands_alone(self, name: str) -> bool:
        shape = self._shapes.shape(name)
        return (
            len(name) >= 3
            and shape is not None
            and not re.search(r"(?<!管理)(?:示范区|开发区|新区|园区)$", name)
        )


_DRAFT_NOTE = re.compile(
    r"[（(](?:[^（）()]{0,8})(?:征求意见|草案|讨论|送审|代拟|审议|初)(?:稿)?[^（）()]{0,4}[)）]"
)


def _head(lines: list[_Line]) -> list[_Line]:
    """Return the lines up to and with the salutation, or up to the first long paragraph."""
    head: list[_Line] = []
    for line in lines[:30]:
        if len(line.plain) > 120 and not _SALUTATION.search(line.plain):
            break
        if marker(line.plain, 0, len(line.plain))[0] in ("一、", "（一）", "chapter"):
            break
        head.append(line)
        if _SALUTATION.search(line.plain) and len(line.plain) > 4:
            return [*head, *_before_items(lines[len(head) : len(head) + 14])]
    return head


def _before_items(lines: list[_Line]) -> list[_Line]:
    """Return the lines up to the first numbered one."""
    numbered = (i for i, line in enumerate(lines) if marker(line.plain, 0, len(line.plain))[0])
    return lines[: next(numbered, len(lines))]


def _goes_on(plain: str) -> bool:
    return bool(re.fullmatch(r"的?\s*通\s*知", plain))


def _is_cited(plain: str, position: int) -> bool:
    return "《" in plain[:position] or (position > 0 and plain[position - 1] in "（根据按照")


def _key(title: str) -> str:
    return re.sub(r"[\s《》（）()\-—–－、，]", "", _DRAFT_NOTE.sub("", title))


def _bare_title(title: str) -> str:
    return re.sub(r"\s", "", title)


def _genre(text: Text, title: Span) -> str | None:
    bare = _DRAFT_NOTE.sub("", re.sub(r"\s", "", text.plain[slice(*title)]).strip("《》"))
    found = _GENRE_END.search(bare)
    if not found:
        return None
    word = _REDUCED.get(found[1], found[1])
    place = text.plain.rfind(word, *title)
    return text.verbatim(place, place + len(word)) if place >= 0 else word


def _year(title: str, issued_on: str | None) -> int | None:
    found = _YEAR_IN_TITLE.search(title)
    if found:
        return int(found[1])
    return int(issued_on[:4]) if issued_on else None


def _without_issuer_lines(run: list[_Line], shapes: NameShapes) -> list[_Line]:
    """Return a title's lines without lines before it that only hold the issuer or a date."""
    while len(run) > 1 and not run[1].plain.startswith("关于"):
        if not shapes.is_strong(run[0].plain) and not _DATE_LINE.fullmatch(run[0].plain):
            break
        run = run[1:]
    return run


def _copied_to(text: Text, lines: list[_Line]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        if not line.plain.startswith("抄送"):
            continue
        names: list[str] = []
        for part in lines[index : index + 4]:
            if re.search(r"印发|\d{4}年", part.plain):
                break
            begin = part.start + (3 if part is line else 0)
            for a, b in _split_outside(text.plain, begin, part.end, "，、；。"):
                names.append(text.verbatim(a, b))
        return tuple(name for name in names if name)
    return ()


def _split_outside(plain: str, start: int, end: int, separators: str) -> list[Span]:
    """Return the spans between separators that stand outside all brackets."""
    spans: list[Span] = []
    depth, begin = 0, start
    for position in range(start, end):
        char = plain[position]
        depth += (char in "（〔") - (char in "）〕")
        if char in separators and depth <= 0:
            spans.append((begin, position))
            begin = position + 1
    spans.append((begin, end))
    return [span for span in spans if span[1] > span[0]]
