"""What could not be worked out, so that nobody has to find it in a log: whose, of what, and what it said."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snag(models.Model):
    """Of one person, or without one of everybody whom it is about. Gone once it is mended."""

    key = models.CharField(max_length=80, unique=True)
    audience = models.ForeignKey("compliance.Audience", models.CASCADE, related_name="+")
    requirement = models.ForeignKey("compliance.Requirement", models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    said = models.CharField(max_length=300)
    noticed_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        verbose_name = _("what could not be worked out")
        ordering = ["noticed_at", "pk"]

    def __str__(self):
        return f"{self.requirement or self.audience}: {self.said}"
