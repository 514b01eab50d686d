"""Trainers may write. The rights themselves are listed in `courses/trainers.py`, which may run again at any time."""

from django.db import migrations

from courses.trainers import grant_trainers


def grant(apps, schema_editor):
    grant_trainers(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_pages_and_question_bank"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    # Backwards leaves the rights: the group may have been given more since.
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
