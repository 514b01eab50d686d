"""How the district says it serves: "answer by the third ring". Lessons quote a version, editions keep that one."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standard(models.Model):
    slug = models.SlugField(unique=True)
    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("As staff name it, for example P-1."))
    title = models.CharField(_("title"), max_length=160)

    class Meta:
        verbose_name = _("service standard")
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def newest_text(self) -> str:
        """For lists; prefetch `versions`, which come newest first."""
        return next((version.text for version in self.versions.all()), "")


class StandardVersionQuerySet(models.QuerySet):
    def in_force(self, on: dt.date):
        return self.filter(effective_from__lte=on).order_by("standard", "-number")


class StandardVersion(models.Model):
    class Clock(models.TextChoices):
        NONE = "none", _("no clock")
        BUSINESS = "business", _("business hours")
        SCHOOL = "school", _("school days")
        CALENDAR = "calendar", _("any hour")

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("text"), help_text=_("One or two sentences, as staff and families read them."))
    channel = models.CharField(_("channel"), max_length=16, blank=True)
    amount = models.PositiveIntegerField(_("amount"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=16, blank=True, help_text=_("rings, seconds, business days …"))
    clock = models.CharField(_("clock"), max_length=12, choices=Clock, default=Clock.NONE)
    target_percent = models.PositiveSmallIntegerField(_("target, percent"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"))
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = StandardVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard, version")
        ordering = ["standard", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="standard_version_number_is_used_once"),
        ]

    def __str__(self):
        return f"{self.standard.code}, version {self.number}"
