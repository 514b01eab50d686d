"""Who may mark, since when and why. Rows are only ever added: the newest of its kind counts."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AdmissionQuerySet(models.QuerySet):
    def in_force(self, on: dt.date):
        return self.filter(starts_on__lte=on, ends_on__gt=on)

    def to_mark(self):
        return self.exclude(kind=Admission.Kind.OUTSIDER)

    def outsiders(self):
        return self.filter(kind=Admission.Kind.OUTSIDER)


class Admission(models.Model):
    """A person may mark from a day until another, because they calibrated or because an administrator says why.

    The outsider answers disputes where nobody else is new to a reply.
    """

    class Kind(models.TextChoices):
        CALIBRATED = "calibrated", _("calibrated")
        PROVISIONAL = "provisional", _("admitted provisionally")
        OUTSIDER = "outsider", _("named outsider")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="admissions")
    kind = models.CharField(max_length=12, choices=Kind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), help_text=_("The first day that no longer counts."))
    reason = models.TextField(_("why"), blank=True)
    calibration = models.OneToOneField("scenarios.Calibration", models.PROTECT, null=True, blank=True)
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("admission of a marker")
        verbose_name_plural = _("admissions of markers")
        ordering = ["person", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="admission_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="calibrated", calibration__isnull=False)
                | (~models.Q(kind="calibrated") & ~models.Q(reason="")),
                name="an_admission_rests_on_a_calibration_or_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def last_day(self) -> dt.date:
        return self.ends_on - dt.timedelta(days=1)

    @property
    def ends_soon(self) -> bool:
        return self.ends_soon_on(timezone.localdate())

    def ends_soon_on(self, on: dt.date) -> bool:
        """In the last thirty days, while there is time for ten samples."""
        return self.last_day - on < dt.timedelta(days=30)


class Calibration(models.Model):
    """One marker's way through ten replies whose levels are known. It never touches a live score."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="calibrations")
    # [{"version": pk, "name": key of the sample}], in order.
    pack = models.JSONField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    passed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("calibration")
        ordering = ["person", "started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(finished_at__isnull=True), name="one_open_calibration_a_person"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.started_at:%Y-%m-%d}"


class CalibrationScore(models.Model):
    """What a marker gave one of the ten, before they saw what was known of it."""

    calibration = models.ForeignKey(Calibration, models.PROTECT, related_name="scores")
    number = models.PositiveSmallIntegerField()
    levels = models.JSONField()
    gates = models.JSONField(default=dict)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("score of a calibration")
        ordering = ["calibration", "number"]
        constraints = [
            models.UniqueConstraint(fields=["calibration", "number"], name="a_sample_is_scored_once_in_a_calibration"),
        ]

    def __str__(self):
        return f"{self.calibration}: {self.number}"
