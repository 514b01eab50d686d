"""One course counts for another: said by human resources, with a reason, for completions between two days."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class EquivalencyQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at__isnull=True)


class Equivalency(models.Model):
    course = models.ForeignKey(
        "courses.Course", models.PROTECT, related_name="+", verbose_name=_("who did this course")
    )
    counts_for = models.ForeignKey("courses.Course", models.PROTECT, related_name="+", verbose_name=_("has also done"))
    both_ways = models.BooleanField(_("and the other way round"), default=False)
    counts_from = models.DateField(_("for completions from"))
    counts_until = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day. Empty: no end."))
    reason = models.TextField(_("why"))
    approved_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)
    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.TextField(blank=True)

    objects = EquivalencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("equivalency")
        verbose_name_plural = _("equivalencies")
        ordering = ["-approved_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(course=models.F("counts_for")), name="a_course_is_not_its_own_equivalent"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_equivalency_gives_its_reason"),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undone_reason=""),
                name="an_undone_equivalency_gives_its_reason",
            ),
        ]

    def __str__(self):
        return f"{self.course} = {self.counts_for}"
