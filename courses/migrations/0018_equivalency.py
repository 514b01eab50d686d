"""One course counts for another; the evidence it brings names the row and the rule that brought it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def to(model, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **more)


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("courses", "0017_active_time")]
    operations = [
        migrations.CreateModel(
            name="Equivalency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("both_ways", models.BooleanField(default=False, verbose_name="and the other way round")),
                ("counts_from", models.DateField(verbose_name="for completions from")),
                (
                    "counts_until",
                    models.DateField(
                        blank=True, help_text="The last day. Empty: no end.", null=True, verbose_name="to"
                    ),
                ),
                ("reason", models.TextField(verbose_name="why")),
                ("approved_at", models.DateTimeField(auto_now_add=True)),
                ("client_key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_reason", models.TextField(blank=True)),
                ("approved_by", to(settings.AUTH_USER_MODEL, related_name="+")),
                ("undone_by", to(settings.AUTH_USER_MODEL, blank=True, null=True, related_name="+")),
                ("course", to("courses.course", related_name="+", verbose_name="who did this course")),
                ("counts_for", to("courses.course", related_name="+", verbose_name="has also done")),
            ],
            options={
                "verbose_name": "equivalency",
                "verbose_name_plural": "equivalencies",
                "ordering": ["-approved_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("course", models.F("counts_for")), _negated=True),
                        name="a_course_is_not_its_own_equivalent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="an_equivalency_gives_its_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undone_at__isnull", True))
                        | models.Q(("undone_reason", ""), _negated=True),
                        name="an_undone_equivalency_gives_its_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="equivalency",
            field=to("courses.equivalency", blank=True, null=True, related_name="evidence"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="trigger",
            field=to(
                "courses.evidence",
                blank=True,
                help_text="The completion that counts for this course.",
                null=True,
                related_name="brought",
            ),
        ),
    ]
