"""What can be learned, apart from the page that is being edited.

`Activity` is the lasting identity of a lesson, quiz, survey or scenario (its key is the page's translation key). Rooms
above add their own leaf (`scenarios.ScenarioActivity`) and `courses` never learns its name: it asks the leaf where it
is played. `ActivityVersion` is what a release froze. Learners see versions, never pages.
"""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from polymorphic.models import PolymorphicModel


class Activity(PolymorphicModel):
    """A leaf sets `icon`, `kind_name`, `play_view` (a URL name taking the attempt's key) and `awaits_score`.

    `practice_view`: a URL name taking the activity's key, where it may be practiced outside of any course.
    """

    icon = "book-open"
    kind_name = _("activity")
    play_view = ""
    practice_view = ""
    # A scored activity is not done when handed in: it waits for its score.
    awaits_score = False

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(max_length=255, unique=True, help_text=_("Names it in packages and links."))

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self):
        return self.title

    def play_url(self, attempt) -> str:
        return reverse(self.play_view, args=[attempt.key])

    def practice_url(self) -> str:
        return reverse(self.practice_view, args=[self.key])


class LessonActivity(Activity):
    icon = "book-open"
    kind_name = _("lesson")
    play_view = "courses:lesson"


class QuizActivity(Activity):
    icon = "list-checks"
    kind_name = _("quiz")
    play_view = "courses:quiz"


class SurveyActivity(Activity):
    icon = "message-square"
    kind_name = _("reflection")
    play_view = "courses:survey"


class SessionActivity(Activity):
    """Learned in a room, together. Its dates are `Session` rows; being there is evidence."""

    icon = "users"
    kind_name = _("in-person session")
    play_view = "courses:off_screen"


class ObservedCallActivity(Activity):
    """A real call that the supervisor or a trainer listens to and signs off."""

    icon = "phone-incoming"
    kind_name = _("observed call")
    play_view = "courses:off_screen"


class ActivityVersion(models.Model):
    """Written once. Same content, same digest, same row. Shapes of `definition`: docs/features/release.md."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="versions")
    locale = models.CharField(max_length=12, default="en")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=255)
    minutes = models.PositiveSmallIntegerField(default=0)
    definition = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("activity version")
        ordering = ["activity", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "locale", "number"], name="version_number_is_used_once"),
            models.UniqueConstraint(fields=["activity", "locale", "digest"], name="same_content_is_the_same_version"),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"
