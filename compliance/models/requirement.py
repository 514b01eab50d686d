"""What is asked, of whom, and by when. The terms are dated and written once: a change is the next row, and what was
assigned before keeps the terms it was assigned under.
"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequirementQuerySet(models.QuerySet):
    def in_force(self, on: dt.date):
        return self.filter(models.Q(retired_on__isnull=True) | models.Q(retired_on__gt=on))


class Requirement(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    why = models.CharField(_("why it is asked"), max_length=300, help_text=_("One sentence that the learner reads."))
    audience = models.ForeignKey("compliance.Audience", models.PROTECT, related_name="requirements")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(
        _("retired on"), null=True, blank=True, help_text=_("From this day on nobody is asked any more.")
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="a_requirement_says_why"),
        ]

    def __str__(self):
        return self.name


class TermsQuerySet(models.QuerySet):
    def in_force(self, on: dt.date):
        """Newest first: the first of them holds on that day. Of two that start together, the later written one."""
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-pk")


class Terms(models.Model):
    """The courses and the cadence rule of cycles that are assigned from `starts_on` on (docs/features/cadence.md)."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="terms")
    starts_on = models.DateField(_("from"))
    rule = models.JSONField(help_text=_("As docs/features/cadence.md describes it."))
    needed = models.PositiveSmallIntegerField(
        _("how many of the courses"), null=True, blank=True, help_text=_("Empty: all of them.")
    )
    courses = models.ManyToManyField("courses.Course", through="compliance.TermsCourse", related_name="+")
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms")
        verbose_name_plural = _("terms")
        ordering = ["requirement", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needed__isnull=True) | models.Q(needed__gte=1), name="terms_need_at_least_one_course"
            ),
        ]

    def __str__(self):
        return f"{self.requirement}, from {self.starts_on}"


class TermsCourse(models.Model):
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="asked")
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="asked_by")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("course asked for")
        ordering = ["terms", "order"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "course"], name="terms_ask_for_a_course_once"),
        ]

    def __str__(self):
        return f"{self.terms}: {self.course}"
