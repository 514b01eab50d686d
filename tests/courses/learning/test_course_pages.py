"""Rule book: the catalog, the page of a course before and after Start, and the way into an item."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import enroll, hand_in
from courses.models import Attempt, Course, Enrollment, Evidence
from tests.courses.factories import course_of, lesson_version, opened, quiz_version, started
from tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


def url(name, course):
    return reverse(f"courses:{name}", args=[course.slug])


def item_url(enrollment, position=0):
    return reverse("courses:open_item", args=[enrollment.pk, enrollment.items.order_by("order")[position].item_id])


# --- the catalog -----------------------------------------------------------------------------------------------------
def test_the_catalog_lists_released_courses_and_no_others(ana, as_person):
    open_, hidden = course_of(lesson_version()), CourseFactory(title="Not released")
    text = as_person(ana).get(reverse("courses:catalog")).content.decode()
    assert (open_.title in text, hidden.title in text) == (True, False)


def test_an_empty_catalog_says_so(ana, as_person):
    assert "No course is open yet." in as_person(ana).get(reverse("courses:catalog")).content.decode()


def test_a_course_that_people_do_not_join_by_themselves_is_listed_for_those_on_it_alone(ana, dario, helen, as_person):
    course = course_of(lesson_version())
    Course.objects.update(self_enrollment=False)
    enroll(person=ana, course=course, actor=helen, source="hr")
    assert course.title in as_person(ana).get(reverse("courses:catalog")).content.decode()
    assert course.title not in as_person(dario).get(reverse("courses:catalog")).content.decode()


def test_joining_puts_one_on_the_course(ana, as_person):
    course = course_of(lesson_version())
    as_person(ana).post(url("join", course))
    as_person(ana).post(url("join", course))
    assert Enrollment.objects.get().person == ana


def test_joining_is_never_done_by_a_link(ana, as_person):
    assert as_person(ana).get(url("join", course_of(lesson_version()))).status_code == 405


@pytest.mark.parametrize("name", ["join", "start", "course"])
def test_a_course_that_people_do_not_join_by_themselves_is_not_found(ana, as_person, name):
    course = course_of(lesson_version())
    Course.objects.update(self_enrollment=False)
    client = as_person(ana)
    assert (client.get if name == "course" else client.post)(url(name, course)).status_code == 404


# --- before Start ----------------------------------------------------------------------------------------------------
def test_before_start_the_path_is_shown_with_the_reason_of_each_item(walt, as_person):
    rows = {1: {"fit": {"job_families": ["transportation"]}}, 2: {"fit": {"job_families": ["nurse"]}}}
    versions = [lesson_version(), lesson_version(), lesson_version()]
    text = as_person(walt).get(url("course", course_of(*versions, rows=rows))).content.decode()
    assert "For everyone" in text
    assert "For your job: Transportation" in text
    assert versions[2].title not in text


def test_before_start_a_course_done_before_says_that_it_begins_anew(ana, as_person):
    course = course_of(lesson_version())
    at = timezone.make_aware(timezone.datetime(2026, 3, 2, 9))
    Evidence.objects.create(key="1", person=ana, course=course, kind="completed", occurred_at=at, actor=ana)
    enroll(person=ana, course=course, actor=None, source="required")
    text = as_person(ana).get(url("course", course)).content.decode()
    assert ("You did this course on March 2, 2026" in text, "It begins anew, from its first step." in text) == (
        True,
        True,
    )


def test_before_start_a_course_never_done_says_nothing_of_it(ana, as_person):
    course = course_of(lesson_version())
    assert "begins anew" not in as_person(ana).get(url("course", course)).content.decode()


def test_who_may_take_it_again_is_told_first_what_that_does_not_do(ana, as_person):
    course = course_of(lesson_version())
    started(ana, course)
    Enrollment.objects.update(completed_at=timezone.now())
    text = as_person(ana).get(url("course", course)).content.decode()
    assert ("Take it again from the beginning" in text, "before that, it moves no date." in text) == (True, True)


def test_before_start_a_choice_says_how_many(ana, as_person):
    rows = {n: {"group": "g", "group_n": 1} for n in (0, 1)}
    text = as_person(ana).get(url("course", course_of(lesson_version(), lesson_version(), rows=rows))).content.decode()
    assert text.count("Choose 1 of these") == 1


def test_before_start_a_gate_is_marked(ana, as_person):
    text = as_person(ana).get(url("course", course_of(quiz_version(), rows={0: {"gate": True}}))).content.decode()
    assert "must be passed" in text


def test_looking_at_a_course_writes_nothing(ana, as_person):
    as_person(ana).get(url("course", course_of(lesson_version())))
    assert not Enrollment.objects.exists()


def test_start_joins_and_starts_at_once(ana, as_person):
    as_person(ana).post(url("start", course_of(lesson_version())))
    assert Enrollment.objects.get().started_at


def test_a_double_click_on_start_is_one_round_with_one_path(ana, as_person):
    course, client = course_of(lesson_version()), as_person(ana)
    client.post(url("start", course))
    client.post(url("start", course))
    assert Enrollment.objects.get().items.count() == 1


# --- under way and done ----------------------------------------------------------------------------------------------
def test_after_start_the_next_step_stands_first(ana, as_person):
    enrollment = started(ana, course_of(lesson_version(), lesson_version()))
    hand_in(attempt=opened(enrollment), now=timezone.now(), awaiting=False, passed=True)
    text = as_person(ana).get(url("course", enrollment.course)).content.decode()
    assert f'<h2 id="next">{enrollment.items.order_by("order")[1].item.version.title}</h2>' in text
    assert "1 of 2 finished" in text


def test_a_finished_course_tells_the_date(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    hand_in(attempt=opened(enrollment), now=timezone.now(), awaiting=False, passed=True)
    assert "Completed " in as_person(ana).get(url("course", enrollment.course)).content.decode()


def test_a_waiting_course_says_that_one_is_not_late(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    hand_in(attempt=opened(enrollment), now=timezone.now(), awaiting=True)
    assert "You are not late while you wait" in as_person(ana).get(url("course", enrollment.course)).content.decode()


def test_the_notice_of_a_correction_is_shown(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    Enrollment.objects.update(notice="The number of the nurse was wrong.")
    assert "The number of the nurse was wrong." in as_person(ana).get(url("course", enrollment.course)).content.decode()


@pytest.mark.parametrize("slug", ["no-such-course", "x" * 200])
def test_a_course_that_does_not_exist_is_not_found(ana, as_person, slug):
    assert as_person(ana).get(f"/courses/{slug}/").status_code == 404


# --- the way into an item --------------------------------------------------------------------------------------------
def test_a_button_opens_a_try_and_leads_to_its_player(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    response = as_person(ana).post(item_url(enrollment), {"client_key": str(uuid.uuid4())})
    assert response.url == reverse("courses:lesson", args=[Attempt.objects.get().key])


def test_a_link_never_opens_a_try(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    response = as_person(ana).get(item_url(enrollment))
    assert (response.status_code, Attempt.objects.count()) == (200, 0)


def test_a_link_goes_on_with_the_open_try(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    attempt = opened(enrollment)
    assert as_person(ana).get(item_url(enrollment)).url == reverse("courses:lesson", args=[attempt.key])


def test_a_double_click_opens_one_try(ana, as_person):
    enrollment, key = started(ana, course_of(lesson_version())), str(uuid.uuid4())
    for _ in range(2):
        as_person(ana).post(item_url(enrollment), {"client_key": key})
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "\x00", "9" * 500])
def test_a_key_that_is_none_opens_a_try_all_the_same(ana, as_person, key):
    enrollment = started(ana, course_of(lesson_version()))
    assert as_person(ana).post(item_url(enrollment), {"client_key": key}).status_code == 302


def test_what_waits_for_its_score_is_not_opened_and_the_page_says_why(ana, as_person):
    enrollment = started(ana, course_of(lesson_version()))
    hand_in(attempt=opened(enrollment), now=timezone.now(), awaiting=True)
    response = as_person(ana).post(item_url(enrollment), follow=True)
    assert "with a marker" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_item_on_anothers_path_is_not_found(ana, dario, as_person, method):
    enrollment = started(ana, course_of(lesson_version()))
    opened(enrollment)
    assert getattr(as_person(dario), method)(item_url(enrollment)).status_code == 404


@pytest.mark.parametrize("path", ["/courses/rounds/1/items/1/", f"/courses/rounds/{10**30}/items/{10**30}/"])
def test_an_item_that_does_not_exist_is_not_found(ana, as_person, path):
    assert as_person(ana).get(path).status_code == 404


def test_a_link_inside_a_lesson_leads_to_ones_own_step(ana, as_person):
    version = lesson_version()
    enrollment = started(ana, course_of(version))
    response = as_person(ana).get(reverse("courses:activity", args=[version.activity.key]))
    assert response.url == item_url(enrollment)


def test_a_link_to_an_activity_on_no_path_of_ones_own_is_not_found(ana, dario, as_person):
    version = lesson_version()
    started(ana, course_of(version))
    assert as_person(dario).get(reverse("courses:activity", args=[version.activity.key])).status_code == 404


# --- what it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("items", [1, 3])
def test_a_course_page_costs_the_same_however_many_items(ana, as_person, django_assert_max_num_queries, items):
    enrollment = started(ana, course_of(*[lesson_version() for _ in range(items)]))
    client = as_person(ana)
    client.get(url("course", enrollment.course))
    with django_assert_max_num_queries(9):
        client.get(url("course", enrollment.course))


@pytest.mark.parametrize("items", [1, 3])
def test_a_course_page_before_start_costs_the_same_however_many_items(
    ana, as_person, django_assert_max_num_queries, items
):
    course = course_of(*[lesson_version() for _ in range(items)])
    client = as_person(ana)
    client.get(url("course", course))
    with django_assert_max_num_queries(8):
        client.get(url("course", course))


@pytest.mark.parametrize("courses", [1, 3])
def test_the_catalog_costs_the_same_however_many_courses(ana, as_person, django_assert_max_num_queries, courses):
    for _ in range(courses):
        course_of(lesson_version())
    client = as_person(ana)
    client.get(reverse("courses:catalog"))
    with django_assert_max_num_queries(6):
        client.get(reverse("courses:catalog"))


# --- the way into an item --------------------------------------------------------------------------------------------
def test_a_step_that_was_not_opened_says_what_it_leads_to(ana, as_person):
    round_ = started(ana, course_of(lesson_version()))
    text = as_person(ana).get(item_url(round_)).content.decode()
    assert "After this lesson you can put a caller on hold with care." in text
