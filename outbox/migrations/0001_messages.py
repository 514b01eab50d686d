"""Messages and signs of life. The constraints are named after the accident they prevent."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=80)),
                (
                    "key",
                    models.CharField(
                        help_text="Names the promise. The same key promised twice is one message.", max_length=200
                    ),
                ),
                ("payload", models.JSONField(default=dict)),
                ("due_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.CharField(blank=True, default="", max_length=32)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("dead_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["due_at", "id"],
                        condition=models.Q(done_at__isnull=True),
                        name="outbox_not_done_by_due",
                    ),
                    models.Index(fields=["topic", "created_at"], name="outbox_by_topic"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="outbox_the_same_promise_twice"),
                    models.CheckConstraint(
                        condition=~models.Q(topic="") & ~models.Q(key=""), name="outbox_message_without_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(done_at__isnull=True) | models.Q(dead_at__isnull=True),
                        name="outbox_both_done_and_dead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(lease_until__isnull=True) | ~models.Q(lease_token=""),
                        name="outbox_lease_without_holder",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerBeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(choices=[("loop", "local loop"), ("celery", "Celery")], max_length=10)),
                ("seen_at", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("name",), name="outbox_two_beats_of_one_worker")]},
        ),
    ]
