"""What a release quoted: a standard or a word, as it read then, noted beside the version or the edition."""

import django.db.models.deletion
from django.db import migrations, models


def to(model):
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="quotes", to=model
    )


class Migration(migrations.Migration):
    dependencies = [("courses", "0022_path_offered")]
    operations = [
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(help_text="For example standard:7 or word:families.", max_length=48)),
                (
                    "said",
                    models.JSONField(help_text="How it read: of a standard what the block shows, of a word its text."),
                ),
                ("edition", to("courses.courseedition")),
                ("version", to("courses.activityversion")),
            ],
            options={
                "verbose_name": "quote",
                "indexes": [models.Index(fields=["source"], name="quotes_by_source")],
                "constraints": [
                    models.UniqueConstraint(fields=["version", "source"], name="a_version_notes_a_quote_once"),
                    models.UniqueConstraint(fields=["edition", "source"], name="an_edition_notes_a_quote_once"),
                    models.CheckConstraint(
                        condition=models.Q(version__isnull=True) ^ models.Q(edition__isnull=True),
                        name="a_quote_stands_in_a_version_or_in_an_edition",
                    ),
                ],
            },
        ),
    ]
