from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0003_scenario_pages")]

    operations = [
        migrations.AddIndex(
            model_name="markingtask",
            index=models.Index(
                fields=["created_at"], condition=models.Q(("done_at__isnull", True)), name="scenarios_replies_waiting"
            ),
        ),
    ]
