from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0020_what_could_not_be_worked_out")]

    operations = [
        migrations.AlterField(
            model_name="remindertemplate",
            name="starts_on",
            field=models.DateField(
                help_text="Of occasions before this day only the last one is told, to whom it still concerns."
            ),
        ),
    ]
