"""What is filled in: to change a certificate's standing, and to ask for a record on paper."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.hr_forms import DayField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("One sentence. It stays in the history here; the public page does not show it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write one sentence that says why.")},
    )


class ReissueForm(ReasonForm):
    # Made when the page is made, so that a double click or a retry asks once.
    client_key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": _("The page was incomplete. Please try again.")},
    )


class TranscriptForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    as_of = DayField(
        label=_("As of"),
        initial=timezone.localdate,
        help_text=_("As the record showed it by the end of that day. What was written down later is left out."),
    )
