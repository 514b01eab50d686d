"""When a part is due as it stands: leave and what was allowed for it move it as they move the whole."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from compliance.due import moved_due
from compliance.events import Event, Leave
from compliance.models import Adjustment, Assignment
from compliance.models import Leave as LeaveRow
from compliance.rule import stored_rule
from compliance.status import DAY

# Of the sum: which release asked, and the days that it gave.
OF_THE_RELEASE = 2


@dataclass
class Given:
    """What moves one part: leave and holds, more time, the day of a waiver; and the days on which that changes."""

    away: list[Leave] = field(default_factory=list)
    more_time: list[Event] = field(default_factory=list)
    waived_on: dt.date | None = None
    days: list[dt.date] = field(default_factory=list)

    def leave(self, start: dt.date, back: dt.date | None, on: dt.date) -> None:
        """A return that lies ahead is not counted yet."""
        self.away.append(Leave(start, back if back and back <= on else None))
        self.days += [day for day in (start, back) if day]


def given_to(parts: Iterable[Assignment], keepers: Mapping[int, int], on: dt.date) -> dict[int, Given]:
    """By part. `keepers`: every record of these people, with the kept one. Two queries."""
    rows = list(parts)
    found = {row.pk: Given() for row in rows}
    theirs = defaultdict(list)
    for row in rows:
        theirs[row.person_id].append(found[row.pk])
    leaves = LeaveRow.objects.filter(person__in=list(keepers), cancels=False, voided_by__isnull=True)
    for person, start, back in leaves.order_by("starts_on").values_list("person", "starts_on", "back_on"):
        for one in theirs[keepers[person]]:
            one.leave(start, back, on)
    adjusted = Adjustment.objects.standing().filter(assignment__in=list(found)).order_by("on", "pk")
    for part, kind, since, until in adjusted.values_list("assignment", "kind", "on", "until"):
        if kind == Adjustment.Kind.HOLD:
            found[part].leave(since, until, on)
        elif kind == Adjustment.Kind.EXTENSION:
            found[part].more_time.append(Event("extended", since, since, to=until))
        else:
            found[part].waived_on = since
    return found


def put_dates(part: Assignment, given: Given, on: dt.date) -> None:
    """On the row, from the dates that the release gave. Nothing is written."""
    rule = stored_rule(part.terms.rule)
    part.due_on, lines = moved_due(rule, part.assigned_on, part.first_due_on, given.away, given.more_time)
    part.overdue_from = part.due_on + (rule.grace_days + 1) * DAY
    part.sum = [*part.sum[:OF_THE_RELEASE], *lines]
    held = next((leave for leave in given.away if leave.covers(on)), None)
    part.held_from, part.held_until = (held.start, held.back) if held else (None, None)
    part.waived_on = None if part.completed_on else given.waived_on
    part.changes_on = min((day for day in given.days if day > on), default=None)
