"""When something was written, asked or sent is what the action says: a history that is told again keeps its order."""

import django.utils.timezone
from django.db import migrations, models

MOMENTS = (("move", "made_at"), ("markingtask", "created_at"), ("score", "sent_at"), ("dispute", "made_at"))


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0016_nobody_to_score")]

    operations = [
        migrations.AlterField(model, name, models.DateTimeField(default=django.utils.timezone.now))
        for model, name in MOMENTS
    ]
