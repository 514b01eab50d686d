"""Forms for saved views and their reports by mail."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compliance.forms import NarrowForm
from compliance.letter_forms import Boxed
from compliance.models import Report, SavedView
from compliance.report_days import MONTHLY, WEEKLY
from compliance.report_words import may_read
from people.models import Person

WEEKDAYS = [
    (1, _("Monday")), (2, _("Tuesday")), (3, _("Wednesday")), (4, _("Thursday")), (5, _("Friday")),
    (6, _("Saturday")), (7, _("Sunday")),
]  # fmt: skip
MOST_READERS = 30


class ViewForm(Boxed, forms.Form):
    name = forms.CharField(
        label=_("Name of this view"), max_length=80, error_messages={"required": _("Give it a name to find it by.")}
    )
    shared = forms.BooleanField(label=_("Show it to everyone in human resources"), required=False)

    def __init__(self, *args, page, **kwargs):
        """A view of one's people is one's own: there is nothing to share."""
        super().__init__(*args, **kwargs)
        if page == SavedView.Page.LED:
            del self.fields["shared"]


class NewViewForm(ViewForm):
    """With the filter as it stands in the address of the list."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    page = forms.ChoiceField(choices=SavedView.Page, widget=forms.HiddenInput)

    def __init__(self, *args, pages, page, **kwargs):
        """`pages`: of which this person may save views; `page`: the one they come from."""
        super().__init__(*args, page=page, initial={"page": page}, **kwargs)
        self.fields["page"].choices = [choice for choice in SavedView.Page.choices if choice[0] in pages]

    def narrowed(self, data) -> dict:
        """What the list was narrowed to; a word that is not known narrows nothing, as on the list itself."""
        asked = NarrowForm(data)
        chosen = {name: asked.chosen(name) for name in ("unit", "requirement")}
        return chosen | {"show": asked.chosen("show") or "", "alone": bool(chosen["unit"]) and asked.alone}


class ReportForm(Boxed, forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    every = forms.ChoiceField(label=_("How often"), choices=Report.Every)
    weekday = forms.TypedChoiceField(
        label=_("On which day of the week"),
        choices=WEEKDAYS,
        coerce=int,
        initial=1,
        help_text=_("When it comes weekly."),
    )
    month_day = forms.IntegerField(
        label=_("On which day of the month"),
        initial=1,
        min_value=1,
        max_value=31,
        help_text=_("When it comes monthly. A short month takes its last day."),
    )
    numbers = forms.CharField(
        label=_("Send it to"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Employee numbers, one a line. Human resources reads everyone's counts, a supervisor those of their own "
            "people."
        ),
        error_messages={"required": _("Name somebody, such as yourself.")},
    )

    @property
    def day(self) -> int:
        return self.cleaned_data[{WEEKLY: "weekday", MONTHLY: "month_day"}[self.cleaned_data["every"]]]

    def clean_numbers(self) -> list[Person]:
        numbers = list(dict.fromkeys(self.cleaned_data["numbers"].replace(",", " ").split()))
        if len(numbers) > MOST_READERS:
            raise forms.ValidationError(_("Name at most %(n)s people."), params={"n": MOST_READERS})
        today = timezone.localdate()
        found = {each.username: each for each in Person.objects.employed(today).filter(username__in=numbers)}
        wrong = [told for number in numbers if (told := self._wrong_with(number, found.get(number), today))]
        if wrong:
            raise forms.ValidationError(wrong)
        return [found[number] for number in numbers]

    def _wrong_with(self, number, person, today) -> forms.ValidationError | None:
        """Why this one cannot be a reader."""
        if person is None:
            told = _("No one with the number %(number)s works here now.")
        elif not may_read(person, today):
            told = _("%(person)s may not see these counts: neither in human resources nor a supervisor.")
        elif not person.email:
            told = _("%(person)s has no e-mail address.")
        else:
            return None
        return forms.ValidationError(told, params={"number": number, "person": person})
