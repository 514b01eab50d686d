"""What the district promised: a plan of some years, its goal areas, their objectives.

Measures, targets and observations come with the service figures; courses name objectives, objectives name no course.
"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class PlanQuerySet(models.QuerySet):
    def current(self, on: dt.date):
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Plan(models.Model):
    name = models.CharField(_("name"), max_length=160)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategic plan")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="plan_ends_after_start"),
        ]

    def __str__(self):
        return self.name


class GoalArea(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160)

    class Meta:
        verbose_name = _("goal area")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="goal_area_number_is_used_once_in_a_plan"),
        ]

    def __str__(self):
        return gettext("Goal %(number)s: %(title)s") % {"number": self.number, "title": self.title}


class Objective(models.Model):
    area = models.ForeignKey(GoalArea, models.PROTECT, related_name="objectives")
    number = models.CharField(_("number"), max_length=12, help_text=_("As printed in the plan, for example 3.2."))
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("objective")
        ordering = ["area", "number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="objective_number_is_used_once_in_an_area"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"
