"""What tasks act on: every name and example of the table, its tree, and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lexicon import LexiconError, load_lexicon
from graph.lexicon.subjects import load_subjects

SUBJECTS = load_lexicon().subjects
NAMES = [(concept.slug, name) for concept in SUBJECTS for name in concept.names]
EXAMPLES = [(concept.slug, text) for concept in SUBJECTS for text in concept.examples]
COUNTEREXAMPLES = [(concept.slug, word) for concept in SUBJECTS for word in concept.counterexamples]


def found_in(text: str) -> list[str]:
    return [concept.slug for _, _, concept in SUBJECTS.find(text)]


def test_every_name_is_found_as_its_concept_and_whole() -> None:
    for slug, name in NAMES:
        spans = [(a, b, concept.slug) for a, b, concept in SUBJECTS.find(f"对{name}，")]
        assert spans == [(1, 1 + len(name), slug)]


@pytest.mark.parametrize(("slug", "text"), EXAMPLES)
def test_a_concept_is_found_in_its_example(slug: str, text: str) -> None:
    assert slug in found_in(text)


def test_a_counterexample_names_no_subject_but_holds_a_name_of_one() -> None:
    for slug, word in COUNTEREXAMPLES:
        concept = SUBJECTS.concept(slug)
        assert concept is not None
        assert any(name in word for name in concept.names), word
        assert found_in(word) == [], word


def test_there_are_at_least_two_hundred_and_fifty_concepts_with_labels_of_their_own() -> None:
    concepts = list(SUBJECTS)
    assert len(concepts) >= 250
    assert len({concept.zh for concept in concepts}) == len(concepts)
    assert len({concept.en for concept in concepts}) == len(concepts)


def test_slugs_are_plain_english_words() -> None:
    assert all(part.isalnum() for concept in SUBJECTS for part in concept.slug.split("-"))
    assert all(concept.slug.isascii() and concept.slug.islower() for concept in SUBJECTS)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("学校食堂", ["school-canteens"]),
        ("学校和食堂", ["schools", "canteens"]),
        ("农药残留", ["pesticide-residues"]),
        ("婴幼儿配方乳粉", ["infant-formula"]),
        ("农村公路建设", ["rural-roads"]),
        ("市政务数据局的政务数据", ["government-data"]),
        ("集中药品采购", []),
        ("第三小学", []),
        ("县人民医院", []),
    ],
)
def test_the_longest_name_wins_and_a_part_of_another_word_is_none(
    text: str, slugs: list[str]
) -> None:
    assert found_in(text) == slugs


def test_broader_concepts_come_nearest_first() -> None:
    assert [c.slug for c in SUBJECTS.broader("kindergarten-canteens")] == [
        "school-canteens",
        "canteens",
        "catering",
        "food-business",
    ]
    assert SUBJECTS.broader("food") == ()


def test_narrower_is_the_other_way_of_broader() -> None:
    for concept in SUBJECTS:
        for narrower in SUBJECTS.narrower(concept.slug):
            assert SUBJECTS.broader(narrower.slug)[0] == concept


@given(st.text(alphabet="食品药安全学校堂农残留委员会办公室，x", max_size=60))
def test_what_is_found_stands_there_in_order_and_apart(text: str) -> None:
    last = 0
    for start, end, concept in SUBJECTS.find(text):
        assert last <= start < end
        assert text[start:end] in concept.names
        last = end


def added(folder: Path, content: str) -> Path:
    (folder / "subjects.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_file_of_a_user_adds_concepts_and_names(tmp_path: Path) -> None:
    subjects = load_subjects(
        added(
            tmp_path,
            'vending = { zh = "自动售货机", en = "vending machines", broader = "food-sellers" }\n'
            'school-canteens = { also = ["学堂伙房"] }\n',
        )
    )
    assert [c.slug for _, _, c in subjects.find("自动售货机、学堂伙房、学校食堂")] == [
        "vending",
        "school-canteens",
        "school-canteens",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("x = {", "is not TOML"),
        ("x = 3", "is no table"),
        ('x = { zh = "甲乙" }', "has no en"),
        ('x = { zh = "甲乙", en = "x", label = "y" }', "has no label"),
        ('x = { zh = "甲乙", en = "x", also = "y" }', "also of the subject x"),
        ('x = { zh = "甲", en = "x" }', "too short"),
        ('x = { zh = "食品", en = "x" }', "cannot mean food and x"),
        ('x = { zh = "甲乙", en = "x", broader = "y" }', "lies below y"),
        ('x = { zh = "甲乙", en = "x", broader = "x" }', "lies below itself"),
        ('"x/y" = { zh = "甲乙", en = "x" }', "slash"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused_with_the_reason(
    tmp_path: Path, content: str, reason: str
) -> None:
    with pytest.raises(LexiconError, match=reason):
        load_subjects(added(tmp_path, content))
