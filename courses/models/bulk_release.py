"""A standard or a word reads differently, and the courses that quote it are released anew, together.

First each is looked at, then the trainer chooses, then each is released by itself: one may be refused, and no other.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.course import Change


class BulkReleaseQuerySet(models.QuerySet):
    def of(self, source: str):
        """Of one standard or word, each with how many courses it released and how many were refused."""
        states = BulkReleasePart.State
        return (
            self.filter(source=source)
            .select_related("asked_by")
            .annotate(
                released=models.Count("parts", filter=models.Q(parts__state=states.RELEASED)),
                refused=models.Count("parts", filter=models.Q(parts__state=states.REFUSED)),
            )
        )


class BulkRelease(models.Model):
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=48, help_text=_("What reads differently: standard:7 or word:families."))
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    change = models.CharField(max_length=12, choices=Change, blank=True)
    note = models.TextField(_("what changed"), blank=True)
    # Chosen and sent off; empty while nothing was.
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = BulkReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulk release")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["source", "-asked_at"], name="bulk_releases_of_a_source")]

    def __str__(self):
        return f"{self.source}, {self.asked_at:%Y-%m-%d %H:%M}"


class BulkReleasePart(models.Model):
    """One course in it, or one conversation that is released alone."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not looked at yet")
        LOOKED_AT = "looked_at", _("looked at")
        CHOSEN = "chosen", _("waits for its release")
        RELEASED = "released", _("released")
        NOTHING_NEW = "nothing_new", _("released before, nothing new")
        REFUSED = "refused", _("refused")

    bulk = models.ForeignKey(BulkRelease, models.CASCADE, related_name="parts")
    of = models.UUIDField(help_text=_("The key of the course or the activity, and of its page."))
    alone = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    number = models.PositiveIntegerField(help_text=_("Of the edition, or of the version, that quotes the older words."))
    since = models.DateTimeField()
    said = models.JSONField(help_text=_("How it reads there."))
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    # What was found when it was looked at: courses.quoting.found
    found = models.JSONField(default=dict)
    # The number of the edition or the version that its release made, and why there is none.
    made = models.PositiveIntegerField(null=True, blank=True)
    refused = models.JSONField(default=list)

    class Meta:
        verbose_name = _("bulk release, one course")
        ordering = ["bulk", "alone", "title", "pk"]
        constraints = [models.UniqueConstraint(fields=["bulk", "of"], name="a_course_stands_once_in_a_bulk_release")]

    def __str__(self):
        return f"{self.title} ({self.get_state_display()})"
