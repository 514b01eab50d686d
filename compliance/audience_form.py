"""The form that says who is in a group, in the words of the office, and the rule that it writes."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from compliance.audience_boxes import (
    ALIKE,
    OTHER,
    conditions,
    filled,
    filled_as_taken,
    taken_away,
    written,
    written_as_taken,
)  # fmt: skip
from compliance.models import Audience
from people.hr_forms import DayField, PlainForm

SIDES = (ALIKE, OTHER)


class AudienceForm(PlainForm):
    name = forms.CharField(
        label=_("Name of the group"), max_length=120, help_text=_("Such as: Front office, all schools.")
    )
    starts_on = DayField(label=_("From"))

    def __init__(self, *args, audience: Audience | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= conditions(ALIKE) | conditions(OTHER) | taken_away()
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

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for before in SIDES:
            if said.get(before + "hired_within") and said.get(before + "hired_from"):
                self.add_error(before + "hired_within", _("Choose one: a number of days, or a date."))
            for first, last in (("hired_from", "hired_to"), ("job_from", "job_to")):
                start, end = said.get(before + first), said.get(before + last)
                if start and end and end < start:
                    self.add_error(before + last, _("It ends before it begins. Put the earlier date first."))
        return said

    @property
    def slug(self) -> str:
        return slugify(self.cleaned_data["name"])[:50]

    @property
    def on(self) -> dt.date:
        """The day that is asked about: the one from which the rule holds, else today."""
        return getattr(self, "cleaned_data", {}).get("starts_on") or timezone.localdate()

    def definition(self) -> dict[str, Any]:
        """The rule of what is ticked, of boxes that were understood; with nothing ticked, everyone."""
        said = getattr(self, "cleaned_data", {})
        sides = [rule for before in SIDES if (rule := written(said, before, self.on))]
        made = {"any": sides} if len(sides) == 2 else sides[0] if sides else {"everyone": True}
        taken = written_as_taken(said)
        return made | {"except": taken} if taken else made

    def slips(self) -> list[str]:
        """What is wrong with the boxes that the count is made of; a name that is missing still is no news there."""
        told = [errors for name, errors in self.errors.items() if name not in ("name", "starts_on")]
        return [str(error) for errors in told for error in errors]

    def alike(self) -> list[forms.BoundField]:
        return [self[name] for name in conditions(ALIKE)]

    def other(self) -> list[forms.BoundField]:
        return [self[name] for name in conditions(OTHER)]

    def taken(self) -> list[forms.BoundField]:
        return [self[name] for name in taken_away()]

    def other_is_used(self) -> bool:
        return any(box.value() or box.errors for box in self.other())

    def taken_is_used(self) -> bool:
        return any(box.value() or box.errors for box in self.taken())

    def refuse(self, refused) -> None:
        box = "name" if refused.field == "slug" else refused.field
        self.add_error(box if box in self.fields else None, str(refused))

    @staticmethod
    def filled(definition) -> dict[str, Any] | None:
        """What the boxes hold for a rule as it stands; None for one that these boxes cannot say."""
        rest = {key: value for key, value in definition.items() if key != "except"}
        sides = rest["any"] if set(rest) == {"any"} else [rest]
        if len(sides) > len(SIDES):
            return None
        held: dict[str, Any] = {}
        for before, rule in zip(SIDES, sides, strict=False):
            if (boxes := filled(rule, before)) is None:
                return None
            held |= boxes
        taken = filled_as_taken(definition.get("except") or {})
        return None if taken is None else held | taken
