"""Rule book: when a round is done, since when, and what is left."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.completion import Fact, State, Try, decide
from courses.path import OutlineItem, PathItem, Reason

OPENED = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def day(n):
    return OPENED + dt.timedelta(days=n)


def step(id_, **fields):
    carried = fields.pop("carried_at", None)
    item = OutlineItem(id=id_, activity_id=id_, order=id_, minutes=fields.pop("minutes", 5), **fields)
    return PathItem(item, Reason("everyone"), carried)


def done(id_, n=1, version=1):
    return Fact(id_, day(n), version)


def stand(path, evidence=(), attempts=(), **kwargs):
    return decide(path, evidence, attempts, opened_at=kwargs.pop("opened_at", OPENED), **kwargs)


def test_a_round_is_complete_when_every_required_item_is_shown():
    assert stand([step(1), step(2)], [done(1), done(2)]).complete


def test_one_missing_item_keeps_it_under_way():
    decision = stand([step(1), step(2)], [done(1)])
    assert (decision.state, decision.remaining) == (State.IN_PROGRESS, (2,))


def test_an_optional_item_is_not_waited_for():
    assert stand([step(1), step(2, required=False)], [done(1)]).complete


def test_a_gate_is_waited_for_even_when_it_is_not_marked_as_required():
    assert not stand([step(1), step(2, required=False, gate=True)], [done(1)]).complete


def test_a_path_that_needs_nothing_is_never_complete():
    assert not stand([step(1, required=False)], [done(1)]).complete


def test_an_empty_path_is_never_complete():
    assert not stand([]).complete


def test_one_of_two_is_enough_where_one_is_asked_for():
    group = [step(1, group="g", group_n=1), step(2, group="g", group_n=1)]
    assert stand(group, [done(2)]).complete


def test_one_of_two_is_not_enough_where_two_are_asked_for():
    group = [step(n, group="g", group_n=2) for n in (1, 2, 3)]
    assert stand(group, [done(2)]).remaining == (1, 3)


def test_a_choice_of_which_only_one_item_fits_asks_for_that_one():
    assert stand([step(1, group="g", group_n=2)], [done(1)]).complete


def test_evidence_from_before_the_round_opened_does_not_count():
    assert stand([step(1)], [done(1, n=-1)]).state == State.IN_PROGRESS


def test_evidence_of_the_very_moment_the_round_opened_counts():
    assert stand([step(1)], [done(1, n=0)]).complete


def test_evidence_carried_in_at_start_counts_from_before():
    assert stand([step(1, carried_at=day(-30))]).done_at == day(-30)


@pytest.mark.parametrize(("version", "complete"), [(2, False), (3, True), (None, True)])
def test_what_was_carried_in_counts_in_a_version_that_the_item_accepts(version, complete):
    carried = replace(step(1, accepts_from=3, carried_at=day(-30)), carried_version=version)
    assert stand([carried]).complete is complete


def test_an_earlier_version_counts_where_its_text_came_back():
    assert stand([step(1, accepts_from=3, accepts_also=frozenset([1]))], [done(1, version=1)]).complete


def test_a_version_from_before_the_last_real_change_does_not_count():
    assert not stand([step(1, accepts_from=3)], [done(1, version=2)]).complete


def test_an_item_finished_before_a_correction_says_so():
    [state] = stand([step(1, accepts_from=3)], [done(1, version=2)]).items
    assert (state.state, state.changed) == (State.NOT_STARTED, True)


def test_an_item_that_was_never_finished_is_not_changed():
    [state] = stand([step(1, accepts_from=3)]).items
    assert (state.state, state.changed) == (State.NOT_STARTED, False)


def test_any_version_since_the_last_real_change_counts():
    assert stand([step(1, accepts_from=3)], [done(1, version=5)]).complete


def test_evidence_shown_in_another_way_than_by_a_version_counts():
    assert stand([step(1, accepts_from=3)], [done(1, version=None)]).complete


def test_a_course_occurred_at_its_latest_item():
    assert stand([step(1), step(2)], [done(1, 9), done(2, 4)]).done_at == day(9)


def test_an_item_occurred_when_it_was_first_shown():
    assert stand([step(1)], [done(1, 9), done(1, 4)]).done_at == day(4)


def test_a_choice_occurred_at_its_nth_item():
    group = [step(1, group="g", group_n=1), step(2, group="g", group_n=1)]
    assert stand(group, [done(1, 3), done(2, 8)]).done_at == day(3)


def test_a_round_under_way_has_no_date():
    assert stand([step(1), step(2)], [done(1)]).done_at is None


def test_a_round_whose_last_item_waits_for_its_score_waits():
    decision = stand([step(1), step(2)], [done(1)], [Try(2, "awaiting")])
    assert (decision.state, decision.next_id, decision.minutes_left) == (State.AWAITING_SCORE, None, 0)


def test_with_other_work_to_do_a_waiting_item_leaves_the_round_under_way():
    decision = stand([step(1), step(2)], [], [Try(1, "awaiting")])
    assert (decision.state, decision.next_id) == (State.IN_PROGRESS, 2)


def test_a_returned_reply_makes_the_round_returned():
    assert stand([step(1), step(2)], [], [Try(1, "returned")]).state == State.RETURNED


def test_a_choice_with_one_reply_waiting_asks_for_no_other():
    group = [step(1, group="g", group_n=1), step(2, group="g", group_n=1)]
    decision = stand(group, [], [Try(1, "awaiting")])
    assert (decision.state, decision.next_id) == (State.AWAITING_SCORE, None)


def test_a_try_that_did_not_pass_asks_to_look_again():
    state = stand([step(1)], [], [Try(1, "not_passed")]).items[0]
    assert (state.state, state.look_again) == (State.IN_PROGRESS, True)


def test_a_new_try_after_one_that_did_not_pass_is_simply_under_way():
    assert not stand([step(1)], [], [Try(1, "not_passed"), Try(1, "open")]).items[0].look_again


def test_a_round_that_was_not_started_says_so():
    assert stand([step(1)], started=False).state == State.NOT_STARTED


def test_the_next_item_is_the_first_that_is_needed_and_not_done():
    path = [step(1), step(2, required=False), step(3)]
    assert stand(path, [done(1)]).next_id == 3


def test_minutes_left_are_those_of_what_is_needed():
    path = [step(1, minutes=6), step(2, minutes=9, required=False), step(3, minutes=7)]
    assert stand(path, [done(1)]).minutes_left == 7


def test_minutes_left_of_a_choice_are_those_of_its_shortest_items():
    group = [step(1, group="g", group_n=1, minutes=8), step(2, group="g", group_n=1, minutes=5)]
    assert stand(group).minutes_left == 5


def test_what_is_needed_is_counted_a_choice_as_its_n():
    path = [step(1), step(2, group="g", group_n=1), step(3, group="g", group_n=1), step(4, required=False)]
    decision = stand(path, [done(1), done(2), done(3)])
    assert (decision.done, decision.total) == (2, 2)


@pytest.mark.parametrize("state", ["open", "awaiting", "returned", "not_passed"])
def test_what_was_shown_stays_done_whatever_is_tried_later(state):
    assert stand([step(1)], [done(1)], [Try(1, state)]).complete


groups = st.sampled_from(["", "g"])
items = st.builds(
    lambda id_, required, gate, group: step(
        id_, required=required, gate=gate, group=group, group_n=2 if group else 0, accepts_from=id_ % 3
    ),
    st.integers(1, 6),
    st.booleans(),
    st.booleans(),
    groups,
)
paths = st.lists(items, unique_by=lambda each: each.item.id, max_size=6)
facts = st.builds(Fact, st.integers(1, 6), st.integers(-5, 40).map(day), st.none() | st.integers(0, 3))
evidences = st.lists(facts, max_size=12)
tries = st.lists(st.builds(Try, st.integers(1, 6), st.sampled_from(["open", "awaiting", "returned", "not_passed"])))


@given(paths, evidences, facts)
def test_more_evidence_never_takes_completion_away(path, evidence, more):
    if stand(path, evidence).complete:
        assert stand(path, [*evidence, more]).complete


@given(paths, evidences, facts)
def test_later_evidence_never_moves_the_date_of_what_is_complete(path, evidence, more):
    before = stand(path, evidence)
    if before.complete and more.occurred_at > before.done_at:
        assert stand(path, [*evidence, more]).done_at == before.done_at


@given(paths, evidences)
def test_the_order_of_evidence_does_not_matter(path, evidence):
    assert stand(path, evidence) == stand(path, evidence[::-1])


@given(paths, evidences, tries)
def test_complete_exactly_when_all_that_is_needed_is_done(path, evidence, attempts):
    decision = stand(path, evidence, attempts)
    assert decision.complete == (decision.total > 0 and decision.done == decision.total)


@given(paths, evidences, tries)
def test_nothing_remains_of_what_is_complete(path, evidence, attempts):
    decision = stand(path, evidence, attempts)
    if decision.complete:
        assert (decision.remaining, decision.next_id, decision.minutes_left) == ((), None, 0)


@given(paths, evidences, tries)
def test_a_round_that_waits_for_nobody_and_is_not_done_always_offers_a_next_step(path, evidence, attempts):
    decision = stand(path, evidence, attempts)
    if decision.total and decision.state in (State.IN_PROGRESS, State.RETURNED):
        assert decision.next_id in decision.remaining
