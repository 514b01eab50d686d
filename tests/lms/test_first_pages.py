"""Each person lands where they work, and is offered what they may open."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions import enroll, hand_in, record_result
from lms.learning import next_step, summary
from lms.templatetags.ring import full_date
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.courses.factories import course_of, lesson_version, opened, started
from tests.scenarios.factories import ScenarioVersionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("ana", "/my/"),
        ("walt", "/my/"),
        ("tomas", "/my/"),
        ("helen", "/compliance/"),
        ("lena", "/plan/"),
        ("paul", "/plan/"),
    ],
)
def test_the_door_leads_each_person_to_their_first_page(who, page, request, as_person):
    assert as_person(request.getfixturevalue(who)).get("/").url == page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/").url == "/accounts/login/?next=/"


def test_ana_is_offered_learning_practice_and_certificates_alone(ana, as_person):
    response = as_person(ana).get("/my/")

    assert [entry["label"] for entry in response.context["navigation"]] == ["My learning", "Practice", "Certificates"]


AREAS = {
    "/people/": ("Staff", "People"),
    "/people/roster/": ("Staff", "Roster"),
    "/compliance/": ("Status", "By unit"),
    "/compliance/list/?show=late": ("Status", "By person"),
    "/compliance/people/100101/": ("Status", "By person"),
    "/compliance/requirements/new/": ("Requirements", "What is required"),
    "/courses/enroll/": ("Requirements", "Enroll people"),
    "/minutes/": ("Reports", "Training minutes"),
}


@pytest.mark.parametrize("page", AREAS)
def test_the_area_and_the_page_that_are_open_are_marked(page, helen, ana, as_person):
    entries = as_person(helen).get(page).context["navigation"]
    area = next(entry for entry in entries if entry["current"])
    assert (area["label"], *[one["label"] for one in area["pages"] if one["current"]]) == AREAS[page]


def test_an_area_opens_its_first_page_and_shows_no_row_of_one(tomas, as_person):
    entries = {entry["label"]: entry for entry in as_person(tomas).get("/my/").context["navigation"]}
    assert [entries["Marking"]["url"], entries["Practice"]["pages"]] == ["/practice/marking/", []]


def test_a_supervisor_stays_with_their_people_on_the_page_of_one(ana, bruno, as_person):
    entries = as_person(bruno).get("/compliance/people/100101/").context["navigation"]
    assert [entry["label"] for entry in entries if entry["current"]] == ["My people"]


def test_the_next_step_is_what_is_under_way_before_what_is_new(ana, as_person):
    new = course_of(lesson_version())
    under_way = course_of(lesson_version(), lesson_version())
    enroll(person=ana, course=new, actor=ana, source="self")
    round_ = started(ana, under_way)
    hand_in(attempt=opened(round_), now=timezone.now(), awaiting=False, passed=True)

    rows = as_person(ana).get("/my/").context["rows"]

    assert next_step(rows).enrollment_id == round_.pk


def test_the_summary_counts_what_is_finished_and_the_minutes_left(ana, as_person):
    course = course_of(lesson_version())
    hand_in(attempt=opened(started(ana, course)), now=timezone.now(), awaiting=False, passed=True)
    enroll(person=ana, course=course_of(lesson_version(), lesson_version()), actor=ana, source="self")

    found = summary(as_person(ana).get("/my/").context["rows"])

    assert (found.finished, found.total, found.minutes_left) == (1, 2, 12)


def test_my_learning_shows_nothing_of_another_person(ana, dario, as_person):
    course = course_of(lesson_version())
    started(ana, course)

    assert course.title not in as_person(dario).get("/my/").content.decode()


@pytest.mark.parametrize("courses", [1, 3])
def test_my_learning_costs_at_most_twelve_queries_whatever_is_on_it(
    ana, courses, as_person, django_assert_max_num_queries
):
    for _n in range(courses):
        started(ana, course_of(lesson_version(), lesson_version()))
    client = as_person(ana)
    client.get("/my/")

    with django_assert_max_num_queries(12):
        client.get("/my/")


@pytest.mark.parametrize(("passed", "sentence"), [(True, "It met the pass rule"), (False, "Not passed yet")])
def test_a_scored_reply_is_news_on_my_learning(ana, dario, as_person, passed, sentence):
    attempt = opened(started(ana, course_of(lesson_version(), lesson_version())))
    hand_in(attempt=attempt, now=timezone.now(), awaiting=True)
    record_result(attempt=attempt, passed=passed, actor=dario, now=timezone.now())

    html = as_person(ana).get("/my/").content.decode()

    assert (f"Your reply is scored: {attempt.version.title}" in html, sentence in html) == (True, True)


def test_old_scores_and_scores_of_others_are_no_news(ana, dario, as_person):
    course = course_of(lesson_version(), lesson_version())
    for person, days in ((ana, 20), (dario, 0)):
        attempt = opened(started(person, course))
        hand_in(attempt=attempt, now=timezone.now(), awaiting=True)
        record_result(attempt=attempt, passed=True, actor=None, now=timezone.now() - dt.timedelta(days=days))

    assert "Your reply is scored" not in as_person(ana).get("/my/").content.decode()


def test_of_many_finished_courses_the_last_three_stand_on_my_learning(ana, as_person):
    for _n in range(5):
        hand_in(
            attempt=opened(started(ana, course_of(lesson_version()))), now=timezone.now(), awaiting=False, passed=True
        )

    response = as_person(ana).get("/my/")

    assert (len(response.context["rows"]), response.context["more"]) == (3, 2)


def test_someone_without_a_course_is_told_so_once(ana, as_person):
    ScenarioVersionFactory()
    text = as_person(ana).get("/my/").content.decode()
    assert (text.count('class="tile"'), text.count("You are not enrolled in a course.")) == (1, 1)


def test_what_is_due_first_is_the_next_step_and_says_by_when(ana, as_person):
    today = timezone.localdate()
    courses = {"late": course_of(lesson_version()), "early": course_of(lesson_version())}
    for name, days in (("late", 40), ("early", 5)):
        enroll(person=ana, course=courses[name], actor=ana, source="self")
        terms = TermsFactory(courses=[courses[name]], requirement__name=f"Asked {name}")
        AssignmentFactory(person=ana, terms=terms, due_on=today + dt.timedelta(days=days), first_due_on=today)

    context = as_person(ana).get("/my/").context

    assert (context["next"].course_id, context["next_due"]) == (
        courses["early"].pk,
        f"Due {full_date(today + dt.timedelta(days=5))} for Asked early",
    )
