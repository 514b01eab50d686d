"""A score that the machine gave keeps what it found, so that it can be explained a year later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0020_disputed_by_which_text")]

    operations = [
        migrations.AddField(
            "score", "found", models.JSONField(blank=True, default=dict, verbose_name="what the machine found")
        ),
    ]
