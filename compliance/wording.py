"""The words for a status, in sentences and files. Pages draw the ring beside it (`{% status %}`)."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compliance import cycle

WORDS = {
    cycle.ASSIGNED: gettext_lazy("Assigned"),
    cycle.IN_PROGRESS: gettext_lazy("In progress"),
    cycle.AWAITING: gettext_lazy("Awaiting score"),
    cycle.RETURNED: gettext_lazy("Returned"),
    cycle.COMPLETED: gettext_lazy("Completed"),
    cycle.WAIVED: gettext_lazy("Waived"),
    cycle.OVERDUE: gettext_lazy("Overdue"),
    cycle.EXPIRED: gettext_lazy("Expired"),
    cycle.ON_HOLD: gettext_lazy("On hold"),
    cycle.CLOSED: gettext_lazy("Closed"),
}


def word_of(status: str) -> str:
    return str(WORDS[status])


def day(value: dt.date | None) -> str:
    return date_format(value, "F j, Y") if value else ""


def sentence_of(row, on: dt.date) -> str:
    """One line under the name of a requirement: the date that matters for this status. `row` carries `word`."""
    match row.word:
        case cycle.COMPLETED:
            done = _("Completed %(day)s") % {"day": day(row.completed_on)}
            return f"{done}, {good_until(row.expires_on)}" if row.expires_on else done
        case cycle.WAIVED:
            if row.expires_on:
                return _("Waived, until %(day)s") % {"day": day(row.expires_on)}
            return _("Waived")
        case cycle.AWAITING:
            return _("Sent %(day)s. You are not late while it waits for a score") % {"day": day(row.awaiting_since)}
        case cycle.ON_HOLD:
            return _("On hold since %(day)s") % {"day": day(row.held_from)}
        case cycle.EXPIRED:
            return _("What was shown before counted until %(day)s") % {"day": day(row.expires_on or row.proof_until)}
        case cycle.OVERDUE:
            return _("Was due %(day)s, %(late)s") % {"day": day(row.due_on), "late": days_late(row.due_on, on)}
        case cycle.RETURNED:
            return _("A reply came back to revise, until %(day)s") % {"day": day(row.returned_until)}
    return _("Due %(day)s") % {"day": day(row.due_on)}


def good_until(last: dt.date) -> str:
    return _("good until %(day)s") % {"day": day(last)}


def days_late(due: dt.date, on: dt.date) -> str:
    n = (on - due).days
    return ngettext("%(n)s day ago", "%(n)s days ago", n) % {"n": n}
