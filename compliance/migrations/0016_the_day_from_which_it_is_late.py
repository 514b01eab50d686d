"""The day from which an assignment reads late, kept with it: lists and counters read the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0015_what_is_late_in_a_unit")]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="late_from",
            field=models.DateField(
                blank=True, help_text="The day from which it is overdue or expired, by time alone.", null=True
            ),
        ),
    ]
