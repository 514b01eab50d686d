import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.validity import Facts, State, good_until, state

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
MONTHS = st.integers(1, 240)


@pytest.mark.parametrize(
    "completed, months, last_day",
    [
        ("2026-10-15", 24, "2028-10-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-08-31", 1, "2026-09-30"),
    ],
)
def test_the_last_day_is_so_many_months_on_cut_to_the_end_of_the_month(completed, months, last_day):
    assert good_until(dt.date.fromisoformat(completed), months) == dt.date.fromisoformat(last_day)


def test_a_course_without_a_validity_does_not_run_out():
    assert good_until(dt.date(2026, 10, 15), None) is None


@pytest.mark.parametrize("months", [0, -1])
def test_a_validity_below_one_month_is_refused(months):
    with pytest.raises(ValueError, match="one month"):
        good_until(dt.date(2026, 10, 15), months)


@given(DAYS, MONTHS)
def test_the_last_day_lies_in_the_right_month_on_the_same_day_or_its_end(completed, months):
    last = good_until(completed, months)
    assert (last.year * 12 + last.month) - (completed.year * 12 + completed.month) == months
    assert last.day == min(completed.day, calendar.monthrange(last.year, last.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_a_later_completion_is_never_good_for_less_long(one, other, months):
    early, late = sorted([one, other])
    assert good_until(early, months) <= good_until(late, months)


@pytest.mark.parametrize(
    "on, expected",
    [("2028-10-14", State.VALID), ("2028-10-15", State.VALID), ("2028-10-16", State.PAST)],
)
def test_it_counts_through_its_last_day_and_is_past_from_the_next(on, expected):
    facts = Facts(good_until=dt.date(2028, 10, 15), latest=True, revoked=False)
    assert state(facts, dt.date.fromisoformat(on)) is expected


@pytest.mark.parametrize(
    "latest, revoked, expected",
    [
        (True, True, State.REVOKED),
        (False, True, State.REVOKED),
        (False, False, State.REPLACED),
        (True, False, State.PAST),
    ],
)
def test_the_strongest_reason_not_to_rely_on_a_paper_is_named(latest, revoked, expected):
    long_past = Facts(good_until=dt.date(2020, 1, 1), latest=latest, revoked=revoked)
    assert state(long_past, dt.date(2026, 1, 1)) is expected


@given(DAYS)
def test_without_a_last_day_it_is_valid_on_every_day(on):
    assert state(Facts(good_until=None, latest=True, revoked=False), on) is State.VALID
