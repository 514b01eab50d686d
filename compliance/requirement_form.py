"""The form that says who must do what by when, and the rule that it writes (docs/features/cadence.md)."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from compliance.models import Audience, Requirement
from compliance.rule import AFTER, FIXED_DATE, FROM_COMPLETION, FROM_EXPIRY, ONCE, SCHOOL_YEAR
from courses.models import Course
from people.hr_forms import DayField, PlainForm

CADENCE = [
    (ONCE, _("Once")),
    (SCHOOL_YEAR, _("Every school year")),
    (FROM_COMPLETION, _("Again some time after it was done")),
    (FROM_EXPIRY, _("Again when it runs out, early renewals lose no time")),
    (FIXED_DATE, _("Always by the same date")),
]
DUE_AFTER = list(
    zip(AFTER, (_("after the day of hire"), _("after the start in the job"), _("after it is asked")), strict=True)
)
HOLD = [
    ("shift", _("The days of leave are added to the due date")),
    ("after", _("At least two weeks after the return")),
]
FRESHNESS = [
    ("", _("As usual: once, any earlier completion counts; otherwise only new ones")),
    ("any", _("Any earlier completion counts while it is good")),
    ("none", _("Only what is done from then on counts")),
]
# Boxes that a cadence does not read. The page hides them (`.by-cadence` in ring.css); what was left in them is dropped.
MEANS_NOTHING = {
    ONCE: ("window_days", "minimum_months"),
    SCHOOL_YEAR: ("period_months",),
    FROM_COMPLETION: ("minimum_months",),
    FROM_EXPIRY: ("minimum_months",),
    FIXED_DATE: (),
}
# Which box of the form a refused field of the rule is about.
BOX_OF = {
    "due": "due_days",
    "period": "period_months",
    "window": "window_days",
    "minimum_active": "minimum_months",
    "due_day": "due_day",
    "anchor": "anchor",
}


def number(label, help_text="", **more):
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=3650, required=False, **more)


class RequirementForm(PlainForm):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As people read it: Student privacy."))
    why = forms.CharField(
        label=_("Why it is asked"), max_length=300, help_text=_("One sentence that the people who must do it read.")
    )
    audience = forms.ModelChoiceField(Audience.objects.all(), label=_("For whom"), empty_label=_("Choose a group"))
    courses = forms.ModelMultipleChoiceField(
        Course.objects.released(), label=_("Courses"), widget=forms.CheckboxSelectMultiple
    )
    needed = number(_("How many of these courses"), _("Empty: all of them."))
    starts_on = DayField(label=_("From"), help_text=_("Nobody is asked before this day."))
    cadence = forms.ChoiceField(label=_("How often"), choices=CADENCE, widget=forms.RadioSelect, initial=ONCE)
    due_days = number(_("Due, in days"), initial=30)
    due_after = forms.ChoiceField(label=_("Counted"), choices=DUE_AFTER, initial="assignment", required=False)
    due_date = DayField(label=_("Or due on a date"), required=False, help_text=_("For the first time; empty: by days."))
    period_months = number(_("Good for how many months"), _("Empty with “once”: for good."))
    window_days = number(_("A renewal opens how many days before"))
    minimum_months = number(
        _("At least so many months"),
        _("A completion shortly before a fixed date or the end of a school year counts on."),
    )
    anchor = DayField(label=_("The fixed date"), required=False)
    due_day = forms.RegexField(
        r"^\d{2}-\d{2}$",
        label=_("In each school year due on"),
        required=False,
        help_text=_("Month and day: 10-31."),
        error_messages={"invalid": _("Write month and day as 10-31.")},
    )
    grace_days = number(_("Days of grace before anyone is overdue"), initial=0)
    hold = forms.ChoiceField(label=_("After leave"), choices=HOLD, widget=forms.RadioSelect, initial="shift")
    freshness = forms.ChoiceField(label=_("What was done before"), choices=FRESHNESS, required=False)

    def __init__(self, *args, requirement: Requirement | None = None, **kwargs):
        self.requirement = requirement
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate
        if requirement:  # its name, reason and group stay; only the terms change
            for name in ("name", "why", "audience"):
                del self.fields[name]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError(_("Write a name with letters in it."))
        if Requirement.objects.filter(Q(slug=slugify(name)[:50]) | Q(name__iexact=name)).exists():
            raise forms.ValidationError(_("There is a requirement of this name. Choose another."))
        return name

    @property
    def slug(self) -> str:
        return slugify(self.cleaned_data["name"])[:50]

    def rule(self) -> dict[str, Any]:
        """The rule of the boxes that were filled in and mean something for this cadence."""
        said = self.cleaned_data
        made: dict[str, Any] = {"cadence": said["cadence"], "starts": said["starts_on"].isoformat()}
        if said["due_date"]:
            made["due"] = {"date": said["due_date"].isoformat()}
        else:
            days = 30 if said["due_days"] is None else said["due_days"]
            made["due"] = {"days": days, "after": said["due_after"] or "assignment"}
        spans = {"period": ("period_months", "months"), "window": ("window_days", "days"),
                 "minimum_active": ("minimum_months", "months")}  # fmt: skip
        for key, (box, unit) in spans.items():
            if said[box] and box not in MEANS_NOTHING[said["cadence"]]:
                made[key] = {unit: said[box]}
        if said["cadence"] == FIXED_DATE and said["anchor"]:
            made["anchor"] = said["anchor"].isoformat()
        if said["cadence"] == SCHOOL_YEAR and said["due_day"]:
            made["due_day"] = said["due_day"]
        if said["grace_days"]:
            made["grace_days"] = said["grace_days"]
        if said["hold"] == "after":
            made["hold"] = {"days_after_return": 14}
        if said["freshness"]:
            made["freshness"] = None if said["freshness"] == "none" else "any"
        return made

    def refuse(self, refused) -> None:
        box = BOX_OF.get(refused.field, refused.field)
        self.add_error(box if box in self.fields else None, str(refused))

    @staticmethod
    def filled(terms) -> dict[str, Any]:
        """What the boxes hold for terms as they stand, so that a change begins from them."""
        rule = terms.rule
        due = rule.get("due") or {}
        return {
            "courses": [each.course_id for each in terms.asked.all()],
            "needed": terms.needed,
            "cadence": rule.get("cadence", ONCE),
            "due_days": due.get("days"),
            "due_after": due.get("after", "assignment"),
            "due_date": due.get("date"),
            "period_months": _months(rule.get("period")),
            "window_days": (rule.get("window") or {}).get("days"),
            "minimum_months": _months(rule.get("minimum_active")),
            "anchor": rule.get("anchor"),
            "due_day": rule.get("due_day", ""),
            "grace_days": rule.get("grace_days", 0),
            "hold": "after" if isinstance(rule.get("hold"), dict) else "shift",
            "freshness": ("any" if rule["freshness"] else "none") if "freshness" in rule else "",
        }


def _months(span) -> int | None:
    return (12 * span.get("years", 0) + span.get("months", 0)) or None if span else None
