"""Scores that are owed while nobody is there to give them: told to an administrator; a second one lapses in the end.

Markers leave, and admissions run out. A learner must not wait for a person who does not exist.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from scenarios.actions.following import settle
from scenarios.actions.locking import lock_task
from scenarios.admissions import anybody_for, nobody_new_to, outsider_for
from scenarios.models import NEW_EYES, MarkingSlot, MarkingTask, Score

# So long an administrator has to admit somebody before one score stands alone.
GRACE = dt.timedelta(days=7)


def look_after_owed(*, now: dt.datetime) -> int:
    """Daily; safe to run twice. Returns how many scores wait for somebody who is not there."""
    on = timezone.localdate(now)
    tasks = MarkingTask.objects.waiting().select_related("move__attempt__person").order_by("pk")
    stuck = [task for task in tasks if not anybody_for(task, on)]
    _tell_the_outsider(tasks, on)
    MarkingTask.objects.waiting().filter(nobody_since__isnull=False).exclude(pk__in=[task.pk for task in stuck]).update(
        nobody_since=None
    )
    new = [task.pk for task in stuck if task.nobody_since is None]
    if new:
        MarkingTask.objects.filter(pk__in=new).update(nobody_since=now)
        promise(topic="looks.stuck", key=f"looks.stuck:{max(new)}:{on}", payload={"count": len(stuck)})
    for task in stuck:
        if task.slot == MarkingSlot.SECOND and task.nobody_since and task.nobody_since <= now - GRACE:
            lapse(task=task, now=now)
    return len(stuck)


def lapse(*, task: MarkingTask, now: dt.datetime) -> None:
    """A second score that nobody can give is owed no longer: the first one counts, and says that one person gave it."""
    with transaction.atomic():
        locked = lock_task(task)
        if locked.done_at is None:
            MarkingTask.objects.filter(pk=locked.pk).update(done_at=now, leased_by=None, lease_until=None)
            first = Score.objects.get(move=locked.move_id, slot=MarkingSlot.FIRST, marker__isnull=False)
            settle(score=first, attempt=locked.move.attempt, actor=first.marker, now=now)


def _tell_the_outsider(tasks: Iterable[MarkingTask], on: dt.date) -> None:
    """Who was named, or left as the only one, after the look was asked for. The same key again is no second letter."""
    for task in tasks:
        if task.slot in NEW_EYES and nobody_new_to(task, on) and (named := outsider_for(task, on)):
            payload = {"task_id": task.pk}
            promise(topic="look.owed", key=f"look.owed:{task.pk}:{named.person_id}", payload=payload)
