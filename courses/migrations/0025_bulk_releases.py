"""A bulk release: the courses that quote what reads differently now, looked at, chosen and released, with how it went."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MEANINGS = [
    ("", "unchanged"),
    ("cosmetic", "cosmetic"),
    ("correction", "urgent correction"),
    ("top_up", "top-up"),
    ("retake", "retake"),
]
STATES = [
    ("waiting", "not looked at yet"),
    ("looked_at", "looked at"),
    ("chosen", "waits for its release"),
    ("released", "released"),
    ("nothing_new", "released before, nothing new"),
    ("refused", "refused"),
]


def number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("courses", "0024_quotes_of_before"),
    ]
    operations = [
        migrations.CreateModel(
            name="BulkRelease",
            fields=[
                ("id", number()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "source",
                    models.CharField(help_text="What reads differently: standard:7 or word:families.", max_length=48),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("change", models.CharField(blank=True, choices=MEANINGS, max_length=12)),
                ("note", models.TextField(blank=True, verbose_name="what changed")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bulk release",
                "ordering": ["-asked_at"],
                "indexes": [models.Index(fields=["source", "-asked_at"], name="bulk_releases_of_a_source")],
            },
        ),
        migrations.CreateModel(
            name="BulkReleasePart",
            fields=[
                ("id", number()),
                ("of", models.UUIDField(help_text="The key of the course or the activity, and of its page.")),
                ("alone", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=255)),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Of the edition, or of the version, that quotes the older words."
                    ),
                ),
                ("since", models.DateTimeField()),
                ("said", models.JSONField(help_text="How it reads there.")),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=12)),
                ("found", models.JSONField(default=dict)),
                ("made", models.PositiveIntegerField(blank=True, null=True)),
                ("refused", models.JSONField(default=list)),
                (
                    "bulk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="courses.bulkrelease"
                    ),
                ),
            ],
            options={
                "verbose_name": "bulk release, one course",
                "ordering": ["bulk", "alone", "title", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["bulk", "of"], name="a_course_stands_once_in_a_bulk_release")
                ],
            },
        ),
    ]
