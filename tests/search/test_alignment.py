"""Tasks that are the same work are paired, others are not, however alike their words are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.memory import MemoryStore
from graph.model import Basis, Deadline, Relation, Role, Subject
from graph.questions import Scope
from search.alignment import Profile, aligned, needed, rarity_of, telling_words
from search.task_differences import Difference, scaled
from search.tasks_compared import TaskComparison, compare_tasks
from tests.builders import (
    CANTEENS,
    HEALTH,
    LINJIANG,
    MARKET,
    PESTICIDES,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    FragmentBuilder,
    an_agency,
)

ON_CANTEENS = "全市学校食堂后厨视频接入率达到85%，严格执行陪餐和留样要求"
REWORDED = "学校食堂后厨视频接入率达到95%，陪餐、留样要求执行到位"
ON_PESTICIDES = "全市农药后厨视频接入率达到85%，严格执行登记和留样要求"
BUREAU = an_agency()
HEALTH_BUREAU = an_agency("青川市卫生健康委员会", HEALTH.id)


class Plans:
    """Plans of one place and year each, compared in the order in which they are written."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.scopes: list[Scope] = []

    def plan(self, place: str, year: int, *tasks: tuple) -> FragmentBuilder:
        builder = FragmentBuilder(f"{place[9:]}-{year}", year=year, location=place)
        builder.name(MARKET, HEALTH, CANTEENS, SCHOOL_CANTEENS, PESTICIDES, QINGCHUAN, LINJIANG)
        for text, subject, *parts in tasks:
            action = builder.action(*parts, text=text)
            if isinstance(subject, Subject):
                builder.join(action, Relation.HAS_TARGET, subject)
        here = Scope(locations=(place,), with_subdivisions=False, years=(year, year))
        self.scopes.append(here)
        return builder

    def compared(self, *builders: FragmentBuilder, most: int = 100) -> TaskComparison:
        for builder in builders:
            self.store.replace(builder.build())
        return compare_tasks(self.store, self.scopes, most)


def pairs_of(*tasks: tuple[tuple, tuple]) -> list[tuple[str, str]]:
    """Return the texts that are paired of two plans, whose tasks stand beside each other."""
    plans = Plans()
    one = plans.plan(QINGCHUAN.id, 2021, *(task for task, _ in tasks if task))
    other = plans.plan(QINGCHUAN.id, 2022, *(task for _, task in tasks if task))
    rows = plans.compared(one, other).rows
    return [
        tuple(task.row.action.text for task in row.tasks if task)  # type: ignore[misc]
        for row in rows
        if not row.is_alone
    ]


FILLERS = tuple(
    ((text, PESTICIDES, (BUREAU, Role.LEAD)), ())
    for text in ("开展农药门店清查", "公布典型案件", "组织检验技能比武", "建设综合配送中心")
)


def test_a_task_in_other_words_is_paired() -> None:
    task = (ON_CANTEENS, SCHOOL_CANTEENS, (BUREAU, Role.LEAD))
    again = (REWORDED, SCHOOL_CANTEENS, (BUREAU, Role.LEAD))
    assert pairs_of((task, again), *FILLERS) == [(ON_CANTEENS, REWORDED)]


def test_a_task_on_a_wider_subject_is_paired() -> None:
    task = (ON_CANTEENS, SCHOOL_CANTEENS, (BUREAU, Role.LEAD))
    again = (REWORDED, CANTEENS, (BUREAU, Role.SOLE))
    assert pairs_of((task, again), *FILLERS) == [(ON_CANTEENS, REWORDED)]


def test_another_task_alike_in_words_is_not_paired() -> None:
    task = (ON_CANTEENS, SCHOOL_CANTEENS, (BUREAU, Role.LEAD))
    other = (ON_PESTICIDES, PESTICIDES, (HEALTH_BUREAU, Role.LEAD))
    assert pairs_of((task, other), *FILLERS) == []


def test_words_need_to_be_more_alike_where_nobody_is_named() -> None:
    task = (ON_CANTEENS, None)
    assert pairs_of((task, (ON_CANTEENS, None))) == [(ON_CANTEENS, ON_CANTEENS)]
    barely = "学校食堂后厨视频接入率达到95%，建成配送中心并推广节能灶具"
    named = (BUREAU, Role.LEAD)
    assert pairs_of((task, (barely, None)), *FILLERS) == []
    assert pairs_of(((ON_CANTEENS, CANTEENS, named), (barely, CANTEENS, named)), *FILLERS) == [
        (ON_CANTEENS, barely)
    ]


def test_each_task_is_in_one_pair_the_most_alike_one() -> None:
    own = (BUREAU, Role.LEAD)
    task, again = (ON_CANTEENS, CANTEENS, own), (REWORDED, CANTEENS, own)
    assert pairs_of((task, again), ((), (ON_CANTEENS, CANTEENS, own))) == [
        (ON_CANTEENS, ON_CANTEENS)
    ]


words = st.frozensets(st.sampled_from(["校园", "食堂", "农药", "抽检", "宣传"]), max_size=4)
profiles = st.lists(
    st.builds(
        lambda said, functions, subjects: Profile(
            FragmentBuilder().action(), said, functions, subjects, subjects
        ),
        words,
        st.frozensets(st.sampled_from("ab"), max_size=1),
        st.frozensets(st.sampled_from("xy"), max_size=1),
    ),
    max_size=6,
)


@given(profiles, profiles)
def test_each_task_is_paired_once_and_none_is_left_that_could_be(ones, others) -> None:
    rarity = rarity_of([*ones, *others])
    pairs = aligned(ones, others, rarity)
    taken, others_taken = {pair.one for pair in pairs}, {pair.other for pair in pairs}
    assert len(taken) == len(pairs) == len(others_taken)
    for pair in pairs:
        assert needed(ones[pair.one], others[pair.other]) <= pair.likeness <= 1
    left = [one for number, one in enumerate(ones) if number not in taken]
    others_left = [one for number, one in enumerate(others) if number not in others_taken]
    assert aligned(left, others_left, rarity) == []


def test_figures_say_nothing_of_what_a_task_is() -> None:
    action = FragmentBuilder().action(text="抽检2024批次")
    assert not any(sign.isdigit() for word in telling_words(action) for sign in word)


def test_rows_tell_what_only_one_scope_has_and_each_task_once() -> None:
    plans = Plans()
    own = (BUREAU, Role.LEAD)
    one = plans.plan(
        QINGCHUAN.id, 2021, (ON_CANTEENS, CANTEENS, own), ("公布典型案件", PESTICIDES, own)
    )
    two = plans.plan(QINGCHUAN.id, 2022, (REWORDED, CANTEENS, own))
    three = plans.plan(LINJIANG.id, 2022, ("公布一批典型案件", PESTICIDES, own))
    found = plans.compared(one, two, three)
    assert [row.held for row in found.rows] == [(0, 1), (0, 2)]
    assert [(c.documents, c.tasks, c.compared) for c in found.counts] == [
        (1, 2, 2),
        (1, 1, 1),
        (1, 1, 1),
    ]


def test_what_two_later_scopes_share_stands_in_one_row() -> None:
    plans = Plans()
    own = (BUREAU, Role.LEAD)
    one = plans.plan(QINGCHUAN.id, 2020, ("公布典型案件", PESTICIDES, own))
    two = plans.plan(QINGCHUAN.id, 2021, (ON_CANTEENS, CANTEENS, own))
    three = plans.plan(QINGCHUAN.id, 2022, (REWORDED, CANTEENS, own))
    assert [row.held for row in plans.compared(one, two, three).rows] == [(0,), (1, 2)]


def test_a_scope_without_documents_is_told() -> None:
    plans = Plans()
    one = plans.plan(QINGCHUAN.id, 2021, (ON_CANTEENS, CANTEENS, (BUREAU, Role.LEAD)))
    plans.scopes.append(Scope(locations=(LINJIANG.id,)))
    found = plans.compared(one)
    assert found.counts[1].documents == found.counts[1].tasks == 0
    assert [row.held for row in found.rows] == [(0,)]


def test_of_many_tasks_a_limited_number_is_compared_and_that_is_told() -> None:
    plans = Plans()
    own = (BUREAU, Role.LEAD)
    tasks = [(f"开展第{number}项检查", None, own) for number in range(5)]
    one, two = plans.plan(QINGCHUAN.id, 2021, *tasks), plans.plan(QINGCHUAN.id, 2022, *tasks)
    found = plans.compared(one, two, most=6)
    assert [(c.tasks, c.compared) for c in found.counts] == [(5, 3), (5, 3)]


def differences_between(first: dict, second: dict) -> set[Difference]:
    """Return how two tasks of the same words differ, each told by lead, value, unit and due."""
    plans, builders = Plans(), []
    for year, told in ((2021, first), (2022, second)):
        builder = plans.plan(QINGCHUAN.id, year)
        action = builder.action((told.get("lead", BUREAU), Role.LEAD), text=ON_CANTEENS)
        if due := told.get("due"):
            deadline = Deadline(due, due, action.start, action.start)
            builder.name(type(action)(**_fields(action) | {"deadlines": (deadline,)}))
        if value := told.get("value"):
            metric = told.get("metric", "视频接入率")
            builder.target(action, metric, value, told.get("unit", "%"))
        builders.append(builder)
    [row] = plans.compared(*builders).rows
    return set(row.differences)


def _fields(action) -> dict:
    return {name: getattr(action, name) for name in type(action).__slots__}


def test_tasks_that_say_the_same_do_not_differ() -> None:
    same = {"value": 85.0, "due": "2021-06"}
    assert differences_between(same, same | {"due": "2022-06"}) == set()


def test_another_lead_is_told_and_the_same_function_is_no_other_lead() -> None:
    assert differences_between({}, {"lead": HEALTH_BUREAU}) == {Difference.LEAD}
    assert differences_between({}, {"lead": an_agency("临江县市场监督管理局")}) == set()


def test_figures_that_rose_or_fell_are_told() -> None:
    assert differences_between({"value": 85.0}, {"value": 95.0}) == {Difference.RAISED}
    assert differences_between({"value": 85.0}, {"value": 80.0}) == {Difference.LOWERED}
    wider = {"value": 1.2, "unit": "万批次"}
    assert differences_between({"value": 9000.0, "unit": "批次"}, wider) == {Difference.RAISED}


def test_figures_of_other_units_or_metrics_are_not_compared() -> None:
    assert differences_between({"value": 85.0}, {"value": 95.0, "unit": "家"}) == set()
    assert differences_between({"value": 85.0}, {"value": 95.0, "metric": "持证上岗人数"}) == set()


def test_a_deadline_that_moved_within_the_plan_is_told() -> None:
    assert differences_between({"due": "2021-06"}, {"due": "2022-09"}) == {Difference.DEADLINE}
    assert differences_between({"due": "2021-06"}, {}) == {Difference.DEADLINE}


def test_who_is_only_concluded_to_lead_is_no_lead() -> None:
    plans = Plans()
    builders = [plans.plan(QINGCHUAN.id, year) for year in (2021, 2022)]
    for builder, body in zip(builders, (BUREAU, HEALTH_BUREAU), strict=True):
        action = builder.action(text=ON_CANTEENS)
        builder.join(body, Relation.LEADS, action, mode=Role.SOLE)
        edge = builder.edges.pop()
        evidence = type(edge.evidence)(**_fields(edge.evidence) | {"basis": Basis.ISSUER})
        builder.edges.append(type(edge)(**_fields(edge) | {"evidence": evidence}))
    [row] = plans.compared(*builders).rows
    assert row.is_equal


def test_units_are_scaled_only_where_something_is_counted() -> None:
    builder = FragmentBuilder()
    action = builder.action()
    assert scaled(builder.target(action, "产值", 2, "亿元")) == (200_000_000, "元")
    assert scaled(builder.target(action, "人口", 2, "万")) == (2, "万")
