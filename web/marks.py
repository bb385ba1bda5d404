"""A document's text as lines of HTML in which the found spans are marked, nested properly.

Spans may nest, touch or cross. A span that crosses the end of the one around it is cut there
and goes on after it, so the HTML is always well formed and shows the text unchanged.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from search.engine import Snippet
from web.sheets import as_lines

SPAN_END = Markup("</span>")
LINK_END = Markup("</a>")
PAGE = "page"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span ``[start, end)`` of the text, what was found there, and the page that tells more.

    An empty span with an address is a pin: a link that adds no words to the text; one of the
    kind PAGE says where a page of the file begins.
    """

    start: int
    end: int
    kind: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text as HTML; ``depth`` is that of the heading it is, 0 for none."""

    html: Markup
    depth: int = 0


def marked_lines(
    text: str, marks: Iterable[Mark], anchors: Iterable[int] = (), depths: Sequence[int] = ()
) -> Iterator[Line]:
    """Yield the lines of a text that are not blank.

    Each offset in ``anchors``, and each start of a mark, becomes an element ``id="c<offset>"``.
    ``depths`` gives, line by line, the depth of the heading that a line is. The end of a page
    ends a line too.

    >>> [str(line.html) for line in marked_lines("由市教育局负责", [Mark(1, 5, "agency")])]
    ['由<span id="c1"></span><span class="mark agency">市教育局</span>负责']
    """
    text = as_lines(text)
    shown = (mark for mark in marks if mark.start < mark.end or mark.href or mark.kind == PAGE)
    spans = {(mark.start, mark.end, mark.kind): mark for mark in shown}
    points = {*anchors, *(start for start, _, _ in spans)}
    ordered = sorted((*spans.values(), *(Mark(at, at, "") for at in points)), key=_outer_first)
    open_ones: list[Mark] = []
    start, following = 0, 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        while following < len(ordered) and ordered[following].start <= end:
            open_ones.append(ordered[following])
            following += 1
        if line.strip():
            html = _line_html(text, start, end, _within(open_ones, start, end))
            yield Line(html, depths[number] if number < len(depths) else 0)
        open_ones = [mark for mark in open_ones if mark.end > end]
        start = end + 1


def _outer_first(mark: Mark) -> tuple[int, bool, int, bool]:
    is_span = mark.end > mark.start
    return mark.start, is_span, -mark.end, bool(mark.href) == is_span


def _within(marks: list[Mark], start: int, end: int) -> Iterator[Mark]:
    for mark in marks:
        if mark.start == mark.end:
            yield mark
        elif mark.start < end and mark.end > start:
            yield replace(mark, start=max(mark.start, start), end=min(mark.end, end))


def _line_html(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    html: list[str] = []
    position = start
    for offset, tag in _tags(marks):
        html += (escape(text[position:offset]), tag)
        position = offset
    html.append(escape(text[position:end]))
    return Markup("").join(html)


def _tags(marks: Iterable[Mark]) -> Iterator[tuple[int, Markup]]:
    """Yield offsets with the tags that open or close there, in the order of writing."""
    queue = [(_outer_first(mark), order, mark) for order, mark in enumerate(marks)]
    heapq.heapify(queue)
    open_ones: list[tuple[Mark, Markup]] = []
    while queue or open_ones:
        if open_ones and (not queue or open_ones[-1][0].end <= queue[0][2].start):
            mark, closing = open_ones.pop()
            yield mark.end, closing
            continue
        _, order, mark = heapq.heappop(queue)
        if open_ones and mark.end > open_ones[-1][0].end:
            border = open_ones[-1][0].end
            rest = replace(mark, start=border)
            heapq.heappush(queue, (_outer_first(rest), order, rest))
            mark = replace(mark, end=border)
        opening, closing = _opening_and_closing(mark, [tag for _, tag in open_ones])
        yield mark.start, opening
        open_ones.append((mark, closing))


def _opening_and_closing(mark: Mark, around: list[Markup]) -> tuple[Markup, Markup]:
    if mark.start == mark.end and not mark.kind:
        return Markup('<span id="c{}">').format(mark.start), SPAN_END
    if mark.kind == PAGE:
        opening = Markup('<span class="page" role="doc-pagebreak" aria-label="{}" data-words="{}">')
        return opening.format(mark.title, mark.title), SPAN_END
    title = Markup(' title="{}"').format(mark.title) if mark.title else ""
    if mark.start == mark.end:
        opening = Markup('<a class="{}" href="{}" data-words="{}" aria-label="{}">')
        return opening.format(mark.kind, mark.href, mark.title, mark.title), LINK_END
    if mark.href and LINK_END not in around:
        opening = Markup('<a class="mark {}" href="{}"{}>').format(mark.kind, mark.href, title)
        return opening, LINK_END
    return Markup('<span class="mark {}"{}>').format(mark.kind, title), SPAN_END


def highlighted(snippet: Snippet) -> Markup:
    """Return a snippet as HTML with what matched marked.

    >>> str(highlighted(Snippet("食品<安全", ((3, 5),))))
    '食品&lt;<mark class="found">安全</mark>'
    """
    html, position, text = [], 0, as_lines(snippet.text)
    for start, end in snippet.marks:
        html.append(escape(text[position:start]))
        html.append(Markup('<mark class="found">{}</mark>').format(text[start:end]))
        position = end
    html.append(escape(text[position:]))
    return Markup("").join(html)
