"""A learner asks, once, that somebody else looks at one criterion. A sentence says why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dispute(models.Model):
    """The answer is the score of its task. Asking costs nothing: a level below the one that stands changes nothing."""

    attempt = models.OneToOneField("courses.Attempt", models.PROTECT, related_name="dispute")
    task = models.OneToOneField("scenarios.MarkingTask", models.PROTECT, related_name="dispute")
    criterion = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(help_text=_("The level that stood."))
    reason = models.TextField(_("why it should be looked at again"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dispute")
        ordering = ["made_at"]

    def __str__(self):
        return f"{self.attempt}: {self.criterion}"
