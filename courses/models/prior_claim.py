"""What someone learned elsewhere and asks to have counted: a certificate, or a reflection where there is none."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class PriorClaimQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=PriorClaim.State.WAITING)


class PriorClaim(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        APPROVED = "approved", _("counted")
        DECLINED = "declined", _("not counted")

    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text=_("Made by the page, so a double click is one."))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="prior_claims")
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="+")
    title = models.CharField(_("what it was"), max_length=200)
    learned_on = models.DateField(_("when"))
    text = models.TextField(_("reflection"), blank=True)
    stored_as = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_reason = models.TextField(blank=True)

    objects = PriorClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("prior learning")
        verbose_name_plural = _("prior learning")
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(stored_as=""), name="prior_learning_shows_something"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | ~models.Q(decided_reason=""), name="a_decision_gives_its_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("person")),
                name="nobody_approves_their_own_learning",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.title}"
