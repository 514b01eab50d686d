"""Rule book: top-ups and retakes as learners meet them. What was earned stays, with its date."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.actions import claim
from courses.actions import enroll, hand_in, start, take_new
from courses.actions.editions import move_to_newest
from courses.actions.rounds_due import open_rounds_due
from courses.models import Course, Enrollment, Evidence
from courses.progress import course_progress, learning_list
from courses.refusals import Refused
from outbox.models import OutboxMessage
from tests.courses.factories import course_of, lesson_version, opened, started
from tests.factories import ActivityVersionFactory, CourseEditionFactory, EditionItemFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - dt.timedelta(days=40)


def pass_all(enrollment, when=None):
    for n in range(enrollment.items.count()):
        hand_in(attempt=opened(enrollment, n), now=when or timezone.now(), awaiting=False, passed=True)
    enrollment.refresh_from_db()
    return enrollment


@pytest.fixture
def course():
    return course_of(lesson_version(), lesson_version())


@pytest.fixture
def done(ana, course):
    enrollment = started(ana, course, now=LONG_AGO)
    Enrollment.objects.filter(pk=enrollment.pk).update(opened_at=LONG_AGO)
    return pass_all(Enrollment.objects.get(pk=enrollment.pk), LONG_AGO + dt.timedelta(hours=1))


def next_edition(course, change, *, touch=0, note="The bell rings twice."):
    """The newest edition again, with one item in a new version, or with a new item (`touch=None`)."""
    course = Course.objects.get(pk=course.pk)
    rows = list(course.newest.items.order_by("order"))
    edition = CourseEditionFactory(course=course, number=course.newest.number + 1, change=change, note=note)
    for n, row in enumerate(rows):
        version, meant, accepts = row.version, "", row.accepts_from
        if n == touch:
            version = ActivityVersionFactory(activity=row.activity, number=row.version.number + 1)
            meant, accepts = change, row.accepts_from if change == "cosmetic" else version.number
        EditionItemFactory(edition=edition, order=n + 1, version=version, change=meant, accepts_from=accepts)
    if touch is None:
        EditionItemFactory(edition=edition, order=len(rows) + 1, version=lesson_version(), change=change)
    return edition


def top_up(person, course, **more):
    edition = next_edition(course, "top_up", **more)
    open_rounds_due(edition=edition, due="top_up", people=[person.pk], actor=None)
    return Enrollment.objects.open().top_ups().get(person=person, course=course)


def titles(enrollment):
    return [step.item.version_id for step in enrollment.items.order_by("order")]


# --- a top-up --------------------------------------------------------------------------------------------------------
def test_a_top_up_holds_what_changed_and_nothing_else(ana, course, done):
    due = top_up(ana, course)
    start(enrollment=due, now=timezone.now())
    assert [step.item.change for step in due.items.select_related("item")] == ["top_up"]


def test_a_finished_top_up_leaves_the_course_and_the_certificate_as_they_were(ana, course, done):
    paper = claim(enrollment=done)
    earned = Evidence.objects.get(course=course)
    due = pass_all(start(enrollment=top_up(ana, course), now=timezone.now()))
    assert due.completed_at
    assert [row.pk for row in Evidence.objects.filter(course=course)] == [earned.pk]
    assert [row.pk for row in ana.credentials.all()] == [paper.pk]


def test_two_top_ups_before_it_was_begun_are_one_round(ana, course, done):
    top_up(ana, course)
    second = top_up(ana, course, touch=1)
    start(enrollment=second, now=timezone.now())
    assert (Enrollment.objects.top_ups().count(), len(titles(second))) == (1, 2)


def test_two_top_ups_ask_who_was_done_elsewhere_for_both(ana, course):
    """An import has no round of ours: what changed is counted from the release that first asked for it."""
    Evidence.objects.create(key="import:1", person=ana, course=course, kind="imported", occurred_at=LONG_AGO)
    top_up(ana, course)
    second = top_up(ana, course, touch=1)
    start(enrollment=second, now=timezone.now())
    assert len(titles(second)) == 2


def test_a_top_up_under_way_takes_in_the_next_one(ana, course, done):
    due = start(enrollment=top_up(ana, course), now=timezone.now())
    edition = next_edition(course, "top_up", touch=1)
    open_rounds_due(edition=edition, due="top_up", people=[ana.pk], actor=None)
    due.refresh_from_db()
    assert (Enrollment.objects.open().get(), len(titles(due)), due.edition) == (due, 2, edition)


def test_whoever_topped_up_is_asked_only_for_what_came_after(ana, course, done):
    pass_all(start(enrollment=top_up(ana, course), now=timezone.now()))
    second = start(enrollment=top_up(ana, course, touch=1), now=timezone.now())
    assert [step.item.order for step in second.items.select_related("item")] == [2]


def test_a_cosmetic_release_moves_a_top_up_without_adding_to_it(ana, course, done):
    due = start(enrollment=top_up(ana, course), now=timezone.now())
    edition = next_edition(course, "cosmetic")
    move_to_newest(edition=edition, change="cosmetic", note="")
    due.refresh_from_db()
    assert (due.edition, titles(due)) == (edition, [edition.items.get(order=1).version_id])


def test_a_top_up_of_which_nothing_is_left_is_closed_with_a_reason(ana, course, done):
    due = start(enrollment=top_up(ana, course), now=timezone.now())
    edition = CourseEditionFactory(course=course, number=9, items=[lesson_version()])
    move_to_newest(edition=edition, change="cosmetic", note="")
    due.refresh_from_db()
    assert (bool(due.closed_at), due.closed_reason) == (True, "What it asked for is no longer in the course.")


def test_the_whole_course_takes_the_place_of_an_open_top_up(ana, course, done):
    due = top_up(ana, course)
    whole = enroll(person=ana, course=course, actor=ana, source="self")
    due.refresh_from_db()
    assert (whole.kind, whole.round, bool(due.closed_at)) == ("whole", 3, True)


def test_the_news_of_a_top_up_is_promised_when_it_is_due_and_when_it_is_done(ana, course, done):
    due = pass_all(start(enrollment=top_up(ana, course), now=timezone.now()))
    told = dict(OutboxMessage.objects.filter(topic__startswith="top_up").values_list("topic", "payload"))
    assert told == {
        "top_up.due": {"edition_id": due.release_id},
        "top_up.completed": {"enrollment_id": due.pk},
    }


# --- a retake --------------------------------------------------------------------------------------------------------
def retake(person, course):
    edition = next_edition(course, "retake")
    open_rounds_due(edition=edition, due="retake", people=[person.pk], actor=None)
    return Enrollment.objects.get(release=edition)


def test_a_retake_is_the_whole_course_anew_and_carries_nothing_in(ana, course, done):
    due = start(enrollment=retake(ana, course), now=timezone.now())
    assert (due.kind, due.round, len(titles(due))) == ("whole", 2, 2)
    assert list(due.items.values_list("carried", flat=True)) == [None, None]


def test_until_the_retake_is_done_the_earlier_completion_stands(ana, course, done):
    retake(ana, course)
    assert [(row.person_id, row.state, row.since) for row in course_progress(course)] == [
        (ana.pk, "completed", Evidence.objects.get(course=course).occurred_at)
    ]


def test_a_retake_closes_an_open_top_up(ana, course, done):
    first = top_up(ana, course)
    due = retake(ana, course)
    first.refresh_from_db()
    assert (bool(first.closed_at), Enrollment.objects.open().get()) == (True, due)
    assert OutboxMessage.objects.get(topic="round.closed").payload == {"enrollment_id": first.pk}


# --- what is offered -------------------------------------------------------------------------------------------------
def test_someone_under_way_may_take_in_the_new_part(ana, course):
    enrollment = started(ana, course)
    edition = next_edition(course, "top_up", touch=None)
    take_new(enrollment=enrollment)
    enrollment.refresh_from_db()
    assert (enrollment.edition, len(titles(enrollment))) == (edition, 3)


def test_someone_who_finished_the_older_edition_since_may_top_up(ana, course):
    enrollment = started(ana, course)
    next_edition(course, "top_up", touch=None)
    pass_all(enrollment)
    assert take_new(enrollment=enrollment).kind == "top_up"


@pytest.mark.parametrize("change", ["cosmetic", "retake"])
def test_nothing_else_is_offered(ana, course, change):
    enrollment = started(ana, course)
    next_edition(course, change)
    with pytest.raises(Refused):
        take_new(enrollment=enrollment)


# --- the learner's pages ---------------------------------------------------------------------------------------------
def page(course, name="course"):
    return reverse(f"courses:{name}", args=[course.slug])


def test_the_course_page_says_what_changed_and_that_all_stays(ana, course, done, as_person):
    top_up(ana, course, note="The bell rings twice now.")
    text = as_person(ana).get(page(course)).content.decode()
    assert "What changed since you took it" in text
    assert "The bell rings twice now." in text
    assert "Your completion and your certificate stay as they are." in text


def test_after_a_top_up_the_course_page_shows_the_first_date(ana, course, done, as_person):
    pass_all(start(enrollment=top_up(ana, course), now=timezone.now()))
    response = as_person(ana).get(page(course))
    assert response.context["completed_on"] == Evidence.objects.get(course=course).occurred_at
    assert "You have done the new part as well." in response.content.decode()


def test_my_learning_shows_a_top_up_with_its_reason_and_its_own_length(ana, course, done):
    top_up(ana, course, note="The bell rings twice now.")
    (row,) = learning_list(ana, timezone.localdate())
    assert (row.kind, row.state, row.total, row.minutes) == ("top_up", "not_started", 1, 6)
    assert row.notice == "New since you took it: The bell rings twice now."


def test_my_learning_shows_a_finished_top_up_with_the_date_of_the_course(ana, course, done):
    pass_all(start(enrollment=top_up(ana, course), now=timezone.now()))
    (row,) = learning_list(ana, timezone.localdate())
    assert (row.state, row.completed_on) == ("completed", timezone.localdate(LONG_AGO + dt.timedelta(hours=1)))


def test_a_retake_says_why_it_is_due_again(ana, course, done, as_person):
    retake(ana, course)
    assert learning_list(ana, timezone.localdate())[0].notice.startswith("Due again, because it changed")
    assert "What you earned stays on your record" in as_person(ana).get(page(course)).content.decode()


def test_the_offer_stands_on_the_course_page_and_is_taken_there(ana, course, as_person):
    enrollment = started(ana, course)
    edition = next_edition(course, "top_up", note="One lesson more.")
    assert "One lesson more." in as_person(ana).get(page(course)).content.decode()
    as_person(ana).post(page(course, "take_new"))
    enrollment.refresh_from_db()
    assert enrollment.edition == edition


def test_nobody_takes_in_what_is_anothers(ana, dario, course, done, as_person):
    next_edition(course, "top_up")
    assert as_person(dario).post(page(course, "take_new")).status_code == 404


@pytest.mark.parametrize("courses", [1, 3])
def test_top_ups_cost_one_query_more_for_any_number_of_courses(ana, django_assert_max_num_queries, courses):
    for _n in range(courses):
        course = course_of(lesson_version())
        pass_all(started(ana, course))
        top_up(ana, course)
    with django_assert_max_num_queries(8):
        learning_list(ana, timezone.localdate())
