"""A quiz may be a pre-assessment, which lets people skip the module it opens."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0010_attempt_returned_at")]
    operations = [
        migrations.AddField(
            model_name="quizpage",
            name="pre_assessment",
            field=models.BooleanField(
                default=False,
                help_text="Put it first in its module. Seven questions or more, at most one wrong, one try a round. Gates are never skipped. The pass mark is not used.",
                verbose_name="a pre-assessment: lets people skip the module it opens",
            ),
        ),
    ]
