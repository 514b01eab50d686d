"""Asking further: how it stood on another day, and what a move would change. Nothing is written."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compliance.explain import Explanation, explain
from compliance.what_if import WhatIf
from people.hr_forms import DayField
from people.models import Unit


class WhyForm(forms.Form):
    as_of = DayField(label=_("On this day"), required=False)
    hindsight = forms.BooleanField(label=_("With what is known today"), required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.all(), to_field_name="slug", label=_("What if the job moved to"), required=False, empty_label="–"
    )
    from_on = DayField(label=_("From"), required=False)

    def clean(self):
        said = super().clean()
        self._ask_for("from_on", _("Say from when the job would move."), "unit")
        self._ask_for("unit", _("Choose where the job would move to."), "from_on")
        if not said.get("unit"):
            self._ask_for("as_of", _("Choose the day to look at."), "hindsight")
        return said

    def _ask_for(self, name: str, words: str, beside: str) -> None:
        """Half a question says what is missing; a field that has its own error says that alone."""
        said = self.cleaned_data
        if said.get(beside) and not said.get(name) and name not in self.errors:
            self.add_error(name, words)

    def asks(self) -> bool:
        """Was anything asked at all? The page opens without."""
        return self.is_valid() and bool(self.cleaned_data["as_of"] or self.cleaned_data["unit"])

    def answer(self, person, requirement) -> Explanation:
        said = self.cleaned_data
        moved = WhatIf(said["unit"], said["from_on"]) if said["unit"] else None
        on = said["as_of"] or timezone.localdate()
        return explain(person=person, requirement=requirement, as_of=on, hindsight=said["hindsight"], what_if=moved)
