"""Admissions to mark that end soon: whoever has one hears it once, while there is time for ten samples."""

import datetime as dt

from django.utils import timezone

from outbox.actions import promise
from outbox.fates import fates
from scenarios.admissions import markers_on
from scenarios.models import Admission


def tell_of_ending_admissions(*, now: dt.datetime) -> int:
    """Daily; safe to run twice. Of several admissions of a person the one that lasts longest counts."""
    on = timezone.localdate(now)
    rows = Admission.objects.to_mark().in_force(on).filter(person__in=markers_on(on))
    last = {row.person_id: row for row in rows.order_by("ends_on", "pk")}
    ending = {f"admission.ends:{row.pk}": row for row in last.values() if row.ends_soon_on(on)}
    told = fates(ending)
    for key in ending.keys() - told.keys():
        promise(topic="admission.ends", key=key, payload={"admission_id": ending[key].pk})
    return len(ending.keys() - told.keys())
