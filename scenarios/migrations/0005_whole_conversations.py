"""Pages of practice conversations hold several steps, other people, endings, pictures, and what the library looks for."""

import django.core.serializers.json
from django.db import migrations, models


def rows(name, words):
    """A new field of rows, empty for the pages that are there."""
    return migrations.AddField(
        model_name="scenariopage",
        name=name,
        field=models.JSONField(
            blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name=words
        ),
        preserve_default=False,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0004_replies_waiting"),
    ]

    operations = [
        migrations.AddField(
            model_name="scenariopage",
            name="jobs",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="So that people find it in the library. Who sees it, “only for some” decides.",
                verbose_name="written for",
            ),
        ),
        migrations.AddField(
            model_name="scenariopage",
            name="feelings",
            field=models.JSONField(blank=True, default=list, verbose_name="how it feels"),
        ),
        migrations.AddField(
            model_name="scenariopage",
            name="clock",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=0,
                help_text="0: none. A clock is only ever offered beside the same conversation without one.",
                verbose_name="clock, in seconds",
            ),
        ),
        migrations.AddField(
            model_name="scenariopage",
            name="start",
            field=models.CharField(
                blank=True, help_text="Its key. Empty: the first in the list.", max_length=40, verbose_name="first step"
            ),
        ),
        rows("form_fields", "what the form held"),
        rows("others", "other people"),
        rows("media", "pictures and recordings"),
        rows("endings", "endings"),
        migrations.AlterField(
            model_name="scenariopage",
            name="channel",
            field=models.CharField(
                choices=[
                    ("phone", "phone"),
                    ("voicemail", "voicemail"),
                    ("email", "e-mail"),
                    ("web_form", "web form"),
                    ("walk_in", "at the counter"),
                    ("social", "social media"),
                    ("text", "text message"),
                    ("ticket", "internal ticket"),
                ],
                default="phone",
                max_length=16,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="scenariopage",
            name="subject",
            field=models.CharField(
                blank=True,
                help_text="Of an e-mail, a web form or a ticket.",
                max_length=160,
                verbose_name="subject",
            ),
        ),
    ]
