"""What an auditor wants to see: of whom, where, what, in which period, as of which day."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compliance.audit import Question
from compliance.models import Requirement
from people.hr_forms import DayField, PlainForm
from people.models import Person, Unit


class AuditForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    as_of = DayField(
        label=_("As of"),
        initial=timezone.localdate,
        help_text=_(
            "As the record showed it by the end of that day. Today is not over: a file of today may differ later."
        ),
    )
    number = forms.CharField(
        label=_("Employee number"), max_length=32, required=False, help_text=_("Empty: everyone who was asked.")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(), to_field_name="slug", required=False, label=_("Unit and below"), empty_label=_("All units")
    )
    requirement = forms.ModelChoiceField(
        Requirement.objects.all(), to_field_name="slug", required=False, label=_("Requirement"),
        empty_label=_("All requirements"),
    )  # fmt: skip
    first_day = DayField(
        label=_("Period from"), required=False,
        help_text=_("What was asked, in hand, done or closed in the period."),
    )  # fmt: skip
    last_day = DayField(label=_("Period to"), required=False)

    def clean_number(self):
        """The kept record of that number."""
        number = self.cleaned_data["number"].strip()
        if not number:
            return None
        person = Person.objects.select_related("merged_into").filter(username=number).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has this employee number. Check it on the person's page."))
        return person.merged_into or person

    def clean(self):
        said = super().clean()
        if said.get("first_day") and said.get("last_day") and said["first_day"] > said["last_day"]:
            self.add_error("last_day", _("The period ends before it begins. Choose a later day."))
        return said

    @property
    def question(self) -> Question:
        said = self.cleaned_data
        names = ("as_of", "unit", "requirement", "first_day", "last_day")
        return Question(person=said["number"], **{name: said[name] for name in names})
