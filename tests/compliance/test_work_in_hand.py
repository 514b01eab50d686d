"""Work that waits for a score keeps nobody late, as long as nothing else is left to do, and in its own school year."""

import datetime as dt

import pytest

from compliance.cadence import answer_terms
from compliance.cycle import Asked
from compliance.events import Event
from compliance.rule import read_rule
from courses.actions import hand_in
from tests.courses.factories import course_of, lesson_version, opened, started

D = dt.date.fromisoformat
COURSES = ("phone", "mail", "desk")


def told(needed, *happened, as_of="2026-10-15"):
    """The status of one asked for three courses by October 1, of what happened in each."""
    asked = Asked(read_rule({"due": {"date": "2026-10-01"}}), courses=COURSES, needed=needed)
    events = [Event("joined", D("2026-09-01"), D("2026-09-01"))]
    for kind, course, on in happened:
        events.append(Event(kind, D(on), D(on), id=course, course=course))
    return answer_terms([asked], sorted(events, key=lambda each: each.on), D(as_of)).status


def test_one_of_three_handed_in_leaves_two_overdue():
    assert told(3, ("handed_in", "phone", "2026-09-20")) == "overdue"


def test_all_that_is_left_waits():
    done = ("completed", "mail", "2026-09-10"), ("completed", "desk", "2026-09-11")
    assert told(3, *done, ("handed_in", "phone", "2026-09-20")) == "awaiting_score"


def test_two_that_wait_are_all_that_is_left():
    waiting = ("handed_in", "phone", "2026-09-20"), ("handed_in", "mail", "2026-09-22")
    assert told(3, ("completed", "desk", "2026-09-11"), *waiting) == "awaiting_score"


def test_enough_of_several_wait():
    assert told(1, ("handed_in", "phone", "2026-09-20")) == "awaiting_score"


def test_one_that_waits_and_one_that_came_back_is_returned():
    handed = ("handed_in", "phone", "2026-10-05"), ("handed_in", "mail", "2026-10-05")
    events = *handed, ("returned", "mail", "2026-10-10"), ("completed", "desk", "2026-09-11")
    assert told(3, *events) == "returned"


def test_one_that_came_back_does_not_excuse_the_others():
    assert told(3, ("handed_in", "phone", "2026-10-05"), ("returned", "phone", "2026-10-10")) == "overdue"


# --- as it is stored ------------------------------------------------------------------------------------------------
@pytest.fixture
def hands_in(office, ana):
    def hand(course):
        attempt = opened(started(ana, course))
        hand_in(attempt=attempt, now=office.clock.now, awaiting=True, passed=None)
        office.works()

    return hand


@pytest.fixture
def courses(db):
    return [course_of(lesson_version()), course_of(lesson_version())]


def test_who_handed_in_one_of_two_courses_is_overdue_with_the_other(office, ana, courses, hands_in):
    asked = office.asks({"due": {"days": 10}}, courses=courses)
    hands_in(courses[0])
    office.nights("2026-09-01")
    assert office.status(ana, asked) == "overdue"


def test_who_handed_in_all_that_is_asked_waits(office, ana, courses, hands_in):
    asked = office.asks({"due": {"days": 10}}, courses=courses)
    hands_in(courses[0])
    hands_in(courses[1])
    office.nights("2026-09-01")
    assert office.row(ana, asked).awaiting_since == D("2026-08-03")
    assert office.status(ana, asked) == "awaiting_score"


def test_what_was_handed_in_at_the_end_of_a_school_year_is_not_a_year_missed(office, ana, courses, hands_in):
    office.clock.on("2026-09-01")
    asked = office.asks({"cadence": "school_year", "due_day": "10-31"}, courses=courses[:1])
    office.clock.on("2027-06-29")
    hands_in(courses[0])
    office.nights("2027-07-02")
    assert asked.assignments.get(cycle=1, person=ana).status(D("2027-07-02")) == "awaiting_score"
