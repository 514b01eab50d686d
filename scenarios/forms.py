"""What learners and markers send. The text of a reply is not judged here: the scorer's guards do that in sentences."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.plain_text import plain
from scenarios.fair.anchoring import anchor
from scenarios.models import SavedComment
from scenarios.refusals import Refused
from scenarios.script import ChoiceStep, ConsultStep, MatchStep, OrderStep
from scenarios.shown import Criterion

LEVELS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
NOTE_LENGTH = 2000


def number_in(value: str | None) -> int:
    """A whole number as pages send it; 0 for anything else, and for more digits than any of ours has."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


class WrittenField(forms.CharField):
    """Free text as people paste it: odd control characters are dropped before anything looks at it."""

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class KeyForm(forms.Form):
    client_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "invalid": _("Load this page again, then send."),
            "required": _("Load this page again, then send."),
        },
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {}).setdefault("client_key", uuid.uuid4())
        super().__init__(*args, **kwargs)


def _level_field(criterion: Criterion, missing) -> forms.ChoiceField:
    words = missing % {"name": criterion.label}
    return forms.ChoiceField(
        label=criterion.label, choices=LEVELS, error_messages={"required": words, "invalid_choice": words}
    )


class ReplyForm(KeyForm):
    text = WrittenField(required=False)

    def __init__(self, *args, rubric: tuple[Criterion, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        for criterion in rubric:
            self.fields[f"self_{criterion.name}"] = _level_field(criterion, _("Choose your own level for %(name)s."))

    def self_levels(self) -> dict[str, int]:
        return {c.name: int(self.cleaned_data[f"self_{c.name}"]) for c in self.rubric}

    def rows(self) -> list[dict]:
        """What the page shows for each criterion: its words, the level chosen so far, what is missing."""
        return _rows(self, "self")


COMMENTS, COMMENT_LENGTH = 4, 500


class ScoreForm(KeyForm):
    keep_note = forms.BooleanField(label=_("Keep this sentence among my comments"), required=False)
    note = WrittenField(
        label=_("One thing to change"),
        max_length=NOTE_LENGTH,
        error_messages={"required": _("Write one thing to change. The learner reads it.")},
    )

    def __init__(self, *args, rubric: tuple[Criterion, ...], gates: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.rubric, self.gates = rubric, gates
        for criterion in rubric:
            self.fields[f"level_{criterion.name}"] = _level_field(criterion, _("Choose a level for %(name)s."))
        for number, gate in enumerate(gates, 1):
            said = _("Say of gate %(number)s whether it was passed.") % {"number": number}
            self.fields[f"gate_{gate['key']}"] = forms.ChoiceField(
                label=gate["text"],
                choices=[("passed", "passed"), ("not_passed", "not_passed")],
                error_messages={"required": said, "invalid_choice": said},
            )

    def clean(self):
        """Refused before anything is sent: the score would be given, and the page would say that something is wrong."""
        said = super().clean()
        if said.get("keep_note") and len(said.get("note", "")) > SavedComment.LONGEST:
            told = _("Shorten it to %(n)s characters to keep it among your comments, or send it without keeping it.")
            self.add_error("note", told % {"n": SavedComment.LONGEST})
        return said

    def levels(self) -> dict[str, int]:
        return {c.name: int(self.cleaned_data[f"level_{c.name}"]) for c in self.rubric}

    def gates_passed(self) -> dict[str, bool]:
        return {gate["key"]: self.cleaned_data[f"gate_{gate['key']}"] == "passed" for gate in self.gates}

    def rows(self) -> list[dict]:
        return _rows(self, "level")

    def comment_rows(self) -> list[dict]:
        """What the page shows for each comment: the words it is about, where they begin, and the comment."""
        return [
            {"n": n, **{name: self.data.get(f"comment_{name}_{n}", "") for name in ("words", "at", "text")}}
            for n in range(1, COMMENTS + 1)
        ]

    def comments_on(self, text: str) -> list[dict]:
        """The comments, each with the stretch of `text` that it is about. Adds an error where words are not there."""
        made = []
        for row in self.comment_rows():
            words, said = plain(row["words"]).strip(), plain(row["text"]).strip()
            span = anchor(text, words, number_in(row["at"]))
            if not said and not words:
                continue
            if not said or span is None or len(said) > COMMENT_LENGTH:
                self.add_error(None, _comment_problem(row["n"], said, span))
                continue
            made.append({"start": span[0], "end": span[1], "text": said})
        return made

    def gate_rows(self) -> list[dict]:
        names = [(gate, f"gate_{gate['key']}") for gate in self.gates]
        return [{"gate": g, "name": n, "chosen": self.data.get(n, ""), "errors": self.errors.get(n)} for g, n in names]


def _comment_problem(n: int, said: str, span) -> str:
    if not said:
        return gettext("Comment %(n)s: write what you want to say about these words.") % {"n": n}
    if span is None:
        told = gettext("Comment %(n)s: these words are not in the reply. Mark them, or type them as they stand.")
        return told % {"n": n}
    return gettext("Comment %(n)s: shorten it to %(most)s characters.") % {"n": n, "most": COMMENT_LENGTH}


class HandBackForm(forms.Form):
    note = WrittenField(
        label=_("Why it goes back"),
        max_length=NOTE_LENGTH,
        error_messages={"required": _("Write a sentence. The learner reads why it comes back.")},
    )


def _rows(form: "ReplyForm | ScoreForm", prefix: str) -> list[dict]:
    names = [(criterion, f"{prefix}_{criterion.name}") for criterion in form.rubric]
    return [{"criterion": c, "name": n, "chosen": _chosen(form, n), "errors": form.errors.get(n)} for c, n in names]


def _chosen(form: forms.Form, name: str) -> int | None:
    value = form.data.get(name) or form.initial.get(name, "")
    return int(value) if value in {"1", "2", "3", "4"} else None


# --- moves ----------------------------------------------------------------------------------------
def posted_key(post: Mapping[str, str]) -> uuid.UUID:
    """The page's own key, so that a double click is one; a new one when the form was tampered with."""
    try:
        return uuid.UUID(post.get("client_key", ""))
    except ValueError:
        return uuid.uuid4()


def key_of_words(key: uuid.UUID, text: str) -> uuid.UUID:
    """One page, the same words: one move. After the browser's Back the page is the old one, the words are new ones."""
    return uuid.uuid5(key, plain(text).strip())


def read_move(post: Mapping[str, str], step) -> dict[str, Any]:
    """The payload of the step's kind, from the player's form. Refused, with what to do, when something is missing."""
    sent: dict[str, Any] = {"step": post.get("step", "")}
    if isinstance(step, ChoiceStep):
        if not post.get("option"):
            raise Refused(gettext("Choose what you do first."))
        return {**sent, "option": post["option"]}
    if isinstance(step, ConsultStep):
        nobody = bool(post.get("ask_nobody"))
        if not nobody and not post.get("ask"):
            raise Refused(gettext("Choose a question first, or go on without asking."))
        return {**sent, "ask": "" if nobody else post["ask"]}
    if isinstance(step, OrderStep):
        return {**sent, "order": _order(post, step)}
    if isinstance(step, MatchStep):
        return {**sent, "pairs": {item.key: post.get(f"pair-{item.key}", "") for item in step.items}}
    return {**sent, "text": post.get("text", ""), "self": {}}


def _order(post: Mapping[str, str], step: OrderStep) -> list[str]:
    """The keys by their places. Each place is taken once; what is left out has none."""
    places: dict[int, str] = {}
    texts = {item.key: item.text for item in step.items}
    for key, text in texts.items():
        value = post.get(f"place-{key}", "")
        if value == "out":
            continue
        if not (value.isascii() and value.isdigit() and len(value) < 4):
            raise Refused(gettext("Say where this goes: %(text)s") % {"text": text})
        if int(value) in places:
            told = {"n": value, "one": texts[places[int(value)]], "other": text}
            raise Refused(gettext("Two have the place %(n)s: “%(one)s” and “%(other)s”. Give each its own.") % told)
        places[int(value)] = key
    return [key for _place, key in sorted(places.items())]


def read_chosen(text: str) -> dict[str, str]:
    """What was chosen and not sent yet, by the name of its field: {"place-a": ["2"]} as the browser keeps it."""
    try:
        saved = json.loads(text or "{}")
    except ValueError:
        return {}
    lists = saved.items() if isinstance(saved, dict) else ()
    return {name: first for name, first in map(_first, lists) if isinstance(first, str)}


def _first(field: tuple[str, Any]) -> tuple[str, Any]:
    name, values = field
    return name, values[0] if isinstance(values, list) and values else None


def kept_choices(ask: dict[str, Any], post: Mapping[str, str]) -> dict[str, Any]:
    """The same question with what was chosen so far, when it comes back with a sentence."""
    if ask.get("key") != post.get("step"):
        return ask
    if ask["kind"] == "order":
        return {**ask, "items": [{**item, "place": post.get(f"place-{item['key']}", "")} for item in ask["items"]]}
    if ask["kind"] == "match":
        return {**ask, "items": [{**item, "chosen": post.get(f"pair-{item['key']}", "")} for item in ask["items"]]}
    if ask["kind"] == "choice":
        chosen = post.get("option")
        return {**ask, "options": [{**option, "checked": option["key"] == chosen} for option in ask["options"]]}
    return {**ask, "chosen": post.get("ask", "")}
