"""What is learned away from the screen: a session in a room, and a real call that a supervisor listens to."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from courses.blocks.base import RICH, At
from courses.models.activity import ObservedCallActivity, SessionActivity
from courses.pages.activity import ActivityPage


class OffScreenPage(ActivityPage):
    """A leaf sets `released_kind`."""

    released_kind = ""
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    about = RichTextField(
        gettext_lazy("what happens"),
        features=RICH,
        blank=True,
        help_text=gettext_lazy("What to bring, what to expect."),
    )

    content_panels = [*ActivityPage.content_panels, FieldPanel("about")]

    class Meta:
        abstract = True

    def compile(self, context) -> dict:
        at = At(context, self)
        return {
            "schema": 1,
            "kind": self.released_kind,
            "title": at.text(self.title),
            "summary": at.text(self.summary),
            "about_html": At(context, self, _("What happens")).html(self.about),
            "minutes": self.minutes or 0,
        }


class SessionPage(OffScreenPage):
    activity_model = SessionActivity
    released_kind = "session"

    class Meta:
        verbose_name = gettext_lazy("in-person session")


class ObservedCallPage(OffScreenPage):
    activity_model = ObservedCallActivity
    released_kind = "observed"

    class Meta:
        verbose_name = gettext_lazy("observed call")
