"""Notes what was released before releases noted it.

A standard stands in a lesson as a block of its own, so its quote is read from there. A word does not show in a text
that was released: the worker compiles what is published and notes the words where that is still what was released.
"""

from django.db import migrations
from django.utils import timezone


def standards_in(definition):
    """What each block shows that quotes a standard."""
    blocks = [block for part in definition.get("parts", []) for block in part.get("blocks", [])]
    quoting = (block for block in blocks if block.get("type") == "standard" and block.get("code"))
    return [{key: value for key, value in block.items() if key not in ("id", "type")} for block in quoting]


def note(apps, schema_editor):
    versions = apps.get_model("courses", "ActivityVersion").objects
    if not versions.exists():
        return
    quotes = apps.get_model("courses", "Quote").objects
    standards = dict(apps.get_model("goals", "Standard").objects.values_list("code", "pk"))
    for pk, definition in versions.filter(definition__kind="lesson").values_list("pk", "definition").iterator(200):
        for said in standards_in(definition):
            if said["code"] in standards:
                source = f"standard:{standards[said['code']]}"
                quotes.get_or_create(version_id=pk, source=source, defaults={"said": said})
    apps.get_model("outbox", "OutboxMessage").objects.get_or_create(
        key="quotes.before", defaults={"topic": "quotes.before", "payload": {}, "due_at": timezone.now()}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0023_quotes"),
        ("goals", "0002_rubric_standards_words"),
        ("outbox", "0001_messages"),
    ]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
