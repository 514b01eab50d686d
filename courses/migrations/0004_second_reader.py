"""Who reads a page that was sent for approval: the trainers. Wagtail's own group for it has nobody in it."""

from django.db import migrations

BEFORE, AFTER = "Moderators approval", "a second reader"
READERS = ("Trainers", "Administrators")


def to_trainers(apps, schema_editor):
    _say(apps, BEFORE, AFTER)
    groups = apps.get_model("auth", "Group").objects
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=AFTER):
        task.groups.set(groups.filter(name__in=READERS))


def to_moderators(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=AFTER):
        task.groups.set(groups.filter(name="Moderators"))
    _say(apps, AFTER, BEFORE)


def _say(apps, old, new):
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_trainers"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(to_trainers, to_moderators)]
