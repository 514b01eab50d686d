"""When evidence was written down is said by whoever writes it, so that one load is one moment. No column changes."""

from django.db import migrations, models

import courses.models.evidence


class Migration(migrations.Migration):
    dependencies = [("courses", "0025_bulk_releases")]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="recorded_at",
            field=models.DateTimeField(default=courses.models.evidence.now, editable=False),
        ),
    ]
