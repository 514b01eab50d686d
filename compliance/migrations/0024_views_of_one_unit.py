"""A saved view of a unit may leave out the units below it, as the list that it was saved from does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0023_ladders_of_new_people")]

    operations = [
        migrations.AddField(
            model_name="savedview",
            name="alone",
            field=models.BooleanField(default=False, help_text="Of the unit, without those below it."),
        ),
    ]
