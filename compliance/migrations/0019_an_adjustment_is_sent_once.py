"""The page that sends an adjustment gives it a key, so that a double click is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0018_late_ones_by_that_day")]

    operations = [
        migrations.AddField(
            model_name="adjustment",
            name="key",
            field=models.UUIDField(
                blank=True, help_text="Made by the page, so a double click is one.", null=True, unique=True
            ),
        ),
    ]
