"""Who scores which reply, and what they gave. Scores are append-only: a later one stands beside an earlier one."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.permissions import mine
from people.permissions import same_person


class MarkingSlot(models.TextChoices):
    FIRST = "first", _("first score")
    SECOND = "second", _("second score")
    ADJUDICATION = "adjudication", _("adjudication")
    DISPUTE = "dispute", _("disputed point")
    AGAIN = "again", _("looked at again")


# One score a reply in each of these; it is looked at again as often as a text was mended.
ONCE = (MarkingSlot.FIRST, MarkingSlot.SECOND, MarkingSlot.ADJUDICATION, MarkingSlot.DISPUTE)
# Seen by someone who has not scored this reply yet.
NEW_EYES = (MarkingSlot.SECOND, MarkingSlot.ADJUDICATION, MarkingSlot.DISPUTE)


class MarkingTaskQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(done_at__isnull=True)

    def in_turn(self):
        """What is read first stands first."""
        return self.order_by("rank_at", "pk")

    def takeable(self, person, now: dt.datetime):
        """Waiting, and held by nobody else. Conditions on the row itself alone, since an UPDATE decides by them."""
        nobody_else = models.Q(leased_by=person) | models.Q(lease_until__isnull=True) | models.Q(lease_until__lte=now)
        return self.waiting().filter(nobody_else)

    def open_to(self, person):
        """What this person may score: never a reply of their own, under any of their numbers."""
        return self.exclude(mine(person, "move__attempt__"))

    def new_to(self, person):
        """Without second looks at replies that this person has scored already, under any of their numbers."""
        scored = Score.objects.filter(marker__in=same_person(person), move=models.OuterRef("move"))
        return self.exclude(models.Q(slot__in=NEW_EYES) & models.Exists(scored))


class MarkingTask(models.Model):
    """One score that somebody owes. Opening it takes a lease, so that two markers do not do the same work."""

    class Why(models.TextChoices):
        """Why it is owed beyond a first score."""

        RANDOM = "random", _("in the random share")
        GATE = "gate", _("a gate is in doubt")
        CLOSE = "close", _("one level would turn it")
        DIFFER = "differ", _("two scores differ")
        DISPUTED = "disputed", _("disputed by its writer")
        MENDED = "mended", _("the rubric or the fact sheet was mended")

    move = models.ForeignKey("scenarios.Move", models.PROTECT, related_name="marking")
    slot = models.CharField(max_length=16, choices=MarkingSlot, default=MarkingSlot.FIRST)
    reason = models.CharField(max_length=12, choices=Why, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    # When it was handed in, with a head start for what is at risk (`fair.urgency`).
    rank_at = models.DateTimeField(default=timezone.now)
    # When whoever holds it opened it: how long a score takes is measured from here.
    opened_at = models.DateTimeField(null=True, blank=True)
    rescore = models.ForeignKey("scenarios.Rescore", models.PROTECT, null=True, blank=True, related_name="tasks")
    leased_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # Since when nobody is there to give it. A second score that lapsed for that reason is done and has no score.
    nobody_since = models.DateTimeField(null=True, blank=True)
    # Not scored but given back to be written anew, with a sentence that the learner reads.
    handed_back_at = models.DateTimeField(null=True, blank=True)
    handed_back_note = models.TextField(_("why it was handed back"), blank=True)

    objects = MarkingTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply to score")
        verbose_name_plural = _("replies to score")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["move", "slot"], condition=models.Q(slot__in=ONCE), name="a_reply_is_queued_once_for_a_slot"
            ),
            models.UniqueConstraint(fields=["move", "rescore"], name="a_reply_is_looked_at_again_once_for_a_change"),
            models.CheckConstraint(
                condition=models.Q(slot="again", rescore__isnull=False)
                | (~models.Q(slot="again") & models.Q(rescore__isnull=True)),
                name="a_reply_is_looked_at_again_for_a_change",
            ),
        ]
        # The desk asks for what waits, in turn; what was scored only ever grows.
        indexes = [
            models.Index(fields=["rank_at"], condition=models.Q(done_at__isnull=True), name="scenarios_replies_in_turn")
        ]

    def __str__(self):
        return f"R-{self.pk} ({self.get_slot_display()})"


class Score(models.Model):
    """`passed` and `weighted` are those of this reply by itself. A dispute's holds its one criterion or gate alone."""

    task = models.ForeignKey(MarkingTask, models.PROTECT, null=True, blank=True, related_name="scores")
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
    # [{"start", "end", "text"}]: character offsets into the reply as it was written.
    comments = models.JSONField(_("comments on words of the reply"), default=list, blank=True)
    alone = models.BooleanField(default=False, help_text=_("No second marker was there: scored by one person."))
    seconds = models.PositiveIntegerField(null=True, blank=True, help_text=_("From opening the reply to sending."))
    version = models.ForeignKey(
        "courses.ActivityVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The text it was scored by, when that was mended after the reply was written."),
    )
    # Of a score that the machine gave: facts, reasons and marks, as scenarios.scoring's Result.as_dict() has them.
    found = models.JSONField(_("what the machine found"), default=dict, blank=True)
    client_key = models.UUIDField(unique=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("score")
        ordering = ["move", "sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["move", "slot"],
                condition=models.Q(marker__isnull=False, slot__in=ONCE),
                name="a_person_scores_a_reply_once_in_a_slot",
            ),
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(task__isnull=False), name="what_was_owed_is_scored_once"
            ),
            models.UniqueConstraint(
                fields=["move", "version", "scorer_version"],
                condition=models.Q(marker__isnull=True),
                name="a_machine_scores_a_reply_once_by_a_text",
            ),
            models.CheckConstraint(
                condition=models.Q(marker__isnull=False) | ~models.Q(scorer_version=""),
                name="a_score_names_who_or_what_gave_it",
            ),
        ]

    def __str__(self):
        return f"{self.move}: {self.weighted / 100:.2f}"
