"""Who may mark, since when and why; the ten samples that they scored before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0011_scored_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Calibration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.JSONField()),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("passed", models.BooleanField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calibrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calibration",
                "ordering": ["person", "started_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("person",),
                        name="one_open_calibration_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalibrationScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("levels", models.JSONField()),
                ("gates", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                (
                    "calibration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="scenarios.calibration"
                    ),
                ),
            ],
            options={
                "verbose_name": "score of a calibration",
                "ordering": ["calibration", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("calibration", "number"), name="a_sample_is_scored_once_in_a_calibration"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Admission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("calibrated", "calibrated"),
                            ("provisional", "admitted provisionally"),
                            ("outsider", "named outsider"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(help_text="The first day that no longer counts.", verbose_name="to")),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "calibration",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="scenarios.calibration"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "admission of a marker",
                "verbose_name_plural": "admissions of markers",
                "ordering": ["person", "made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="admission_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("calibration__isnull", False), ("kind", "calibrated")),
                            models.Q(
                                models.Q(("kind", "calibrated"), _negated=True), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="an_admission_rests_on_a_calibration_or_a_reason",
                    ),
                ],
            },
        ),
    ]
