"""Since when nobody is there to give a score that is owed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0015_gates_disputed")]

    operations = [
        migrations.AddField("markingtask", "nobody_since", models.DateTimeField(blank=True, null=True)),
    ]
