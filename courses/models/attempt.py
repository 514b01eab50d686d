"""One try at any kind of activity. Rooms above read its state without knowing one another.

`progress` holds what a try needs to resume (parts of a lesson shown); `questions` the questions drawn, in order.
Text that is still being written is a `Draft`, not here.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def assessed(self):
        return self.filter(mode=Attempt.Mode.ASSESSED)


class Attempt(models.Model):
    class Mode(models.TextChoices):
        PRACTICE = "practice", _("practice")
        ASSESSED = "assessed", _("assessed")

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        AWAITING = "awaiting", _("awaiting score")
        RETURNED = "returned", _("returned")
        PASSED = "passed", _("done")
        NOT_PASSED = "not_passed", _("not passed yet")

    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text=_("Made by the page, so a double click is one."))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="attempts")
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, null=True, blank=True, related_name="attempts")
    activity = models.ForeignKey("courses.Activity", models.PROTECT, related_name="attempts")
    version = models.ForeignKey("courses.ActivityVersion", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=Mode)
    locale = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    questions = models.JSONField(default=list, blank=True)
    progress = models.JSONField(default=dict, blank=True)
    # Share of points in hundredths of a percent would be false precision: whole percent, null until known.
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    # When it was last handed back to be written anew: the time to revise counts from here.
    returned_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        ordering = ["person", "activity", "started_at"]
        constraints = [
            # Two tabs must not open two tries at the same thing.
            models.UniqueConstraint(
                fields=["person", "activity", "enrollment"],
                condition=models.Q(state__in=["open", "returned"], mode="assessed"),
                name="at_most_one_open_attempt_in_a_round",
            ),
            models.CheckConstraint(
                condition=models.Q(mode="practice", enrollment__isnull=True)
                | models.Q(mode="assessed", enrollment__isnull=False),
                name="practice_belongs_to_no_round",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "returned"]) | models.Q(handed_in_at__isnull=False),
                name="what_is_not_open_was_handed_in",
            ),
        ]
        indexes = [models.Index(fields=["enrollment", "activity"], name="attempts_of_a_round")]

    def __str__(self):
        return f"{self.person}: {self.version} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


OPEN_STATES = (Attempt.State.OPEN, Attempt.State.RETURNED)


class Answer(models.Model):
    """What was answered to one question of a quiz or survey, and whether it was right. Written when handed in."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question = models.UUIDField(help_text=_("The question's uuid; statistics hang on it."))
    order = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    right = models.BooleanField(null=True, help_text=_("Null: nothing to be right about."))

    class Meta:
        verbose_name = _("answer")
        ordering = ["attempt", "order"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="question_is_answered_once_in_an_attempt"),
        ]

    def __str__(self):
        return f"{self.attempt}: {self.order}"
