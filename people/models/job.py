"""Who did which work, where, for whom, and when: dated spans, [from, to), several at once, one of them primary."""

import datetime as dt

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobFamily(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("job family")
        verbose_name_plural = _("job families")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class Level(models.TextChoices):
    NEW = "new", _("new (first 90 days)")
    EXPERIENCED = "experienced", _("experienced")
    SUPERVISOR = "supervisor", _("supervisor")
    LEADER = "leader", _("leader")


class DutyCalendar(models.Model):
    """The hours in which someone is on paid duty; reminders keep inside them."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    starts_at = models.TimeField(_("day starts"), default=dt.time(7, 0))
    ends_at = models.TimeField(_("day ends"), default=dt.time(15, 30))
    weekdays = models.CharField(
        _("weekdays"),
        max_length=7,
        default="12345",
        help_text=_("1 is Monday, 7 is Sunday: 12345 is Monday to Friday."),
    )
    minutes_a_day = models.PositiveSmallIntegerField(default=480, validators=[MinValueValidator(1)])
    paid_time_only = models.BooleanField(
        _("learning in paid time only"),
        default=False,
        help_text=_("For hourly staff: reminders keep inside these hours, and the minutes are listed for payroll."),
    )

    class Meta:
        verbose_name = _("duty calendar")
        ordering = ["name"]

    def __str__(self):
        return self.name


class JobQuerySet(models.QuerySet):
    def held(self, on: dt.date):
        """Jobs whose span [from, to) holds that date."""
        return self.filter(models.Q(starts_on__lte=on), models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=on))

    def held_or_ahead(self, on: dt.date):
        """Those, and the ones that have not begun."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=on))

    def primary(self, on: dt.date):
        return self.held(on).filter(primary=True)


class Job(models.Model):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="jobs")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="jobs")
    family = models.ForeignKey("people.JobFamily", models.PROTECT, related_name="+")
    title = models.CharField(_("job title"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=16, choices=Level, default=Level.EXPERIENCED)
    supervisor = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="supervised_jobs"
    )
    duty_calendar = models.ForeignKey("people.DutyCalendar", models.PROTECT, null=True, blank=True, related_name="+")
    primary = models.BooleanField(_("primary job"), default=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The first day that no longer counts."))

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        ordering = ["person", "-primary", "starts_on"]
        constraints = [
            # Not >=: a job that was entered and corrected on one day would otherwise leave an empty span behind.
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="job_ends_after_it_starts",
            ),
            # Two open primary jobs would count one person in two units.
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(primary=True, ends_on__isnull=True),
                name="person_has_one_open_primary_job",
            ),
            models.CheckConstraint(
                condition=models.Q(supervisor__isnull=True) | ~models.Q(supervisor=models.F("person")),
                name="nobody_supervises_themselves",
            ),
        ]

    def __str__(self):
        return f"{self.title or self.family} at {self.unit}"

    @property
    def last_day(self) -> dt.date | None:
        """The day people would name; `ends_on` is the first one that no longer counts."""
        return self.ends_on - dt.timedelta(days=1) if self.ends_on else None
