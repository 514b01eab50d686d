"""Rows that may be owed a reminder, and how each stands: what the pure part decides about.

`candidates` narrows by date in the database, so that a run over a large district reads the few rows whose day has come.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from compliance.models import Assignment, ExtensionRequest, Reminder, ReminderTemplate
from compliance.reminding import ANSWERED, BACK, LOOK_BACK, Asked, is_new
from compliance.rule import stored_rule

DAY = dt.timedelta(days=1)
DECIDED = (ExtensionRequest.State.GRANTED, ExtensionRequest.State.REFUSED)


def candidates(template: ReminderTemplate, on: dt.date) -> QuerySet[Assignment]:
    """Rows one of whose occasions may fall into the look-back. More than are owed, never fewer."""
    rows = Assignment.objects.filter(Q(current=True) | Q(part__gt=0), closed_on__isnull=True, opens_on__lte=on)
    window = _window(template, on)
    if is_new(template.kind, on):
        told = Reminder.objects.filter(assignment=OuterRef("pk"), template=template)
        window |= Q(_missed(template, on), ~Exists(told))
    return rows.filter(window).select_related("terms").order_by("pk")


def _missed(template: ReminderTemplate, on: dt.date) -> Q:
    """Of a template that is new: rows that stand as it says, however long."""
    undone = Q(completed_on__isnull=True, waived_on__isnull=True)
    match template.occasion:
        case "due_soon":
            return undone & Q(due_on__range=(on, on + template.days * DAY))
        case "overdue":
            return undone & Q(overdue_from__lte=on)
        case "expiring":
            return Q(expires_on__range=(on, on + template.days * DAY))
    return undone


def _window(template: ReminderTemplate, on: dt.date) -> Q:
    first, ahead = on - (LOOK_BACK - 1) * DAY, template.days * DAY
    undone = Q(completed_on__isnull=True, waived_on__isnull=True)
    match template.occasion:
        case "assigned":
            return undone & (Q(assigned_on__range=(first, on)) | Q(opens_on__range=(first, on)))
        case "due_soon":
            return undone & Q(due_on__range=(first + ahead, on + ahead))
        case "due_today":
            return undone & Q(due_on=on)
        case "overdue":
            longest = (template.days + template.again * (template.times - 1)) * DAY
            return undone & Q(overdue_from__range=(first - longest, on))
        case "returned":
            return undone & Q(returned_until__gte=on)
        case "expiring":
            return Q(expires_on__range=(first + ahead, on + ahead))
    since = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    decided = ExtensionRequest.objects.filter(state__in=DECIDED, decided_at__gte=since)
    return Q(pk__in=decided.order_by().values("assignment"))


def asked_as_of(rows: Iterable[Assignment], on: dt.date, occasions: Iterable[str]) -> dict[int, Asked]:
    """How each stands that day. One query more where answers to requests are asked about; `terms` is selected."""
    rows, answers = list(rows), defaultdict(list)
    if ANSWERED in occasions:
        # What was granted and taken back is no news: a letter would name a date that does not hold.
        decided = ExtensionRequest.objects.filter(
            assignment__in=rows, state__in=DECIDED, adjustment__voided_by__isnull=True
        )
        for assignment, request, at in decided.values_list("assignment", "pk", "decided_at"):
            answers[assignment].append((request, timezone.localdate(at)))
    return {
        row.pk: Asked(
            word=row.status(on),
            shown_on=max(row.assigned_on, row.opens_on),
            due_on=row.due_on,
            overdue_from=row.overdue_from,
            returned_on=returned_on(row) if BACK in occasions else None,
            expires_on=row.expires_on,
            answered_on=tuple(answers[row.pk]),
        )
        for row in rows
    }


def returned_on(row: Assignment) -> dt.date | None:
    if row.returned_until is None:
        return None
    return row.returned_until - stored_rule(row.terms.rule).revise_days * DAY
