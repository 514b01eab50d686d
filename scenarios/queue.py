"""The queue of the marking desk: what waits, what is with its writer, and how many hours it all costs."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from courses.models import Attempt
from scenarios.channels import channel_of
from scenarios.fair.forecast import Forecast, forecast
from scenarios.models import MarkingSlot, MarkingTask, Move, Score
from scenarios.permissions import replies_to_score

MEASURED_DAYS, WEEKS = 90, 4
RETURNED_SHOWN = 50
HEAVY = ("move__payload", "move__result", "move__attempt__version__definition")


@dataclass(frozen=True)
class Row:
    task: MarkingTask
    title: str
    channel: dict
    mine: bool
    taken: bool
    since: dt.datetime
    days: int


def waiting_for(person):
    """What this person may score, in its turn. The texts themselves are not read for a list."""
    found = replies_to_score(person).waiting().new_to(person).in_turn().select_related("move__attempt__version")
    came_back = MarkingTask.objects.filter(
        handed_back_at__isnull=False,
        move__attempt=OuterRef("move__attempt"),
        move__step_key=OuterRef("move__step_key"),
    )
    return found.defer(*HEAVY).annotate(
        channel=KeyTextTransform("channel", "move__attempt__version__definition"), came_back=Exists(came_back)
    )


def row_of(task: MarkingTask, person, now: dt.datetime) -> Row:
    held = bool(task.lease_until and task.lease_until > now)
    own = task.leased_by_id == person.pk
    since = task.move.attempt.handed_in_at or task.created_at
    return Row(
        task,
        task.move.attempt.version.title,
        channel_of(str(getattr(task, "channel", "") or "")),
        held and own,
        held and not own,
        since,
        age(since, now),
    )


def with_their_writers(person, now: dt.datetime) -> list[tuple[MarkingTask, int]]:
    """Replies that were handed back and not written anew yet, longest first, each with its age in days."""
    later = Move.objects.filter(
        attempt=OuterRef("move__attempt"), step_key=OuterRef("move__step_key"), number__gt=OuterRef("move__number")
    )
    back = replies_to_score(person).filter(
        handed_back_at__isnull=False, move__attempt__state=Attempt.State.RETURNED, slot=MarkingSlot.FIRST
    )
    rows = back.exclude(Exists(later)).select_related("move__attempt__version").defer(*HEAVY).order_by("handed_back_at")
    return [(task, age(task.handed_back_at, now)) for task in rows[:RETURNED_SHOWN] if task.handed_back_at]


def forecast_of(waiting: int, now: dt.datetime) -> Forecast:
    """Two queries: what late scores took, and how many replies came in."""
    late = Score.objects.filter(marker__isnull=False, seconds__isnull=False)
    took = late.filter(sent_at__gte=now - dt.timedelta(days=MEASURED_DAYS)).values_list("seconds", flat=True)
    counts = MarkingTask.objects.filter(created_at__gte=now - dt.timedelta(weeks=WEEKS)).aggregate(
        first=Count("pk", filter=Q(slot=MarkingSlot.FIRST)), again=Count("pk", filter=~Q(slot=MarkingSlot.FIRST))
    )
    return forecast(
        seconds=[each for each in took if each is not None],
        waiting=waiting,
        arrived=counts["first"],
        weeks=WEEKS,
        again=counts["again"],
        firsts=counts["first"],
    )


def age(since: dt.datetime, now: dt.datetime) -> int:
    """Days by the calendar of the district: what came in late last evening is of yesterday."""
    return max(0, (timezone.localdate(now) - timezone.localdate(since)).days)
