"""A round may be opened because a requirement asks for the course."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0019_path_that_was_kept")]
    operations = [
        migrations.AlterField(
            model_name="enrollment",
            name="source",
            field=models.CharField(
                max_length=8,
                default="self",
                choices=[
                    ("self", "joined"),
                    ("hr", "enrolled by human resources"),
                    ("release", "a release of the course"),
                    ("referral", "referred by a supervisor"),
                    ("required", "required"),
                ],
            ),
        ),
    ]
