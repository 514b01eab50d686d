"""A supervisor, or human resources, asks someone to take a course or to practice something, and says why.

The person reads the reason. It is answered by doing it, or put away by the person; nothing about it is scored.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither put away nor withdrawn; and the course's round, if there is one, is still open."""
        return self.filter(
            models.Q(enrollment__isnull=True) | models.Q(enrollment__completed_at=None, enrollment__closed_at=None),
            put_away_at__isnull=True,
            withdrawn_at__isnull=True,
        )


class Referral(models.Model):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="referrals")
    course = models.ForeignKey("courses.Course", models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey("courses.Activity", models.PROTECT, null=True, blank=True, related_name="+")
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("why"))
    referred_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    made_at = models.DateTimeField(auto_now_add=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(course__isnull=False, activity__isnull=True)
                | models.Q(course__isnull=True, activity__isnull=False),
                name="a_referral_is_to_a_course_or_to_a_practice",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_referral_gives_its_reason"),
        ]

    def __str__(self):
        return f"{self.person}: {self.course or self.activity}"
