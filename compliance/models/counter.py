"""How many stand where, added up beforehand, so that a matrix reads a few rows and not every assignment.

A change writes small rows, +1 and -1; the nightly run adds them up. Nobody waits for a row that many change.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    class Grain(models.TextChoices):
        MONTH = "month", _("by month")
        DAY = "day", _("by day")

    # One index serves all that is asked of the counters.
    unit = models.ForeignKey(
        "people.Unit", models.CASCADE, null=True, blank=True, related_name="+", db_index=False,
        help_text=_("Empty: the whole district, so that its figures are few rows however many units it has."),
    )  # fmt: skip
    requirement = models.ForeignKey("compliance.Requirement", models.CASCADE, related_name="+", db_index=False)
    # Words of `compliance.status`: so many are `state` until the day before `day`, and `then` from it on.
    state = models.CharField(max_length=16)
    then = models.CharField(max_length=16)
    grain = models.CharField(max_length=5, choices=Grain)
    day = models.DateField(help_text=_("By month: the first day of the month in which it lies."))
    n = models.IntegerField()

    class Meta:
        verbose_name = _("counter")
        indexes = [models.Index(fields=["unit", "requirement", "grain", "day"], name="counters_of_a_unit")]

    def __str__(self):
        return f"{self.unit or _('District')}, {self.requirement}: {self.n} {self.state}"
