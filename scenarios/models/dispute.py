"""A learner asks, once, that somebody else looks at one criterion, or at one gate. A sentence says why."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Dispute(models.Model):
    """The answer is the score of its task. Asking costs nothing: a level below the one that stands changes nothing."""

    attempt = models.OneToOneField("courses.Attempt", models.PROTECT, related_name="dispute")
    task = models.OneToOneField("scenarios.MarkingTask", models.PROTECT, related_name="dispute")
    criterion = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("The level that stood."))
    gate = models.CharField(max_length=40, blank=True, help_text=_("The gate that was not passed."))
    version = models.ForeignKey(
        "courses.ActivityVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The text that the disputed score was given by, when that was mended after the reply was written."),
    )
    reason = models.TextField(_("why it should be looked at again"))
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("dispute")
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=(~models.Q(criterion="") & models.Q(gate="", level__isnull=False))
                | (models.Q(criterion="", level__isnull=True) & ~models.Q(gate="")),
                name="a_dispute_is_about_one_criterion_or_one_gate",
            ),
        ]

    def __str__(self):
        return f"{self.attempt}: {self.criterion or self.gate}"
