"""Something is wrong here, says a learner. It reaches the trainers and stays on their list until someone answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProblemReport(models.Model):
    client_key = models.UUIDField(unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    activity = models.ForeignKey("courses.Activity", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey("courses.ActivityVersion", models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("where"), max_length=255)
    text = models.TextField(_("what is wrong"))
    reported_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("answer to the person"), blank=True)

    class Meta:
        verbose_name = _("problem report")
        ordering = ["settled_at", "-reported_at"]

    def __str__(self):
        return f"{self.place}: {self.text[:60]}"
