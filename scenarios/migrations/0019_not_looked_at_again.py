"""Replies that could not be looked at by a mended text, and why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0018_left_as_it_is")]

    operations = [
        migrations.CreateModel(
            name="Skipped",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="why")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.move"
                    ),
                ),
                (
                    "rescore",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="skipped", to="scenarios.rescore"
                    ),
                ),
            ],
            options={
                "verbose_name": "reply that was not looked at again",
                "verbose_name_plural": "replies that were not looked at again",
                "ordering": ["made_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("rescore", "move"), name="a_reply_is_skipped_once_for_a_change"),
                ],
            },
        ),
    ]
