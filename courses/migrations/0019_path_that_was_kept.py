"""A path that a job change proposed and the learner declined is not proposed again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0018_equivalency")]
    operations = [
        migrations.AddField(
            model_name="enrollment",
            name="path_kept",
            field=models.TextField(blank=True, help_text="The proposal after a job change that was declined."),
        ),
    ]
