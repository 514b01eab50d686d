"""The same allowed to many with one reason: one adjustment each, in one transaction, or none."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from compliance.actions.adjust import bring_up_rows, first_day, must_be_allowed, must_say_why, tell_of_waivers
from compliance.actions.project import lock_people
from compliance.models import Adjustment, Assignment, BulkAdjustment
from compliance.refusals import Refused

MOST = 200  # what one press changes, and one preview shows


@dataclass(frozen=True)
class Preview:
    changes: list[Assignment]
    # Each with the sentence that says why.
    left_out: list[tuple[Assignment, str]]


def preview(rows: Iterable[Assignment], kind: str, until: dt.date | None, approver, today: dt.date) -> Preview:
    """Who would be given it, and who would not and why. Nothing is read or written."""
    found = Preview([], [])
    for row in rows:
        try:
            must_be_allowed(kind, row, until, approver, today)
        except Refused as refused:
            found.left_out.append((row, str(refused)))
        else:
            found.changes.append(row)
    return found


@transaction.atomic
def adjust_many(
    *, assignments: Collection[int], kind: str, until: dt.date | None, reason: str, approver, key: uuid.UUID,
    now: dt.datetime,
) -> BulkAdjustment:  # fmt: skip
    """By id. What cannot be given it as it stands now is left out. The same key again changes nothing."""
    must_say_why(reason)
    wanted = Assignment.objects.select_related("requirement", "terms").filter(pk__in=sorted(assignments)[:MOST])
    wanted = wanted.order_by("pk")
    lock_people(list(wanted.values_list("person", flat=True)))
    if done := BulkAdjustment.objects.filter(key=key).first():
        return done
    today = timezone.localdate(now)
    found = preview(wanted, kind, until, approver, today)
    common = {"kind": kind, "until": until, "reason": reason.strip(), "approver": approver, "recorded_at": now}
    made = BulkAdjustment.objects.create(key=key, changed=len(found.changes), left_out=len(found.left_out), **common)
    Adjustment.objects.bulk_create(
        Adjustment(assignment=row, on=first_day(row, today), **common) for row in found.changes
    )
    bring_up_rows(found.changes, now)
    if kind == Adjustment.Kind.WAIVER:
        tell_of_waivers([row.pk for row in found.changes], now)
    return made
