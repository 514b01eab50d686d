"""The question bank of a course. Quizzes draw from it; a release freezes what they may draw.

The root is polymorphic and only its leaves are edited. Never `bulk_create` questions: it writes the root's row alone.
"""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from polymorphic.managers import PolymorphicManager
from polymorphic.models import PolymorphicModel
from polymorphic.query import PolymorphicQuerySet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from courses.block_field import BlockField
from courses.blocks.base import At
from courses.blocks.questions import (
    QuestionLines,
    QuestionOptions,
    QuestionPairs,
    release_lines,
    release_options,
    release_pairs,
)
from courses.models.outcome import outcomes_of


class QuestionQuerySet(PolymorphicQuerySet):
    def in_use(self):
        return self.filter(retired_at__isnull=True)


class Question(index.Indexed, PolymorphicModel):
    """A leaf sets `kind` (as definitions name it) and `kind_name`, and writes `answers`."""

    kind = ""
    kind_name = gettext_lazy("question")

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(
        "courses.CoursePage", models.CASCADE, related_name="questions", verbose_name=gettext_lazy("course")
    )
    outcome = models.CharField(gettext_lazy("outcome"), max_length=12, help_text=gettext_lazy("Its code, as in E1."))
    form = models.CharField(
        gettext_lazy("form"),
        max_length=4,
        default="a",
        help_text=gettext_lazy("Questions of the same outcome and different forms can stand in for one another."),
    )
    gate = models.BooleanField(
        gettext_lazy("gate"), default=False, help_text=gettext_lazy("Who misses it does not pass the quiz.")
    )
    prompt = models.TextField(gettext_lazy("question"))
    rationale = models.TextField(
        gettext_lazy("rationale"), blank=True, help_text=gettext_lazy("Shown after the quiz, whatever was answered.")
    )
    retired_at = models.DateTimeField(gettext_lazy("retired"), null=True, blank=True, editable=False)
    package_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar = PolymorphicManager.from_queryset(QuestionQuerySet)()

    head_panels = [
        FieldPanel("course"),
        FieldRowPanel([FieldPanel("outcome"), FieldPanel("form"), FieldPanel("gate")]),
        FieldPanel("prompt"),
    ]
    search_fields = [
        index.SearchField("prompt"),
        index.AutocompleteField("prompt"),
        index.FilterField("course_id"),
        index.FilterField("outcome"),
        index.FilterField("polymorphic_ctype_id"),
    ]

    class Meta:
        verbose_name = gettext_lazy("question")
        ordering = ["course", "outcome", "form", "pk"]

    def __str__(self):
        return Truncator(self.prompt).chars(80)

    def clean(self):
        super().clean()
        self.outcome = self.outcome.strip().upper()
        known = outcomes_of(self.course) if self.course_id else {}
        if self.course_id and self.outcome not in known:
            said = _("“%(course)s” has no outcome %(code)s. It has: %(known)s.")
            told = {"course": self.course.title, "code": self.outcome, "known": ", ".join(known) or _("none yet")}
            raise ValidationError({"outcome": said % told})

    def answers(self, at: At) -> dict:
        raise NotImplementedError

    def release(self, context, page) -> dict:
        """One entry of a quiz's pool. Faults are told on the quiz page, with the words of the question."""
        at = At(context, page, _("Question “%(prompt)s”") % {"prompt": self.prompt[:60]})
        return {
            "uuid": str(self.uuid),
            "kind": self.kind,
            "outcome": self.outcome,
            "form": self.form,
            "gate": self.gate,
            "prompt": at.text(self.prompt, required=_("The question asks nothing.")),
            "options": [],
            "accepted": [],
            "rationale": at.text(self.rationale),
            **self.answers(at),
        }

    def retire(self) -> None:
        """Drawn no more from the next release on. Answers that were given to it stay."""
        self.retired_at = timezone.now()
        self.save(update_fields=["retired_at"])

    def bring_back(self) -> None:
        """Drawn again from the next release on."""
        self.retired_at = None
        self.save(update_fields=["retired_at"])


class ChoiceQuestion(Question):
    options = BlockField(QuestionOptions(), verbose_name=gettext_lazy("answers"), blank=True)

    panels = [*Question.head_panels, FieldPanel("options"), FieldPanel("rationale")]

    class Meta:
        abstract = True

    def answers(self, at: At) -> dict:
        return {"options": release_options(self.options, self.kind, at)}


class SingleChoiceQuestion(ChoiceQuestion):
    kind = "single"
    kind_name = gettext_lazy("one right")

    class Meta:
        verbose_name = gettext_lazy("question with one right answer")
        verbose_name_plural = gettext_lazy("questions with one right answer")


class MultipleChoiceQuestion(ChoiceQuestion):
    kind = "multiple"
    kind_name = gettext_lazy("several right")

    class Meta:
        verbose_name = gettext_lazy("question with several right answers")
        verbose_name_plural = gettext_lazy("questions with several right answers")


class ShortTextQuestion(Question):
    kind = "short"
    kind_name = gettext_lazy("short text")

    accepted = models.TextField(
        gettext_lazy("accepted answers"), blank=True, help_text=gettext_lazy("One a line. Capitals do not matter.")
    )

    panels = [*Question.head_panels, FieldPanel("accepted"), FieldPanel("rationale")]

    class Meta:
        verbose_name = gettext_lazy("question with a short written answer")
        verbose_name_plural = gettext_lazy("questions with a short written answer")

    def answers(self, at: At) -> dict:
        accepted = [at.text(line) for line in self.accepted.splitlines() if line.strip()]
        if not accepted:
            at.problem(_("No accepted answer is given."))
        return {"accepted": accepted}


class OrderQuestion(Question):
    kind = "order"
    kind_name = gettext_lazy("put in order")

    lines = BlockField(
        QuestionLines(),
        verbose_name=gettext_lazy("lines"),
        blank=True,
        help_text=gettext_lazy("In the right order. Learners see them mixed."),
    )

    panels = [*Question.head_panels, FieldPanel("lines"), FieldPanel("rationale")]

    class Meta:
        verbose_name = gettext_lazy("question with things to put in order")
        verbose_name_plural = gettext_lazy("questions with things to put in order")

    def answers(self, at: At) -> dict:
        return {"items": release_lines(self.lines, at)}


class MatchQuestion(Question):
    kind = "match"
    kind_name = gettext_lazy("match")

    pairs = BlockField(QuestionPairs(), verbose_name=gettext_lazy("pairs"), blank=True)

    panels = [*Question.head_panels, FieldPanel("pairs"), FieldPanel("rationale")]

    class Meta:
        verbose_name = gettext_lazy("question with things to match")
        verbose_name_plural = gettext_lazy("questions with things to match")

    def answers(self, at: At) -> dict:
        return release_pairs(self.pairs, at)
