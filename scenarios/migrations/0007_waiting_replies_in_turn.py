"""Replies that wait already keep their age."""

from django.db import migrations, models


def by_age(apps, schema_editor):
    apps.get_model("scenarios", "MarkingTask").objects.update(rank_at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0006_queue_in_turn")]

    operations = [migrations.RunPython(by_age, migrations.RunPython.noop)]
