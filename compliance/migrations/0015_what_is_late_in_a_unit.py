"""The longest late of one unit are found without reading all that its people were ever asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0014_words_of_what_is_asked_no_longer")]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["unit", "overdue_from", "id"],
                condition=models.Q(
                    ("awaiting_since__isnull", True),
                    ("closed_on__isnull", True),
                    ("completed_on__isnull", True),
                    ("current", True),
                    ("waived_on__isnull", True),
                ),
                name="late_assignments_of_a_unit",
            ),
        ),
    ]
