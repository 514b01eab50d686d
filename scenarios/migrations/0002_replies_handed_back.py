from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0001_moves_and_scores")]

    operations = [
        migrations.AddField(
            model_name="markingtask",
            name="handed_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="markingtask",
            name="handed_back_note",
            field=models.TextField(blank=True, verbose_name="why it was handed back"),
        ),
    ]
