"""A completion beside a waiver, two refreshes, two clicks on the same request: each once, and the counters agree."""

import contextlib
import uuid

import pytest
from django.db.models import Sum
from django.utils import timezone

from compliance import actions
from compliance.models import Adjustment, Assignment, Audience, Counter, Membership
from compliance.refusals import Refused
from courses.models import Evidence
from tests.factories import CourseFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FRONT_OFFICE = {"job_family": ["front-office"]}


@pytest.fixture
def asked(ana, bruno):
    """Front offices are asked for a course; nobody has looked yet who that is."""
    now, today = timezone.now(), timezone.localdate()
    audience = actions.create_audience(
        slug="fronts", name="Fronts", definition=FRONT_OFFICE, starts_on=today, actor=None, now=now
    )
    return actions.create_requirement(
        slug="basics", name="Basics", why="Families notice.", audience=audience, courses=[CourseFactory()],
        rule={"cadence": "once"}, starts_on=today, actor=None, now=now,
    )  # fmt: skip


@pytest.fixture
def assigned(asked):
    actions.refresh_audience(audience=asked.audience, now=timezone.now())
    return asked


def row_of(person, requirement) -> Assignment:
    return Assignment.objects.get(person=person, requirement=requirement, current=True)


def counted() -> int:
    """How many the units count; the district's own rows say the same."""
    days = Counter.objects.filter(grain="day")
    of_units, of_district = (days.filter(unit__isnull=whose).aggregate(n=Sum("n"))["n"] for whose in (False, True))
    assert of_units == of_district
    return of_units


def test_two_refreshes_find_everyone_once(at_once, asked):
    at_once(*[lambda: actions.refresh_audience(audience=Audience.objects.get(), now=timezone.now()) for _ in range(2)])
    assert (Membership.objects.count(), Assignment.objects.count(), counted()) == (2, 2, 2)


def test_a_completion_and_a_waiver_at_once_leave_the_completion(at_once, assigned, ana, helen):
    now, course = timezone.now(), assigned.terms.get().courses.get()
    row = row_of(ana, assigned)

    def completes():
        Evidence.objects.create(key="race", person=ana, course=course, kind="completed", occurred_at=now, actor=ana)
        actions.settle(person=ana, course_id=course.pk, now=now)

    def waives():
        with contextlib.suppress(Refused):
            actions.waive(assignment=row, reason="Knows it.", approver=helen, now=now)

    at_once(completes, waives)
    after = row_of(ana, assigned)
    assert (after.completed_on, after.waived_on) == (timezone.localdate(now), None)
    assert counted() == 2


def test_a_request_granted_twice_is_one_extension(at_once, assigned, ana, bruno):
    row = row_of(ana, assigned)
    request = actions.ask_extension(
        assignment=row, until=row.due_on.replace(year=row.due_on.year + 1), reason="Busy.", asked_by=ana,
        key=uuid.uuid4(), now=timezone.now(),
    )  # fmt: skip
    at_once(*[lambda: actions.grant_extension(request=request, approver=bruno, now=timezone.now()) for _ in range(2)])
    assert Adjustment.objects.count() == 1


def test_counters_added_up_while_someone_completes_lose_nothing(at_once, assigned, ana):
    now, course = timezone.now(), assigned.terms.get().courses.get()

    def completes():
        Evidence.objects.create(key="race", person=ana, course=course, kind="completed", occurred_at=now, actor=ana)
        actions.settle(person=ana, course_id=course.pk, now=now)

    at_once(completes, lambda: actions.nightly(now=now))
    assert counted() == 2
    assert Counter.objects.filter(grain="day", state="completed", unit=None).aggregate(n=Sum("n"))["n"] == 1
