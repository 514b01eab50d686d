"""A course, and the editions that releases made of it. An edition and its items are written once."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    """What a release means for people who are under way or done. The trainer says it; each changed item keeps it."""

    NONE = "", _("unchanged")
    COSMETIC = "cosmetic", _("cosmetic")
    CORRECTION = "correction", _("urgent correction")
    TOP_UP = "top_up", _("top-up")
    RETAKE = "retake", _("retake")


class CourseQuerySet(models.QuerySet):
    def released(self):
        return self.filter(newest__isnull=False)


class Course(models.Model):
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=255, unique=True)
    title = models.CharField(_("title"), max_length=255)
    newest = models.ForeignKey("courses.CourseEdition", models.PROTECT, null=True, blank=True, related_name="+")
    self_enrollment = models.BooleanField(_("people may join by themselves"), default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        ordering = ["title"]

    def __str__(self):
        return self.title


class CourseEdition(models.Model):
    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    locale = models.CharField(max_length=12, default="en")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=255)
    # {"summary", "why_html", "outcomes": [{"code", "text"}]}
    definition = models.JSONField(default=dict)
    minutes = models.PositiveIntegerField(default=0, help_text=_("Minutes of the required items that fit everyone."))
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Empty: does not expire."))
    change = models.CharField(max_length=12, choices=Change, blank=True, help_text=_("The strongest change in it."))
    note = models.TextField(_("what changed"), blank=True)
    released_at = models.DateTimeField(auto_now_add=True)
    released_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("edition")
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "locale", "number"], name="edition_number_is_used_once"),
        ]

    def __str__(self):
        return f"{self.title}, edition {self.number}"


class EditionItem(models.Model):
    """One row of the manifest. Items that share a non-empty `group` are "n of these"."""

    edition = models.ForeignKey(CourseEdition, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=160, blank=True)
    activity = models.ForeignKey("courses.Activity", models.PROTECT, related_name="+")
    version = models.ForeignKey("courses.ActivityVersion", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, help_text=_("The kind in the version's definition, kept here to list it."))
    icon = models.CharField(max_length=32, default="book-open")
    required = models.BooleanField(default=True)
    gate = models.BooleanField(default=False, help_text=_("Must be passed; never skipped."))
    group = models.CharField(max_length=40, blank=True)
    group_n = models.PositiveSmallIntegerField(default=0)
    # {"job_families": [], "levels": [], "settings": []}; an empty list fits everyone
    fit = models.JSONField(default=dict, blank=True)
    change = models.CharField(max_length=12, choices=Change, blank=True)
    # A finished item stays finished for versions from this number on: the last change that was more than cosmetic.
    accepts_from = models.PositiveIntegerField(default=1)
    # Earlier numbers that count as well, beside the version's own: a text that came back has the number that it had.
    accepts_also = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("edition item")
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="edition_item_order_is_used_once"),
            models.UniqueConstraint(fields=["edition", "activity"], name="activity_stands_once_in_an_edition"),
            models.CheckConstraint(
                condition=models.Q(group="", group_n=0) | (~models.Q(group="") & models.Q(group_n__gte=1)),
                name="a_group_says_how_many",
            ),
        ]

    def __str__(self):
        return f"{self.order}. {self.version.title}"
