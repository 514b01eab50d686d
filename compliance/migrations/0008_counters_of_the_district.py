"""The district's figures get counter rows of their own, made from those of its units."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Sum


def add_district(apps, schema_editor):
    counter = apps.get_model("compliance", "Counter")
    names = ("requirement_id", "state", "then", "grain", "day")
    rows = counter.objects.filter(unit__isnull=False).order_by().values(*names).annotate(total=Sum("n"))
    made = [counter(n=row.pop("total"), **row) for row in rows]
    counter.objects.bulk_create([row for row in made if row.n], batch_size=2000)


def drop_district(apps, schema_editor):
    apps.get_model("compliance", "Counter").objects.filter(unit__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0007_adjustments_of_many"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="counter", name="counters_by_day"),
        migrations.AlterField(
            model_name="counter",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Empty: the whole district, so that its figures are few rows however many units it has.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.unit",
            ),
        ),
        migrations.AlterField(
            model_name="counter",
            name="requirement",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="compliance.requirement",
            ),
        ),
        migrations.AddIndex(
            model_name="counter",
            index=models.Index(fields=["unit", "requirement", "grain", "day"], name="counters_of_a_unit"),
        ),
        migrations.RunPython(add_district, drop_district),
    ]
