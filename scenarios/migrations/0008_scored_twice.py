"""Why a reply is scored a second time, which task a score answers, and how long it took."""

import django.db.models.deletion
from django.db import migrations, models

SLOTS = [
    ("first", "first score"),
    ("second", "second score"),
    ("adjudication", "adjudication"),
    ("dispute", "disputed criterion"),
    ("again", "looked at again"),
]
ONCE = ("first", "second", "adjudication", "dispute")


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0007_waiting_replies_in_turn")]

    operations = [
        migrations.RemoveConstraint(model_name="markingtask", name="a_reply_is_queued_once_for_a_slot"),
        migrations.RemoveConstraint(model_name="score", name="a_person_scores_a_reply_once_in_a_slot"),
        migrations.AddField(
            model_name="markingtask",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("random", "in the random share"),
                    ("gate", "a gate is in doubt"),
                    ("close", "one level would turn it"),
                    ("differ", "two scores differ"),
                    ("disputed", "disputed by its writer"),
                    ("mended", "the rubric or the fact sheet was mended"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="markingtask",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="markingtask",
            name="slot",
            field=models.CharField(choices=SLOTS, default="first", max_length=16),
        ),
        migrations.AlterField(
            model_name="score",
            name="slot",
            field=models.CharField(choices=SLOTS, default="first", max_length=16),
        ),
        migrations.AddField(
            model_name="score",
            name="task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scores",
                to="scenarios.markingtask",
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="alone",
            field=models.BooleanField(default=False, help_text="No second marker was there: scored by one person."),
        ),
        migrations.AddField(
            model_name="score",
            name="seconds",
            field=models.PositiveIntegerField(blank=True, help_text="From opening the reply to sending.", null=True),
        ),
        migrations.AddConstraint(
            model_name="markingtask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slot__in", ONCE)),
                fields=("move", "slot"),
                name="a_reply_is_queued_once_for_a_slot",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(
                condition=models.Q(("marker__isnull", False), ("slot__in", ONCE)),
                fields=("move", "slot"),
                name="a_person_scores_a_reply_once_in_a_slot",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(
                condition=models.Q(("task__isnull", False)), fields=("task",), name="what_was_owed_is_scored_once"
            ),
        ),
    ]
