"""Where people work. A unit's parent never changes: a reorganization closes a unit and opens another."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitQuerySet(models.QuerySet):
    def open(self, on: dt.date):
        return self.filter(models.Q(closed_on__isnull=True) | models.Q(closed_on__gt=on))


class Unit(models.Model):
    class Kind(models.TextChoices):
        DISTRICT = "district", _("district")
        SCHOOL = "school", _("school")
        DEPARTMENT = "department", _("department")

    class Setting(models.TextChoices):
        """Swaps the examples in a course, never the outcome or the rubric."""

        ELEMENTARY = "elementary", _("elementary school")
        SECONDARY = "secondary", _("middle or high school")
        DEPOT = "depot", _("bus depot")
        KITCHEN = "kitchen", _("kitchen")
        CENTRAL = "central", _("central office")

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.SCHOOL)
    setting = models.CharField(_("setting"), max_length=16, choices=Setting, default=Setting.CENTRAL)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="unit_is_not_its_own_parent",
            ),
        ]

    def __str__(self):
        return self.name
