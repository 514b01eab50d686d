"""A reader of a report may be taken off by its owner, and the page says by whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0011_saved_views_and_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("reportreader", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            model_name="reportreader",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who took the reader off. Empty: the reader wants it no more.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="reportreader",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_by__isnull", True), ("ended_at__isnull", False), _connector="OR"),
                name="a_reader_is_taken_off_at_a_time",
            ),
        ),
    ]
