"""Hand in a try, and record what became of it. Work occurred when it was handed in, whenever the score comes."""

import datetime as dt

from django.db import transaction

from courses.actions.settle import settle_rounds_with
from courses.models import Attempt, Evidence


def hand_in(
    *, attempt: Attempt, now: dt.datetime, awaiting: bool, percent: int | None = None, passed: bool | None = None
) -> Attempt:
    """Close a try. `awaiting`: a person will score it; else `passed` says what became of it.

    A try that was handed in before is returned as it stands: a second tab cannot hand in twice.
    """
    with transaction.atomic():
        locked = Attempt.objects.select_for_update(of=("self",)).select_related("person").get(pk=attempt.pk)
        return close(locked=locked, now=now, awaiting=awaiting, percent=percent, passed=passed)


def close(
    *, locked: Attempt, now: dt.datetime, awaiting: bool, percent: int | None = None, passed: bool | None = None
) -> Attempt:
    """`hand_in` for an action that holds the lock on the try already."""
    if not locked.is_open:
        return locked
    locked.handed_in_at = now
    locked.percent = percent
    if awaiting:
        locked.state = Attempt.State.AWAITING
    else:
        locked.state = Attempt.State.PASSED if passed else Attempt.State.NOT_PASSED
    locked.save(update_fields=["handed_in_at", "percent", "state"])
    if not awaiting and passed:
        _record(locked, actor=locked.person, now=now)
    return locked


def record_result(*, attempt: Attempt, passed: bool, actor, now: dt.datetime) -> Attempt:
    """The deciding score of a try that awaits it. One that does not wait is returned as it stands."""
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).select_related("person").get(pk=attempt.pk)
        if attempt.state != Attempt.State.AWAITING:
            return attempt
        attempt.state = Attempt.State.PASSED if passed else Attempt.State.NOT_PASSED
        attempt.scored_at = now
        attempt.save(update_fields=["state", "scored_at"])
        if passed:
            _record(attempt, actor=actor, now=now)
    return attempt


def return_for_revision(*, attempt: Attempt, actor, now: dt.datetime) -> Attempt:
    """Give a try that awaits its score back to the learner, who hands it in again."""
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
        if attempt.state == Attempt.State.AWAITING:
            attempt.state = Attempt.State.RETURNED
            attempt.save(update_fields=["state"])
    return attempt


def _record(attempt: Attempt, *, actor, now: dt.datetime) -> None:
    """Evidence of a passed try, once, and whatever rounds it completes. Practice leaves no record."""
    if attempt.mode != Attempt.Mode.ASSESSED:
        return
    Evidence.objects.get_or_create(
        key=f"attempt:{attempt.key}",
        defaults={
            "person_id": attempt.person_id,
            "activity_id": attempt.activity_id,
            "version_id": attempt.version_id,
            "enrollment_id": attempt.enrollment_id,
            "attempt": attempt,
            "kind": Evidence.Kind.COMPLETED,
            "occurred_at": attempt.handed_in_at or now,
            "actor": actor,
        },
    )
    settle_rounds_with(attempt=attempt, now=now)
