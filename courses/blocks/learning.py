"""Blocks that let people try: an example pair, a check, a reflection, a card to keep."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.blocks.base import RICH, At, LearnerBlock
from courses.blocks.questions import QuestionOptions, release_options

KINDS = [("single", gettext_lazy("One is right")), ("multiple", gettext_lazy("Several may be right"))]


class ExampleBlock(LearnerBlock):
    situation = blocks.TextBlock(label=gettext_lazy("Situation"), required=False, rows=2)
    instead = blocks.TextBlock(label=gettext_lazy("Instead of"), rows=3)
    try_ = blocks.TextBlock(label=gettext_lazy("Try"), rows=3)
    why = blocks.TextBlock(label=gettext_lazy("Why it works"), required=False, rows=2)

    def release(self, value, at: At) -> dict:
        return {
            "situation": at.text(value["situation"]),
            "instead": at.text(value["instead"], required=_("The example has no “instead of”.")),
            "try": at.text(value["try_"], required=_("The example has no “try”.")),
            "why": at.text(value["why"]),
        }

    class Meta:
        icon = "resubmit"
        label = gettext_lazy("Instead of / try")
        description = gettext_lazy("Two replies to the same person side by side, and why the second one helps.")
        preview_value = {
            "situation": "A father has stood at the stop since 6:50.",
            "instead": "Everyone is calling.",
            "try_": "Mr. James, I am sorry: you called twice and no one picked up.",
            "why": "It is ten seconds longer. It saves the fourth call.",
        }


class CheckBlock(LearnerBlock):
    kind = blocks.ChoiceBlock(choices=KINDS, default="single", label=gettext_lazy("Kind"))
    prompt = blocks.TextBlock(label=gettext_lazy("Question"), rows=2)
    options = QuestionOptions(label=gettext_lazy("Answers"))

    def release(self, value, at: At) -> dict:
        kind = value["kind"] or "single"
        return {
            "question": {
                "kind": kind,
                "prompt": at.text(value["prompt"], required=_("The check asks nothing.")),
                "options": release_options(value["options"], kind, at),
            }
        }

    class Meta:
        icon = "help"
        label = gettext_lazy("Knowledge check")
        description = gettext_lazy(
            "A question on the way, with a word on each answer. It is not scored and never blocks."
        )
        preview_value = {
            "kind": "single",
            "prompt": "What makes a promise checkable?",
            "options": [
                {
                    "type": "option",
                    "value": {"text": "A time: by 11:00", "right": True, "rationale": "He can hold us to it."},
                },
                {"type": "option", "value": {"text": "Soon", "right": False, "rationale": "Soon is never late."}},
            ],
        }


class ReflectionBlock(LearnerBlock):
    prompt = blocks.TextBlock(label=gettext_lazy("Question"), rows=2)
    hint = blocks.CharBlock(label=gettext_lazy("Hint"), required=False, max_length=200)

    def release(self, value, at: At) -> dict:
        prompt = at.text(value["prompt"], required=_("The reflection asks nothing."))
        return {"prompt": prompt, "hint": at.text(value["hint"])}

    class Meta:
        icon = "edit"
        label = gettext_lazy("Reflection")
        description = gettext_lazy(
            "A question to think about. What people write stays theirs: no one else can read it."
        )
        preview_value = {"prompt": "When did someone last listen to you well?", "hint": "Two sentences are enough."}


class JobAidBlock(LearnerBlock):
    title = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=120)
    text = blocks.RichTextBlock(features=RICH, label=gettext_lazy("Text"))

    def release(self, value, at: At) -> dict:
        return {
            "title": at.text(value["title"], required=_("The job aid has no heading.")),
            "html": at.html(value["text"], required=_("The job aid is empty.")),
        }

    class Meta:
        icon = "clipboard-list"
        label = gettext_lazy("Job aid")
        description = gettext_lazy("A card to print and keep beside the phone.")
        preview_value = {"title": "Before you hang up", "text": "<ul><li>Name</li><li>Number</li><li>By when</li></ul>"}
