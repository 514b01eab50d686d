"""Replies scored again after the rubric or the fact sheet was mended. Earlier scores stay beside the new ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rescore(models.Model):
    """One change, and the new text that replies to earlier ones are looked at by."""

    version = models.OneToOneField("courses.ActivityVersion", models.PROTECT, related_name="+")
    reason = models.TextField(_("what was mended"))
    actor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("scored again")
        verbose_name_plural = _("scored again")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.version}: {self.reason}"


class Yes(models.Model):
    """A person agreed that a score given again may lower what stood. Without such a row it changes nothing."""

    score = models.OneToOneField("scenarios.Score", models.PROTECT, related_name="agreed")
    actor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.TextField(_("why"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("yes to a lower score")
        verbose_name_plural = _("yeses to lower scores")

    def __str__(self):
        return f"{self.score}"
