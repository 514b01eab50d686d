"""What is late, and what soon will be, is found by the day from which it is."""

from django.db import migrations, models

IS = models.Q(("current", True), ("late_from__isnull", False))
ALL, OF_A_UNIT = "assignments_by_lateness", "late_assignments_of_a_unit"


def swap(name, *unit):
    """By the new day instead of by `overdue_from`."""
    return [
        migrations.RemoveIndex(model_name="assignment", name=name),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=[*unit, "late_from", "id"], condition=IS, name=name),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("compliance", "0017_the_day_of_rows_of_before")]

    operations = [*swap(ALL), *swap(OF_A_UNIT, "unit")]
