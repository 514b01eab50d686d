"""Is this round done now? Asked after every new piece of evidence, and safe to ask at any time."""

import datetime as dt

from django.db import transaction

from courses.completion import Decision, decide
from courses.models import Attempt, Enrollment, Evidence
from courses.outline import facts_of, path_item, path_rows, tries_of
from courses.permissions import mine
from outbox.actions import promise


def settle_round(*, enrollment: Enrollment, now: dt.datetime) -> Enrollment:
    """When everything needed is shown: course evidence, dated by its latest item, and the news of it, once.

    A top-up completes itself, but neither the course again nor a credential.
    """
    with transaction.atomic():
        enrollment = Enrollment.objects.select_for_update(of=("self",)).get(pk=enrollment.pk)
        if enrollment.started_at is None or enrollment.completed_at or enrollment.closed_at:
            return enrollment
        decision = decision_of(enrollment)
        if not decision.complete:
            return enrollment
        enrollment.completed_at = now
        enrollment.save(update_fields=["completed_at"])
        if enrollment.kind == Enrollment.Kind.WHOLE:
            _record_course(enrollment, decision)
    return enrollment


def settle_rounds_with(*, attempt: Attempt, now: dt.datetime) -> None:
    """Settle every open round of this person that holds the activity: one lesson may stand in two courses."""
    rounds = Enrollment.objects.open().filter(
        mine(attempt.person), started_at__isnull=False, items__item__activity=attempt.activity_id
    )
    for enrollment in rounds.distinct().order_by("pk"):
        settle_round(enrollment=enrollment, now=now)


def decision_of(enrollment: Enrollment) -> Decision:
    """Where a started round stands, from the rows."""
    path = [path_item(row) for row in path_rows(enrollment=enrollment.pk)]
    facts = facts_of(enrollment.person, [step.item.activity_id for step in path])
    return decide(path, facts, tries_of(enrollment.pk), opened_at=enrollment.opened_at)


def _record_course(enrollment: Enrollment, decision: Decision) -> None:
    Evidence.objects.get_or_create(
        key=f"course:{enrollment.pk}",
        defaults={
            "person_id": enrollment.person_id,
            "course_id": enrollment.course_id,
            "edition_id": enrollment.edition_id,
            "enrollment": enrollment,
            "kind": Evidence.Kind.COMPLETED,
            "occurred_at": decision.done_at,
            "actor_id": enrollment.person_id,
        },
    )
    promise(
        topic="course.completed",
        key=f"course.completed:{enrollment.pk}",
        payload={"enrollment_id": enrollment.pk},
    )
