"""A course: what it is for, and its outline. Lessons, quizzes and surveys stand below it in the tree."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from courses.block_field import BlockField
from courses.blocks.base import RICH
from courses.blocks.outline import Outline
from courses.pages.base import StudioPage
from courses.release.context import CompileContext
from courses.release.course import compile_course
from courses.studio_parts import CourseParts


class CoursePage(StudioPage):
    preview_template = "courses/preview/course.html"
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = [
        "courses.LessonPage",
        "courses.QuizPage",
        "courses.SurveyPage",
        "courses.SessionPage",
        "courses.ObservedCallPage",
    ]

    summary = models.CharField(_("summary"), max_length=300, blank=True, help_text=_("One or two sentences for lists."))
    why = RichTextField(_("why it is worth it"), features=RICH, blank=True)
    validity_months = models.PositiveSmallIntegerField(
        _("certificate good for, in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Empty: it does not expire."),
    )
    self_enrollment = models.BooleanField(_("people may join by themselves"), default=True)
    outline = BlockField(Outline(), verbose_name=_("outline"), blank=True)
    review_due_on = models.DateField(
        _("to be reviewed by"),
        null=True,
        blank=True,
        help_text=_("Its author gets a letter on this day. Learners see nothing of it."),
    )
    package_digest = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [
        *StudioPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("why"),
        InlinePanel(
            "outcomes",
            heading=_("Outcomes"),
            label=_("Outcome"),
            help_text=_("What people can do after the course. Lessons, quizzes and questions name them by their code."),
        ),
        CourseParts(heading=_("Lessons, quizzes, questions")),
        FieldPanel("outline", help_text=_("Modules in order, and in each the activities that people meet there.")),
        InlinePanel("objective_links", heading=_("Objectives of the plan"), label=_("Objective")),
        MultiFieldPanel([FieldPanel("validity_months"), FieldPanel("self_enrollment")], heading=_("Rules")),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("review_due_on")]

    class Meta:
        verbose_name = _("course")

    def get_context(self, request, *args, **kwargs):
        compiling = CompileContext(preview=True)
        draft = compile_course(self, compiling)
        return {**super().get_context(request, *args, **kwargs), "course": draft, "problems": compiling.problems}
