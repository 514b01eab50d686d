"""Trainers may write the two new kinds of questions. `grant_trainers` only adds what is missing."""

from django.db import migrations

from courses.trainers import grant_trainers


def grant(apps, schema_editor):
    grant_trainers(apps)


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_order_and_match_questions")]
    # Backwards leaves the rights: the group may have been given more since.
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
