"""A lesson: a goal, and parts that each fit on a screen."""

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel

from courses.block_field import BlockField
from courses.blocks.base import At
from courses.blocks.lesson import LessonBody, release_body
from courses.models.activity import LessonActivity
from courses.models.outcome import Outcome, outcomes_of
from courses.pages.activity import ActivityPage


class LessonForm(WagtailAdminPageForm):
    """Offers the outcomes of the course that the lesson stands in."""

    outcomes = forms.MultipleChoiceField(
        label=gettext_lazy("Outcomes"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = outcomes_of(self.parent_page.specific)
        for code in self.instance.outcomes or []:  # an outcome that the course lost stays visible until it is unticked
            codes.setdefault(code, code)
        self.fields["outcomes"].choices = list(codes.items())


class LessonPage(ActivityPage):
    activity_model = LessonActivity
    preview_template = "courses/preview/lesson.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    base_form_class = LessonForm

    goal = models.CharField(
        gettext_lazy("goal"),
        max_length=255,
        help_text=gettext_lazy("“After this lesson you can …”: one thing, in plain words."),
    )
    outcomes = models.JSONField(gettext_lazy("outcomes"), default=list, blank=True)
    body = BlockField(LessonBody(), verbose_name=gettext_lazy("lesson"), blank=True)

    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("goal"),
        FieldPanel("outcomes"),
        FieldPanel(
            "body",
            help_text=gettext_lazy(
                "“New part” begins the next screen. {families} puts in the district’s word for them."
            ),
        ),
    ]

    class Meta:
        verbose_name = gettext_lazy("lesson")

    def compile(self, context) -> dict:
        at = At(context, self)
        self._check_outcomes(At(context, self, _("Outcomes")))
        return {
            "schema": 1,
            "kind": "lesson",
            "title": at.text(self.title),
            "summary": at.text(self.summary),
            "goal": At(context, self, _("Goal")).text(self.goal, required=_("The goal is missing.")),
            "minutes": self.minutes or 0,
            "outcomes": list(self.outcomes or []),
            "parts": release_body(self.body, at),
        }

    def _check_outcomes(self, at: At) -> None:
        known = set(Outcome.objects.filter(page__page_ptr__in=self.get_ancestors()).values_list("code", flat=True))
        said = _("%(code)s is not an outcome of this course. Name it on the course page and publish that page.")
        for code in self.outcomes or []:
            if code not in known:
                at.problem(said % {"code": code})
