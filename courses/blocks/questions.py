"""Answers to choose from, things to put in order or to match, what a quiz draws, what a survey asks."""

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.blocks.base import At, short_id


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=gettext_lazy("Answer"), rows=1)
    right = blocks.BooleanBlock(label=gettext_lazy("This one is right"), required=False)
    rationale = blocks.TextBlock(
        label=gettext_lazy("Why"),
        required=False,
        rows=1,
        help_text=gettext_lazy("Shown after the learner has answered."),
    )

    class Meta:
        icon = "check"
        label = gettext_lazy("Answer")
        form_layout = ["text", "right", "rationale"]


class QuestionOptions(blocks.StreamBlock):
    option = OptionBlock()

    class Meta:
        required = False
        collapsed = False


class LineBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=gettext_lazy("Line"), rows=1)
    rationale = blocks.TextBlock(
        label=gettext_lazy("Why here"),
        required=False,
        rows=1,
        help_text=gettext_lazy("Shown after the learner has answered."),
    )

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Line")
        form_layout = ["text", "rationale"]


class QuestionLines(blocks.StreamBlock):
    line = LineBlock()

    class Meta:
        required = False
        collapsed = False


class PairBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=gettext_lazy("This"), rows=1)
    target = blocks.CharBlock(
        label=gettext_lazy("Goes with"),
        max_length=120,
        help_text=gettext_lazy("Learners choose from all of these. Two lines may go with the same one."),
    )
    rationale = blocks.TextBlock(
        label=gettext_lazy("Why"),
        required=False,
        rows=1,
        help_text=gettext_lazy("Shown after the learner has answered."),
    )

    class Meta:
        icon = "link"
        label = gettext_lazy("Pair")
        form_layout = ["text", "target", "rationale"]


class QuestionPairs(blocks.StreamBlock):
    pair = PairBlock()

    class Meta:
        required = False
        collapsed = False


class OutcomeCode(blocks.CharBlock):
    def clean(self, value):
        return super().clean(value).strip().upper()


class DrawBlock(blocks.StructBlock):
    outcome = OutcomeCode(label=gettext_lazy("Outcome"), max_length=12, help_text=gettext_lazy("Its code, as in E1."))
    count = blocks.IntegerBlock(label=gettext_lazy("Questions"), min_value=1, max_value=50, default=2)

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Questions on an outcome")
        description = gettext_lazy("How many questions of the bank each try draws for this outcome.")


class QuizDraw(blocks.StreamBlock):
    draw = DrawBlock()

    class Meta:
        required = False


class SurveyQuestion(blocks.StructBlock):
    prompt = blocks.TextBlock(label=gettext_lazy("Question"), rows=2)
    hint = blocks.CharBlock(label=gettext_lazy("Hint"), required=False, max_length=200)
    required = blocks.BooleanBlock(label=gettext_lazy("Must be answered"), required=False)


class ScaleQuestion(SurveyQuestion):
    low = blocks.CharBlock(label=gettext_lazy("1 means"), max_length=60)
    high = blocks.CharBlock(label=gettext_lazy("5 means"), max_length=60)

    class Meta:
        icon = "order"
        label = gettext_lazy("Scale from 1 to 5")
        description = gettext_lazy("How much, how often, how sure: one mark of five.")


class WrittenQuestion(SurveyQuestion):
    class Meta:
        icon = "edit"
        label = gettext_lazy("In their own words")
        description = gettext_lazy("A few lines of text.")


class SurveyQuestions(blocks.StreamBlock):
    scale = ScaleQuestion()
    text = WrittenQuestion()

    class Meta:
        required = False


def release_options(options, kind: str, at: At) -> list[dict]:
    """The answers of one question, with their faults: fewer than two, none right, several right where one may be."""
    taken: set[str] = set()
    released: list[dict] = [
        {
            "id": short_id(child.id, taken),
            "text": at.text(child.value["text"], required=_("An answer is empty.")),
            "right": bool(child.value["right"]),
            "rationale": at.text(child.value["rationale"]),
        }
        for child in options
    ]
    right = sum(each["right"] for each in released)
    if len(released) < 2:
        at.problem(_("A question needs two answers or more to choose from."))
    if not right:
        at.problem(_("No answer is marked as right."))
    if kind == "single" and right > 1:
        at.problem(_("Several answers are marked as right, but only one may be chosen."))
    texts = [each["text"] for each in released]
    if len(set(texts)) < len(texts):
        at.problem(_("Two answers are the same."))
    return released


def release_lines(lines, at: At) -> list[dict]:
    """Things in their right order. Fewer than three are a fault: two are never shown as they belong."""
    released = _released(lines, at)
    if len(released) < 3:
        at.problem(_("A question needs three lines or more to put in order."))
    return released


def release_pairs(pairs, at: At) -> dict:
    """{"items": each with the id of its target, "targets": each once}. An id of a target says nothing of its item."""
    released = _released(pairs, at)
    targets: dict[str, str] = {}
    for row, child in zip(released, pairs, strict=True):
        text = at.text(child.value["target"], required=_("A line goes with nothing yet."))
        row["target"] = targets.setdefault(text, hashlib.blake2b(text.encode(), digest_size=4).hexdigest())
    if len(released) < 2:
        at.problem(_("A question needs two pairs or more to match."))
    elif len(targets) < 2:
        at.problem(_("Everything goes with the same answer. Give it another one to choose from."))
    if len({text.casefold() for text in targets}) < len(targets):
        at.problem(_("Two answers differ only in their capitals. Write them alike."))
    return {"items": released, "targets": [{"id": id_, "text": text} for text, id_ in targets.items()]}


def _released(rows, at: At) -> list[dict]:
    taken: set[str] = set()
    released = [
        {
            "id": short_id(child.id, taken),
            "text": at.text(child.value["text"], required=_("A line is empty.")),
            "rationale": at.text(child.value["rationale"]),
        }
        for child in rows
    ]
    texts = [each["text"] for each in released]
    if len(set(texts)) < len(texts):
        at.problem(_("Two lines are the same."))
    return released


def release_survey(questions, at: At) -> list[dict]:
    taken: set[str] = set()
    released = []
    for child in questions:
        value = child.value
        row = {
            "id": short_id(child.id, taken),
            "kind": child.block_type,
            "prompt": at.text(value["prompt"], required=_("A question of the reflection is empty.")),
            "hint": at.text(value["hint"]),
            "required": bool(value["required"]),
        }
        if child.block_type == "scale":
            needed = _("Say what 1 and 5 mean on the scale.")
            row |= {"low": at.text(value["low"], required=needed), "high": at.text(value["high"], required=needed)}
        released.append(row)
    if not released:
        at.problem(_("The reflection asks nothing. Add a question."))
    return released
