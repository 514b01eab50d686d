"""A person's round of a course. Start (a POST) pins the edition and writes the path; a finished round stays so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrollmentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(completed_at__isnull=True, closed_at__isnull=True)

    def whole(self):
        return self.filter(kind=Enrollment.Kind.WHOLE)

    def top_ups(self):
        return self.filter(kind=Enrollment.Kind.TOP_UP)


class Enrollment(models.Model):
    class Kind(models.TextChoices):
        WHOLE = "whole", _("whole course")
        TOP_UP = "top_up", _("top-up")

    class Source(models.TextChoices):
        SELF = "self", _("joined")
        HR = "hr", _("enrolled by human resources")
        RELEASE = "release", _("a release of the course")
        REFERRAL = "referral", _("referred by a supervisor")
        REQUIRED = "required", _("required")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="enrollments")
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="enrollments")
    round = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.WHOLE)
    edition = models.ForeignKey("courses.CourseEdition", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=8, choices=Source, default=Source.SELF)
    enrolled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(help_text=_("Evidence counts for this round from here on."))
    started_at = models.DateTimeField(null=True, blank=True)
    # When the course was recorded as complete; the date that counts is the evidence's.
    completed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=200, blank=True)
    notice = models.TextField(blank=True, help_text=_("What an urgent correction told the learner."))
    release = models.ForeignKey(
        "courses.CourseEdition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds_due",
        help_text=_("The edition whose release asked for this round: a top-up or a retake."),
    )

    path_kept = models.TextField(blank=True, help_text=_("The proposal after a job change that was declined."))
    path_offered = models.TextField(blank=True, help_text=_("The last proposal after a job change."))
    path_offered_on = models.DateField(
        null=True, blank=True, help_text=_("The day the job changed, as long as My learning tells of it.")
    )

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrollment")
        ordering = ["person", "course", "round"]
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "round"], name="round_number_is_used_once"),
            # A double click on "Join" would otherwise open two rounds.
            models.UniqueConstraint(
                fields=["person", "course"],
                condition=models.Q(completed_at__isnull=True, closed_at__isnull=True),
                name="at_most_one_open_round",
            ),
            models.CheckConstraint(
                condition=models.Q(started_at__isnull=True) | models.Q(edition__isnull=False),
                name="a_started_round_has_an_edition",
            ),
        ]
        indexes = [models.Index(fields=["course", "completed_at"], name="enrollment_progress_report")]

    def __str__(self):
        return f"{self.person}, {self.course}, round {self.round}"

    @property
    def keeper_id(self) -> int:
        """Whose round this is: of a merged record, the kept one."""
        return self.person.merged_into_id or self.person_id


class EnrollmentItem(models.Model):
    """One step of the path, with the reason that the learner reads. State is derived from evidence and attempts."""

    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="items")
    item = models.ForeignKey("courses.EditionItem", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    # What `courses.path.Reason.stored()` gives: a code for the sentence, and the names in it.
    reason = models.JSONField(default=dict)
    carried = models.ForeignKey(
        "courses.Evidence", models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Counted from before.")
    )
    # Why it counts, in the same shape as `reason`; empty when nothing was carried in.
    carried_reason = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("path item")
        ordering = ["enrollment", "order"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "item"], name="item_stands_once_on_a_path"),
        ]

    def __str__(self):
        return f"{self.enrollment}: {self.item}"
