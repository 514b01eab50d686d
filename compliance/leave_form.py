"""Forms for leave: from when, back when; and that it was not so."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.leave_effect import Span
from people.hr_forms import DayField, PlainForm
from people.models import Person

BACK = _("The first day at work again. Empty while it is not known; you can change it when they are back.")


class WhoForm(PlainForm):
    number = forms.CharField(label=_("Employee number"), max_length=32)

    def clean_number(self):
        """The kept record of that number."""
        number = self.cleaned_data["number"].strip()
        person = Person.objects.select_related("merged_into").filter(username=number).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has this employee number. Check it on the person's page."))
        return person.merged_into or person


class LeaveForm(PlainForm):
    starts_on = DayField(label=_("First day of leave"))
    back_on = DayField(label=_("Expected return"), required=False, help_text=BACK)
    reason = forms.CharField(
        label=_("What kind of leave"), max_length=200, help_text=_("Such as: family leave. No medical detail.")
    )

    def clean(self):
        said = super().clean()
        start, back = said.get("starts_on"), said.get("back_on")
        if start and back and back <= start:
            self.add_error("back_on", _("The day of return is later than the first day of leave."))
        return said

    @property
    def span(self) -> Span:
        return Span(self.cleaned_data["starts_on"], self.cleaned_data["back_on"])


class ReturnForm(PlainForm):
    back_on = DayField(label=_("Day of return"), required=False, help_text=BACK)


class NotSoForm(PlainForm):
    reason = forms.CharField(
        label=_("Why it does not stand"), max_length=200, help_text=_("An audit reads it. No medical detail.")
    )
