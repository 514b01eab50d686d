"""The queue is read by age, with a head start for what is at risk."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0005_whole_conversations")]

    operations = [
        migrations.RemoveIndex(model_name="markingtask", name="scenarios_replies_waiting"),
        migrations.AddField(
            model_name="markingtask",
            name="rank_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddIndex(
            model_name="markingtask",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)), fields=["rank_at"], name="scenarios_replies_in_turn"
            ),
        ),
    ]
