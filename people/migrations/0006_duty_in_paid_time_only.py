from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_merges_and_traces"),
    ]

    operations = [
        migrations.AddField(
            model_name="dutycalendar",
            name="paid_time_only",
            field=models.BooleanField(
                default=False,
                help_text="For hourly staff: reminders keep inside these hours, and the minutes are listed for payroll.",
                verbose_name="learning in paid time only",
            ),
        ),
    ]
