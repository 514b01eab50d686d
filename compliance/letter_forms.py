"""Forms for letters: their words, the rule for how many, and what the list of reminders is narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.letters import tokens_of
from compliance.models import Reminder, ReminderPolicy, ReminderTemplate, Requirement
from compliance.tokens import stray_brace, unknown_tokens
from people.hr_forms import PersonByNumberField, PlainWords

NEVER_OPTIONAL = ("due_today", "overdue", "answered", "supervisor", "review")


class Boxed(PlainWords):
    """Text boxes and lists in the site's look."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "box"


class TemplateForm(Boxed, forms.ModelForm):
    preview_for = PersonByNumberField(
        label=_("Show it for"),
        required=False,
        max_length=32,
        help_text=_("An employee number: the letter as this person would get it, before anything is kept."),
    )

    class Meta:
        model = ReminderTemplate
        fields = ["occasion", "days", "again", "times", "subject", "text", "on", "optional"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")
        self.fields["occasion"].choices = [("", _("Choose one")), *ReminderTemplate.Occasion.choices]  # type: ignore[attr-defined]
        occasion = self["occasion"].value() or "assigned"
        names = ", ".join(f"{{{name}}}" for name in tokens_of(occasion))
        self.fields["text"].help_text = _("Words that are filled in: %(names)s. A blank line begins a paragraph.") % {
            "names": names
        }

    def clean(self):
        said = super().clean()
        allowed = tokens_of(said.get("occasion", ""))
        for name in ("subject", "text"):
            self._check_tokens(name, said.get(name, ""), allowed)
        if said.get("optional") and said.get("occasion") in NEVER_OPTIONAL:
            self.add_error("optional", _("Nobody can turn this letter off: it tells what must not be missed."))
        if (said.get("times") or 1) > 1 and not said.get("again"):
            self.add_error("again", _("Say after how many days it comes again, or set how often to 1."))
        return said

    def _check_tokens(self, name, text, allowed):
        unknown = unknown_tokens(text, allowed)
        if unknown:
            told = _("Nothing is filled in for {%(token)s}. For this occasion there are: %(names)s.")
            self.add_error(name, told % {"token": unknown[0], "names": ", ".join(f"{{{each}}}" for each in allowed)})
        elif stray_brace(text):
            self.add_error(name, _("A brace stands alone. Write the word between two braces, such as {name}."))

    def clean_subject(self):
        return " ".join(self.cleaned_data["subject"].split())


class PolicyForm(Boxed, forms.ModelForm):
    class Meta:
        model = ReminderPolicy
        fields = ["digest", "cap", "supervisor_day"]


STATES = [("", _("All")), *((str(value), label) for value, label in Reminder.State.choices)]


class LedgerForm(forms.Form):
    """A word that is not known narrows nothing: addresses are typed and shared."""

    person = forms.CharField(label=_("Employee number"), required=False, max_length=32)
    requirement = forms.ModelChoiceField(
        Requirement.objects.all(), to_field_name="slug", required=False, label=_("Requirement"), empty_label=_("All")
    )
    state = forms.ChoiceField(choices=STATES, required=False, label=_("Show"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="narrow-%s", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "box"
        self.is_valid()

    def narrowed(self, rows):
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if "person" in said:
            rows = rows.filter(person__username=said["person"])
        if "requirement" in said:
            rows = rows.filter(assignment__requirement=said["requirement"])
        return rows.filter(state=said["state"]) if "state" in said else rows
