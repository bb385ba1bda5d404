"""Which documents belong together: copies, drafts and what follows year after year."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from graph.memory import MemoryStore
from graph.model import Document, Fragment, Level, Location
from graph.relatives import Relation, Relative, Relatives
from graph.shingles import likeness, shingles_of, signature_of
from graph.title_keys import stem_of


def a_place(name: str, level: Level) -> Location:
    return Location(id=f"location/{name}", name=name, level=level)


PLACES = {
    "location/青川市": a_place("青川市", Level.PREFECTURE),
    "location/临江县": a_place("临江县", Level.COUNTY),
}
_CHANCE = random.Random(1)
# invented sentences, of which no two share a run of signs
SENTENCES = [
    "".join(chr(_CHANCE.randrange(0x4E00, 0x9000)) for _ in range(24)) + "，由市教育局牵头。"
    for _ in range(400)
]


def text_of(seed: int, sentences: int = 40) -> str:
    return "\n".join(random.Random(seed).sample(SENTENCES, sentences))


class Office:
    """A store and its relatives."""

    def __init__(self) -> None:
        self.store, self.relatives = MemoryStore(), Relatives("")

    def add(
        self,
        name: str,
        title: str,
        year: int | None = 2024,
        *,
        place: str | None = "location/青川市",
        status: str = "final",
        issuers: tuple[str, ...] = (),
        text: str = "",
    ) -> str:
        document = Document(
            id=f"document/{name}",
            title=title,
            regulation=f"regulation/{name}",
            year=year,
            status=status,
            location=place,
            issuers=issuers,
        )
        nodes = (PLACES[place],) if place else ()
        self.store.replace(Fragment(document, text or text_of(hash_of(name)), nodes, ()))
        self.relatives.catch_up(self.store)
        return document.id

    def remove(self, document_id: str) -> None:
        self.store.remove(document_id)
        self.relatives.catch_up(self.store)

    def of(self, document_id: str) -> list[tuple[str, str]]:
        return [
            (r.document.partition("/")[2], str(r.relation)) for r in self.relatives.of(document_id)
        ]


def hash_of(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


@pytest.fixture
def office() -> Office:
    return Office()


FOOD = "青川市{}年食品安全工作要点"


def test_a_yearly_plan_leads_to_the_one_before_and_the_one_after(office) -> None:
    ids = {
        year: office.add(str(year), FOOD.format(year), year) for year in (2019, 2021, 2022, 2024)
    }
    assert office.of(ids[2021]) == [("2019", "before"), ("2022", "after")]
    assert office.of(ids[2019]) == [("2021", "after")]
    assert office.of(ids[2024]) == [("2022", "before")]


SAME_PLAN = [
    ("青川市2023年食品安全工作要点", "青川市2024年食品安全工作要点"),
    ("2023年青川市食品安全工作要点", "青川市2024年度食品安全工作要点"),
    (
        "青川市人民政府办公室关于印发青川市2023年食品安全工作要点的通知",
        "青川市2024年食品安全工作要点",
    ),
    ("青川市2023年食品安全重点工作安排", "青川市2024年食品安全重点工作安排"),
    ("2023年全市食品安全工作要点", "青川市2024年食品安全工作要点"),
    ("青川市二〇二三年食品安全工作要点", "青川市2024年食品安全工作要点"),
]
OTHER_PLAN = [
    ("青川市2023年食品安全工作要点", "青川市2024年药品安全工作要点"),
    ("青川市2023年食品安全工作要点", "青川市2024年食品安全工作总结报告"),
    ("青川市2023年第一批民生实事", "青川市2024年第二批民生实事"),
    ("青川市2023年农村公路建设方案", "青川市2024年城市公路建设方案"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PLAN)
def test_titles_of_one_plan_follow_each_other(office, one, other) -> None:
    first, second = office.add("a", one, 2023), office.add("b", other, 2024)
    assert (office.of(first), office.of(second)) == ([("b", "after")], [("a", "before")])


@pytest.mark.parametrize(("one", "other"), OTHER_PLAN)
def test_titles_of_two_plans_do_not(office, one, other) -> None:
    first, second = office.add("a", one, 2023), office.add("b", other, 2024)
    assert (office.of(first), office.of(second)) == ([], [])


def test_plans_of_two_places_do_not_follow_each_other(office) -> None:
    first = office.add("a", "2023年食品安全工作要点", 2023)
    second = office.add("b", "2024年食品安全工作要点", 2024, place="location/临江县")
    assert (office.of(first), office.of(second)) == ([], [])


@pytest.mark.parametrize("place", [None, "location/青川市"])
def test_without_place_or_year_nothing_follows(office, place) -> None:
    year = 2023 if place is None else None
    first = office.add("a", FOOD.format(2023), year, place=place)
    second = office.add("b", FOOD.format(2024), year, place=place)
    assert (office.of(first), office.of(second)) == ([], [])


@pytest.mark.parametrize(
    ("body", "follows"), [("agency/青川市教育局", True), ("agency/水务局", False)]
)
def test_a_title_that_every_bureau_has_follows_within_one_bureau_only(
    office, body, follows
) -> None:
    first = office.add("a", "2023年工作要点", 2023, issuers=("agency/青川市教育局",))
    office.add("b", "2024年工作要点", 2024, issuers=(body,))
    assert office.of(first) == ([("b", "after")] if follows else [])


@pytest.mark.parametrize(
    "title",
    [
        "青川市2024年食品安全工作要点（征求意见稿）",
        "关于公开征求《青川市2024年食品安全工作要点（征求意见稿）》意见的公告",
        "青川市2024年食品安全工作要点（草案）",
        "青川市2024年食品安全工作要点（送审稿）",
    ],
)
def test_a_draft_and_what_came_of_it_lead_to_each_other(office, title) -> None:
    draft = office.add("draft", title, status="draft")
    final = office.add("final", FOOD.format(2024))
    assert office.of(draft) == [("final", "final")]
    assert office.of(final) == [("draft", "draft")]


def test_a_draft_of_another_year_or_plan_is_none_of_this(office) -> None:
    office.add("a", "青川市2023年食品安全工作要点（征求意见稿）", 2023, status="draft")
    office.add("b", "青川市2024年药品安全工作要点（征求意见稿）", 2024, status="draft")
    assert office.of(office.add("c", FOOD.format(2024))) == []


def changed(text: str, share: float) -> str:
    """Return a text of which a share of the sentences are others."""
    lines = text.split("\n")
    others = [line for line in SENTENCES if line not in lines]
    count = round(share * len(lines))
    return "\n".join([*lines[count:], *others[:count]])


@pytest.mark.parametrize(("share", "is_copy"), [(0, True), (0.05, True), (0.3, False), (1, False)])
def test_texts_that_are_nearly_the_same_are_linked_with_their_likeness(
    office, share, is_copy
) -> None:
    text = text_of(1, 60)
    one = office.add("a", "甲", text=text)
    office.add("b", "乙", text=changed(text, share))
    relatives = office.relatives.of(one)
    assert bool(relatives) == is_copy
    if is_copy:
        wanted = likeness(shingles_of(text), shingles_of(changed(text, share)))
        assert relatives == (Relative("document/b", Relation.COPY, wanted),)


@pytest.mark.parametrize(("place", "relation"), [("location/临江县", "similar"), (None, "copy")])
def test_a_text_that_another_place_has_taken_is_alike_and_no_copy(office, place, relation) -> None:
    text = text_of(7)
    one = office.add("a", "甲", text=text)
    other = office.add("b", "乙", place=place, text=text)
    assert (office.of(one), office.of(other)) == ([("b", relation)], [("a", relation)])


def test_white_space_punctuation_and_width_of_lines_make_no_difference(office) -> None:
    text = text_of(2)
    one = office.add("a", "甲", text=text)
    office.add("b", "乙", text=text.replace("\n", "").replace("，", " , ").replace("。", "。\n\n"))
    (copy,) = office.relatives.of(one)
    assert copy.likeness == 1.0


def test_a_relative_is_named_once_as_what_it_is_most(office) -> None:
    text = text_of(3)
    draft = office.add("draft", FOOD.format(2024) + "（征求意见稿）", status="draft", text=text)
    office.add("final", FOOD.format(2024), text=text)
    assert office.of(draft) == [("final", "final")]


def history(office: Office) -> list[tuple[str, int, str]]:
    texts = [text_of(9), changed(text_of(9), 0.05), changed(text_of(9), 0.1), text_of(10)]
    return [(f"{n}", 2020 + n % 3, texts[n % 4]) for n in range(8)]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(seed) -> None:
    first, second = Office(), Office()
    entries = history(first)
    for name, year, text in entries:
        first.add(name, FOOD.format(year), year, text=text)
    random.Random(seed).shuffle(entries)
    for name, year, text in entries:
        second.add(name, FOOD.format(year), year, text=text)
    for name, _, _ in entries:
        assert first.relatives.of(f"document/{name}") == second.relatives.of(f"document/{name}")


def test_what_is_replaced_or_removed_leaves_nothing_behind(office) -> None:
    text = text_of(4)
    one = office.add("a", "甲", text=text)
    office.add("b", "乙", text=text)
    office.add("b", "乙", text=text_of(5))
    assert office.of(one) == []
    office.add("b", "乙", text=text)
    assert office.of(one) == [("b", "copy")]
    office.remove("document/b")
    assert (office.of(one), office.of("document/b")) == ([], [])


def test_a_file_of_another_store_or_version_is_made_anew(tmp_path) -> None:
    office, path = Office(), tmp_path / "relatives.sqlite"
    office.add("a", FOOD.format(2023), 2023)
    office.add("b", FOOD.format(2024), 2024)
    kept = Relatives(path)
    kept.catch_up(office.store)
    kept._connection.execute("UPDATE state SET version = 'older'")
    kept.close()
    again = Relatives(path)
    assert again.of("document/a") == ()
    again.catch_up(office.store)
    assert [r.document for r in again.of("document/a")] == ["document/b"]
    empty = MemoryStore()
    again.catch_up(empty)
    assert again.of("document/a") == ()


def test_signatures_agree_as_far_as_texts_do() -> None:
    text = text_of(6, 120)
    texts = [changed(text, share) for share in (0, 0.1, 0.3, 0.6, 1)]
    base = shingles_of(text)
    shares = [(signature_of(base) == signature_of(shingles_of(t))).mean() for t in texts]
    assert all(more > less for more, less in pairwise(shares))
    for share, other in zip(shares, texts, strict=True):
        assert abs(share - likeness(base, shingles_of(other))) < 0.15


def test_a_stem_keeps_what_the_plan_is_of() -> None:
    assert stem_of("2024年工作要点") == "工作要点"
    assert stem_of("青川市“十四五”卫生规划") == "青川市“十四五”卫生规划"
