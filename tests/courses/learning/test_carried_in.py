"""Rule book: what was shown before and counts at Start, with a reason; and what never does."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import enroll, hand_in, settle_round, start
from courses.carrying import Earlier, carried_into
from courses.models import CourseEdition, Enrollment, Evidence
from courses.path import OutlineItem, PathItem, Reason
from tests.courses.factories import course_of, lesson_version, opened, started

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)


def step(**fields):
    return PathItem(OutlineItem(**{"id": 1, "activity_id": 7, **fields}), Reason("everyone"))


def shown(**fields):
    given = {"evidence_id": 5, "activity_id": 7, "occurred_at": NOW, "version": 1, "course": "Phones"}
    return Earlier(**{**given, **fields})


def counts(of, on=None, since=None):
    return 1 in carried_into([on or step()], [of], since=since)


# --- the decision ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (shown(), {"code": "other_course", "names": ["Phones"]}),
        (shown(same_course=True), {"code": "closed_round", "names": []}),
        (shown(course="", kind="prior", version=None), {"code": "prior", "names": []}),
    ],
)
def test_it_counts_with_its_reason(evidence, reason):
    assert carried_into([step()], [evidence], since=None)[1].stored() == reason


@pytest.mark.parametrize(
    "evidence",
    [
        shown(same_course=True, finished=True),
        shown(kind="tested_out"),
        shown(activity_id=8),
    ],
)
def test_it_does_not_count(evidence):
    assert not counts(evidence)


def test_a_gate_is_never_skipped():
    assert not counts(shown(), step(gate=True))


def test_an_old_version_does_not_count():
    assert not counts(shown(version=1), step(accepts_from=2))


def test_what_has_run_out_does_not_count():
    assert (counts(shown(), since=NOW), counts(shown(), since=NOW + dt.timedelta(days=1))) == (True, False)


def test_of_several_the_newest_counts():
    later = shown(evidence_id=6, occurred_at=NOW + dt.timedelta(days=3))
    assert carried_into([step()], [later, shown()], since=None)[1] == later


# --- at Start --------------------------------------------------------------------------------------------------------
@pytest.fixture
def shared():
    return lesson_version()


@pytest.fixture
def elsewhere(ana, shared):
    enrollment = started(ana, course_of(shared))
    hand_in(attempt=opened(enrollment), now=timezone.now(), awaiting=False, passed=True)
    return enrollment


def test_a_lesson_done_in_another_course_is_carried_in_with_that_course_as_its_reason(ana, elsewhere, shared):
    here = started(ana, course_of(shared, lesson_version()))
    first, second = here.items.order_by("order")
    assert first.carried == Evidence.objects.get(activity=shared.activity)
    assert first.carried_reason == {"code": "other_course", "names": [elsewhere.course.title]}
    assert (second.carried, second.carried_reason) == (None, {})


def test_the_course_page_says_from_where_it_counts(ana, elsewhere, shared, as_person):
    here = started(ana, course_of(shared, lesson_version()))
    page = as_person(ana).get(reverse("courses:course", args=[here.course.slug])).content.decode()
    assert f"Counts from “{elsewhere.course.title}”" in page


def test_a_round_of_which_all_is_carried_in_is_done_at_start_and_dated_by_the_work(ana, elsewhere, shared):
    here = started(ana, course_of(shared))
    assert here.completed_at
    assert (
        Evidence.objects.get(course=here.course).occurred_at
        == Evidence.objects.get(activity=shared.activity).occurred_at
    )


def test_nothing_of_another_person_is_carried_in(dario, elsewhere, shared):
    assert started(dario, course_of(shared)).items.get().carried is None


def test_taking_a_course_again_begins_with_nothing(ana, elsewhere):
    again = enroll(person=ana, course=elsewhere.course, actor=ana, source="self")
    assert start(enrollment=again, now=timezone.now()).items.get().carried is None


def test_what_was_done_in_a_round_that_was_closed_is_not_lost(ana, shared):
    course = course_of(shared, lesson_version())
    first = started(ana, course)
    hand_in(attempt=opened(first), now=timezone.now(), awaiting=False, passed=True)
    Enrollment.objects.filter(pk=first.pk).update(closed_at=timezone.now(), closed_reason="Left the job.")
    second = started(ana, course)
    assert [row.carried_reason.get("code") for row in second.items.order_by("order")] == ["closed_round", None]


def test_evidence_older_than_the_course_is_valid_is_not_carried_in(ana, shared):
    earlier = {"person": ana, "activity": shared.activity, "version": shared, "kind": "completed"}
    Evidence.objects.create(key="old", occurred_at=timezone.now() - dt.timedelta(days=800), **earlier)
    course = course_of(shared)
    assert CourseEdition.objects.get(course=course).validity_months == 24
    assert started(ana, course).items.get().carried is None


def test_what_is_voided_after_it_was_carried_in_counts_no_more(ana, elsewhere, shared):
    here = started(ana, course_of(shared, lesson_version()))
    row = here.items.order_by("order")[0].carried
    fields = {"person": ana, "activity": row.activity, "kind": row.kind, "occurred_at": row.occurred_at}
    Evidence.objects.create(key="void", voids=row, reason="Another person's", **fields)
    hand_in(attempt=opened(here, 1), now=timezone.now(), awaiting=False, passed=True)
    assert not settle_round(enrollment=here, now=timezone.now()).completed_at
