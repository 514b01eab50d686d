"""Ladders: requirements of one group of new people, in their order."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def person():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0022_gates_before_a_duty"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ladder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "counts_from",
                    models.CharField(
                        choices=[("hire", "the day of hire"), ("job_start", "the start in the job")],
                        default="hire",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ladders", to="compliance.audience"
                    ),
                ),
                ("created_by", person()),
                ("withdrawn_by", person()),
            ],
            options={"verbose_name": "ladder", "ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rungs", to="compliance.ladder"
                    ),
                ),
                (
                    "requirement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rung", to="compliance.requirement"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a ladder",
                "ordering": ["ladder", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("ladder", "order"), name="a_ladder_has_each_step_once")
                ],
            },
        ),
    ]
