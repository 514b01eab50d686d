"""A supervisor refers someone to a course or to a practice, with a reason."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def to(model, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **more)


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("courses", "0011_pre_assessment")]
    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="why")),
                ("client_key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("put_away_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("activity", to("courses.activity", blank=True, null=True, related_name="+")),
                ("course", to("courses.course", blank=True, null=True, related_name="+")),
                ("enrollment", to("courses.enrollment", blank=True, null=True, related_name="+")),
                ("person", to(settings.AUTH_USER_MODEL, related_name="referrals")),
                ("referred_by", to(settings.AUTH_USER_MODEL, related_name="+")),
            ],
            options={
                "verbose_name": "referral",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("activity__isnull", True), ("course__isnull", False))
                        | models.Q(("activity__isnull", False), ("course__isnull", True)),
                        name="a_referral_is_to_a_course_or_to_a_practice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_referral_gives_its_reason"
                    ),
                ],
            },
        ),
    ]
