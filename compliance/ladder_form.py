"""The page on which human resources builds a ladder: its name and group, and up to six steps, each with its courses."""

import itertools
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from compliance.actions.ladders import Step, short
from compliance.models import Audience, Ladder, Requirement
from courses.models import Course
from people.hr_forms import DayField, PlainForm

# Days, a name, and the short names of shipped courses that fit there (the usual plan of a first 90 days).
USUAL = (
    (5, _("Essentials"), ("essentials",), True),
    (30, _("First courses, by day 30"), ("empathy", "phone"), False),
    (60, _("Next courses, by day 60"), ("mail", "difficult"), False),
    (90, _("Proof of practice, by day 90"), ("observ", "proof", "practice-check"), False),
)
MORE = 2  # steps that stand empty, for longer ladders


class StepForm(PlainForm):
    """A step counts when a course is ticked; the others are left out."""

    name = forms.CharField(label=_("Name of the step"), max_length=120, required=False)
    days = forms.IntegerField(label=_("Due after so many days"), min_value=1, max_value=3650, required=False)
    courses = forms.ModelMultipleChoiceField(
        Course.objects.released(), label=_("Courses"), required=False, widget=forms.CheckboxSelectMultiple
    )
    before_duty = forms.BooleanField(label=_("Must be finished before the duty named above"), required=False)

    def __init__(self, *args, number: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = number

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        said = self.cleaned_data
        if said.get("courses"):
            if not slugify(said.get("name", "")):
                self.add_error(
                    "name", _("Give the step a name with letters in it: people read it beside its due date.")
                )
            if not said.get("days") and "days" not in self.errors:
                self.add_error("days", _("Say in how many days it is due."))
        elif said.get("before_duty"):
            self.add_error("courses", _("Choose its courses: a duty waits for this step."))
        return said

    def written(self) -> list[forms.BoundField]:
        """What is written rather than ticked; a step without a course needs neither."""
        return [self["name"], self["days"]]

    @property
    def used(self) -> bool:
        return bool(self.cleaned_data.get("courses"))

    def step(self) -> Step:
        said = self.cleaned_data
        return Step(said["name"], said["days"], list(said["courses"]), said["before_duty"])


class LadderForm(PlainForm):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Such as: New in the front office."))
    why = forms.CharField(
        label=_("Why it is asked"), max_length=300, help_text=_("One sentence that the people who must do it read.")
    )
    audience = forms.ModelChoiceField(
        Audience.objects.all(),
        label=_("For whom"),
        empty_label=_("Choose a group"),
        help_text=_("A group of new people, by day of hire or by start in the job. It fills itself from then on."),
    )
    starts_on = DayField(label=_("From"), help_text=_("Nobody is asked before this day."))
    counts_from = forms.ChoiceField(
        label=_("Days are counted from"), choices=Ladder.Counts, widget=forms.RadioSelect, initial=Ladder.Counts.HIRE
    )
    duty = forms.CharField(
        label=_("A duty that waits"),
        max_length=80,
        required=False,
        initial=_("answer the phones"),
        help_text=_(
            "As it follows “cleared to”. The person, the supervisor and you read who is cleared; no phone is locked."
        ),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate
        usual = [] if data is not None else list(_usual(Course.objects.released()))
        self.steps = [
            StepForm(data, prefix=f"step{n}", number=n + 1, initial=usual[n] if n < len(usual) else None)
            for n in range(len(USUAL) + MORE)
        ]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError(_("Write a name with letters in it."))
        return name

    def is_valid(self) -> bool:
        fine = [step.is_valid() for step in self.steps]
        return super().is_valid() and all(fine)

    def parts(self) -> dict[str, Any]:
        """What a ladder is made of, for the verbs."""
        said = self.cleaned_data
        steps = [each.step() for each in self.used()]
        return {"name": said["name"], "steps": steps, "duty": said["duty"], "starts_on": said["starts_on"]}

    def used(self) -> list[StepForm]:
        return [form for form in self.steps if form.used]

    def left_out(self) -> list[str]:
        return [form.cleaned_data["name"] for form in self.steps if not form.used and form.cleaned_data.get("name")]

    def refuse(self, refused) -> None:
        """Beside the box that it is about: `step1-days` is the second of the steps that are used."""
        step, _dash, box = refused.field.partition("-")
        if box:
            self.used()[int(step.removeprefix("step"))].add_error(box, str(refused))
        else:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))

    def slips(self) -> list[str]:
        """What is wrong with the steps, for the top of a long page."""
        told = _("Step %(n)d, %(box)s: %(error)s")
        return [
            told % {"n": step.number, "box": box.label, "error": error}
            for step in self.steps
            for box in step
            for error in box.errors
        ]

    def usual_steps(self) -> list[StepForm]:
        return self.steps[: len(USUAL)]

    def more_steps(self) -> list[StepForm]:
        return self.steps[len(USUAL) :]

    def more_is_used(self) -> bool:
        return any(form.errors or form["name"].value() for form in self.more_steps())


def free_name(name) -> str:
    """The name, or with the next number that no requirement has: a second ladder has steps of its own."""
    names = itertools.chain([str(name)], (f"{name} ({n})" for n in itertools.count(2)))
    return next(each for each in names if not Requirement.objects.filter(slug=short(each)).exists())


def _usual(courses: Iterable[Course]) -> Iterable[dict]:
    """The usual steps, with the released courses that fit each by their short names; each course once."""
    left = list(courses)
    for days, name, words, before_duty in USUAL:
        fitting = [course for course in left if any(word in course.slug for word in words)]
        left = [course for course in left if course not in fitting]
        chosen = [course.pk for course in fitting]
        yield {"days": days, "name": free_name(name), "courses": chosen, "before_duty": before_duty and bool(chosen)}
