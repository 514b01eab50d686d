"""What someone has shown, and when. Append-only: a wrong row is answered by a row that voids it; nothing is updated.

`occurred_at` is when it happened (handed in); `recorded_at` when we learned of it (scored). `key` makes a retry one
row.
"""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EvidenceQuerySet(models.QuerySet):
    def standing(self):
        """Rows that count: neither voided nor themselves a void."""
        return self.filter(voids__isnull=True, voided_by__isnull=True)

    def for_courses(self):
        return self.filter(course__isnull=False)


def now() -> dt.datetime:
    return timezone.now()


class Evidence(models.Model):
    class Kind(models.TextChoices):
        COMPLETED = "completed", _("completed")
        TESTED_OUT = "tested_out", _("tested out")
        ATTENDED = "attended", _("attended")
        ATTESTED = "attested", _("attested")
        PRIOR = "prior", _("prior learning")
        EQUIVALENT = "equivalent", _("equivalent")
        IMPORTED = "imported", _("imported")

    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="evidence")
    activity = models.ForeignKey("courses.Activity", models.PROTECT, null=True, blank=True, related_name="evidence")
    version = models.ForeignKey("courses.ActivityVersion", models.PROTECT, null=True, blank=True, related_name="+")
    course = models.ForeignKey("courses.Course", models.PROTECT, null=True, blank=True, related_name="evidence")
    edition = models.ForeignKey("courses.CourseEdition", models.PROTECT, null=True, blank=True, related_name="+")
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, null=True, blank=True, related_name="evidence")
    attempt = models.ForeignKey("courses.Attempt", models.PROTECT, null=True, blank=True, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    occurred_at = models.DateTimeField()
    # Rows of one load are of one moment: none of them was known before another.
    recorded_at = models.DateTimeField(default=now, editable=False)
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    # Of kind equivalent: by which rule, and which completion counts for this course.
    equivalency = models.ForeignKey(
        "courses.Equivalency", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    trigger = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="brought",
        help_text=_("The completion that counts for this course."),
    )
    voids = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="voided_by")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["person", "occurred_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(activity__isnull=False, course__isnull=True)
                | models.Q(activity__isnull=True, course__isnull=False),
                name="evidence_is_of_an_activity_or_of_a_course",
            ),
            models.CheckConstraint(
                condition=models.Q(voids__isnull=True) | ~models.Q(reason=""), name="a_void_gives_its_reason"
            ),
        ]
        indexes = [models.Index(fields=["person", "course", "occurred_at"], name="record_of_a_person")]

    def __str__(self):
        return f"{self.person}: {self.activity or self.course}, {self.get_kind_display()}"
