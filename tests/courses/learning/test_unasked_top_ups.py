"""Rule book: a top-up that asks nothing any more is closed with its reason. Nobody stays overdue for what is gone."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import enroll, hand_in, open_attempt, start, take_new
from courses.actions.offer_path import offer_paths
from courses.models import Change, CoursePage, Enrollment
from courses.refusals import Refused
from outbox.models import OutboxMessage
from people.models import Person
from tests.courses.studio.factories import add_lesson, arrange, item, lesson, published_course, release, rewrite
from tests.factories import JobFactory, JobFamilyFactory

pytestmark = pytest.mark.django_db
DRIVERS = {"job_families": ["transportation"]}
GONE = "What it asked for is no longer in the course."


def lessons(*titles):
    return [lesson(title) for title in titles]


@pytest.fixture
def families(db):
    return {slug: JobFamilyFactory(slug=slug) for slug in ("front-office", "transportation")}


@pytest.fixture
def course(families):
    """One lesson for everyone, one for drivers."""
    course = published_course()
    everyone, drivers = lesson("Hold well"), add_lesson(course, "At the stop")
    arrange(course, item(everyone), item(drivers, fit=DRIVERS))
    return course


def finished(person, edition):
    """Someone who has done the whole course."""
    enrollment = enroll(person=person, course=edition.course, actor=person, source="self")
    start(enrollment=enrollment, now=timezone.now())
    for step in enrollment.items.all():
        attempt = open_attempt(enrollment=enrollment, item=step, key=uuid.uuid4())
        hand_in(attempt=attempt, now=timezone.now(), awaiting=False, passed=True)
    return person


def a_driver(families, edition):
    return finished(JobFactory(family=families["transportation"]).person, edition)


def top_up_of(person):
    return Enrollment.objects.top_ups().get(person=person)


@pytest.fixture
def driver(course, families):
    """A driver who is done, and has to do the stop again in its new text."""
    driver = a_driver(families, release(course))
    rewrite("At the stop", "Stand clear.")
    release(course, Change.TOP_UP)
    return driver


def test_one_that_waits_is_closed_when_its_item_is_dropped(course, driver):
    (everyone,) = lessons("Hold well")
    arrange(course, item(everyone))
    release(course)
    due = top_up_of(driver)
    assert (bool(due.closed_at), due.closed_reason) == (True, GONE)
    assert OutboxMessage.objects.get(topic="round.closed").payload == {"enrollment_id": due.pk}


def test_one_that_waits_is_closed_when_its_item_is_left_to_the_person(course, driver):
    everyone, stop = lessons("Hold well", "At the stop")
    arrange(course, item(everyone), item(stop, required=False))
    release(course)
    assert top_up_of(driver).closed_reason == GONE


def test_one_that_waits_is_closed_when_its_item_is_for_others_now(course, driver):
    everyone, stop = lessons("Hold well", "At the stop")
    arrange(course, item(everyone), item(stop, fit={"job_families": ["front-office"]}))
    release(course)
    assert top_up_of(driver).closed_reason == GONE


def test_one_that_is_still_for_the_person_waits_on(course, driver):
    rewrite("Hold well", "A comma.")
    release(course)
    assert top_up_of(driver).closed_at is None


def test_one_under_way_is_closed_when_its_item_is_left_to_the_person(course, driver):
    start(enrollment=top_up_of(driver), now=timezone.now())
    everyone, stop = lessons("Hold well", "At the stop")
    arrange(course, item(everyone), item(stop, required=False))
    release(course)
    assert top_up_of(driver).closed_reason == GONE


def test_a_top_up_for_others_closes_what_it_drops(course, driver, families):
    everyone, _stop = lessons("Hold well", "At the stop")
    desk = add_lesson(CoursePage.objects.get(pk=course.pk), "At the desk")
    arrange(course, item(everyone), item(desk, fit={"job_families": ["front-office"]}))
    release(course, Change.TOP_UP)
    assert top_up_of(driver).closed_reason == GONE


@pytest.mark.parametrize("people", [1, 4])
def test_how_many_wait_on_costs_no_query_more(course, families, django_assert_max_num_queries, people):
    edition = release(course)
    for _n in range(people):
        a_driver(families, edition)
    rewrite("At the stop", "Stand clear.")
    release(course, Change.TOP_UP)
    rewrite("Hold well", "A comma.")
    with django_assert_max_num_queries(70):
        release(course)
    assert Enrollment.objects.open().top_ups().count() == people


def test_what_was_closed_is_not_offered_again(course, driver, as_person):
    (everyone,) = lessons("Hold well")
    arrange(course, item(everyone))
    edition = release(course)
    page = as_person(driver).get(reverse("courses:course", args=[edition.course.slug]))
    assert page.context["offered"] is False
    with pytest.raises(Refused, match="nothing new"):
        take_new(enrollment=Enrollment.objects.whole().get(person=driver))


def test_whoever_is_done_is_not_offered_what_is_for_others(course, families):
    edition = release(course)
    person = finished(JobFactory(family=families["front-office"]).person, edition)
    rewrite("At the stop", "Stand clear.")
    release(course, Change.TOP_UP)
    with pytest.raises(Refused, match="nothing new"):
        take_new(enrollment=Enrollment.objects.get(person=person))


# --- Start ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def moved(driver, families):
    """The driver works in the office now: the stop is not for them any more."""
    driver.jobs.update(family=families["front-office"])
    return driver


def test_start_closes_what_is_not_for_the_person_any_more(moved):
    closed = start(enrollment=top_up_of(moved), now=timezone.now())
    assert (bool(closed.closed_at), closed.closed_reason, closed.started_at) == (True, GONE, None)
    assert top_up_of(moved).closed_at


@pytest.mark.parametrize("people", ["of them", None])
def test_the_news_of_another_job_closes_it(people, moved):
    offer_paths(people=[moved.pk] if people else None, now=timezone.now())
    assert top_up_of(moved).closed_reason == GONE


def test_the_news_of_a_record_that_was_merged_away_is_of_the_one_that_was_kept(moved):
    twin = JobFactory().person
    Person.objects.filter(pk=twin.pk).update(merged_into=moved)
    offer_paths(people=[twin.pk], now=timezone.now())
    assert top_up_of(moved).closed_reason == GONE


def test_the_news_of_another_job_leaves_what_is_still_asked(driver):
    offer_paths(people=[driver.pk], now=timezone.now())
    assert top_up_of(driver).closed_at is None


def test_who_holds_no_job_that_day_keeps_it(driver):
    driver.jobs.update(ends_on=timezone.localdate())
    offer_paths(people=[driver.pk], now=timezone.now())
    assert top_up_of(driver).closed_at is None


def test_the_page_lets_the_person_take_it_off_their_list(moved, as_person):
    course, client = top_up_of(moved).course, as_person(moved)
    html = client.get(reverse("courses:course", args=[course.slug])).content.decode()
    assert "Take it off my list" in html
    response = client.post(reverse("courses:start", args=[course.slug]), {"round": top_up_of(moved).pk}, follow=True)
    assert "There is nothing left for you to do here. It is off your list." in response.content.decode()


def test_pressed_twice_it_does_not_begin_the_whole_course_anew(moved, as_person):
    due = top_up_of(moved)
    for _click in range(2):
        as_person(moved).post(reverse("courses:start", args=[due.course.slug]), {"round": due.pk})
    assert not Enrollment.objects.open().filter(person=moved).exists()


def test_a_whole_course_without_anything_for_the_person_is_refused_as_before(course, families, as_person):
    (stop,) = lessons("At the stop")
    arrange(course, item(stop, fit=DRIVERS))
    edition = release(course)
    person = JobFactory(family=families["front-office"]).person
    response = as_person(person).post(reverse("courses:start", args=[edition.course.slug]), follow=True)
    assert "Nothing in this course is for your job." in response.content.decode()
