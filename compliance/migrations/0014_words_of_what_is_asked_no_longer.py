"""A cycle whose ground was found wrong says so in better words; how it was closed and when stays as it is."""

from django.db import migrations

BEFORE = "what it followed does not stand any more"
AFTER = "asked no longer, because what it rested on was found wrong"


def say(words, instead_of):
    def run(apps, schema_editor):
        apps.get_model("compliance", "Assignment").objects.filter(closed_reason=instead_of).update(closed_reason=words)

    return run


class Migration(migrations.Migration):
    dependencies = [("compliance", "0013_views_of_my_people")]

    operations = [migrations.RunPython(say(AFTER, instead_of=BEFORE), say(BEFORE, instead_of=AFTER))]
