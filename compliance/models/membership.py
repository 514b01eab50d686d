"""Who was in an audience, from when to when, by which job. Kept as spans [from, to), so that rules act on what is so,
not on the moment of joining. What was asked of someone rests on these rows: they are closed or voided, never rewritten.
"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class MembershipQuerySet(models.QuerySet):
    def standing(self):
        """Not found wrong later."""
        return self.filter(voided_at__isnull=True)

    def open(self):
        return self.standing().filter(ends_on__isnull=True)

    def held(self, on: dt.date):
        return self.standing().filter(
            models.Q(starts_on__lte=on), models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=on)
        )


class Membership(models.Model):
    class Out(models.TextChoices):
        JOB = "job", _("no longer in a job that the rule is for")
        RULE = "rule", _("the rule of the audience was changed")
        LEFT = "left", _("left the district")
        MERGED = "merged", _("the record was merged into another")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="memberships")
    audience = models.ForeignKey("compliance.Audience", models.PROTECT, related_name="memberships")
    rule = models.ForeignKey("compliance.AudienceRule", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("from"))
    # Who was found later than the span began is assigned on the day of finding: nobody is late on the first day.
    known_on = models.DateField()
    reason_in = models.TextField(help_text=_("The rule in words, as it was met."))
    job_title = models.CharField(max_length=255, blank=True)
    # What due dates are counted from, as it stood: a later correction of the roster moves no date.
    hired_on = models.DateField(null=True, blank=True)
    job_started_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The first day that no longer counts."))
    reason_out = models.CharField(max_length=8, choices=Out, blank=True)
    end_recorded_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        ordering = ["person", "audience", "starts_on", "pk"]
        constraints = [
            # Two refreshes at once would otherwise assign everything twice.
            models.UniqueConstraint(
                fields=["person", "audience"],
                condition=models.Q(ends_on__isnull=True, voided_at__isnull=True),
                name="one_open_membership_of_an_audience",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True, end_recorded_at__isnull=True, reason_out="")
                | (models.Q(ends_on__isnull=False, end_recorded_at__isnull=False) & ~models.Q(reason_out="")),
                name="a_membership_that_ended_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(voided_at__isnull=True) | ~models.Q(void_reason=""),
                name="a_voided_membership_says_why",
            ),
        ]
        indexes = [models.Index(fields=["audience", "person"], name="members_of_an_audience")]

    def __str__(self):
        return f"{self.person} in {self.audience}, from {self.starts_on}"

    @property
    def assigned_on(self) -> dt.date:
        return max(self.starts_on, self.known_on)


class MembershipUnit(models.Model):
    """Which unit answers for this member, from a day on: that of the job that matched. The latest row holds."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="units")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    job_title = models.CharField(max_length=255, blank=True)
    from_on = models.DateField(_("from"))
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("responsible unit")
        ordering = ["membership", "from_on", "pk"]

    def __str__(self):
        return f"{self.membership}: {self.unit}, from {self.from_on}"
