"""Whom a requirement is for: a named group and its rules, each dated and written once (`compliance.audience`)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("audience")
        ordering = ["name"]

    def __str__(self):
        return self.name


class AudienceRuleQuerySet(models.QuerySet):
    def in_force(self, on: dt.date):
        """Newest first: the first of them holds on that day. Of two that start together, the later written one."""
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-pk")


class AudienceRule(models.Model):
    """What the audience asks of a job from a day on. A change is the next row."""

    audience = models.ForeignKey(Audience, models.PROTECT, related_name="rules")
    starts_on = models.DateField(_("from"))
    # {"any": […]}, {"all": […], "except": …}: docs/features/compliance.md
    definition = models.JSONField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AudienceRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("audience rule")
        ordering = ["audience", "starts_on", "pk"]

    def __str__(self):
        return f"{self.audience}, from {self.starts_on}"
