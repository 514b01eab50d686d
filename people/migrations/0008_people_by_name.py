"""The first page of a list by name is read from an index, however many people there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_district_profile_and_holidays"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["last_name", "first_name", "username"], name="people_by_name"),
        ),
    ]
