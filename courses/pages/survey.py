"""A survey: a closing reflection. Nothing in it is right or wrong."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from courses.block_field import BlockField
from courses.blocks.base import RICH, At
from courses.blocks.questions import SurveyQuestions, release_survey
from courses.models.activity import SurveyActivity
from courses.pages.activity import ActivityPage


class SurveyPage(ActivityPage):
    activity_model = SurveyActivity
    preview_template = "courses/preview/survey.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    intro = RichTextField(gettext_lazy("introduction"), features=RICH, blank=True)
    private = models.BooleanField(
        gettext_lazy("only the learner sees the answers"), default=True, help_text=gettext_lazy("The page says so.")
    )
    questions = BlockField(SurveyQuestions(), verbose_name=gettext_lazy("questions"), blank=True)

    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("private"),
        FieldPanel("questions"),
    ]

    class Meta:
        verbose_name = gettext_lazy("reflection")

    def compile(self, context) -> dict:
        at = At(context, self)
        return {
            "schema": 1,
            "kind": "survey",
            "title": at.text(self.title),
            "summary": at.text(self.summary),
            "intro_html": At(context, self, _("Introduction")).html(self.intro),
            "minutes": self.minutes or 0,
            "private": self.private,
            "questions": release_survey(self.questions, at),
        }
