"""A top-up or a retake names the edition that asked for it."""

import django.db.models.deletion
from django.db import migrations, models

SOURCES = [
    ("self", "joined"),
    ("hr", "enrolled by human resources"),
    ("release", "a release of the course"),
    ("referral", "referred by a supervisor"),
]


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_trainers_order_and_match")]
    operations = [
        migrations.AddField(
            model_name="enrollment",
            name="release",
            field=models.ForeignKey(
                blank=True,
                help_text="The edition whose release asked for this round: a top-up or a retake.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds_due",
                to="courses.courseedition",
            ),
        ),
        migrations.AlterField(
            model_name="enrollment",
            name="source",
            field=models.CharField(choices=SOURCES, default="self", max_length=8),
        ),
    ]
