"""The district itself: what it is called, whose zone its dates are in, when it is closed. And every change of that."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class DistrictProfile(models.Model):
    """One row, or none: then the installer's settings stand. Read it through `people.district.district()`."""

    name = models.CharField(_("name"), max_length=120)
    help = models.CharField(_("help line"), max_length=200, blank=True)
    signer = models.CharField(_("who signs certificates"), max_length=120)
    zone = models.CharField(_("time zone"), max_length=64)
    pay_starts_on = models.DateField(_("first day of a pay period"), default=dt.date(2026, 1, 5))
    pay_days = models.PositiveSmallIntegerField(
        _("days in a pay period"), default=14, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("district profile")
        constraints = [
            # A second row would be a second truth.
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_district_profile"),
        ]

    def __str__(self):
        return self.name


class HolidayQuerySet(models.QuerySet):
    def within(self, first: dt.date, last: dt.date):
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Holiday(models.Model):
    """Days on which the district is closed: no reminders, and no response clock runs."""

    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="holiday_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["name", "starts_on"], name="holiday_is_entered_once"),
        ]

    def __str__(self):
        return self.name


class DistrictChange(models.Model):
    """Who changed what about the district, from what to what. Append-only."""

    class About(models.TextChoices):
        PROFILE = "profile", _("Profile")
        HOLIDAY = "holiday", _("Holiday")
        CALENDAR = "calendar", _("Duty calendar")
        WORD = "word", _("Word")

    about = models.CharField(max_length=12, choices=About)
    what = models.CharField(_("what"), max_length=120)
    old = models.CharField(_("before"), max_length=300, blank=True)
    new = models.CharField(_("after"), max_length=300, blank=True)
    changed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of the district")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self.what}: {self.old} / {self.new}"
