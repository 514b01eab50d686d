"""What a supervisor fills in to refer someone: a course or a practice, and the reason."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.forms import PlainField
from courses.models import Course
from courses.referring import practices
from people.hr_forms import PlainForm


class ReferForm(PlainForm):
    to = forms.ChoiceField(label=gettext_lazy("To what"))
    reason = PlainField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy(
            "One or two sentences. The person reads them: say what you saw, and what it is good for."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why. The person reads it.")},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.targets = {f"course:{each.slug}": each for each in Course.objects.released().order_by("title")}
        courses = [(key, each.title) for key, each in self.targets.items()]
        activities = {f"practice:{each.key}": each for each in practices()}
        self.targets |= activities
        self.fields["to"].choices = [
            ("", _("Choose a course or a practice")),
            (_("Courses"), courses),
            (_("Practice"), [(key, each.title) for key, each in activities.items()]),
        ]

    def said(self) -> dict:
        data = self.cleaned_data
        return {"to": self.targets[data["to"]], "reason": data["reason"], "client_key": data["client_key"]}
