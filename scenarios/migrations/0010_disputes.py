"""A learner asks, once, that somebody else looks at one criterion."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0009_comments"), ("courses", "0001_records")]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("criterion", models.CharField(max_length=20)),
                ("level", models.PositiveSmallIntegerField(help_text="The level that stood.")),
                ("reason", models.TextField(verbose_name="why it should be looked at again")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "attempt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispute", to="courses.attempt"
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispute", to="scenarios.markingtask"
                    ),
                ),
            ],
            options={"verbose_name": "dispute", "ordering": ["made_at"]},
        ),
    ]
