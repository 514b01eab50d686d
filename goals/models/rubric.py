"""What a reply is scored by. A version is written once: a score keeps meaning what it meant when it was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rubric(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("rubric")
        ordering = ["name"]

    def __str__(self):
        return self.name


class RubricVersion(models.Model):
    """`definition`: {"criteria": [{"key", "name", "question", "levels": {"1": {"name", "descriptor"}}}], "weights"}."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("rubric version")
        ordering = ["rubric", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_number_is_used_once"),
            models.UniqueConstraint(fields=["rubric", "digest"], name="same_rubric_text_is_the_same_version"),
        ]

    def __str__(self):
        return f"{self.rubric}, version {self.number}"
