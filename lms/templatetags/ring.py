"""The words of the look, for templates: icons, the mark, status rings, and dates the way people here say them."""

import datetime as dt
import math
import re
from functools import cache
from pathlib import Path

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"
SAFE_NAME = re.compile(r"[a-z0-9-]+")

# The word is always shown or read; the shape alone tells the nine apart, the color only repeats it.
STATUS_WORDS = {
    "not-started": gettext_lazy("Not started"),
    "assigned": gettext_lazy("Assigned"),
    "in-progress": gettext_lazy("In progress"),
    "awaiting-score": gettext_lazy("Awaiting score"),
    "returned": gettext_lazy("Returned"),
    "completed": gettext_lazy("Completed"),
    "waived": gettext_lazy("Waived"),
    "overdue": gettext_lazy("Overdue"),
    "expired": gettext_lazy("Expired"),
    "on-hold": gettext_lazy("On hold"),
}
_OPEN = '<circle cx="10" cy="10" r="8"/>'
STATUS_RINGS = {
    "not-started": '<circle cx="10" cy="10" r="8" stroke-dasharray="1.4 3.6"/>',
    "assigned": _OPEN,
    "in-progress": _OPEN + '<path class="fill" d="M10 5.2a4.8 4.8 0 0 1 0 9.6z"/>',
    "awaiting-score": _OPEN + '<path d="M10 5.4V10l2.8 2.2"/>',
    "returned": '<path d="M4.3 4.3A8 8 0 1 1 2 10"/><path d="M3.4 1.4v4h4"/>',
    "completed": '<circle class="fill" cx="10" cy="10" r="9"/><path class="cut" d="m6 10.4 2.7 2.7L14 7.6"/>',
    "waived": _OPEN + '<path d="M6.4 10h7.2"/>',
    "overdue": '<circle class="fill" cx="10" cy="10" r="9"/><path class="cut" d="M10 5.2v5.6M10 14.4v.1"/>',
    "expired": '<circle cx="10" cy="10" r="8" stroke-dasharray="2.6 2.4"/><path d="m7.4 7.4 5.2 5.2m0-5.2-5.2 5.2"/>',
    "on-hold": _OPEN + '<path d="M8 7v6M12 7v6"/>',
}


@register.filter
def status_word(key: str) -> str:
    """The word of a status alone. `awaiting_score` and `awaiting-score` are the same."""
    return str(STATUS_WORDS[key.replace("_", "-")])


@cache
def _drawing(name: str) -> str:
    """The inside of an icon file, or an open ring when there is no such icon: a page never falls over a decoration."""
    path = ICONS / f"{name}.svg"
    if not SAFE_NAME.fullmatch(name) or not path.exists():
        return '<circle cx="12" cy="12" r="10"/>'
    inner = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(), re.S)
    return re.sub(r"\s+", " ", inner[1]).replace(" />", "/>").replace("> <", "><").strip() if inner else ""


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A Lucide icon, always beside a word and so hidden from screen readers. `css` adds a class."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        f" {css}" if css else "",
        mark_safe(_drawing(str(name))),  # noqa: S308 -- read from our own files
    )


@register.simple_tag
def status(key: str, label: str = "", *, word: bool = True) -> SafeString:
    """The ring of a status and its word. `label` replaces the word; `word=False` leaves it to screen readers."""
    key = str(key).replace("_", "-")
    if key not in STATUS_RINGS:
        key, label = "not-started", label or key
    return format_html(
        '<span class="status status-{}"><svg class="ring" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        '{}</svg><span class="{}">{}</span></span>',
        key,
        mark_safe(STATUS_RINGS[key]),  # noqa: S308 -- constants above
        "status-word" if word else "unseen",
        label or STATUS_WORDS[key],
    )


@register.simple_tag
def mark_logo(css: str = "") -> SafeString:
    """The mark: two open rings, then a voice. The stylesheet colors it for paper or board."""
    return format_html(
        '<svg class="mark{}" viewBox="0 0 46 30" aria-hidden="true" focusable="false">'
        '<path class="mark-ring" d="M7.2 4.6a13 13 0 0 0 0 20.8M14.6 4.6a13 13 0 0 0 0 20.8"/>'
        '<path class="mark-voice" d="M31 1.6A13.4 13.4 0 1 1 23.6 26.2L18.2 28.6 19.8 22.4A13.4 13.4 0 0 1 31 1.6Z"/>'
        "</svg>",
        f" {css}" if css else "",
    )


@cache
def _rosette(circles: int = 20, radius: float = 19.0) -> str:
    ring = radius * 0.48
    arcs = []
    for i in range(circles):
        angle = 2 * math.pi * i / circles
        x, y = 28 + ring * math.cos(angle) - (27 - ring), 28 + ring * math.sin(angle)
        r = 27 - ring
        arcs.append(f"M{x:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0-{2 * r:.1f} 0")
    return "".join(arcs)


@register.simple_tag
def seal() -> SafeString:
    """The small seal beside a certificate in a list."""
    return format_html(
        '<svg class="seal" viewBox="0 0 56 56" aria-hidden="true" focusable="false"><path class="seal-lines" d="{}"/>'
        '<circle class="seal-voice" cx="28" cy="28" r="10"/><path class="seal-voice" d="m20 31 0 7 7-2z"/>'
        '<path class="seal-tick" d="m24 28 3 3 5.4-5.6"/></svg>',
        _rosette(),
    )


@register.simple_tag
def minutes(value: int | None) -> str:
    """Minutes as people say them: "8 minutes", "1 h 10 min"."""
    total = int(value or 0)
    if total < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", total) % {"n": total}
    hours, rest = divmod(total, 60)
    return _("%(h)d h %(m)d min") % {"h": hours, "m": rest} if rest else _("%(h)d h") % {"h": hours}


@register.simple_tag
def segments(done: int, total: int, label: str = "") -> SafeString:
    """One bar a piece, the finished ones solid. Above twenty pieces a plain progress bar says the same."""
    done, total = int(done or 0), int(total or 0)
    said = label or _("%(done)d of %(total)d finished") % {"done": done, "total": total}
    if total > 20:
        return format_html('<progress class="bar" max="{}" value="{}" aria-label="{}"></progress>', total, done, said)
    bars = "".join('<i class="on"></i>' if n < done else "<i></i>" for n in range(total))
    return format_html(
        '<span class="segments" role="img" aria-label="{}">{}</span>',
        said,
        mark_safe(bars),  # noqa: S308 -- built from constants
    )


def _local_date(value: dt.date | dt.datetime) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _dated(value: object, shape: str) -> str:
    return date_format(_local_date(value), shape) if isinstance(value, dt.date) else ""


@register.filter
def long_date(value: dt.date | None) -> str:
    """ "Friday, October 16" """
    return _dated(value, "l, F j")


@register.filter
def short_date(value: dt.date | None) -> str:
    """ "Fri, October 16" """
    return _dated(value, "D, F j")


@register.filter
def full_date(value: dt.date | None) -> str:
    """ "October 16, 2026" """
    return _dated(value, "F j, Y")


@register.filter
def long_full_date(value: dt.date | None) -> str:
    """ "Friday, October 16, 2026" """
    return _dated(value, "l, F j, Y")


@register.filter
def month_day(value: dt.date | None) -> str:
    """ "October 16" """
    return _dated(value, "F j")


@register.filter
def clock_time(value: dt.datetime | dt.time | None) -> str:
    """ "7:22 am", in the district's zone."""
    if not isinstance(value, dt.datetime | dt.time):
        return ""
    local = timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
    return f"{local.hour % 12 or 12}:{local.minute:02d} {_('am') if local.hour < 12 else _('pm')}"


@register.filter
def days_from_now(value: dt.date | None) -> str:
    """ "in 10 days", "today", "3 days ago", counted in local days."""
    if not isinstance(value, dt.date):
        return ""
    days = (_local_date(value) - timezone.localdate()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}


@register.filter
def iso_date(value: dt.date | None) -> str:
    """For the datetime attribute of <time>."""
    return _local_date(value).isoformat() if isinstance(value, dt.date) else ""
