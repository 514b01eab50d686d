"""A supervisor saves views of My people: theirs alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0012_who_took_a_reader_off")]

    operations = [
        migrations.AlterField(
            model_name="savedview",
            name="page",
            field=models.CharField(
                choices=[("matrix", "units by requirement"), ("list", "people"), ("led", "my people")], max_length=8
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=models.Q(("page", "led"), ("shared", True), _negated=True),
                name="a_view_of_ones_people_is_ones_own",
            ),
        ),
    ]
