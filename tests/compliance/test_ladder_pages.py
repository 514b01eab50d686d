"""The page on which a ladder is built: whom it would ask, and by when, is shown before it is kept."""

import datetime as dt

import pytest

from compliance.models import Assignment, Ladder, Requirement
from tests.factories import CourseEditionFactory, CourseFactory

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
PHONES = "answer the phones"


@pytest.fixture
def courses(db):
    return [CourseFactory(title=title) for title in ("Essentials first", "Empathy", "E-mail")]


def texts(response):
    return response.content.decode()


def boxes(group, courses, today, **more):
    return {
        "name": "New in the office", "why": "The first weeks decide.", "audience": group.pk, "starts_on": today,
        "counts_from": "hire", "duty": PHONES, "step0-name": "Essentials", "step0-days": 5,
        "step0-courses": [courses[0].pk], "step0-before_duty": "on", "step1-name": "First courses", "step1-days": 30,
        "step2-name": "Next courses", "step2-days": 60, "step2-courses": [courses[1].pk], **more,
    }  # fmt: skip


@pytest.fixture
def group(office, newcomer):
    return office.audience({"job_family": ["front-office"], "hired": {"from": "2026-07-15"}})


@pytest.fixture
def released(courses):
    for course in courses:
        course.newest = CourseEditionFactory(course=course)
        course.save()
    return courses


def test_looking_shows_whom_and_by_when_and_keeps_nothing(office, group, newcomer, released, helen, as_person):
    given = boxes(group, released, office.clock.today, look="yes")
    page = as_person(helen).post("/compliance/ladders/new/", given)
    shown = page.context["preview"]
    assert (shown.count, [(one.person, one.dues) for one in shown.sample], shown.warnings) == (
        1, [(newcomer, (("Essentials", D("2026-08-08")), ("Next courses", D("2026-10-02"))))], (),
    )  # fmt: skip
    assert ("Left out, since no course is chosen: First courses." in " ".join(texts(page).split())) is True
    assert (Ladder.objects.count(), Requirement.objects.count()) == (0, 0)


def test_what_was_shown_is_what_is_then_due(office, group, newcomer, released, helen, as_person):
    given = boxes(group, released, office.clock.today)
    shown = as_person(helen).post("/compliance/ladders/new/", given).context["preview"].sample[0].dues
    as_person(helen).post("/compliance/ladders/new/", given | {"keep": "yes"})
    office.works()
    rows = Assignment.objects.filter(person=newcomer).order_by("due_on")
    assert tuple(rows.values_list("requirement__name", "due_on")) == shown


def test_a_step_without_a_name_is_told_beside_it(office, group, released, helen, as_person):
    given = boxes(group, released, office.clock.today, **{"step0-name": "", "keep": "yes"})
    page = texts(as_person(helen).post("/compliance/ladders/new/", given))
    assert ("Give the step a name with letters in it" in page, Ladder.objects.count()) == (True, 0)


def test_what_the_verb_refuses_stands_beside_the_right_step(office, group, released, helen, as_person):
    given = boxes(group, released, office.clock.today, **{"step2-days": 4, "keep": "yes"})
    form = as_person(helen).post("/compliance/ladders/new/", given).context["form"]
    assert form.steps[2].errors == {"days": ["The steps go up in time: this one is due later than “Essentials”."]}


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ({"job_family": ["front-office"]}, "not only of new people"),
        ({"hired": {"from": "2026-07-15"}, "level": ["new"]}, "goes by level"),
    ],
)
def test_a_group_that_does_not_fit_a_ladder_is_warned_of(
    definition, words, office, newcomer, released, helen, as_person
):
    given = boxes(office.audience(definition), released, office.clock.today)
    (warning,) = as_person(helen).post("/compliance/ladders/new/", given).context["preview"].warnings
    assert words in warning


def test_the_usual_steps_are_filled_in(office, group, released, helen, as_person):
    form = as_person(helen).get("/compliance/ladders/new/").context["form"]
    assert [step.initial.get("days") for step in form.usual_steps()] == [5, 30, 60, 90]


def test_a_second_ladder_is_offered_names_that_are_free(office, group, released, helen, as_person):
    as_person(helen).post("/compliance/ladders/new/", boxes(group, released, office.clock.today, keep="yes"))
    form = as_person(helen).get("/compliance/ladders/new/").context["form"]
    assert [str(step.initial["name"]) for step in form.usual_steps()][:2] == [
        "Essentials (2)", "First courses, by day 30",
    ]  # fmt: skip


def test_a_course_fits_one_of_the_usual_steps_only(office, group, helen, as_person):
    for slug in ("essentials-before-the-phone", "empathy-and-trust"):
        course = CourseFactory(slug=slug)
        course.newest = CourseEditionFactory(course=course)
        course.save()
    form = as_person(helen).get("/compliance/ladders/new/").context["form"]
    assert [(len(step.initial["courses"]), step.initial["before_duty"]) for step in form.usual_steps()] == [
        (1, True), (1, False), (0, False), (0, False),
    ]  # fmt: skip


def test_everyone_else_is_told_that_no_such_page_is_there(bruno, as_person):
    assert as_person(bruno).get("/compliance/ladders/new/").status_code == 404
