"""What people fill in: a problem report, and whom HR puts on a course."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.choosing import Chosen, people_of_family, people_of_lines, people_of_unit
from courses.models import Course
from courses.plain_text import plain
from people.models import JobFamily, Person, Unit


class PlainField(forms.CharField):
    """Text as typed, without the control characters that a database refuses."""

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class ProblemForm(forms.Form):
    place = PlainField(label=gettext_lazy("Where"), max_length=255)
    text = PlainField(
        label=gettext_lazy("What is wrong?"),
        help_text=gettext_lazy(
            "A wrong fact, a broken link, a page that does not work for you. The trainers read this."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write in a sentence what is wrong.")},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)


class EnrollForm(forms.Form):
    """Whom to put on which course. There is no due date here: that belongs to a requirement."""

    BY = [
        ("unit", gettext_lazy("Everyone in a unit and below it")),
        ("family", gettext_lazy("Everyone in a job family")),
        ("names", gettext_lazy("People I name")),
    ]
    course = forms.ModelChoiceField(
        Course.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Course"),
        empty_label=gettext_lazy("Choose a course"),
    )
    by = forms.ChoiceField(
        label=gettext_lazy("Whom do you enroll?"), choices=BY, widget=forms.RadioSelect, initial="unit"
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Which unit"),
        required=False,
        empty_label=gettext_lazy("Choose a unit"),
    )
    family = forms.ModelChoiceField(
        JobFamily.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Which job family"),
        required=False,
        empty_label=gettext_lazy("Choose a job family"),
    )
    names = PlainField(
        label=gettext_lazy("Which people"),
        help_text=gettext_lazy("One person a line: employee number, e-mail address, or first and last name."),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].error_messages["required"] = _("Choose a course.")
        self.fields["course"].queryset = Course.objects.released()
        self.fields["unit"].queryset = Unit.objects.open(timezone.localdate())
        self.fields["family"].queryset = JobFamily.objects.all()

    def clean(self):
        data = super().clean()
        by = data.get("by")
        if by and not data.get(by) and by not in self.errors:
            self.add_error(by, _("Say whom you mean."))
        return data

    def chosen(self) -> Chosen:
        data, today = self.cleaned_data, timezone.localdate()
        if data["by"] == "unit":
            return people_of_unit(data["unit"], today)
        if data["by"] == "family":
            return people_of_family(data["family"], today)
        return people_of_lines(data["names"], today)


class ConfirmForm(forms.Form):
    """The people that were shown, by id, so that exactly those are enrolled."""

    course = forms.ModelChoiceField(Course.objects.released(), to_field_name="slug", widget=forms.HiddenInput)
    people = forms.RegexField(r"^\d{1,12}(,\d{1,12})*$", widget=forms.HiddenInput)

    def clean_people(self):
        ids = [int(one) for one in self.cleaned_data["people"].split(",")]
        return list(Person.objects.employed(timezone.localdate()).filter(pk__in=ids))
