"""One form for all that quote older words: which are released, what that means for people, and what they read."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models.bulk_release import BulkReleasePart
from courses.models.course import Change
from courses.quoting.found import Found
from courses.quoting.older import says_now
from courses.release.forms import MEANINGS, NOTED
from goals.models import Standard, Word


class AdjustForm(forms.Form):
    change = forms.ChoiceField(
        label=gettext_lazy("What this means for people"),
        choices=MEANINGS,
        widget=forms.RadioSelect,
        initial=Change.CORRECTION,
    )
    note = forms.CharField(
        label=gettext_lazy("What changed, in a sentence or two"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, parts: list[BulkReleasePart], subject: Standard | Word | None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = [(part.pk, part.title, Found.read(part.found)) for part in parts]
        choices = [(pk, title) for pk, title, each in found if each.may_be_chosen]
        self.offers_something = bool(choices)
        self.fields["parts"] = forms.TypedMultipleChoiceField(
            coerce=int,
            choices=choices,
            initial=[pk for pk, _title, each in found if each.chosen_at_first],
            error_messages={"required": _("Nothing is ticked. Tick what you want to release.")},
        )
        self.fields["note"].initial = first_note(subject, parts)

    def clean(self):
        data = super().clean()
        if data.get("change") in NOTED and not data.get("note", "").strip():
            self.add_error("note", _("Say what changed. Everyone whom it concerns reads it."))
        return data


def first_note(subject: Standard | Word | None, parts: list[BulkReleasePart]) -> str:
    """What people might read about it; the trainer may say it better."""
    now = says_now(subject) if subject else None
    if isinstance(subject, Word):
        old = parts[0].said if parts else ""
        return _("We now say “%(new)s” where we said “%(old)s”.") % {"new": now, "old": old}
    return _("Our standard %(code)s now reads: %(text)s") % now if now else ""
