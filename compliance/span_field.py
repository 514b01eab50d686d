"""A length of time as the office writes it: 12 months, 1 year and 15 days. A bare number is in the field's unit."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.days import Span

UNITS = {"year": "years", "month": "months", "day": "days"}
PART = re.compile(r"(\d{1,6}) *(year|month|day)?s?", re.IGNORECASE)


class SpanField(forms.CharField):
    """Cleans to a Span, an empty box to no span."""

    def __init__(self, *, unit: str, **kwargs):
        self.unit = unit
        super().__init__(required=False, max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Span) and value else value or ""

    def clean(self, value: Any) -> Span:
        said = super().clean(self.prepare_value(value))
        counted = dict.fromkeys(UNITS.values(), 0)
        for part in re.split(r" and |,", said) if said else ():
            found = PART.fullmatch(part.strip())
            if found is None:
                raise forms.ValidationError(_("Write a number with days, months or years, such as 12 months."))
            counted[UNITS[(found[2] or self.unit).lower()]] += int(found[1])
        return Span(12 * counted["years"] + counted["months"], counted["days"])

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != self.clean(initial)
        except forms.ValidationError:
            return True


def plain(span: Span) -> dict[str, int]:
    """As a rule keeps it: {"months": 12}."""
    return {unit: n for unit, n in (("months", span.months), ("days", span.days)) if n}
