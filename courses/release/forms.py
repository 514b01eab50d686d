"""What the trainer says about a release: one meaning for all that changed, another for single items, and a note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models.course import Change

_COSMETIC = _("Cosmetic: wording or pictures. People under way move to it; who is done notices nothing.")
_CORRECTION = _("Urgent correction: something was wrong. People under way do that part again; all read your note.")
_TOP_UP = _("Top-up: something was added. People under way are offered it; who is done does the new part alone.")
_RETAKE = _("Retake: it counts anew. People under way stay; who is done takes the whole course again.")
NAMES = {
    Change.COSMETIC: _("Cosmetic"),
    Change.CORRECTION: _("Urgent correction"),
    Change.TOP_UP: _("Top-up"),
    Change.RETAKE: _("Retake"),
}
MEANINGS = [
    (Change.COSMETIC, _COSMETIC),
    (Change.CORRECTION, _CORRECTION),
    (Change.TOP_UP, _TOP_UP),
    (Change.RETAKE, _RETAKE),
]


# With these, people read the note: what was wrong, what is new, why they are asked again.
NOTED = (Change.CORRECTION, Change.TOP_UP, Change.RETAKE)


class ReleaseForm(forms.Form):
    change = forms.ChoiceField(label=_("What this release means"), choices=MEANINGS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What changed, in a sentence or two"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    # What was on the page: the digest of the plan, and the number of the edition before it.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.touched = plan.added + plan.changed if plan.previous else []
        if not plan.previous:
            del self.fields["change"]
        for item in self.touched if len(self.touched) > 1 else []:
            self.fields[f"item_{item.key}"] = forms.ChoiceField(
                label=item.outline.page.title,
                required=False,
                choices=[("", _("as above")), *Change.choices[1:]],
            )

    @property
    def only_looking(self) -> bool:
        return self.data.get("do") == "look"

    def item_fields(self):
        return [self[name] for name in self.fields if name.startswith("item_")]

    def clean(self):
        data = super().clean()
        said = {data.get("change"), *self.per_item_change().values()}
        if said.intersection(NOTED) and not data.get("note", "").strip():
            self.add_error("note", _("Say what changed. Everyone whom it concerns reads it."))
        told = "" if self.only_looking else self.plan.moved_on(data.get("seen", ""), data.get("after"))
        if told:
            self.add_error(None, told)
        return data

    def per_item_change(self) -> dict[str, str]:
        said = {item.key: self.cleaned_data.get(f"item_{item.key}", "") for item in self.touched}
        return {key: change for key, change in said.items() if change}
