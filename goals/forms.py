"""The form of a standard: its name stays, what it says is kept version by version."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from goals.actions import StandardText, revise_standard
from goals.models import StandardVersion
from people.hr_forms import DayField

SAID = ["text", "channel", "amount", "unit", "clock", "target_percent", "effective_from"]


class StandardForm(WagtailAdminModelForm):
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences, as staff and families read them. A change makes a new version."),
    )
    channel = forms.CharField(label=_("Channel"), max_length=16, required=False, help_text=_("phone, email, walk_in …"))
    amount = forms.IntegerField(label=_("Amount"), min_value=0, required=False)
    unit = forms.CharField(
        label=_("Unit"), max_length=16, required=False, help_text=_("rings, seconds, business days …")
    )
    clock = forms.ChoiceField(
        label=_("Clock"), choices=StandardVersion.Clock.choices, initial=StandardVersion.Clock.NONE
    )
    target_percent = forms.IntegerField(label=_("Target, percent"), min_value=0, max_value=100, required=False)
    effective_from = DayField(label=_("In force from"), widget=AdminDateInput, initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newest = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        for name in SAID if newest else []:
            self.initial.setdefault(name, getattr(newest, name))

    def save(self, commit=True):
        standard = super().save(commit)
        if commit and self.has_said_something():
            says = StandardText(**{name: self.cleaned_data[name] for name in SAID})
            revise_standard(standard=standard, says=says, actor=self.for_user)
        return standard

    def has_said_something(self) -> bool:
        return any(name in self.changed_data for name in SAID)
