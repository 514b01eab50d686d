"""Which scores of one reply count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.fair.counting import ADJUDICATION, AGAIN, DISPUTE, FIRST, SECOND, Given, counting, differ, lowers

NAMES = ("accurate", "complete", "courteous", "empathy")
LEVELS = st.fixed_dictionaries({name: st.integers(1, 4) for name in NAMES})
GATES = st.fixed_dictionaries({"line": st.booleans()})


def score(row, slot, levels=(3, 3, 3, 3), gates=None, yes=False):
    return Given(row, slot, dict(zip(NAMES, levels, strict=True)), gates or {}, yes)


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
    found = counting(scores, owed)
    assert (found.row if found else None) == row


def test_two_differ_when_one_level_or_one_gate_does():
    assert differ(ONE, OTHER) == ("complete",)
    assert differ(score(1, FIRST, gates={"line": True}), score(2, SECOND, gates={"line": False})) == ("line",)
    assert differ(ONE, SAME) == ()


@pytest.mark.parametrize(("level", "stands", "by"), [(4, 4, {"complete": 9}), (3, 3, {}), (1, 3, {})])
def test_a_dispute_raises_its_criterion_and_never_lowers_it(level, stands, by):
    found = counting([ONE, Given(9, DISPUTE, {"complete": level})])
    assert (found.levels["complete"], found.changed) == (stands, by)
    assert found.levels["accurate"] == 3


def test_a_score_given_again_counts_when_it_takes_nothing_away():
    assert counting([ONE, score(5, AGAIN, (4, 3, 3, 3))]).row == 5


@pytest.mark.parametrize(("yes", "row"), [(False, 1), (True, 5)])
def test_a_lower_score_given_again_counts_only_with_a_yes(yes, row):
    assert counting([ONE, score(5, AGAIN, (4, 2, 3, 3), yes=yes)]).row == row


def test_a_gate_that_was_passed_is_not_lost_without_a_yes():
    again = score(5, AGAIN, (4, 4, 4, 4), {"line": False})
    assert counting([score(1, FIRST, gates={"line": True}), again]).gates == {"line": True}


@settings(max_examples=80, deadline=None)
@given(LEVELS, GATES, st.lists(st.tuples(st.sampled_from([DISPUTE, AGAIN]), LEVELS, GATES), max_size=4))
def test_without_a_yes_nothing_is_ever_taken_away(levels, gates, later):
    stands = counting([Given(1, FIRST, levels, gates)])
    for row, (slot, other, passed) in enumerate(later, 2):
        before, score_ = stands, Given(row, slot, other, passed if slot == AGAIN else {})
        stands = counting(
            [
                Given(1, FIRST, levels, gates),
                *[Given(n, s, o, p if s == AGAIN else {}) for n, (s, o, p) in enumerate(later[: row - 1], 2)],
            ]
        )
        assert all(stands.levels[name] >= before.levels[name] for name in NAMES)
        assert all(stands.gates[key] or not before.gates[key] for key in gates)
        assert not lowers(before, score_) or slot == DISPUTE or stands == before
