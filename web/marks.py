"""A document's text as lines of HTML in which the found spans are marked, nested properly.

Spans may nest, touch or cross. A span that crosses the end of the one around it is cut there
and goes on after it, so the HTML is always well formed and shows the text unchanged.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from search.engine import Snippet
from web.sheets import as_lines

SPAN_END = "</span>"
LINK_END = "</a>"
PAGE = "page"
Parts = Callable[[str, int, int], Iterable[tuple[int, int]]]
"""What gives the spans that a span of a text is made of, in order, without gaps."""


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
    text: str,
    marks: Iterable[Mark],
    anchors: Iterable[int] = (),
    depths: Sequence[int] = (),
    parts: Parts | None = None,
) -> Iterator[Line]:
    """Yield the lines of a text that are not blank.

    Each offset in ``anchors``, and each start of a mark, becomes an element ``id="c<offset>"``.
    ``depths`` gives, line by line, the depth of the heading that a line is. ``parts`` says which
    sentences a line has: each becomes an element ``id="s<offset>"``, in which marks begin anew.
    The end of a page ends a line too.

    >>> [str(line.html) for line in marked_lines("由市教育局负责", [Mark(1, 5, "agency")])]
    ['由<span id="c1"></span><span class="mark agency">市教育局</span>负责']
    """
    text = as_lines(text)
    sweep = _Sweep(_in_order(marks, anchors))
    start = 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        depth = depths[number] if number < len(depths) else 0
        if not line.strip():
            list(sweep.over(start, end, end))
        elif parts is None:
            yield Line(Markup(_html(text, start, end, sweep.over(start, end, end))), depth)
        else:
            html = (
                f'<span class="sentence" id="s{first}">'
                f"{_html(text, first, last, sweep.over(first, last, end))}</span>"
                for first, last in parts(text, start, end)
            )
            yield Line(Markup("".join(html)), depth)
        start = end + 1


def _in_order(marks: Iterable[Mark], anchors: Iterable[int]) -> list[Mark]:
    """Return what is shown of the marks, each once, with an anchor where any begins."""
    shown = (mark for mark in marks if mark.start < mark.end or mark.href or mark.kind == PAGE)
    spans = {(mark.start, mark.end, mark.kind): mark for mark in shown}
    points = {*anchors, *(start for start, _, _ in spans)}
    return sorted((*spans.values(), *(Mark(at, at, "") for at in points)), key=_outer_first)


def _outer_first(mark: Mark) -> tuple[int, bool, int, bool]:
    is_span = mark.end > mark.start
    return mark.start, is_span, -mark.end, bool(mark.href) == is_span


@dataclass
class _Sweep:
    """Marks in the order of the text, asked for span by span from its start on."""

    ordered: Sequence[Mark]
    position: int = 0
    running: list[Mark] = field(default_factory=list)

    def over(self, start: int, end: int, line_end: int) -> Iterator[Mark]:
        """Yield what lies in a span, cut at its ends; what is empty at a line's end lies in it."""
        last = end if end == line_end else end - 1
        while self.position < len(self.ordered) and self.ordered[self.position].start <= last:
            self.running.append(self.ordered[self.position])
            self.position += 1
        for mark in self.running:
            if mark.start == mark.end:
                yield mark
            elif mark.start < end and mark.end > start:
                yield replace(mark, start=max(mark.start, start), end=min(mark.end, end))
        self.running = [mark for mark in self.running if mark.end > last]


def _html(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    html: list[str] = []
    position = start
    for offset, tag in _tags(marks):
        html += (escape(text[position:offset]), tag)
        position = offset
    html.append(escape(text[position:end]))
    return "".join(html)


def _tags(marks: Iterable[Mark]) -> Iterator[tuple[int, str]]:
    """Yield offsets with the tags that open or close there, in the order of writing."""
    queue = [(_outer_first(mark), order, mark) for order, mark in enumerate(marks)]
    heapq.heapify(queue)
    open_ones: list[tuple[Mark, str]] = []
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


def _opening_and_closing(mark: Mark, around: list[str]) -> tuple[str, str]:
    if mark.start == mark.end and not mark.kind:
        return f'<span id="c{mark.start}">', SPAN_END
    title, href = escape(mark.title), escape(mark.href)
    said = f'data-words="{title}" aria-label="{title}"'
    if mark.kind == PAGE:
        return f'<span class="page" role="doc-pagebreak" {said}>', SPAN_END
    if mark.start == mark.end:
        return f'<a class="{mark.kind}" href="{href}" {said}>', LINK_END
    told = f' title="{title}"' if title else ""
    if href and LINK_END not in around:
        return f'<a class="mark {mark.kind}" href="{href}"{told}>', LINK_END
    return f'<span class="mark {mark.kind}"{told}>', SPAN_END


def highlighted(snippet: Snippet) -> Markup:
    """Return a snippet as HTML with what matched marked; wide spaces are as wide as others.

    >>> str(highlighted(Snippet("食品<安全", ((3, 5),))))
    '食品&lt;<mark class="found">安全</mark>'
    """
    html, position, text = [], 0, as_lines(snippet.text).replace("\u3000", " ")
    for start, end in snippet.marks:
        html.append(escape(text[position:start]))
        html.append(Markup('<mark class="found">{}</mark>').format(text[start:end]))
        position = end
    html.append(escape(text[position:]))
    return Markup("").join(html)
