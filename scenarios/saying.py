"""Figures of the marking desk in words."""

from django.utils.translation import gettext as _

from scenarios.fair.forecast import Forecast


def hours(minutes: int) -> str:
    """“2 h 40 min”, “40 min”."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(n)s min") % {"n": rest}
    return _("%(h)s h %(n)s min") % {"h": whole, "n": rest} if rest else _("%(h)s h") % {"h": whole}


def forecast_rows(told: Forecast) -> list[dict[str, str]]:
    """The sum as rows, the total not among them."""
    each = {"minutes": told.minutes}
    waits, comes = _("Waiting now: %(n)s × %(minutes)s min"), _("Coming in a week: %(n)s × %(minutes)s min")
    return [
        {"label": waits % {"n": told.waiting, **each}, "value": hours(told.queue_minutes)},
        {"label": comes % {"n": told.weekly, **each}, "value": hours(told.week_minutes), "sign": "+"},
    ]
