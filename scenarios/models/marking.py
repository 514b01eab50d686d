"""Who scores which reply, and what they gave. Scores are append-only: a later one stands beside an earlier one."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.permissions import mine


class MarkingSlot(models.TextChoices):
    FIRST = "first", _("first score")
    SECOND = "second", _("second score")
    ADJUDICATION = "adjudication", _("adjudication")


class MarkingTaskQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(done_at__isnull=True)

    def takeable(self, person, now: dt.datetime):
        """Waiting, and held by nobody else. Conditions on the row itself alone, since an UPDATE decides by them."""
        nobody_else = models.Q(leased_by=person) | models.Q(lease_until__isnull=True) | models.Q(lease_until__lte=now)
        return self.waiting().filter(nobody_else)

    def open_to(self, person):
        """What this person may score: never a reply of their own, under any of their numbers."""
        return self.exclude(mine(person, "move__attempt__"))


class MarkingTask(models.Model):
    """One score that somebody owes. Opening it takes a lease, so that two markers do not do the same work."""

    move = models.ForeignKey("scenarios.Move", models.PROTECT, related_name="marking")
    slot = models.CharField(max_length=16, choices=MarkingSlot, default=MarkingSlot.FIRST)
    created_at = models.DateTimeField(auto_now_add=True)
    leased_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # Not scored but given back to be written anew, with a sentence that the learner reads.
    handed_back_at = models.DateTimeField(null=True, blank=True)
    handed_back_note = models.TextField(_("why it was handed back"), blank=True)

    objects = MarkingTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply to score")
        verbose_name_plural = _("replies to score")
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["move", "slot"], name="a_reply_is_queued_once_for_a_slot")]
        # The desk asks for what waits, oldest first; what was scored only ever grows.
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(done_at__isnull=True), name="scenarios_replies_waiting"
            )
        ]

    def __str__(self):
        return f"R-{self.pk} ({self.get_slot_display()})"


class Score(models.Model):
    move = models.ForeignKey("scenarios.Move", models.PROTECT, related_name="scores")
    slot = models.CharField(max_length=16, choices=MarkingSlot, default=MarkingSlot.FIRST)
    marker = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    scorer_version = models.CharField(max_length=80, blank=True, help_text=_("Of a score that the machine gave."))
    rubric_version = models.ForeignKey("goals.RubricVersion", models.PROTECT, related_name="+")
    levels = models.JSONField(help_text=_("Level 1-4 by criterion."))
    gates = models.JSONField(default=dict, help_text=_("Passed or not, by gate."))
    passed = models.BooleanField()
    weighted = models.PositiveSmallIntegerField(help_text=_("Weighted mean in hundredths of a level."))
    note = models.TextField(_("one thing to change"), blank=True)
    client_key = models.UUIDField(unique=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("score")
        ordering = ["move", "sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["move", "slot"],
                condition=models.Q(marker__isnull=False),
                name="a_person_scores_a_reply_once_in_a_slot",
            ),
            models.CheckConstraint(
                condition=models.Q(marker__isnull=False) | ~models.Q(scorer_version=""),
                name="a_score_names_who_or_what_gave_it",
            ),
        ]

    def __str__(self):
        return f"{self.move}: {self.weighted / 100:.2f}"
