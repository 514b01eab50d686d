"""Whoever marks already may go on for a while: calibration is new, and the queue must not stand still for it."""

import datetime as dt

from django.db import migrations, models
from django.utils import timezone

REASON = "Marked before calibration began."
DAYS = 90


def admit(apps, schema_editor):
    today = timezone.localdate()
    Admission = apps.get_model("scenarios", "Admission")
    grants = apps.get_model("people", "RoleGrant").objects.filter(role="marker", starts_on__lte=today)
    held = grants.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=today))
    Admission.objects.bulk_create(
        Admission(
            person_id=person,
            kind="provisional",
            starts_on=today,
            ends_on=today + dt.timedelta(days=DAYS),
            reason=REASON,
        )
        for person in sorted(set(held.values_list("person_id", flat=True)))
    )


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0012_admissions"), ("people", "0003_one_open_grant_on_every_database")]

    # Going back takes the table itself away.
    operations = [migrations.RunPython(admit, migrations.RunPython.noop)]
