"""Replies scored again after the rubric or the fact sheet was mended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0010_disputes"),
        ("courses", "0001_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rescore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="what was mended")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.activityversion"
                    ),
                ),
            ],
            options={"verbose_name": "scored again", "verbose_name_plural": "scored again", "ordering": ["-made_at"]},
        ),
        migrations.CreateModel(
            name="Yes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="why")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "score",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreed", to="scenarios.score"
                    ),
                ),
            ],
            options={"verbose_name": "yes to a lower score", "verbose_name_plural": "yeses to lower scores"},
        ),
        migrations.AddField(
            model_name="markingtask",
            name="rescore",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="scenarios.rescore",
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                help_text="The text it was scored by, when that was mended after the reply was written.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.activityversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(
                condition=models.Q(("marker__isnull", True)),
                fields=("move", "version", "scorer_version"),
                name="a_machine_scores_a_reply_once_by_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="markingtask",
            constraint=models.UniqueConstraint(
                fields=("move", "rescore"), name="a_reply_is_looked_at_again_once_for_a_change"
            ),
        ),
        migrations.AddConstraint(
            model_name="markingtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rescore__isnull", False), ("slot", "again")),
                    models.Q(models.Q(("slot", "again"), _negated=True), ("rescore__isnull", True)),
                    _connector="OR",
                ),
                name="a_reply_is_looked_at_again_for_a_change",
            ),
        ),
    ]
