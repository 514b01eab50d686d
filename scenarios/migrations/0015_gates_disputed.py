"""A gate that was not passed can be disputed as a criterion can: it is the harshest outcome."""

from django.db import migrations, models

SLOTS = [
    ("first", "first score"),
    ("second", "second score"),
    ("adjudication", "adjudication"),
    ("dispute", "disputed point"),
    ("again", "looked at again"),
]


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0014_when_a_page_is_reviewed")]

    operations = [
        *(
            migrations.AlterField(model, "slot", models.CharField(choices=SLOTS, default="first", max_length=16))
            for model in ("markingtask", "score")
        ),
        migrations.AddField(
            "dispute",
            "gate",
            models.CharField(blank=True, default="", max_length=40, help_text="The gate that was not passed."),
            preserve_default=False,
        ),
        migrations.AlterField("dispute", "criterion", models.CharField(blank=True, max_length=20)),
        migrations.AlterField(
            "dispute",
            "level",
            models.PositiveSmallIntegerField(blank=True, help_text="The level that stood.", null=True),
        ),
        migrations.AddConstraint(
            "dispute",
            models.CheckConstraint(
                condition=(~models.Q(criterion="") & models.Q(gate="", level__isnull=False))
                | (models.Q(criterion="", level__isnull=True) & ~models.Q(gate="")),
                name="a_dispute_is_about_one_criterion_or_one_gate",
            ),
        ),
    ]
