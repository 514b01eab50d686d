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


class Skipped(models.Model):
    """A reply that could not be looked at by the mended text, with a sentence why. Its score stays as it is."""

    rescore = models.ForeignKey(Rescore, models.PROTECT, related_name="skipped")
    move = models.ForeignKey("scenarios.Move", models.PROTECT, related_name="+")
    reason = models.TextField(_("why"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reply that was not looked at again")
        verbose_name_plural = _("replies that were not looked at again")
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(fields=["rescore", "move"], name="a_reply_is_skipped_once_for_a_change"),
        ]

    def __str__(self):
        return f"{self.move}: {self.reason}"


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


class Kept(models.Model):
    """A person decided that what stood stays, and the lower score that was given again changes nothing."""

    score = models.OneToOneField("scenarios.Score", models.PROTECT, related_name="kept")
    actor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("score left as it is")
        verbose_name_plural = _("scores left as they are")

    def __str__(self):
        return f"{self.score}"
