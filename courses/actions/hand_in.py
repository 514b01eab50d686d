"""Hand in a try, and record what became of it. Work occurred when it was handed in, whenever the score comes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from courses.actions.locks import lock_rounds_with, lock_try
from courses.actions.settle import settle, tell_of_round
from courses.models import Attempt, Enrollment, Evidence


def hand_in(
    *, attempt: Attempt, now: dt.datetime, awaiting: bool, percent: int | None = None, passed: bool | None = None
) -> Attempt:
    """Close a try. `awaiting`: a person will score it; else `passed` says what became of it.

    A try that was handed in before is returned as it stands: a second tab cannot hand in twice.
    """
    with transaction.atomic():
        rounds = lock_rounds_with(attempt) if passed else []
        locked = lock_try(attempt)
        return close(locked=locked, rounds=rounds, now=now, awaiting=awaiting, percent=percent, passed=passed)


def close(
    *,
    locked: Attempt,
    now: dt.datetime,
    rounds: Sequence[Enrollment] = (),
    awaiting: bool = False,
    percent: int | None = None,
    passed: bool | None = None,
) -> Attempt:
    """`hand_in` for an action that holds the try already, and before it, unless it awaits a score, the rounds."""
    if not locked.is_open:
        return locked
    locked.handed_in_at = now
    locked.percent = percent
    if awaiting:
        locked.state = Attempt.State.AWAITING
    else:
        locked.state = Attempt.State.PASSED if passed else Attempt.State.NOT_PASSED
    locked.save(update_fields=["handed_in_at", "percent", "state"])
    if awaiting:
        tell_of_work(locked, now)
    if not awaiting and passed:
        _record(locked, rounds, actor=locked.person, now=now)
    return locked


def record_result(*, attempt: Attempt, passed: bool, actor, now: dt.datetime) -> Attempt:
    """The deciding score of a try that awaits it. One that does not wait is returned as it stands."""
    with transaction.atomic():
        rounds = lock_rounds_with(attempt) if passed else []
        attempt = lock_try(attempt)
        if attempt.state != Attempt.State.AWAITING:
            return attempt
        attempt.state = Attempt.State.PASSED if passed else Attempt.State.NOT_PASSED
        attempt.scored_at = now
        attempt.save(update_fields=["state", "scored_at"])
        tell_of_work(attempt, now)
        if passed:
            _record(attempt, rounds, actor=actor, now=now)
    return attempt


def record_better_result(*, attempt: Attempt, actor, now: dt.datetime) -> Attempt:
    """A try that was scored as not passed has passed after all: another look said so. Never the other way round."""
    with transaction.atomic():
        rounds = lock_rounds_with(attempt)
        attempt = lock_try(attempt)
        if attempt.state != Attempt.State.NOT_PASSED:
            return attempt
        attempt.state = Attempt.State.PASSED
        attempt.save(update_fields=["state"])
        tell_of_work(attempt, now)
        _record(attempt, rounds, actor=actor, now=now)
    return attempt


def return_for_revision(*, attempt: Attempt, actor, now: dt.datetime) -> Attempt:
    """Give a try that awaits its score back to the learner, who hands it in again."""
    with transaction.atomic():
        attempt = lock_try(attempt)
        if attempt.state == Attempt.State.AWAITING:
            attempt.state, attempt.returned_at = Attempt.State.RETURNED, now
            attempt.save(update_fields=["state", "returned_at"])
            tell_of_work(attempt, now)
    return attempt


def tell_of_work(attempt: Attempt, now: dt.datetime) -> None:
    """Where a round stands may be another matter now: whoever keeps an account of it looks again."""
    if attempt.enrollment_id:
        tell_of_round(attempt.enrollment_id, now)


def _record(attempt: Attempt, rounds: Sequence[Enrollment], *, actor, now: dt.datetime) -> None:
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
            "recorded_at": now,
            "actor": actor,
        },
    )
    for locked in rounds:
        settle(locked, now)
