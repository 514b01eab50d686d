"""Practice is not kept for ever: after 180 days without a move, a try goes whole. Assessed work is never touched."""

import datetime as dt

from django.db.models import Max
from django.db.models.functions import Coalesce

from courses.actions import discard_practice
from courses.models import Attempt
from scenarios.models import ScenarioActivity

KEPT = dt.timedelta(days=180)


def old_practice(now: dt.datetime):
    """Tries at a scenario, in practice, whose last move (or start, if none was made) is older than that."""
    return (
        Attempt.objects.filter(mode=Attempt.Mode.PRACTICE, activity__in=ScenarioActivity.objects.values("pk"))
        .annotate(touched=Coalesce(Max("moves__made_at"), "started_at"))
        .filter(touched__lt=now - KEPT)
        .order_by("pk")
    )


def purge_practice(*, now: dt.datetime) -> int:
    """Delete what is old enough, a transaction each so that no lock is held long; returns how many tries went."""
    count = 0
    for attempt in old_practice(now).iterator(chunk_size=200):
        discard_practice(attempt=attempt)
        count += 1
    return count
