"""The form that says who is in a group, in the words of the office, and the rule that it writes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from compliance.models import Audience
from people.hr_forms import DayField, PlainForm
from people.models import JobFamily, Level, Unit


def several(queryset, label, help_text=""):
    return forms.ModelMultipleChoiceField(
        queryset,
        to_field_name="slug",
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AudienceForm(PlainForm):
    name = forms.CharField(
        label=_("Name of the group"), max_length=120, help_text=_("Such as: Front office, all schools.")
    )
    job_family = several(JobFamily.objects.all(), _("In one of these job families"), _("None ticked: in any."))
    level = forms.MultipleChoiceField(
        label=_("At one of these levels"), choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    unit = several(
        Unit.objects.all(), _("In one of these units"), _("With all units below them. None ticked: anywhere.")
    )
    only = forms.BooleanField(label=_("These units alone, not those below them"), required=False)
    hired_from = DayField(label=_("Hired on or after"), required=False)
    hired_to = DayField(label=_("Hired on or before"), required=False)
    not_family = several(JobFamily.objects.all(), _("But not in these job families"))
    not_unit = several(Unit.objects.all(), _("But not in these units"))
    starts_on = DayField(label=_("From"))

    def __init__(self, *args, audience: Audience | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate
        if audience:
            del self.fields["name"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError(_("Write a name with letters in it."))
        if Audience.objects.filter(slug=slugify(name)[:50]).exists():
            raise forms.ValidationError(_("There is a group of this name. Choose another."))
        return name

    @property
    def slug(self) -> str:
        return slugify(self.cleaned_data["name"])[:50]

    def definition(self) -> dict[str, Any]:
        """The rule of what is ticked; with nothing ticked, everyone."""
        said = self.cleaned_data
        made: dict[str, Any] = {}
        for key in ("job_family", "unit"):
            if chosen := [each.slug for each in said.get(key) or ()]:
                made[key] = chosen
        if said.get("level"):
            made["level"] = said["level"]
        if said.get("only") and "unit" in made:
            made["only"] = True
        hired = {
            key: said[box].isoformat() for key, box in (("from", "hired_from"), ("to", "hired_to")) if said.get(box)
        }
        if hired:
            made["hired"] = hired
        taken = [
            {key: [each.slug for each in said[box]]}
            for key, box in (("job_family", "not_family"), ("unit", "not_unit"))
            if said.get(box)
        ]
        made = made or {"everyone": True}
        if taken:
            made["except"] = taken[0] if len(taken) == 1 else {"any": taken}
        return made

    def refuse(self, refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))

    @staticmethod
    def filled(definition) -> dict[str, Any] | None:
        """What the boxes hold for a rule as it stands; None for one that these boxes cannot say."""
        taken = definition.get("except") or {}
        parts = taken.get("any", [taken])
        known = {"everyone", "job_family", "level", "unit", "only", "hired", "except"}
        if set(definition) - known or any(set(each) - {"job_family", "unit"} for each in parts):
            return None
        gone = {key: values for each in parts for key, values in each.items()}
        hired = definition.get("hired") or {}
        return {
            "job_family": definition.get("job_family", []),
            "level": definition.get("level", []),
            "unit": definition.get("unit", []),
            "only": definition.get("only", False),
            "hired_from": hired.get("from"),
            "hired_to": hired.get("to"),
            "not_family": gone.get("job_family", []),
            "not_unit": gone.get("unit", []),
        }
