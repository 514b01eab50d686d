"""Forms of the district's page."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from people.hr_forms import DayField, PlainForm, PlainWords
from people.models import DutyCalendar

DAYS = [
    ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")), ("5", _("Friday")),
    ("6", _("Saturday")), ("7", _("Sunday")),
]  # fmt: skip


@cache
def zones() -> list[tuple[str, str]]:
    """America first, since that is where school districts with this curriculum are."""
    names = [name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right"))]
    return [(name, name.replace("_", " ")) for name in sorted(names, key=lambda n: (not n.startswith("America/"), n))]


class ProfileForm(PlainForm):
    name = forms.CharField(label=_("Name of the district"), max_length=120)
    help = forms.CharField(
        label=_("Help line"),
        max_length=200,
        required=False,
        help_text=_("Stands at the foot of every page: who helps, and when."),
    )
    signer = forms.CharField(
        label=_("Who signs certificates"), max_length=120, help_text=_("Name and office. Issued ones keep theirs.")
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones, help_text=_("A due date is a day here. Times are shown in this zone.")
    )
    pay_starts_on = DayField(
        label=_("First day of any pay period"), help_text=_("The periods of the training-minutes list are counted on.")
    )
    pay_days = forms.IntegerField(label=_("Days in a pay period"), min_value=1, max_value=366)


class HolidayForm(PlainForm):
    name = forms.CharField(label=_("Holiday"), max_length=80)
    starts_on = DayField(label=_("First day off"))
    ends_on = DayField(label=_("Last day off"), required=False, help_text=_("Empty: one day."))

    def clean(self):
        given = super().clean()
        given["ends_on"] = given.get("ends_on") or given.get("starts_on")
        if given.get("starts_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("This is before the first day. Check the year."))
        elif given.get("starts_on") and (given["ends_on"] - given["starts_on"]).days > 120:
            self.add_error("ends_on", _("That is more than four months. Check the year."))
        return given


class CalendarForm(PlainWords, forms.ModelForm):
    weekdays = forms.MultipleChoiceField(label=_("Days on duty"), choices=DAYS, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = DutyCalendar
        fields = ["name", "starts_at", "ends_at", "weekdays", "minutes_a_day", "paid_time_only"]
        labels = {"starts_at": _("Day starts"), "ends_at": _("Day ends"), "minutes_a_day": _("Paid minutes a day")}
        widgets = {
            "starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "ends_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["weekdays"] = list(self.instance.weekdays)

    def clean_weekdays(self):
        return "".join(sorted(self.cleaned_data["weekdays"]))
