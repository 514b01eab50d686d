"""Assignments in the words of the office, as of a date: the same reading as `compliance.status`, as conditions."""

import datetime as dt

from django.db import models
from django.db.models import Case, Q, Value, When

from compliance.status import (
    ASSIGNED,
    AWAITING,
    CLOSED,
    COMPLETED,
    EXPIRED,
    IN_PROGRESS,
    LATE,
    ON_HOLD,
    OVERDUE,
    RETURNED,
    UNDER_WAY,
    WAIVED,
    last_soon,
)  # fmt: skip

UNDONE = Q(completed_on__isnull=True, waived_on__isnull=True, closed_on__isnull=True)


def readings(on: dt.date) -> list[tuple[str, Q]]:
    """Each word and what it asks of the row, in the order of `status_of`: the first that holds is the word."""
    settled = Q(completed_on__isnull=False) | Q(waived_on__isnull=False)
    return [
        (CLOSED, Q(closed_on__isnull=False)),
        (EXPIRED, settled & Q(expires_on__lt=on)),
        (COMPLETED, Q(completed_on__isnull=False)),
        (WAIVED, Q(waived_on__isnull=False)),
        (AWAITING, Q(awaiting_since__isnull=False)),
        (RETURNED, Q(returned_until__gte=on)),
        (ON_HOLD, Q(held_from__lte=on) & (Q(held_until__isnull=True) | Q(held_until__gt=on))),
        (EXPIRED, Q(proof_until__lt=on)),
        (OVERDUE, Q(overdue_from__lte=on)),
        (IN_PROGRESS, Q(started_on__isnull=False)),
        (ASSIGNED, Q()),
    ]


def near(on: dt.date) -> Q:
    return Q(late_from__gt=on, late_from__lte=last_soon(on))


def is_near(on: dt.date) -> Case:
    """For whoever counts what `soon_due` lists."""
    return Case(When(near(on), then=Value(True)), default=Value(False))


class AssignmentQuerySet(models.QuerySet):
    def current(self):
        """One row for each person and requirement; a top-up is a row of its own."""
        return self.filter(current=True)

    def counted(self):
        """What stands in a count: the current whole, unless it was closed."""
        return self.filter(current=True, part=0, closed_on__isnull=True)

    def read(self, on: dt.date):
        """With `word`, the status as of that day."""
        # A condition that is always true cannot stand in a WHEN, so the last word is the default.
        *whens, (last, _always) = readings(on)
        return self.annotate(
            word=Case(
                *[When(condition, then=Value(word)) for word, condition in whens],
                default=Value(last),
                output_field=models.CharField(),
            )
        )

    def reading(self, on: dt.date, *words: str):
        """Those whose status that day is one of these words."""
        return self.read(on).filter(word__in=words)

    def waiting_on_learner(self):
        """Not done, not closed, not in somebody else's hands: what a due date presses on."""
        return self.filter(UNDONE, awaiting_since__isnull=True)

    def late(self, on: dt.date):
        """Overdue or expired that day. The day kept with the row is what an index finds; the word leaves out holds."""
        return self.filter(late_from__lte=on).reading(on, *LATE)

    def soon_due(self, on: dt.date):
        """Late within so many days unless it is done, and not late yet."""
        return self.filter(near(on)).reading(on, *UNDER_WAY)
