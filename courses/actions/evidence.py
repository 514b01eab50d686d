"""Evidence that no attempt of ours gave: attended, attested, prior learning, imported. And taking a row back.

Nothing is updated: a wrong row is answered by one that voids it. A course that was completed by then stays completed.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from courses.actions.locks import lock_rounds
from courses.actions.settle import settle
from courses.models import Activity, Course, Enrollment, EnrollmentItem, Evidence
from courses.permissions import mine
from outbox.actions import promise
from people.models import Person

_AT_ONCE = 500


def record_evidence(
    *,
    key: str,
    person: Person,
    kind: str,
    occurred_at: dt.datetime,
    actor: Person | None,
    now: dt.datetime,
    activity: Activity | None = None,
    course: Course | None = None,
    reason: str = "",
) -> Evidence:
    """One row under `key`, made once, and whatever open rounds it completes. Of the course alone it opens no round."""
    with transaction.atomic():
        rounds = _rounds_with(person, activity) if activity else []
        row, made = Evidence.objects.get_or_create(
            key=key,
            defaults={
                "person": person,
                "activity": activity,
                "course": course,
                "kind": kind,
                "occurred_at": occurred_at,
                "recorded_at": now,
                "actor": actor,
                "reason": reason,
            },
        )
        if made:
            tell_of([row.pk])
            for each in rounds:
                settle(each, now)
    return row


def void_evidence(*, evidence: Evidence, actor: Person | None, reason: str) -> Evidence:
    """The row that says this one does not stand. Voided already: the row that did it."""
    with transaction.atomic():
        row, made = Evidence.objects.get_or_create(key=f"void:{evidence.pk}", defaults=voiding(evidence, actor, reason))
        if made:
            tell_of([evidence.pk])
    return row


def voiding(evidence: Evidence, actor: Person | None, reason: str) -> dict:
    return {
        "person_id": evidence.person_id,
        "activity_id": evidence.activity_id,
        "course_id": evidence.course_id,
        "kind": evidence.kind,
        "occurred_at": evidence.occurred_at,
        "actor": actor,
        "reason": reason,
        "voids": evidence,
    }


def tell_of(evidence_ids: Iterable[int]) -> None:
    """The news for rooms above, in lists that a worker can handle one at a time."""
    ids = list(evidence_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        standing = Evidence.objects.standing().filter(pk__in=some[:1]).exists()
        key = f"evidence.changed:{'+' if standing else '-'}:{some[0]}:{some[-1]}"
        promise(topic="evidence.changed", key=key, payload={"evidence_ids": some})


def _rounds_with(person: Person, activity: Activity) -> list[Enrollment]:
    holding = EnrollmentItem.objects.filter(item__activity=activity).order_by().values("enrollment")
    rounds = Enrollment.objects.open().filter(Q(started_at__isnull=False), mine(person), pk__in=holding)
    return lock_rounds(rounds)
