"""Marked text is well formed and shows every character once, however spans lie."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from web.marks import Mark, marked_lines
from web.sentences import sentence_spans

TEXTS = st.text('甲乙丙。；<&" \n', min_size=1, max_size=40)


@st.composite
def marked_texts(draw) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    marks = [
        Mark(min(span), max(span), draw(st.sampled_from("abc")), draw(st.sampled_from(["", "/x"])))
        for span in draw(st.lists(st.tuples(places, places), max_size=8))
        if span[0] != span[1]
    ]
    return text, marks


def tree_of(text: str, marks: list[Mark]) -> ElementTree.Element:
    lines = "\n".join(str(line.html) for line in marked_lines(text, marks))
    return ElementTree.fromstring(f"<text>{lines}</text>")


@given(marked_texts())
def test_the_text_is_unchanged(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    shown = "".join(tree_of(text, marks).itertext())
    assert shown == "\n".join(line for line in text.split("\n") if line.strip())


@given(marked_texts())
def test_sentences_hold_the_text_and_its_marks_unchanged(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    lines = [str(line.html) for line in marked_lines(text, marks, parts=sentence_spans)]
    tree = ElementTree.fromstring(f"<text>{chr(10).join(lines)}</text>")
    sentences = [one for one in tree.iter() if one.get("class") == "sentence"]
    assert list(tree) == sentences
    for sentence in sentences:
        start, words = int(sentence.get("id")[1:]), "".join(sentence.itertext())
        assert text[start : start + len(words)] == words
    held = [at for at in range(len(text)) for m in marks if m.kind == "a" and m.start <= at < m.end]
    shown = {line for line in text.split("\n") if line.strip()}
    kept = (at for at in sorted(set(held)) if text[at] != "\n" and _line_at(text, at) in shown)
    assert "".join(_words_of_kind(tree, "a")) == "".join(text[at] for at in kept)


def _line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


@given(TEXTS)
def test_sentences_part_a_text_without_gaps(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)


@given(marked_texts())
def test_no_link_stands_in_a_link(marked: tuple[str, list[Mark]]) -> None:
    assert not tree_of(*marked).findall(".//a//a")


@given(marked_texts())
def test_no_place_is_named_twice(marked: tuple[str, list[Mark]]) -> None:
    ids = [element.get("id") for element in tree_of(*marked).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@given(marked_texts())
def test_marks_of_a_kind_cover_what_its_spans_cover(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    covered = {at for m in marks if m.kind == "a" for at in range(m.start, m.end)}
    kept = [at for at in sorted(covered) if text[at] != "\n"]
    lines = {}
    start = 0
    for line in text.split("\n"):
        lines |= {at: bool(line.strip()) for at in range(start, start + len(line))}
        start += len(line) + 1
    expected = "".join(text[at] for at in kept if lines[at])
    assert "".join(_words_of_kind(tree_of(text, marks), "a")) == expected


def _words_of_kind(element: ElementTree.Element, kind: str, inside: bool = False):
    inside = inside or kind in element.get("class", "").split()
    if inside and element.text:
        yield element.text
    for child in element:
        yield from _words_of_kind(child, kind, inside)
        if inside and child.tail:
            yield child.tail


def test_a_crossing_mark_goes_on_after_the_one_around_it() -> None:
    [line] = marked_lines("甲乙丙丁", [Mark(0, 2, "a"), Mark(1, 3, "b")])
    assert str(line.html) == (
        '<span id="c0"></span><span class="mark a">甲'
        '<span id="c1"></span><span class="mark b">乙</span></span>'
        '<span class="mark b">丙</span>丁'
    )


def test_a_pin_adds_a_link_but_no_words() -> None:
    [line] = marked_lines("甲", [Mark(0, 0, "pin", "/actions/x", "1")])
    assert ElementTree.fromstring(f"<p>{line.html}</p>").find("a").get("href") == "/actions/x"
    assert "".join(ElementTree.fromstring(f"<p>{line.html}</p>").itertext()) == "甲"


def test_an_empty_span_without_an_address_is_nothing() -> None:
    [line] = marked_lines("甲", [Mark(0, 0, "agency")])
    assert str(line.html) == "甲"
