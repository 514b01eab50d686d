"""`completed(ana)`: a complete round with its evidence. `issued(ana)`: the same with its certificate on paper."""

import datetime as dt

from django.utils import timezone

from certificates.actions import claim, issue_first
from courses.models import Attempt, Evidence
from tests.factories import ActivityVersionFactory, CourseEditionFactory, EnrollmentFactory

MORNING = dt.datetime(2026, 10, 15, 14, 30, tzinfo=dt.UTC)


def completed(person, *, title="Phone etiquette", at=MORNING, validity_months=24, scored=0, edition=None, **of_round):
    edition = edition or CourseEditionFactory(course__title=title, title=title, validity_months=validity_months)
    enrollment = EnrollmentFactory(
        person=person, course=edition.course, edition=edition, started_at=at, completed_at=timezone.now(), **of_round
    )
    Evidence.objects.create(
        key=f"course:{enrollment.pk}",
        person=person,
        course=edition.course,
        edition=edition,
        enrollment=enrollment,
        kind=Evidence.Kind.COMPLETED,
        occurred_at=at,
        actor=person,
    )
    for _ in range(scored):
        version = ActivityVersionFactory()
        Attempt.objects.create(
            person=person,
            enrollment=enrollment,
            activity=version.activity,
            version=version,
            mode=Attempt.Mode.ASSESSED,
            state=Attempt.State.PASSED,
            handed_in_at=at,
            scored_at=at,
        )
    return enrollment


def void(enrollment, *, reason="Recorded for the wrong person."):
    wrong = enrollment.evidence.get(voids__isnull=True)
    return Evidence.objects.create(
        key=f"void:{wrong.pk}",
        person=wrong.person,
        course=wrong.course,
        edition=wrong.edition,
        enrollment=enrollment,
        kind=wrong.kind,
        occurred_at=wrong.occurred_at,
        actor=None,
        reason=reason,
        voids=wrong,
    )


def issued(person, **how):
    return issue_first(credential=claim(enrollment=completed(person, **how))).credential
