"""Which earlier versions an item of an edition accepts beside those from `accepts_from` on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0026_rows_of_one_load_are_of_one_moment")]

    operations = [
        migrations.AddField(
            model_name="editionitem", name="accepts_also", field=models.JSONField(blank=True, null=True)
        ),
    ]
