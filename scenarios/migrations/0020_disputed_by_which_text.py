"""The text that a disputed score was given by: the dispute is judged by the same one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0019_not_looked_at_again"), ("courses", "0001_records")]

    operations = [
        migrations.AddField(
            "dispute",
            "version",
            models.ForeignKey(
                blank=True,
                null=True,
                help_text="The text that the disputed score was given by, when that was mended after the reply was "
                "written.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.activityversion",
            ),
        ),
    ]
