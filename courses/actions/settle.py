"""Is this round done now? Asked after every new piece of evidence, and safe to ask at any time."""

import datetime as dt

from django.db import transaction

from courses.actions.locks import lock_round
from courses.completion import Decision, decide
from courses.models import Enrollment, Evidence
from courses.outline import facts_of, path_item, path_rows, tries_of
from outbox.actions import promise


def settle_round(*, enrollment: Enrollment, now: dt.datetime) -> Enrollment:
    """When everything needed is shown: course evidence, dated by its latest item, and the news of it, once.

    A top-up completes itself, but neither the course again nor a credential.
    """
    with transaction.atomic():
        return settle(lock_round(enrollment), now)


def settle(locked: Enrollment, now: dt.datetime) -> Enrollment:
    """`settle_round` for an action that holds the lock on the round already."""
    if locked.started_at is None or locked.completed_at or locked.closed_at:
        return locked
    decision = decision_of(locked)
    if not decision.complete or decision.done_at is None:
        return locked
    locked.completed_at = now
    locked.save(update_fields=["completed_at"])
    if locked.kind == Enrollment.Kind.WHOLE:
        _record_course(locked, decision.done_at, now)
    else:
        news = {"enrollment_id": locked.pk}
        promise(topic="top_up.completed", key=f"top_up.completed:{locked.pk}", payload=news)
    return locked


def tell_of_round(enrollment_id: int, now: dt.datetime) -> None:
    """News for rooms above: it was begun, work was handed in, came back or was scored."""
    key = f"round.moved:{enrollment_id}:{now.isoformat()}"
    promise(topic="round.moved", key=key, payload={"enrollment_id": enrollment_id})


def decision_of(enrollment: Enrollment) -> Decision:
    """Where a started round stands, from the rows."""
    path = [path_item(row) for row in path_rows(enrollment=enrollment.pk)]
    facts = facts_of(enrollment.person, [step.item.activity_id for step in path])
    return decide(path, facts, tries_of(enrollment.pk), opened_at=enrollment.opened_at)


def _record_course(enrollment: Enrollment, occurred_at: dt.datetime, now: dt.datetime) -> None:
    Evidence.objects.get_or_create(
        key=f"course:{enrollment.pk}",
        defaults={
            "person_id": enrollment.person_id,
            "course_id": enrollment.course_id,
            "edition_id": enrollment.edition_id,
            "enrollment": enrollment,
            "kind": Evidence.Kind.COMPLETED,
            "occurred_at": occurred_at,
            "recorded_at": now,
            "actor_id": enrollment.person_id,
        },
    )
    promise(
        topic="course.completed",
        key=f"course.completed:{enrollment.pk}",
        payload={"enrollment_id": enrollment.pk},
    )
