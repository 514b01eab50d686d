"""The eleven job families that courses are fitted to. A family that is there already keeps its name and order."""

from django.db import migrations

FAMILIES = [
    ("front-office", "Front office"),
    ("transportation", "Transportation"),
    ("food-service", "Food service"),
    ("nurse", "Nurses and health office"),
    ("custodial", "Custodial, grounds and maintenance"),
    ("teacher", "Teachers"),
    ("paraprofessional", "Paraprofessionals"),
    ("principal", "Principals and assistants"),
    ("central-office", "Central office"),
    ("security", "Security and greeters"),
    ("cabinet", "Cabinet and board"),
]


def add_families(apps, schema_editor):
    JobFamily = apps.get_model("people", "JobFamily")
    for order, (slug, name) in enumerate(FAMILIES, 1):
        JobFamily.objects.get_or_create(slug=slug, defaults={"name": name, "order": order})


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people_units_jobs_roles")]
    operations = [migrations.RunPython(add_families, migrations.RunPython.noop)]
