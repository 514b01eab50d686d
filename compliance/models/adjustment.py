"""What was allowed to one person: a waiver, an extension, a hold; and leave. Never evidence, never a certificate.

Rows are kept as written; a wrong one is answered by a row that voids it.
"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class StandingQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(voids__isnull=True, voided_by__isnull=True)


class ExtensionRequestQuerySet(models.QuerySet):
    def asked(self):
        """Not decided yet."""
        return self.filter(state="asked")

    def waiting(self):
        """Of those, what somebody has to answer: see `ExtensionRequest.waits`."""
        undone = {f"assignment__{name}__isnull": True for name in ("completed_on", "waived_on", "closed_on")}
        return self.asked().filter(assignment__current=True, assignment__due_on__lt=models.F("until"), **undone)


class ExtensionRequest(models.Model):
    """A learner asks for more time; the supervisor grants it or says why not."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("not granted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    key = models.UUIDField(unique=True, help_text=_("Made by the page, so a double click is one."))
    assignment = models.ForeignKey("compliance.Assignment", models.PROTECT, related_name="extension_requests")
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateField(_("new due date"))
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an extension")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(state="asked"),
                name="one_open_request_for_an_extension",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_request_for_an_extension_says_why"),
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (~models.Q(state="asked") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decided_request_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(answer=""), name="a_refused_request_is_answered"
            ),
        ]

    def __str__(self):
        return f"{self.assignment}: {self.until}"

    @property
    def waits(self) -> bool:
        """Not decided, and there is something to decide: the work is open and due before the day that is asked for."""
        row = self.assignment
        is_open = row.current and not row.closed_on and not row.is_settled()
        return self.state == self.State.ASKED and is_open and row.due_on < self.until


class Adjustment(models.Model):
    class Kind(models.TextChoices):
        WAIVER = "waiver", _("waiver")
        EXTENSION = "extension", _("extension")
        HOLD = "hold", _("hold")

    assignment = models.ForeignKey("compliance.Assignment", models.PROTECT, related_name="adjustments")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField(_("from"), help_text=_("The day from which it holds."))
    # The new due date of an extension; the last day that a waiver covers; the day on which a hold ends.
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    approver = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    request = models.OneToOneField(ExtensionRequest, models.PROTECT, null=True, blank=True, related_name="adjustment")
    recorded_at = models.DateTimeField()
    key = models.UUIDField(
        null=True, blank=True, unique=True, help_text=_("Made by the page, so a double click is one.")
    )
    voids = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="voided_by")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("adjustment")
        ordering = ["assignment", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_adjustment_says_why"),
            models.CheckConstraint(
                condition=~models.Q(kind="extension") | models.Q(until__isnull=False),
                name="an_extension_names_its_new_due_date",
            ),
        ]

    def __str__(self):
        return f"{self.assignment}: {self.get_kind_display()}"


class LeaveQuerySet(models.QuerySet):
    def standing(self, on: dt.date, show: str):
        """What counts, by where it stands that day: away, coming or back."""
        rows = self.filter(voided_by__isnull=True, cancels=False)
        if show == "coming":
            return rows.filter(starts_on__gt=on).order_by("starts_on", "pk")
        if show == "back":
            return rows.filter(back_on__lte=on).order_by("-back_on", "-pk")
        away = rows.filter(starts_on__lte=on).exclude(back_on__lte=on)
        return away.order_by(models.F("back_on").asc(nulls_last=True), "pk")


class Leave(models.Model):
    """Away from work, from the first day up to the day of return. Holds every assignment of the person."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="leaves")
    starts_on = models.DateField(_("first day of leave"))
    back_on = models.DateField(_("day of return"), null=True, blank=True, help_text=_("Empty while it is not known."))
    reason = models.CharField(_("reason"), max_length=200, help_text=_("Such as: family leave. No medical detail."))
    approver = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    voids = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="voided_by")
    # A void that puts something else in the place of the row, such as a day of return, counts itself.
    cancels = models.BooleanField(default=False, help_text=_("Takes the voided row back and counts for nothing."))

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leave")
        ordering = ["person", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="leave_says_why"),
            models.CheckConstraint(
                condition=models.Q(back_on__isnull=True) | models.Q(back_on__gt=models.F("starts_on")),
                name="leave_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(cancels=False) | models.Q(voids__isnull=False), name="a_cancelling_row_names_which"
            ),
        ]

    def __str__(self):
        return f"{self.person}, from {self.starts_on}"
