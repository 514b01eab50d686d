"""Comments on words of a reply, and those that a marker keeps to use again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0008_scored_twice"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="score",
            name="comments",
            field=models.JSONField(blank=True, default=list, verbose_name="comments on words of the reply"),
        ),
        migrations.CreateModel(
            name="SavedComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="comment")),
                ("shared", models.BooleanField(default=False, verbose_name="shared with the other markers")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved comment",
                "verbose_name_plural": "saved comments",
                "ordering": ["shared", "text"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "text"), name="a_comment_is_kept_once_by_a_person")
                ],
            },
        ),
    ]
