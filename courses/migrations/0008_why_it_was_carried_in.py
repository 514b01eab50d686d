"""What is carried in at Start has its reason on the item's row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_rounds_of_a_release")]
    operations = [
        migrations.AddField(
            model_name="enrollmentitem",
            name="carried_reason",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
