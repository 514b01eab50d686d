"""Which course counts for which, for completions of which days, and why."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.equivalence import Rule
from courses.forms import PlainField
from courses.models import Course
from people.hr_forms import DayField, PlainForm


class EquivalencyForm(PlainForm):
    course = forms.ModelChoiceField(
        Course.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Who did this course"),
        empty_label=gettext_lazy("Choose a course"),
    )
    counts_for = forms.ModelChoiceField(
        Course.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("has also done this one"),
        empty_label=gettext_lazy("Choose a course"),
    )
    both_ways = forms.BooleanField(label=gettext_lazy("The other way round as well"), required=False)
    counts_from = DayField(
        label=gettext_lazy("For completions from"),
        help_text=gettext_lazy("A day in the past reaches back. You see for how many people first."),
    )
    counts_until = DayField(
        label=gettext_lazy("To"),
        help_text=gettext_lazy("The last day. Empty: no end."),
        required=False,
    )
    reason = PlainField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("An auditor reads it: what the two have in common."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("course", "counts_for"):
            self.fields[name].queryset = Course.objects.released().order_by("title")  # type: ignore[attr-defined]
        self.fields["counts_from"].initial = timezone.localdate

    def clean(self):
        data = super().clean()
        if data.get("course") and data.get("course") == data.get("counts_for"):
            self.add_error("counts_for", _("A course counts for itself already. Choose another."))
        first, last = data.get("counts_from"), data.get("counts_until")
        if first and last and last < first:
            self.add_error("counts_until", _("The last day is before the first."))
        return data

    def rule(self) -> Rule:
        data = self.cleaned_data
        return Rule(
            data["course"].pk, data["counts_for"].pk, data["both_ways"], data["counts_from"], data["counts_until"]
        )
