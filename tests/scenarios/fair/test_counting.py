"""Which scores of a conversation count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.fair.counting import ADJUDICATION, AGAIN, DISPUTE, FIRST, SECOND, Given, Whole, counting, differ, loses
from scenarios.scoring.verdict import scenario_levels, verdict

NAMES = ("accurate", "complete", "courteous", "empathy")
LEVELS = st.fixed_dictionaries({name: st.integers(1, 4) for name in NAMES})
GATES = st.fixed_dictionaries({"line": st.booleans()})
# What another text may ask for: some criteria more or less, some gates more or less.
OTHER_LEVELS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 4), min_size=1)
OTHER_GATES = st.dictionaries(st.sampled_from(["line", "calm"]), st.booleans())


def score(row, slot, levels=(3, 3, 3, 3), gates=None, yes=False):
    return Given(row, slot, dict(zip(NAMES, levels, strict=True)), gates or {}, yes)


def worth(stand):
    """The conversation of these replies, by the usual weights."""
    levels = scenario_levels([each.levels for each in stand.values()])
    gates = {}
    for each in stand.values():
        gates = {**gates, **{key: gates.get(key, True) and said for key, said in each.gates.items()}}
    found = verdict(levels, gates)
    return Whole(levels, gates, found.passed, found.weighted)


def stands(*scores, owed=()):
    """What the scores of a conversation of one reply come to."""
    return counting({1: scores}, {1: owed}, worth).get(1)


ONE, SAME, OTHER = score(1, FIRST), score(2, SECOND), score(2, SECOND, (3, 2, 3, 3))
THIRD = score(3, ADJUDICATION, (4, 2, 3, 3))


@pytest.mark.parametrize(
    ("scores", "owed", "row"),
    [
        ([], [], None),
        ([ONE], [], 1),
        ([ONE], [SECOND], None),
        ([ONE, SAME], [], 1),
        ([ONE, OTHER], [ADJUDICATION], None),
        ([ONE, OTHER], [], None),  # two that differ decide nothing by themselves
        ([ONE, OTHER, THIRD], [], 3),
        ([ONE, THIRD], [], 3),  # rows from before second scores
        ([ONE], [DISPUTE], 1),  # it stands while another looks
        ([ONE], [AGAIN], 1),
    ],
)
def test_which_score_decides(scores, owed, row):
    found = stands(*scores, owed=owed)
    assert (found.row if found else None) == row


def test_two_differ_when_one_level_or_one_gate_does():
    assert differ(ONE, OTHER) == ("complete",)
    assert differ(score(1, FIRST, gates={"line": True}), score(2, SECOND, gates={"line": False})) == ("line",)
    assert differ(ONE, SAME) == ()


@pytest.mark.parametrize(("level", "now", "by"), [(4, 4, {"complete": 9}), (3, 3, {}), (1, 3, {})])
def test_a_dispute_raises_its_criterion_and_never_lowers_it(level, now, by):
    found = stands(ONE, Given(9, DISPUTE, {"complete": level}))
    assert (found.levels["complete"], found.changed) == (now, by)
    assert found.levels["accurate"] == 3


def test_a_score_given_again_counts_when_it_takes_nothing_away():
    assert stands(ONE, score(5, AGAIN, (4, 3, 3, 3))).row == 5


@pytest.mark.parametrize(("yes", "row"), [(False, 1), (True, 5)])
def test_a_lower_score_given_again_counts_only_with_a_yes(yes, row):
    assert stands(ONE, score(5, AGAIN, (4, 2, 3, 3), yes=yes)).row == row


def test_of_a_score_given_again_that_is_higher_and_lower_the_higher_counts_at_once():
    found = stands(ONE, score(5, AGAIN, (4, 2, 3, 3)))
    assert (dict(found.levels), found.changed) == (dict(zip(NAMES, (4, 3, 3, 3), strict=True)), {"accurate": 5})


def test_a_gate_that_was_passed_is_not_lost_without_a_yes():
    again = score(5, AGAIN, (4, 4, 4, 4), {"line": False})
    assert stands(score(1, FIRST, gates={"line": True}), again).gates == {"line": True}


@pytest.mark.parametrize("added", [1, 2])
def test_a_criterion_that_the_mended_text_adds_does_not_pull_a_result_down_without_a_yes(added):
    first = Given(1, FIRST, {"accurate": 3, "complete": 3, "courteous": 3})
    again = Given(5, AGAIN, {**first.levels, "empathy": added})
    assert stands(first, again) == stands(first)
    assert stands(first, Given(5, AGAIN, again.levels, yes=True)).levels == again.levels


def test_a_criterion_that_the_mended_text_adds_counts_where_it_takes_nothing_away():
    first = Given(1, FIRST, {"accurate": 3, "complete": 3})
    assert stands(first, Given(5, AGAIN, {**first.levels, "empathy": 3})).row == 5


def test_a_criterion_added_to_one_reply_does_not_lower_the_conversation_without_a_yes():
    first = Given(1, FIRST, {"accurate": 3, "complete": 3})
    other = Given(2, FIRST, {"accurate": 3, "complete": 3, "empathy": 4})
    again = Given(5, AGAIN, {**first.levels, "empathy": 3})
    assert counting({1: [first, again], 2: [other]}, {}, worth)[1].row == 1


def test_a_strong_criterion_that_the_mended_text_drops_is_not_lost_without_a_yes():
    again = Given(5, AGAIN, {"accurate": 3, "complete": 3, "courteous": 3})
    assert stands(score(1, FIRST, (3, 3, 3, 4)), again).levels["empathy"] == 4


def test_a_score_given_again_is_taken_whole_without_what_the_mended_text_dropped():
    first = score(1, FIRST, (3, 3, 3, 1), {"line": False, "calm": True})
    again = Given(5, AGAIN, {"accurate": 3, "complete": 3, "courteous": 3}, {"calm": True})
    found = stands(first, again)
    assert (found.levels, found.gates) == (again.levels, {"calm": True})


def test_a_missed_gate_that_the_mended_text_dropped_is_gone_even_where_a_level_waits_for_a_yes():
    first = score(1, FIRST, gates={"line": False, "calm": False})
    assert stands(first, score(5, AGAIN, (3, 2, 3, 3), {"calm": False})).gates == {"calm": False}


def test_a_new_gate_that_is_missed_fails_nobody_without_a_yes():
    assert stands(ONE, score(5, AGAIN, (4, 4, 4, 4), {"line": False})).gates == {}


@settings(max_examples=120, deadline=None)
@given(
    LEVELS,
    GATES,
    LEVELS,
    st.lists(st.tuples(st.sampled_from([DISPUTE, AGAIN]), st.integers(1, 2), OTHER_LEVELS, OTHER_GATES), max_size=4),
)
def test_without_a_yes_nothing_is_ever_taken_away(levels, gates, other, later):
    scores = {1: [Given(1, FIRST, levels, gates)], 2: [Given(2, FIRST, other, gates)]}
    before = counting(scores, {}, worth)
    for row, (slot, n, given_, said) in enumerate(later, 3):
        one = Given(row, slot, given_, said)
        scores[n] = [*scores[n], one]
        after = counting(scores, {}, worth)
        was, now = worth(before), worth(after)
        assert (now.weighted >= was.weighted, now.passed or not was.passed) == (True, True)
        assert all(now.levels[name] >= was.levels[name] for name in now.levels if name in was.levels)
        assert all(said or not was.gates.get(key, True) for key, said in now.gates.items())
        assert slot == DISPUTE or loses(before, n, one, worth) or after[n].row == row
        before = after
