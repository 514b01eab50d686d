"""My learning tells once that a job changed and which lessons fit it; the learner puts that away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0021_when_a_page_is_reviewed")]
    operations = [
        migrations.AddField(
            model_name="enrollment",
            name="path_offered",
            field=models.TextField(blank=True, help_text="The last proposal after a job change."),
        ),
        migrations.AddField(
            model_name="enrollment",
            name="path_offered_on",
            field=models.DateField(
                blank=True,
                help_text="The day the job changed, as long as My learning tells of it.",
                null=True,
            ),
        ),
    ]
