"""Forms of sessions, observed calls and prior learning."""

import datetime as dt
import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Course, SessionActivity
from courses.session_rules import on_the_clock
from courses.sign_off import DIMENSIONS
from people.hr_forms import DayField, PersonByNumberField, PlainForm


class SessionForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    activity = forms.ModelChoiceField(
        SessionActivity.objects.order_by("title"),
        label=_("Which session"),
        required=False,
        empty_label=_("A new one, by itself"),
        help_text=_("One that a course names counts there."),
    )
    title = forms.CharField(label=_("Title of a new one"), max_length=200, required=False)
    place = forms.CharField(label=_("Place"), max_length=120)
    day = DayField(label=_("Day"))
    starts = forms.TimeField(label=_("Starts"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}))
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=2000, required=False, help_text=_("Empty: no limit.")
    )
    facilitator = PersonByNumberField(label=_("Employee number of who leads it"), max_length=32)

    def clean(self):
        given = super().clean()
        if not given.get("activity") and not given.get("title"):
            self.add_error("title", _("Choose a session above, or give the new one a title."))
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("This is not after the start."))
        for name in ("starts", "ends"):
            if given.get("day") and given.get(name) and not self._at(name):
                self.add_error(name, _("The clocks go forward on this day and skip this time. Choose another one."))
        return given

    def _at(self, name: str) -> dt.datetime | None:
        given = self.cleaned_data
        return on_the_clock(dt.datetime.combine(given["day"], given[name]), timezone.get_current_timezone())

    def session(self) -> dict:
        """What `plan_session` takes."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("activity", "title", "place", "capacity", "facilitator", "key")}
        return {**kept, "starts_at": self._at("starts"), "ends_at": self._at("ends")}


class KioskForm(PlainForm):
    """No browser keeps what is typed here: the next person stands at the same screen."""

    number = forms.CharField(
        label=_("Your employee number"), max_length=32, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    code = forms.CharField(
        label=_("The code shown in the room"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class ObservedForm(PlainForm):
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    day = DayField(label=_("Day of the call"))
    note = forms.CharField(
        label=_("What to keep, and one thing to change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "box"}),
        help_text=_("The person reads it. No name of a family."),
    )
    gate_failed = forms.BooleanField(
        label=_("A gate was not passed"),
        required=False,
        help_text=_("Protected data was told, a forbidden thing said, or an escalation left out."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        for name in DIMENSIONS:
            self.fields[name] = forms.TypedChoiceField(choices=[(n, n) for n in (1, 2, 3, 4)], coerce=int)
            self.fields[name].error_messages["required"] = _("Choose a level.")
        self.order_fields(["client_key", "day", *DIMENSIONS, "gate_failed", "note"])  # as they stand on the page

    def clean_day(self):
        day, person = self.cleaned_data["day"], self.person
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if person.hired_on and day < person.hired_on:
            raise forms.ValidationError(_("This is before the day they were hired. Check the year."))
        if person.left_on and day > person.left_on:
            raise forms.ValidationError(_("This is after the last day on which they worked here. Check the day."))
        return day

    def levels(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in DIMENSIONS}


class PriorForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    course = forms.ModelChoiceField(
        Course.objects.none(), label=_("Which course it should count for"), empty_label=_("Choose one")
    )
    title = forms.CharField(label=_("What it was"), max_length=200, help_text=_("Name of the course, and who gave it."))
    learned_on = DayField(label=_("When you finished it"))
    file = forms.FileField(
        label=_("Certificate"),
        required=False,
        help_text=_("PDF, PNG or JPEG, up to 10 MB. Your supervisor and HR can open it, nobody else."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    text = forms.CharField(
        label=_("No certificate? What you learned, and what you do differently since"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "box said"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.released()

    def clean_learned_on(self):
        if self.cleaned_data["learned_on"] > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return self.cleaned_data["learned_on"]

    def clean(self):
        given = super().clean()
        if not given.get("file") and len(given.get("text", "").split()) < 20 and "file" not in self.errors:
            self.add_error("text", _("Send a certificate, or write at least 20 words about what you learned."))
        return given


class DecisionForm(PlainForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "box"}),
        help_text=_("The person reads it."),
    )
