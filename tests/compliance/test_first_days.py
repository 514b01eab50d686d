"""The first day: nothing is asked before it, nobody is late on it, and who comes back begins anew."""

import datetime as dt

import pytest

from people.models import Job
from tests.compliance.cases import YEARLY, ask, did, done, joined
from tests.compliance.office import EVERYONE
from tests.factories import JobFactory

BEFORE = {"due": {"date": "2026-10-31"}, "weekend": "before"}  # a Saturday


# --- a weekend that is taken back -----------------------------------------------------------------------------------
def test_a_friday_that_is_past_at_assignment_is_a_due_date_that_is_past():
    found = ask(BEFORE, [joined("2026-10-31")], "2026-10-31")
    assert (found["status"], found["due"]) == ("assigned", "2026-11-30")


def test_a_friday_that_is_yet_to_come_is_the_due_date():
    assert ask(BEFORE, [joined("2026-10-30")], "2026-10-30")["due"] == "2026-10-30"


def test_a_renewal_that_opens_on_a_saturday_is_not_due_on_the_friday_before():
    rule = {"period": {"days": 90}, "weekend": "before"}
    found = ask(rule, [joined("2026-08-01"), done("2026-08-02")], "2026-10-31")
    assert (found["cycle"], found["status"], found["due"]) == (2, "assigned", "2026-10-31")


def test_days_given_on_a_saturday_do_not_end_the_day_before():
    found = ask(BEFORE | {"least_days": 0}, [joined("2026-11-07")], "2026-11-07")
    assert (found["status"], found["due"]) == ("assigned", "2026-11-07")


def test_a_school_year_whose_friday_is_past_gives_fresh_days():
    rule = {"cadence": "school_year", "due_day": "10-31", "weekend": "before", "least_days": 20}
    found = ask(rule, [joined("2026-10-31")], "2026-10-31")
    assert (found["status"], found["due"]) == ("assigned", "2026-11-20")


# --- a requirement that begins later --------------------------------------------------------------------------------
@pytest.mark.parametrize(("day", "status"), [("2026-08-31", "not_assigned"), ("2026-09-01", "assigned")])
def test_before_a_requirement_begins_nobody_is_asked(day, status):
    assert ask({"starts": "2026-09-01"}, [joined("2026-07-01")], day)["status"] == status


def test_a_requirement_that_begins_later_has_no_rows_before_its_day(office, ana):
    later = office.clock.today.replace(month=office.clock.today.month + 1)
    asked = office.asks({"cadence": "once"}, audience=office.audience(EVERYONE), starts_on=later)
    assert asked.assignments.count() == 0
    office.nights(later.isoformat())
    assert office.row(ana, asked).assigned_on == later


# --- who is asked before the first day -----------------------------------------------------------------------------
AFTER_HIRE = {"due": {"days": 30, "after": "hire"}}


@pytest.mark.parametrize("day", ["2026-08-26", "2026-09-02"])
def test_days_after_hire_count_from_a_hire_that_is_yet_to_come(day):
    events = [did("hired", "2026-09-01", recorded="2026-08-20"), joined("2026-08-25")]
    assert ask(AFTER_HIRE, events, day)["due"] == "2026-10-01"


def test_a_later_hire_is_not_that_of_an_earlier_stay():
    events = [joined("2026-01-05"), did("left", "2026-02-20"), did("hired", "2026-08-03"), joined("2026-08-03")]
    found = ask(AFTER_HIRE, events, "2026-08-04")
    assert [cycle["due"] for cycle in found["cycles"]] == ["2026-02-04", "2026-09-02"]


def test_the_row_counts_from_the_hire_to_come(office, ana):
    ana.hired_on = office.clock.today.replace(day=20)
    ana.save()
    asked = office.asks(AFTER_HIRE)
    assert office.row(ana, asked).due_on == ana.hired_on + dt.timedelta(days=30)


# --- who comes back -------------------------------------------------------------------------------------------------
BACK = [joined("2026-01-01"), done("2026-01-05"), did("left", "2026-02-01"), joined("2027-05-01")]


@pytest.mark.parametrize(("day", "status"), [("2027-05-01", "assigned"), ("2027-05-31", "assigned"),
                                             ("2027-06-01", "overdue")])  # fmt: skip
def test_who_returns_after_the_proof_lapsed_has_fresh_days(day, status):
    assert ask(YEARLY, BACK, day)["status"] == status


def test_who_returned_with_good_proof_is_expired_when_it_lapses():
    events = [joined("2026-01-01"), done("2026-01-05"), did("left", "2026-02-01"), joined("2026-12-01")]
    assert ask(YEARLY, events, "2027-01-06")["status"] == "expired"


def test_the_row_of_who_returned_says_what_the_engine_says(office, ana, cedar, front_office):
    asked = office.asks({"cadence": "from_completion", "period": {"months": 1}})
    office.completes(ana, asked)
    first = office.clock.today
    Job.objects.filter(pk=ana.jobs.get().pk).update(ends_on=first.replace(day=20))
    office.nights(first.replace(day=20).isoformat())
    again = first.replace(month=first.month + 3)
    JobFactory(person=ana, unit=cedar, family=front_office, starts_on=again)
    office.nights(again.isoformat())
    assert office.status(ana, asked) == "assigned"


def test_who_left_is_closed_and_not_expired_whatever_was_shown():
    events = [joined("2026-01-01"), done("2026-01-05"), did("left", "2026-02-01", reason="left the district")]
    found = ask(YEARLY, events, "2028-01-01")
    assert (found["status"], found["closed"], found["reason"]) == ("closed", "2026-02-01", "left the district")
