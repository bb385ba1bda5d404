"""What changed between two networks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.network_change import change_between

BEFORE = {("a", "b"): 5, ("a", "c"): 2, ("b", "c"): 1, ("d", "e"): 4}
AFTER = {("a", "b"): 5, ("a", "c"): 9, ("a", "f"): 3, ("d", "e"): 1}
pairs = st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda p: p[0] < p[1])
weights = st.dictionaries(pairs, st.integers(1, 5))


def test_ties_are_gained_lost_stronger_and_weaker_the_strongest_change_first():
    change = change_between(BEFORE, AFTER, (3, 4))
    told = [(tie.a, tie.b, tie.before, tie.after, tie.sort) for tie in change.tie_changes]
    assert told == [
        ("a", "c", 2, 9, "stronger"),
        ("a", "f", 0, 3, "gained"),
        ("d", "e", 4, 1, "weaker"),
        ("b", "c", 1, 0, "lost"),
    ]
    assert change.documents == (3, 4)
    assert change.ties == (4, 4)


def test_agencies_come_go_and_change_their_rank():
    change = change_between(BEFORE, AFTER)
    told = {
        one.agency: (one.before, one.after, one.rank_before, one.rank_after, one.sort)
        for one in change.member_changes
    }
    assert told == {
        "a": (7, 17, 1, 1, "stayed"),
        "b": (6, 5, 2, 3, "moved"),
        "c": (3, 9, 5, 2, "moved"),
        "d": (4, 1, 3, 5, "moved"),
        "e": (4, 1, 3, 5, "moved"),
        "f": (0, 3, None, 4, "came"),
    }
    assert change.member_changes[0].agency == "a"
    assert [one.agency for one in change.members_of("moved")] == ["c", "d", "e", "b"]
    assert [(tie.a, tie.b) for tie in change.ties_of("gained")] == [("a", "f")]
    assert change_between(AFTER, {}).counts["went"] == 6


@given(weights, weights)
def test_the_totals_balance(before, after):
    change = change_between(before, after)
    counts = change.counts
    assert change.ties[1] - change.ties[0] == counts["gained"] - counts["lost"]
    assert change.members[1] - change.members[0] == counts["came"] - counts["went"]
    assert (
        len(change.tie_changes)
        == len(before.items() ^ after.items()) - counts["stronger"] - counts["weaker"]
    )
    grown = sum(tie.after - tie.before for tie in change.tie_changes)
    assert grown == sum(after.values()) - sum(before.values())


@given(weights)
def test_nothing_changes_between_equal_networks(same):
    change = change_between(same, dict(same))
    assert change.tie_changes == change.member_changes == ()
