"""What learners and markers send. The text of a reply is not judged here: the scorer's guards do that in sentences."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.plain_text import plain
from scenarios.shown import Criterion

LEVELS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
NOTE_LENGTH = 2000


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


class ScoreForm(KeyForm):
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

    def levels(self) -> dict[str, int]:
        return {c.name: int(self.cleaned_data[f"level_{c.name}"]) for c in self.rubric}

    def gates_passed(self) -> dict[str, bool]:
        return {gate["key"]: self.cleaned_data[f"gate_{gate['key']}"] == "passed" for gate in self.gates}

    def rows(self) -> list[dict]:
        return _rows(self, "level")

    def gate_rows(self) -> list[dict]:
        names = [(gate, f"gate_{gate['key']}") for gate in self.gates]
        return [{"gate": g, "name": n, "chosen": self.data.get(n, ""), "errors": self.errors.get(n)} for g, n in names]


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
    value = form.data.get(name, "")
    return int(value) if value in {"1", "2", "3", "4"} else None
