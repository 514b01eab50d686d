"""The first weeks of new people, step by step: requirements of one group in their order.

A ladder asks for nothing itself. Each rung is an ordinary requirement, so dates, letters, why and audit know no ladder.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LadderQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_on__isnull=True)


class Ladder(models.Model):
    class Counts(models.TextChoices):
        HIRE = "hire", _("the day of hire")
        JOB_START = "job_start", _("the start in the job")

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    audience = models.ForeignKey("compliance.Audience", models.PROTECT, related_name="ladders")
    counts_from = models.CharField(_("counted from"), max_length=10, choices=Counts, default=Counts.HIRE)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = LadderQuerySet.as_manager()

    class Meta:
        verbose_name = _("ladder")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Rung(models.Model):
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="rungs")
    order = models.PositiveSmallIntegerField()
    requirement = models.OneToOneField("compliance.Requirement", models.PROTECT, related_name="rung")

    class Meta:
        verbose_name = _("step of a ladder")
        ordering = ["ladder", "order"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "order"], name="a_ladder_has_each_step_once"),
        ]

    def __str__(self):
        return f"{self.ladder}, {self.order}: {self.requirement}"
