"""What a list is narrowed to. A word that is not known narrows nothing: addresses are typed and shared."""

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from compliance.models import Requirement
from people.models import Unit
from people.tree import part_of_district

SHOW = [
    ("", _("Everyone asked")),
    ("late", _("Late")),
    ("soon", _("Due within 30 days")),
    ("open", _("Under way, in time")),
    ("awaiting", _("Awaiting score")),
    ("held", _("On hold")),
    ("waiting", _("Awaiting score or on hold")),
    ("current", _("Current")),
]


ALONE = "without"
BELOW = [("", _("With the units below it")), (ALONE, _("That unit alone"))]


class NarrowForm(forms.Form):
    unit = forms.ModelChoiceField(
        Unit.objects.all(), to_field_name="slug", required=False, label=_("Unit"), empty_label=_("All units")
    )
    below = forms.ChoiceField(choices=BELOW, required=False, label=_("Units below it"))
    requirement = forms.ModelChoiceField(
        Requirement.objects.all(),
        to_field_name="slug",
        required=False,
        label=_("Requirement"),
        empty_label=_("All requirements"),
    )
    show = forms.ChoiceField(choices=SHOW, required=False, label=_("Show"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="narrow-%s", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "box"
        self.is_valid()

    @property
    def query(self) -> str:
        """What was chosen, for an address."""
        names = {name: self.chosen(name) for name in self.fields}
        return urlencode({name: getattr(chosen, "slug", chosen) for name, chosen in names.items() if chosen})

    @property
    def alone(self) -> bool:
        return self.chosen("below") == ALONE

    @property
    def units(self) -> set[int] | None:
        """Of whom it is asked; None: of the whole district."""
        return part_of_district(self.chosen("unit"), alone=self.alone)

    def chosen(self, name: str):
        """What was chosen, or None: also when nothing was asked yet, or what was sent is no choice."""
        return (self.cleaned_data.get(name) or None) if self.is_bound else None


class MyPeopleForm(NarrowForm):
    """A supervisor's people are few: a unit would part them no further."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["unit"], self.fields["below"]
