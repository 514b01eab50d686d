"""Lena's plan counts people, not enrollments; Paul sees his own unit; a linked draft is still a gap."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page

from courses.models import CourseObjective, CoursePage, Enrollment, Evidence
from goals.models import GoalArea, Objective, Plan
from lms.plan import plan_page
from tests.factories import CourseEditionFactory, CourseFactory, EnrollmentFactory, JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()


@pytest.fixture
def plan():
    return Plan.objects.create(
        name="Alder 2029", starts_on=TODAY - dt.timedelta(days=400), ends_on=TODAY + dt.timedelta(days=400)
    )


@pytest.fixture
def objective(plan):
    area = GoalArea.objects.create(plan=plan, number=3, title="Families are served well")
    return Objective.objects.create(area=area, number="3.1", title="Families get an honest answer")


def linked_course(objective, title="Empathy and trust", *, released=True):
    page = Page.get_first_root_node().add_child(instance=CoursePage(title=title))
    CourseObjective.objects.create(page=page, objective=objective, why="It is practiced there.")
    course = CourseFactory(key=page.translation_key, title=title)
    if released:
        CourseEditionFactory(course=course)
        course.refresh_from_db()
    return course


def done(person, course):
    enrollment = EnrollmentFactory(person=person, course=course)
    return Evidence.objects.create(
        key=f"course:{enrollment.pk}",
        person=person,
        course=course,
        enrollment=enrollment,
        kind=Evidence.Kind.COMPLETED,
        occurred_at=timezone.now(),
    )


def line_of(units):
    return plan_page(units=units, on=TODAY).areas[0][1][0]


def test_an_objective_without_a_course_is_a_gap(objective, cedar):
    assert line_of([cedar]).is_gap


def test_a_course_that_is_not_released_leaves_the_gap(objective, cedar):
    linked_course(objective, released=False)

    assert line_of([cedar]).is_gap


def test_it_counts_people_on_the_course_and_done_by_unit(objective, ana, bruno, dario, cedar, alder_high):
    course = linked_course(objective)
    EnrollmentFactory(person=ana, course=course)
    done(bruno, course)

    line = line_of([alder_high, cedar])

    assert [(row.unit.name, row.people, row.on_course, row.done) for row in line.units] == [
        ("Alder High School", 1, 0, 0),
        ("Cedar Middle School", 2, 2, 1),
    ]


def test_a_person_on_two_courses_of_an_objective_counts_once(objective, ana, cedar):
    for title in ("Empathy and trust", "Phone etiquette"):
        done(ana, linked_course(objective, title))

    line = line_of([cedar])

    assert (line.on_course, line.done) == (1, 1)


def test_a_completion_that_was_voided_does_not_count(objective, ana, helen, cedar):
    course = linked_course(objective)
    wrong = done(ana, course)
    Evidence.objects.create(
        key="void:1",
        person=ana,
        course=course,
        kind=wrong.kind,
        occurred_at=timezone.now(),
        voids=wrong,
        reason="Someone else's.",
        actor=helen,
    )

    assert line_of([cedar]).done == 0


def test_someone_who_left_does_not_count(objective, ana, cedar):
    done(ana, linked_course(objective))
    ana.left_on = TODAY - dt.timedelta(days=1)
    ana.save()

    line = line_of([cedar])
    assert (line.people, line.done) == (1, 0)  # Bruno, who supervised her, is still there


def test_a_record_merged_into_another_counts_for_the_one_that_is_kept(objective, ana, cedar):
    old = PersonFactory(merged_into=ana)
    done(old, linked_course(objective))

    assert line_of([cedar]).done == 1


def test_paul_sees_his_own_unit_alone(objective, paul, ana, dario, as_person):
    course = linked_course(objective)
    done(ana, course)
    done(dario, course)

    html = as_person(paul).get("/plan/").content.decode()

    assert ("Cedar Middle School" in html, "Alder High School" in html) == (True, False)


def test_without_a_plan_the_page_says_what_to_do_first(lena, as_person):
    assert "Ask a trainer to enter the plan" in as_person(lena).get("/plan/").content.decode()


def test_clerks_may_not_open_the_plan(ana, as_person):
    assert as_person(ana).get("/plan/").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_plan_costs_the_same_for_any_number_of_people(
    objective, lena, cedar, people, as_person, django_assert_num_queries
):
    course = linked_course(objective)
    for _n in range(people):
        job = JobFactory(unit=cedar)
        Enrollment.objects.create(person=job.person, course=course, opened_at=timezone.now())
    client = as_person(lena)
    client.get("/plan/")

    with django_assert_num_queries(14):
        client.get("/plan/")
