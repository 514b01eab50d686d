"""Scores that are owed while nobody is there to give them: told to an administrator; a second one lapses in the end.

Markers leave, and admissions run out. A learner must not wait for a person who does not exist.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from outbox.fates import fates
from scenarios.actions.following import settle
from scenarios.actions.locking import lock_task
from scenarios.admissions import Eyes, eyes_for
from scenarios.models import NEW_EYES, MarkingSlot, MarkingTask, Score

# So long an administrator has to admit somebody before one score stands alone.
GRACE = dt.timedelta(days=7)


def look_after_owed(*, now: dt.datetime) -> int:
    """Daily; safe to run twice. Returns how many scores wait for somebody who is not there."""
    on = timezone.localdate(now)
    tasks = list(MarkingTask.objects.waiting().select_related("move__attempt__person").order_by("pk"))
    eyes = eyes_for(tasks, on)
    stuck = [task for task in tasks if not eyes.anybody_for(task)]
    _tell_the_outsider(tasks, eyes)
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


def _tell_the_outsider(tasks: Iterable[MarkingTask], eyes: Eyes) -> None:
    """Who was named, or left as the only one, after the look was asked for. The same key again is no second letter."""
    owed = {
        f"look.owed:{task.pk}:{named.person_id}": task.pk
        for task in tasks
        if task.slot in NEW_EYES and eyes.nobody_new_to(task) and (named := eyes.outsider_for(task))
    }
    told = fates(owed)  # most were told on another day: one query, not one each
    for key in owed.keys() - told.keys():
        promise(topic="look.owed", key=key, payload={"task_id": owed[key]})
