"""Names of works: hard pairs by hand, and laws of keys."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.model import Fragment, Regulation, Relation
from graph.store import EdgePattern
from ingest.extract import Extractor
from ingest.fragment import fragment_of
from ingest.works import WorkName, WorkNamer

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "graph" / "lexicon" / "hard_pairs" / "titles.csv"
EXTRACTOR = Extractor(load_lexicon(ROOT / "golden" / "lexicon"))
DIVISIONS = EXTRACTOR.lexicon.divisions


def name_of(told: str) -> WorkName:
    """Return the name of a title, cited at a place (@) or a document's own there (^)."""
    words, _, place = told.partition("@")
    title, _, own = words.partition("^")
    at, _, issuer = own.partition("^")
    named = DIVISIONS.named(at or place)
    namer = WorkNamer(DIVISIONS, named[0] if named else None)
    return namer.own(title, issuer) if at else namer.cited(title)


def is_same(a: str, b: str) -> bool:
    one, other = name_of(a), name_of(b)
    return one.key == other.key and (one.is_settled or "@" in a)


def test_hard_pairs_of_titles_are_told_apart() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    assert len(pairs) >= 150
    apart = [(p["a"], p["b"]) for p in pairs if p["verdict"] != "same"]
    assert [pair for pair in apart if is_same(*pair)] == []
    same = [(p["a"], p["b"]) for p in pairs if p["verdict"] == "same"]
    missed = [pair for pair in same if not is_same(*pair)]
    assert len(missed) <= 0.05 * len(same), missed


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("关于印发晋城市节水方案的通知", "晋城市节水方案"),
        ("晋城市人民政府办公室关于印发节水方案的通知", "晋城市节水方案"),
        ("《晋城市节水方案》", "晋城市节水方案"),
        ("晋城市节水方案（试行）", "晋城市节水方案（试行）"),
        ("晋城市 2024 年节水方案", "晋城市2024年节水方案"),
        ("晉城市節水方案", "晋城市节水方案"),
        ("中华人民共和国水法", "水法"),
        ("", "untitled@nowhere"),
    ],
)
def test_under_which_key_a_work_is_known(title: str, key: str) -> None:
    assert WorkNamer(DIVISIONS).cited(title).key == key


@given(st.text(alphabet="关于印发的通知《》（试行）云岭省2024年沅溪市全省-", max_size=40))
def test_any_title_gets_a_key(title: str) -> None:
    assert name_of(f"{title}@云岭省").key


def fragment_from(source: str) -> Fragment:
    text, found = EXTRACTOR.extract(source)
    return fragment_of(text, found, EXTRACTOR.lexicon, EXTRACTOR.shapes)


PLAN = """沅溪市食品安全委员会文件
沅食安委发〔2024〕3号

沅溪市2024年食品安全工作要点{note}

一、严格监管。贯彻{cited}，完善制度。（市市场监管局牵头）
"""


def works_in(fragment: Fragment) -> dict[str, Regulation]:
    return {node.id: node for node in fragment.nodes if isinstance(node, Regulation)}


def test_a_version_is_joined_to_the_work_that_it_is_a_version_of() -> None:
    fragment = fragment_from(PLAN.format(note="", cited="《食品召回管理办法（试行）》"))
    [edge] = [edge for edge in fragment.edges if edge.relation is Relation.VERSION_OF]
    works = works_in(fragment)
    assert works[edge.source].title == "食品召回管理办法（试行）"
    assert works[edge.target].title == "食品召回管理办法"
    assert edge.evidence.quote == "《食品召回管理办法（试行）》"


def test_a_draft_is_another_work_than_what_it_is_a_draft_of() -> None:
    final = fragment_from(PLAN.format(note="", cited="《食品安全法》"))
    draft = fragment_from(PLAN.format(note="（征求意见稿）", cited="《食品安全法》"))
    assert draft.document.status == "draft"
    assert final.document.regulation != draft.document.regulation
    [edge] = [edge for edge in draft.edges if edge.relation is Relation.VERSION_OF]
    title = works_in(final)[final.document.regulation].title_key
    assert works_in(draft)[edge.target].title_key == title


def test_a_citation_and_the_document_that_is_cited_are_one_work_in_either_order() -> None:
    plan = fragment_from(PLAN.format(note="", cited="《食品安全法》"))
    cited = "《沅溪市2024年食品安全工作要点》（沅食安委发[2024]3号）"
    citing = fragment_from(
        PLAN.replace("2024年食品", "2024年学校食品").format(note="", cited=cited)
    )
    for order in ((plan, citing), (citing, plan)):
        store = MemoryStore()
        for fragment in order:
            store.replace(fragment)
        document = store.document(plan.document.id)
        assert document is not None
        cites = EdgePattern(relation=Relation.CITES, document=citing.document.id)
        assert [edge.target for edge in store.edges(cites)] == [document.regulation]
