"""A waiver until a day, of what is asked once: when the day is over it is asked again, and people hear of it."""

import datetime as dt

import pytest

from compliance import actions
from compliance.actions.rounds import open_rounds
from compliance.models import Adjustment
from compliance.refusals import Refused
from courses.models import Enrollment
from tests.compliance.cases import ONCE, ask, did, done, joined
from tests.courses.factories import course_of, lesson_version

D = dt.date.fromisoformat
THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
WAIVED = [did("hired", "2026-08-03"), joined("2026-08-03"), did("waived", "2026-08-10", until="2026-10-01")]


@pytest.mark.parametrize(
    ("events", "as_of", "read"),
    [
        ([], "2026-10-01", {"status": "waived", "first_due": "2026-09-02", "due": "2026-09-02"}),
        ([], "2026-10-02", {"status": "overdue", "first_due": "2026-09-02", "due": "2026-10-01"}),
        ([done("2026-10-05")], "2026-10-06", {"status": "completed", "due": "2026-10-01"}),
        ([done("2026-08-20")], "2026-10-06", {"status": "completed", "due": "2026-09-02"}),
    ],
)
def test_when_the_waiver_is_over_it_is_due_on_its_last_day(events, as_of, read):
    found = ask(ONCE, [*WAIVED, *events], as_of)
    assert {name: found[name] for name in read} == read


def test_a_waiver_that_ends_before_the_due_date_moves_nothing():
    events = [did("hired", "2026-08-03"), joined("2026-08-03"), did("waived", "2026-08-10", until="2026-08-20")]
    found = ask(ONCE, events, "2026-08-25")
    assert (found["status"], found["due"]) == ("assigned", "2026-09-02")


@pytest.fixture
def asked(office, ana, helen):
    requirement = office.asks(THIRTY, courses=[course_of(lesson_version())])
    open_rounds(now=office.clock.now)
    waive(office, ana, requirement, helen, until="2026-10-01")
    office.works()
    return requirement


def waive(office, ana, requirement, helen, until=None):
    row, day = office.row(ana, requirement), D(until) if until else None
    return actions.waive(assignment=row, until=day, reason="On a project.", approver=helen, now=office.clock.now)


@pytest.mark.django_db
def test_it_stands_on_the_learners_list_again(office, ana, asked):
    office.nights("2026-10-02")
    open_rounds(now=office.clock.now)
    row = office.row(ana, asked)
    assert (row.status(office.clock.today), row.waived_on, row.due_on) == ("overdue", None, D("2026-10-01"))
    assert Enrollment.objects.open().filter(person=ana).count() == 1


@pytest.mark.django_db
def test_more_time_may_be_given_then(office, ana, asked, helen):
    office.nights("2026-10-02")
    row = office.row(ana, asked)
    actions.extend(assignment=row, until=D("2026-10-20"), reason="Ill.", approver=helen, now=office.clock.now)
    assert office.row(ana, asked).due_on == D("2026-10-20")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stands", "given", "sentence"),
    [("2026-10-01", "2026-09-15", "waived until October 1, 2026 already"), (None, "2026-09-15", "waived for good")],
)
def test_a_waiver_takes_nothing_away_from_one_that_stands(stands, given, sentence, office, ana, helen):
    requirement = office.asks(THIRTY)
    waive(office, ana, requirement, helen, until=stands)
    with pytest.raises(Refused, match=sentence):
        waive(office, ana, requirement, helen, until=given)
    assert Adjustment.objects.count() == 1
