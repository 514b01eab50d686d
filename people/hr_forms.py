"""Forms of HR's people pages."""

import datetime as dt
import uuid

from django import forms
from django.core.validators import FileExtensionValidator, RegexValidator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.models import DutyCalendar, JobFamily, Level, Person, Role, Unit
from people.moving import Terms
from people.roster.reading import FarDate, read_date
from safe.dates import EARLIEST, LATEST

FAR = _("The year must lie between %(first)s and %(last)s. Check it.")


class DayField(forms.DateField):
    """A date as the roster file takes it, too: 2026-08-03 or 8/3/2026; of our calendar (`safe.dates`). Every form that
    asks for a day asks with this one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, dt.date):
            return super().to_python(value)
        try:
            return read_date(str(value).strip())
        except FarDate:
            raise forms.ValidationError(FAR % {"first": EARLIEST.year, "last": LATEST.year}) from None
        except ValueError:
            raise forms.ValidationError(_("This is not a date. Write 2026-08-03 or 8/3/2026.")) from None


class PersonByNumberField(forms.CharField):
    """Someone on record, named by employee number."""

    def clean(self, value):
        number = super().clean(value)
        if not number:
            return None
        person = Person.objects.employed(timezone.localdate()).filter(username=number).first()
        if person is None:
            raise forms.ValidationError(_("No one with this employee number works here now."))
        return person


# What to do about too much and too little; the names are those of Django's validators.
LIMITS = {
    "min_value": _("Write %(limit_value)s or more."),
    "max_value": _("Write %(limit_value)s or less."),
    "max_length": _("This has %(show_value)s letters. Shorten it to %(limit_value)s."),
}


class PlainWords:
    """Says what to do about an empty field and about limits, rather than that there is a rule. Before a form class."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages |= LIMITS
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                choosing = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                field.error_messages["required"] = _("Please choose one.") if choosing else _("Please fill this in.")


class PlainForm(PlainWords, forms.Form):
    pass


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name or employee number"), required=False, max_length=100)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False, empty_label=_("All units"))
    family = forms.ModelChoiceField(
        JobFamily.objects.all(), label=_("Job family"), required=False, empty_label=_("All job families")
    )
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("who works here")), ("new", _("never signed in")), ("left", _("who left"))],
    )


class AddPersonForm(PlainForm):
    employee_number = forms.CharField(
        label=_("Employee number"),
        max_length=32,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", _("Letters, digits, dots and hyphens only."))],
    )
    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        empty_value=None,
        help_text=_("Leave it empty for someone without one. They get a printed code."),
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=_("Choose one"))
    family = forms.ModelChoiceField(JobFamily.objects.all(), label=_("Job family"), empty_label=_("Choose one"))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.NEW)
    supervisor = PersonByNumberField(label=_("Supervisor's employee number"), required=False, max_length=32)
    starts_on = DayField(label=_("First day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.open(timezone.localdate())

    def clean(self):
        given = super().clean()
        number, email = given.get("employee_number"), given.get("email")
        if email and Person.objects.filter(email=email.lower()).exclude(username=number).exists():
            self.add_error("email", _("Someone else on record has this address."))
        if given.get("supervisor") and given["supervisor"].username == number:
            self.add_error("supervisor", _("No one supervises themselves."))
        return given


class EndPersonForm(PlainForm):
    last_day = DayField(
        label=_("Last day"),
        help_text=_("They can sign in up to and including this day. What they have learned stays on record."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_last_day(self):
        last_day = self.cleaned_data["last_day"]
        if self.person.hired_on and last_day < self.person.hired_on:
            raise forms.ValidationError(_("This is before the day they were hired. Check the year."))
        return last_day


class EmailForm(PlainForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        empty_value=None,
        help_text=_("From now on only this address can sign in or ask for a new password. Empty: no address."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and Person.objects.filter(email=email.lower()).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("Someone else on record has this address."))
        return email


class RoleForm(PlainForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label=_("Unit, for a leader of one unit"),
        required=False,
        empty_label=_("The whole district"),
    )

    def clean(self):
        given = super().clean()
        if given.get("unit") and given.get("role") != Role.LEADER:
            self.add_error("unit", _("Only a leader's role is for one unit. Choose the whole district."))
        return given


class RosterForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    file = forms.FileField(
        label=_("Roster file"),
        help_text=format_lazy("{} {}", _("CSV in UTF-8, or Excel (.xlsx), up to 10 MB."), _("One line for each job.")),
        validators=[FileExtensionValidator(["csv", "txt", "xlsx", "xls"], _("Send a .csv or an .xlsx file."))],
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class MoveForm(PlainForm):
    """Another unit, job or supervisor from a day on. `terms()` and `on` are what the action takes."""

    on = DayField(label=_("From"), help_text=_("The first day in the new job. A day to come is fine."))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=_("Choose one"))
    family = forms.ModelChoiceField(JobFamily.objects.all(), label=_("Job family"), empty_label=_("Choose one"))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    supervisor = PersonByNumberField(label=_("Supervisor's employee number"), required=False, max_length=32)
    duty_calendar = forms.ModelChoiceField(
        DutyCalendar.objects.all(), label=_("Duty calendar"), required=False, empty_label=_("None")
    )

    def __init__(self, *args, job, **kwargs):
        before = {
            "on": timezone.localdate(),
            "unit": job.unit_id,
            "family": job.family_id,
            "title": job.title,
            "level": job.level,
            "supervisor": job.supervisor.username if job.supervisor else "",
            "duty_calendar": job.duty_calendar_id,
        }
        super().__init__(*args, initial=before, **kwargs)
        self.fields["unit"].queryset = Unit.objects.open(timezone.localdate()) | Unit.objects.filter(pk=job.unit_id)

    def terms(self) -> Terms:
        return Terms(**{name: value for name, value in self.cleaned_data.items() if name != "on"})


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "box"}),
        help_text=_("It stays in the history."),
    )


class PickForm(PlainForm):
    """Two records by number, for a pair that is not in the list."""

    keeper = forms.CharField(label=_("Number of the record to keep"), max_length=32)
    other = forms.CharField(label=_("Number of the other record"), max_length=32)

    def clean(self):
        given = super().clean()
        for name in ("keeper", "other"):
            number = given.get(name, "")
            if number and not Person.objects.filter(username=number).exists():
                self.add_error(name, _("No one has this employee number."))
        if given.get("keeper") and given.get("keeper") == given.get("other"):
            self.add_error("other", _("This is one and the same record. Name the other one."))
        return given
