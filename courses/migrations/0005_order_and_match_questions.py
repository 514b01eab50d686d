"""Two more kinds of questions: put in order, and match."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_second_reader")]

    operations = [
        migrations.CreateModel(
            name="OrderQuestion",
            fields=[
                (
                    "question_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="courses.question",
                    ),
                ),
                (
                    "lines",
                    models.JSONField(
                        blank=True,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="lines",
                        help_text="In the right order. Learners see them mixed.",
                    ),
                ),
            ],
            options={
                "verbose_name": "question with things to put in order",
                "verbose_name_plural": "questions with things to put in order",
            },
            bases=("courses.question",),
        ),
        migrations.CreateModel(
            name="MatchQuestion",
            fields=[
                (
                    "question_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="courses.question",
                    ),
                ),
                (
                    "pairs",
                    models.JSONField(
                        blank=True,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="pairs",
                    ),
                ),
            ],
            options={
                "verbose_name": "question with things to match",
                "verbose_name_plural": "questions with things to match",
            },
            bases=("courses.question",),
        ),
    ]
