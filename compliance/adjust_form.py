"""Forms for what is allowed to one person: a waiver, more time, a hold; and for asking."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.models import Adjustment
from people.hr_forms import DayField, PlainForm

KINDS = [
    (Adjustment.Kind.EXTENSION, _("More time")),
    (Adjustment.Kind.WAIVER, _("Waive it for this period")),
    (Adjustment.Kind.HOLD, _("Put it on hold")),
]


class AdjustForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is allowed"), choices=KINDS, widget=forms.RadioSelect)
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("More time needs its new due date. A waiver or a hold may leave it empty."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with your name. The person reads it. No medical detail."),
    )

    def clean(self):
        said = super().clean()
        nothing_said = not said.get("until") and "until" not in self.errors
        if said.get("kind") == Adjustment.Kind.EXTENSION and nothing_said:
            self.add_error("until", _("Say until when: the new due date."))
        return said


class BackForm(PlainForm):
    back = DayField(label=_("Asked again from"))


class AskForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    until = DayField(label=_("New due date"))
    reason = forms.CharField(
        label=_("Why you need more time"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your supervisor reads it and answers."),
    )


class AnswerForm(PlainForm):
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it. If it is not granted, say why."),
    )
    until = DayField(
        label=_("Grant until another day"), required=False, help_text=_("Empty: until the day they asked for.")
    )
