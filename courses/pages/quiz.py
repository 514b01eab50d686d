"""A quiz: what it draws from the question bank of its course, and what is enough to pass."""

from collections import Counter

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from courses import testing_out
from courses.block_field import BlockField
from courses.blocks.base import RICH, At
from courses.blocks.questions import QuizDraw
from courses.models.activity import QuizActivity
from courses.models.question import Question
from courses.pages.activity import ActivityPage


class QuizPage(ActivityPage):
    activity_model = QuizActivity
    preview_template = "courses/preview/quiz.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    intro = RichTextField(gettext_lazy("introduction"), features=RICH, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        gettext_lazy("pass mark, percent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    draw = BlockField(QuizDraw(), verbose_name=gettext_lazy("what each try draws"), blank=True)
    pre_assessment = models.BooleanField(
        gettext_lazy("a pre-assessment: lets people skip the module it opens"),
        default=False,
        help_text=gettext_lazy(
            "Put it first in its module. Seven questions or more, at most one wrong, one try a round. Gates are never "
            "skipped. The pass mark is not used."
        ),
    )

    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("pass_mark"),
        FieldPanel("draw"),
        FieldPanel("pre_assessment"),
    ]

    class Meta:
        verbose_name = gettext_lazy("quiz")
        verbose_name_plural = gettext_lazy("quizzes")

    def compile(self, context) -> dict:
        at = At(context, self)
        draw = [{"outcome": each.value["outcome"], "count": each.value["count"] or 0} for each in self.draw]
        pool = self._pool(context, {each["outcome"] for each in draw})
        self._check(at, draw, pool)
        return {
            "schema": 1,
            "kind": testing_out.KIND if self.pre_assessment else "quiz",
            "title": at.text(self.title),
            "summary": at.text(self.summary),
            "intro_html": At(context, self, _("Introduction")).html(self.intro),
            "minutes": self.minutes or 0,
            "pass_mark": self.pass_mark,
            "draw": draw,
            "pool": pool,
        }

    def _pool(self, context, outcomes: set[str]) -> list[dict]:
        bank = Question.objects.in_use().filter(course__page_ptr__in=self.get_ancestors(), outcome__in=outcomes)
        # By uuid, which a package keeps: the order of rows is this database's own.
        return [
            question.release(context, self)
            for question in sorted(bank, key=lambda each: (each.outcome, str(each.uuid)))
        ]

    def _check(self, at: At, draw: list[dict], pool: list[dict]) -> None:
        if self.pass_mark is None or not 1 <= self.pass_mark <= 100:
            at.problem(_("The pass mark must be between 1 and 100."))
        at = At(at.context, self, _("What each try draws"))
        if not draw:
            at.problem(_("The quiz draws no questions. Say how many of which outcome."))
        for short in testing_out.lacking(draw, pool) if self.pre_assessment else []:
            at.problem(_lacking_sentence(short))
        bank = Counter(each["outcome"] for each in pool)
        named = Counter(each["outcome"] for each in draw)
        for each in draw:
            told = {"outcome": each["outcome"], "count": each["count"], "bank": bank[each["outcome"]]}
            if named[each["outcome"]] > 1:
                at.problem(_("Outcome %(outcome)s is drawn twice.") % told)
            if each["count"] < 1:
                at.problem(_("The quiz draws no question on %(outcome)s.") % told)
            if each["count"] > bank[each["outcome"]]:
                said = _("The quiz draws %(count)d questions on %(outcome)s, but the bank has %(bank)d.")
                at.problem(f"{said % told} {_('Add questions to the bank or draw fewer.')}")


def _lacking_sentence(short: testing_out.Short) -> str:
    told = {"outcome": short.outcome, "count": short.count, "most": short.most, "least": testing_out.LEAST}
    match short.what:
        case "few":
            return _("A pre-assessment asks %(least)d questions or more. This one draws %(count)d.") % told
        case "form":
            said = _("It draws %(count)d questions on %(outcome)s, but no form of the bank holds more than %(most)d.")
            return f"{said % told} {_('Add questions of one form: each try keeps to it.')}"
        case _:
            said = _("All questions on %(outcome)s are of one form.")
            return f"{said % told} {_('Add an equivalent form, so that the quiz can ask others later.')}"
