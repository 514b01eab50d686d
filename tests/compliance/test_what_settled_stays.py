"""What settled a cycle stays, whatever is written down later; and of which cycle an adjustment or a completion is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.cadence import answer_terms
from compliance.cycle import Asked
from compliance.events import Event
from compliance.rule import read_rule
from tests.compliance.cases import RULES, SCHOOL, YEARLY, ask, did, done, joined

FRESH = {**YEARLY, "freshness": {"months": 12}}


def cycles(rule, events, as_of, *names, **more):
    return [tuple(cycle[name] for name in names) for cycle in ask(rule, events, as_of, **more)["cycles"]]


# --- written down later ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("knowledge", ["then", "today"])
@pytest.mark.parametrize("rule", [FRESH, {**YEARLY, "freshness": "any"}, {}])
def test_an_older_completion_that_is_entered_later_redates_nothing(rule, knowledge):
    events = [joined("2026-04-01"), done("2026-05-10", id="own"), done("2025-09-01", recorded="2026-06-01", id="paper")]
    before, after = (ask(rule, events, day, knowledge=knowledge) for day in ("2026-05-31", "2026-06-02"))
    assert (after["completed"], after["expires"]) == (before["completed"], before["expires"])
    assert after["completed"] == "2026-05-10"


def test_an_earlier_day_in_the_same_cycle_that_is_entered_later_redates_nothing():
    events = [joined("2026-04-01"), done("2026-05-10"), done("2026-05-01", recorded="2026-05-15")]
    assert ask(YEARLY, events, "2026-06-01")["completed"] == "2026-05-10"


def test_a_proof_that_is_entered_later_makes_nobody_expired():
    events = [joined("2026-04-01"), done("2026-05-10"), done("2025-06-15", recorded="2026-07-01")]
    assert ask(FRESH, events, "2026-08-01")["status"] == "completed"


def test_what_is_written_down_on_the_same_day_but_later_redates_nothing():
    events = [
        joined("2026-04-01"),
        done("2026-05-10", recorded="2026-05-10T11:00:00-04:00"),
        done("2026-03-01", recorded="2026-05-10T15:00:00-04:00"),
    ]
    assert ask(FRESH, events, "2026-05-10")["completed"] == "2026-05-10"


def test_the_older_one_counts_when_the_one_that_settled_it_is_voided():
    events = [
        joined("2026-04-01"),
        done("2026-05-10", id="own"),
        done("2026-03-01", recorded="2026-06-01", id="paper"),
        did("voided", "2026-06-10", id="own"),
    ]
    assert ask(FRESH, events, "2026-06-11")["completed"] == "2026-03-01"


def test_of_all_that_is_known_at_assignment_the_latest_counts():
    """Whichever was entered first."""
    events = [
        done("2026-03-01", recorded="2026-03-01"),
        done("2025-11-01", recorded="2025-11-01"),
        joined("2026-04-01"),
    ]
    assert ask(FRESH, sorted(events, key=lambda e: e["on"]), "2026-04-02")["completed"] == "2026-03-01"


def test_an_older_completion_settles_what_nothing_has_settled():
    events = [joined("2026-04-01"), done("2026-03-01", recorded="2026-06-01")]
    found = [ask(FRESH, events, day) for day in ("2026-05-31", "2026-06-01")]
    assert [each["status"] for each in found] == ["overdue", "completed"]
    assert found[1]["completed"] == "2026-03-01"


# --- today's knowledge ----------------------------------------------------------------------------------------------
def test_todays_knowledge_has_the_voids_and_scores_that_came_later():
    handed = [joined("2026-08-03"), did("handed_in", "2026-08-10", id="w"), did("scored", "2026-09-20", id="w")]
    assert ask({}, handed, "2026-08-15")["status"] == "awaiting_score"
    assert ask({}, handed, "2026-08-15", knowledge="today")["completed"] == "2026-08-10"
    voided = [joined("2026-08-03"), done("2026-08-10", id="e"), did("voided", "2026-09-20", id="e")]
    assert ask({}, voided, "2026-08-15")["status"] == "completed"
    assert ask({}, voided, "2026-08-15", knowledge="today")["status"] == "assigned"


def test_todays_knowledge_has_no_completion_of_a_later_day():
    later = [joined("2026-08-03"), did("scored", "2026-09-20", id="w")]
    assert ask({}, later, "2026-08-15", knowledge="today")["completed"] is None


# --- of which cycle -------------------------------------------------------------------------------------------------
def test_more_time_reaches_the_cycle_of_its_day_alone():
    """The renewal opens on March 20, 2027, and is due on May 20."""
    events = [joined("2026-05-01"), did("extended", "2026-05-10", to="2027-08-01"), done("2026-05-20")]
    assert cycles(YEARLY, events, "2027-04-01", "cycle", "due") == [(1, "2027-08-01"), (2, "2027-05-20")]


def test_a_waiver_reaches_the_cycle_of_its_day_alone():
    events = [joined("2026-05-01"), done("2026-05-20"), did("waived", "2027-04-01")]
    assert cycles(YEARLY, events, "2027-04-02", "cycle", "status") == [(1, "completed"), (2, "waived")]


def test_an_adjustment_may_name_its_cycle():
    events = [joined("2026-05-01"), did("extended", "2026-05-10", to="2026-09-01", cycle=2), done("2026-05-20")]
    assert cycles(YEARLY, events, "2027-04-01", "cycle", "due") == [(1, "2026-05-31"), (2, "2027-05-20")]


@pytest.mark.parametrize("cycle", [0, -1, "1", True, 1.5])
def test_a_cycle_that_cannot_be_is_refused(cycle):
    assert ask(YEARLY, [did("waived", "2026-05-10", cycle=cycle)], "2026-05-11")["field"] == "events"


def test_a_waiver_counts_from_the_due_date_before_more_time_was_given():
    events = [joined("2026-05-01"), did("extended", "2026-05-10", to="2026-09-01"), did("waived", "2026-06-01")]
    assert ask(YEARLY, events, "2026-06-02")["expires"] == "2027-05-31"


def test_a_completion_in_the_renewal_is_of_the_renewal_though_the_cycle_before_was_waived():
    """Waived until May 31, 2027; the renewal opens on March 31."""
    events = [joined("2026-05-01"), did("waived", "2026-05-10"), done("2027-04-15")]
    found = cycles(YEARLY, events, "2027-05-01", "cycle", "status", "completed", "expires")
    assert found == [(1, "waived", None, "2027-05-31"), (2, "completed", "2027-04-15", "2028-04-15")]


def test_a_completion_before_the_renewal_outranks_the_waiver():
    events = [joined("2026-05-01"), did("waived", "2026-05-10"), done("2027-01-15")]
    assert cycles(YEARLY, events, "2027-05-01", "cycle", "completed") == [(1, "2027-01-15")]


def test_one_that_is_entered_after_the_renewal_was_told_takes_no_renewal_away():
    events = [joined("2026-05-01"), did("waived", "2026-05-10"), done("2027-01-15", recorded="2027-04-20")]
    assert cycles(YEARLY, events, "2027-05-01", "cycle", "status") == [(1, "waived"), (2, "assigned")]


# --- due dates that move --------------------------------------------------------------------------------------------
def days_of_leave(*spans):
    return [did("leave", start, until=back) for start, back in spans]


def test_leave_and_a_hold_that_overlap_add_no_day_twice():
    events = [joined("2026-05-01"), *days_of_leave(("2026-05-10", "2026-05-20"))]
    held = [did("hold", "2026-05-15", until="2026-05-25")]
    assert ask({}, events, "2026-06-01")["due"] == "2026-06-10"
    assert ask({}, events + held, "2026-06-01")["due"] == "2026-06-15"
    assert ask({}, events + events[1:], "2026-06-01")["due"] == "2026-06-10"


def test_leave_after_more_time_moves_the_date_that_was_given():
    events = [
        joined("2026-05-01"),
        did("extended", "2026-05-20", to="2026-06-30"),
        *days_of_leave(("2026-06-10", "2026-07-20")),
    ]
    found = ask({}, events, "2026-07-20")
    assert (found["due"], found["status"]) == ("2026-08-09", "assigned")


def test_more_time_that_is_given_while_away_is_the_date_that_was_given():
    events = [
        joined("2026-05-01"),
        did("extended", "2026-05-20", to="2026-08-30"),
        *days_of_leave(("2026-05-10", "2026-07-01")),
    ]
    assert ask({}, events, "2026-07-02")["due"] == "2026-08-30"


def test_more_time_counts_though_one_of_two_courses_is_done():
    asked = Asked(read_rule({}), courses=("a", "b"), needed=2)
    day = dt.date(2026, 5, 10)
    events = [
        Event("joined", dt.date(2026, 5, 1), dt.date(2026, 5, 1)),
        Event("completed", day, day, course="a"),
        Event("extended", day + dt.timedelta(days=5), day + dt.timedelta(days=5), to=dt.date(2026, 7, 1), cycle=1),
    ]
    assert answer_terms([asked], events, dt.date(2026, 6, 20)).current.due == dt.date(2026, 7, 1)


def test_what_is_missing_is_told_by_course():
    asked = Asked(read_rule({}), courses=("a", "b"), needed=2)
    day = dt.date(2026, 5, 10)
    events = [Event("joined", day, day), Event("completed", day, day, course="a")]
    assert answer_terms([asked], events, day).current.missing == ("b",)


# --- once, and who returns ------------------------------------------------------------------------------------------
def away(*events):
    return [joined("2026-05-01"), *events, did("left", "2026-08-01"), joined("2026-09-01")]


def test_who_returns_with_a_waiver_is_waived():
    assert ask({}, away(did("waived", "2026-05-10")), "2026-09-02")["status"] == "waived"


def test_a_waiver_that_runs_out_runs_out_for_who_returned():
    events = away(did("waived", "2026-05-10", until="2026-12-31"))
    assert [ask({}, events, day)["status"] for day in ("2026-12-31", "2027-01-01")] == ["waived", "overdue"]


def test_what_is_asked_once_and_runs_out_is_asked_again():
    rule = {"period": {"months": 12}, "window": {"months": 1}}
    events = [joined("2026-05-01"), done("2026-05-10"), done("2027-04-20")]
    assert cycles(rule, events, "2027-04-15", "assigned", "due", "status") == [
        ("2026-05-01", "2026-05-31", "completed"), ("2027-04-10", "2027-05-10", "assigned"),
    ]  # fmt: skip
    assert ask(rule, events, "2027-05-11")["expires"] == "2028-04-20"


# --- school years ---------------------------------------------------------------------------------------------------
WINDOW = {**SCHOOL, "window": {"months": 2}}


def test_a_renewal_done_in_its_window_counts_for_the_year_that_it_was_asked_for():
    events = [joined("2025-08-01"), done("2025-09-01"), done("2026-06-01")]
    found = cycles(WINDOW, events, "2026-12-01", "cycle", "assigned", "completed", "expires", "status")
    assert found == [
        (1, "2025-08-01", "2025-09-01", "2026-06-30", "expired"),
        (2, "2026-05-01", "2026-06-01", "2027-06-30", "completed"),
    ]


def test_who_joins_in_the_window_is_asked_for_the_next_year_when_it_begins():
    found = cycles(WINDOW, [joined("2026-05-15")], "2026-12-01", "cycle", "assigned", "status")
    assert found == [(1, "2026-05-15", "closed"), (2, "2026-07-01", "overdue")]


def test_a_window_that_begins_on_a_short_month_skips_no_year():
    rule = {**SCHOOL, "year_start": "08-31", "window": {"months": 2}, "due_day": "10-31"}
    events = [joined("2025-09-01"), done("2025-09-15"), done("2026-09-15")]
    found = cycles(rule, events, "2027-12-01", "cycle", "assigned")
    assert found == [(1, "2025-09-01"), (2, "2026-06-30"), (3, "2027-06-30")]


def test_what_is_fresh_but_ends_with_the_old_year_does_not_settle_the_new_one():
    rule = {**WINDOW, "freshness": {"months": 3}}
    events = [joined("2025-08-01"), done("2025-09-01"), done("2026-04-15")]
    assert cycles(rule, events, "2026-06-01", "cycle", "completed") == [(1, "2025-09-01"), (2, None)]


# --- terms of another cadence ---------------------------------------------------------------------------------------
def told(first, then, since, *events, as_of):
    """By terms that were replaced on a day: each cycle as (assigned, due, status)."""
    days = [Event(kind, dt.date.fromisoformat(on), dt.date.fromisoformat(on)) for kind, on in events]
    asked = [Asked(read_rule(first)), Asked(read_rule(then), dt.date.fromisoformat(since))]
    found = answer_terms(asked, days, dt.date.fromisoformat(as_of))
    return [(cycle.assigned.isoformat(), cycle.due.isoformat(), cycle.status) for cycle in found.cycles]


def test_a_renewal_that_opens_under_a_school_year_is_of_that_year():
    events = [("joined", "2025-09-01"), ("completed", "2025-09-10")]
    found = told(YEARLY, SCHOOL, "2026-01-01", *events, as_of="2026-11-15")
    assert found == [("2025-09-01", "2025-10-01", "expired"), ("2026-07-10", "2026-10-31", "overdue")]
    assert told(YEARLY, SCHOOL, "2026-01-01", *events, as_of="2027-08-01")[-1] == (
        "2027-07-01", "2027-10-31", "assigned",
    )  # fmt: skip


def test_after_a_school_year_a_period_begins_with_fresh_days():
    events = [("joined", "2025-09-01"), ("completed", "2025-09-10")]
    found = told(SCHOOL, YEARLY, "2026-01-01", *events, as_of="2026-08-15")
    assert found == [("2025-09-01", "2025-10-31", "expired"), ("2026-07-01", "2026-07-31", "overdue")]
    late = told(SCHOOL, YEARLY, "2026-01-01", *events, ("completed", "2027-09-01"), as_of="2027-09-02")
    assert late[-1] == ("2026-07-01", "2026-07-31", "completed")


days = st.dates(dt.date(2025, 9, 1), dt.date(2028, 6, 30))
kinds = st.sampled_from(["completed", "left", "joined", "leave", "waived", "hold"])


@given(st.sampled_from(RULES), st.sampled_from(RULES), days, st.lists(st.tuples(kinds, days), max_size=7), days)
def test_whatever_the_terms_become_the_cycles_follow_one_another(first, then, since, happened, as_of):
    events = [
        Event("joined", dt.date(2025, 9, 1), dt.date(2025, 9, 1)),
        *(Event(kind, on, on) for kind, on in happened),
    ]
    asked = [Asked(read_rule(first)), Asked(read_rule(then), since)]
    found = answer_terms(asked, sorted(events, key=lambda each: each.on), as_of)
    assigned = [cycle.assigned for cycle in found.cycles]
    assert assigned == sorted(assigned)
    assert all(cycle.first_due <= cycle.due for cycle in found.cycles)
