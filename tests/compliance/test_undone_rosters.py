"""A roster that was wrong is undone after the worker has run, too: what it noted by itself holds nobody on record."""

import datetime as dt
import uuid

import pytest

from compliance import actions
from compliance.actions.answered import close_unasked
from compliance.counting import recount
from compliance.models import Assignment, Counter, Letter, Membership
from courses.models import Enrollment
from people.actions import plan_undo, undo_roster
from people.models import Person
from people.roster.undo import digest
from tests.courses.factories import course_of, lesson_version
from tests.people.test_roster_load import ANA, BRUNO, DARIO, load

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
INES = "100111,Ines,Ruiz,ines@alder.example,alder-high,front-office,Registrar,100109"


@pytest.fixture
def asked(office, ana, bruno, dario):
    return office.asks(courses=[course_of(lesson_version())])


@pytest.fixture
def wrong(office, asked):
    """Ines is on record by a wrong file, and the worker has found what is asked of her."""
    made = load(BRUNO, ANA, DARIO, INES)
    office.works()
    return made


@pytest.fixture
def ines(wrong):
    return Person.objects.get(username="100111")


def undone(wrong, office):
    done = undo_roster(load=wrong, shown=digest(plan_undo(wrong)), actor=None)
    office.works()
    return done


def numbers(trails):
    return [each.number for each in trails]


def counted():
    return sorted(Counter.objects.filter(n__gt=0, unit__isnull=True, grain="day").values_list("state", "n"))


def test_the_worker_has_noted_something(office, asked, ines):
    assert (office.status(ines, asked), Enrollment.objects.filter(person=ines).count()) == ("assigned", 1)


def test_who_was_only_noted_by_the_worker_no_longer_works_here(office, wrong, ines):
    plan = plan_undo(wrong)
    assert (numbers(plan.ended), numbers(plan.gone), numbers(plan.stays)) == (["100111"], [], [])
    assert undone(wrong, office).undone_summary == {"restored": 0, "gone": 0, "ended": 1, "stays": []}
    ines.refresh_from_db()
    assert (ines.may_sign_in(office.clock.today), ines.jobs.count(), ines.email) == (False, 0, None)


def test_nothing_is_asked_of_them_any_more(office, asked, wrong, ines):
    undone(wrong, office)
    assert Membership.objects.standing().filter(person=ines).count() == 0
    assert Assignment.objects.get(person=ines, requirement=asked).status(office.clock.today) == "closed"
    close_unasked()
    assert Enrollment.objects.open().filter(person=ines).count() == 0


def test_the_figures_are_those_of_the_others(office, wrong):
    undone(wrong, office)
    office.nights("2026-08-04")
    before = counted()
    recount()
    assert (before, sum(n for _state, n in before)) == (counted(), 3)


def test_the_right_file_brings_them_with_their_days(office, asked, wrong, ines):
    began = ines.jobs.get().starts_on
    undone(wrong, office)
    load(BRUNO, ANA, DARIO, INES)
    office.works()
    ines.refresh_from_db()
    assert (ines.left_on, ines.jobs.get().starts_on, office.status(ines, asked)) == (None, began, "assigned")


def test_the_address_may_be_of_the_right_number_then(office, wrong, ines):
    undone(wrong, office)
    load(BRUNO, ANA, DARIO, INES.replace("100111", "100112"))
    assert Person.objects.get(email="ines@alder.example").username == "100112"


def stays(wrong):
    return [(each.number, each.code) for each in plan_undo(wrong).stays]


def test_a_round_that_was_begun_holds_the_record(office, wrong, ines):
    Enrollment.objects.filter(person=ines).update(
        started_at=office.clock.now, edition=Enrollment.objects.get(person=ines).course.newest
    )
    assert stays(wrong) == [("100111", "in_use")]


def test_work_that_was_shown_holds_the_record(office, asked, wrong, ines):
    office.completes(ines, asked)
    assert stays(wrong) == [("100111", "in_use")]


def test_what_was_allowed_holds_the_record(office, asked, wrong, ines, helen):
    actions.hold(assignment=office.row(ines, asked), reason="A storm.", approver=helen, now=office.clock.now)
    assert stays(wrong) == [("100111", "in_use")]


def test_a_wish_for_more_time_holds_the_record(office, asked, wrong, ines):
    row = office.row(ines, asked)
    actions.ask_extension(
        assignment=row, until=row.due_on + DAY, reason="Busy.", asked_by=ines, key=uuid.uuid4(), now=office.clock.now
    )
    assert stays(wrong) == [("100111", "in_use")]


def test_a_round_that_human_resources_opened_holds_the_record(wrong, ines):
    Enrollment.objects.filter(person=ines).update(source="hr")
    assert stays(wrong) == [("100111", "in_use")]


def test_a_letter_that_was_written_holds_the_record(office, wrong, ines):
    Letter.objects.create(
        key="x", person=ines, about="reminder", on=office.clock.today, subject="s", text="t",
        written_at=office.clock.now,
    )  # fmt: skip
    assert stays(wrong) == [("100111", "in_use")]


def test_the_worker_running_between_the_preview_and_the_press_is_shown_first(office, asked):
    made = load(BRUNO, ANA, DARIO, INES)
    before = digest(plan_undo(made))
    office.works()
    assert digest(plan_undo(made)) != before


def test_the_page_says_who_no_longer_works_here(office, wrong, helen, as_person):
    page = as_person(helen).get(f"/people/roster/{wrong.key}/undo/").content.decode()
    assert ("Their number stays known" in page, "nothing stands on it since" in page) == (True, False)
