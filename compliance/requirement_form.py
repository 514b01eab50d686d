"""The form that says who must do what by when, and the rule that it writes (docs/features/cadence.md)."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from compliance.models import Audience, Requirement, Terms
from compliance.rule import (
    AFTER,
    ANY,
    FIXED_DATE,
    FROM_COMPLETION,
    FROM_EXPIRY,
    MOST,
    ONCE,
    SCHOOL_YEAR,
    stored_rule,
    within_limits,
)  # fmt: skip
from compliance.rule_boxes import BOX_OF, boxes_of, written
from compliance.span_field import SpanField
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
    ("after", _("At least so many days after the return")),
]
FRESHNESS = [
    ("", _("As usual: once, any earlier completion counts; otherwise only new ones")),
    (ANY, _("Any earlier completion counts while it is good")),
    ("within", _("What was done shortly before counts")),
    ("none", _("Only what is done from then on counts")),
]
WEEKEND = [("stay", _("It stays")), ("next", _("The Monday after")), ("before", _("The Friday before"))]
DAY_OF_YEAR = {"invalid": _("Write month and day as 10-31.")}


def number(label, help_text="", **more):
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=MOST["days"], required=False, **more
    )


def day_of_year(label, help_text, **more):
    return forms.RegexField(
        r"^\d{2}-\d{2}$", label=label, help_text=help_text, required=False, error_messages=DAY_OF_YEAR, **more
    )


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
    period = SpanField(
        unit="month", label=_("Good for"), help_text=_("Such as 12 months or 90 days. Empty with “once”: for good.")
    )
    window = SpanField(unit="day", label=_("A renewal opens how long before"), help_text=_("Such as 60 days."))
    minimum_active = SpanField(
        unit="month",
        label=_("At least for"),
        help_text=_("A completion shortly before a fixed date or the end of a school year counts on."),
    )
    anchor = DayField(label=_("The fixed date"), required=False)
    due_day = day_of_year(_("In each school year due on"), _("Month and day: 10-31."))
    year_start = day_of_year(_("The school year begins on"), _("Month and day: 07-01."), initial="07-01")
    grace_days = number(_("Days of grace before anyone is overdue"), initial=0)
    least_days = number(
        _("At least so many days"),
        _("If the due date is past on the day it is asked, people get so many days from then."),
        initial=30,
    )
    weekend = forms.ChoiceField(
        label=_("A due date on a weekend"), choices=WEEKEND, initial="stay", required=False,
        help_text=_("It stays, or moves to a working day."),
    )  # fmt: skip
    revise_days = number(
        _("Days to revise"), _("For a reply that comes back, when whoever scored it sets no date."), initial=14
    )
    hold = forms.ChoiceField(label=_("After leave"), choices=HOLD, widget=forms.RadioSelect, initial="shift")
    hold_days = number(_("Days after the return"), _("Read with the second choice only."), initial=14)
    freshness = forms.ChoiceField(label=_("What was done before"), choices=FRESHNESS, required=False)
    fresh_within = SpanField(
        unit="month",
        label=_("How shortly before"),
        help_text=_("Such as 6 months. Read with “what was done shortly before” only."),
    )

    def __init__(self, *args, requirement: Requirement | None = None, terms: Terms | None = None, **kwargs):
        self.requirement, self.terms = requirement, terms
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

    def clean(self):
        said = super().clean()
        if said.get("freshness") == "within" and not self["fresh_within"].data:
            self.add_error("fresh_within", _("Say how shortly before, such as 6 months."))
        return said

    def rule(self) -> dict[str, Any]:
        """The rule as it stands, with what was changed in the boxes; what they cannot say stays."""
        before = within_limits(self.terms.rule) if self.terms else {}
        return written(before, self.cleaned_data, set(self.changed_data) if self.terms else None)

    def refuse(self, refused) -> None:
        box = BOX_OF.get(refused.field, refused.field)
        if refused.field == "due":
            box = "due_date" if self.cleaned_data["due_date"] else "due_after"
        self.add_error(box if box in self.fields else None, str(refused))

    @staticmethod
    def filled(terms) -> dict[str, Any]:
        """What the boxes hold for terms as they stand, so that a change begins from them."""
        courses = [each.course_id for each in terms.asked.all()]
        return {"courses": courses, "needed": terms.needed, **boxes_of(stored_rule(terms.rule))}
