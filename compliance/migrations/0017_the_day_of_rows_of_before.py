"""Rows of before get their day: as `compliance.status.late_day` read it when this was written."""

import datetime as dt

from django.db import migrations

DAY = dt.timedelta(days=1)
AT_ONCE = 2000


def fill(apps, schema_editor):
    Assignment = apps.get_model("compliance", "Assignment")
    rows = Assignment.objects.filter(current=True, part=0, closed_on=None).order_by("pk")
    after = 0
    while some := list(rows.filter(pk__gt=after)[:AT_ONCE]):
        for row in some:
            row.late_from = _late_day(row)
        Assignment.objects.bulk_update(some, ["late_from"], batch_size=500)
        after = some[-1].pk


def _late_day(row):
    if row.completed_on or row.waived_on:
        return row.expires_on and row.expires_on + DAY
    if row.awaiting_since:
        return None
    first = min(row.overdue_from, row.proof_until + DAY) if row.proof_until else row.overdue_from
    return max(first, row.returned_until + DAY) if row.returned_until else first


class Migration(migrations.Migration):
    dependencies = [("compliance", "0016_the_day_from_which_it_is_late")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
