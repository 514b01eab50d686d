"""One set of boxes about a job, and the conditions that it writes: what must all be true, or what is taken away.

A page shows the same boxes more than once, so each set has its own beginning of names: "", "or_", "not_".
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.hr_forms import DayField
from people.models import JobFamily, Level, Person, Unit

ALIKE, OTHER, NOT = "", "or_", "not_"
DAYS = {"hired": ("hired_from", "hired_to"), "job_started": ("job_from", "job_to")}
# The box and the condition that it writes, of what is taken away.
TAKEN = {"family": "job_family", "unit": "unit", "level": "level", "supervisor": "supervisor"}


class PeopleByNumber(forms.CharField):
    """Several people, by employee number; cleaned to their numbers."""

    def clean(self, value) -> list[str]:
        numbers = list(dict.fromkeys(re.split(r"[\s,;]+", (super().clean(value) or "").strip())))
        numbers = [each for each in numbers if each]
        known = set(Person.objects.filter(username__in=numbers).values_list("username", flat=True))
        for number in numbers:
            if number not in known:
                told = _("Nobody here has the employee number “%(number)s”.") % {"number": number}
                raise forms.ValidationError(told)
        return numbers


def several(queryset, label, help_text="") -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        queryset,
        to_field_name="slug",
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def levels(label) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def led_by(label) -> PeopleByNumber:
    hint = _("Employee numbers, such as 100102. Several with a comma between them.")
    return PeopleByNumber(label=label, help_text=hint, required=False, max_length=400)


def a_day(label, help_text="") -> DayField:
    return DayField(label=label, help_text=help_text, required=False)


def conditions(before: str) -> dict[str, forms.Field]:
    within = _("Counted back from the day below and kept as a date: nobody drops out, and who is hired later joins.")
    job = _("Of the job they hold: also of someone who moved into it from another.")
    fields: dict[str, forms.Field] = {
        "job_family": several(JobFamily.objects.all(), _("In one of these job families"), _("None ticked: in any.")),
        "level": levels(_("At one of these levels")),
        "unit": several(
            Unit.objects.all(), _("In one of these units"), _("With all units below them. None ticked: anywhere.")
        ),
        "only": forms.BooleanField(label=_("These units alone, not those below them"), required=False),
        "supervisor": led_by(_("Whose supervisor is one of these people")),
        "hired_within": forms.IntegerField(
            label=_("Hired in the last … days, or later"), help_text=within, min_value=1, max_value=3650, required=False
        ),
        "hired_from": a_day(_("Hired on or after")),
        "hired_to": a_day(_("Hired on or before")),
        "job_from": a_day(_("Started in the job on or after"), job),
        "job_to": a_day(_("Started in the job on or before")),
    }
    return {before + name: field for name, field in fields.items()}


def taken_away() -> dict[str, forms.Field]:
    return {
        "not_family": several(JobFamily.objects.all(), _("But not in these job families")),
        "not_unit": several(Unit.objects.all(), _("But not in these units")),
        "not_level": levels(_("But not at these levels")),
        "not_supervisor": led_by(_("But not people whose supervisor is one of these")),
    }


def written(said: Mapping[str, Any], before: str, on: dt.date) -> dict[str, Any]:
    """The rule of one set; {} when none of it is ticked."""
    made: dict[str, Any] = {}
    for key in ("job_family", "level", "unit", "supervisor"):
        if chosen := plain(said.get(before + key)):
            made[key] = chosen
    if said.get(before + "only") and "unit" in made:
        made["only"] = True
    for key, boxes in DAYS.items():
        days = {
            side: said[before + box] for side, box in zip(("from", "to"), boxes, strict=True) if said.get(before + box)
        }
        if key == "hired" and said.get(before + "hired_within"):
            days["from"] = on - dt.timedelta(days=said[before + "hired_within"])
        if days:
            made[key] = {side: day.isoformat() for side, day in days.items()}
    return made


def written_as_taken(said: Mapping[str, Any]) -> dict[str, Any]:
    """What follows “except”: a job that is any of these; {} when nothing is taken away."""
    parts = [{key: chosen} for box, key in TAKEN.items() if (chosen := plain(said.get(NOT + box)))]
    return {} if not parts else parts[0] if len(parts) == 1 else {"any": parts}


def filled(rule: Mapping[str, Any], before: str) -> dict[str, Any] | None:
    """What one set of boxes holds for a rule; None for one that it cannot say."""
    if set(rule) - {"everyone", "job_family", "level", "unit", "only", "supervisor", *DAYS}:
        return None
    held = {key: rule.get(key, []) for key in ("job_family", "level", "unit", "supervisor")}
    held |= {"supervisor": ", ".join(held["supervisor"]), "only": rule.get("only", False)}
    for key, boxes in DAYS.items():
        held |= dict(zip(boxes, ((rule.get(key) or {}).get(side) for side in ("from", "to")), strict=True))
    return {before + name: value for name, value in held.items()}


def filled_as_taken(rule: Mapping[str, Any]) -> dict[str, Any] | None:
    """Several conditions in one part must all be true; these boxes can only say that one of them is."""
    parts = rule.get("any", [rule]) if rule else []
    keys = [key for part in parts for key in part]
    if len(keys) != len(parts) or len(set(keys)) != len(keys) or set(keys) - set(TAKEN.values()):
        return None
    gone = {key: values for part in parts for key, values in part.items()}
    held = {NOT + box: gone.get(key, []) for box, key in TAKEN.items()}
    return held | {NOT + "supervisor": ", ".join(held[NOT + "supervisor"])}


def plain(chosen) -> list[str]:
    return [getattr(each, "slug", each) for each in chosen or ()]
