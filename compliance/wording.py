"""The words for a status, in sentences and files. Pages draw the ring beside it (`{% status %}`)."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compliance import status as words

WORDS = {
    words.ASSIGNED: gettext_lazy("Assigned"),
    words.IN_PROGRESS: gettext_lazy("In progress"),
    words.AWAITING: gettext_lazy("Awaiting score"),
    words.RETURNED: gettext_lazy("Returned"),
    words.COMPLETED: gettext_lazy("Completed"),
    words.WAIVED: gettext_lazy("Waived"),
    words.OVERDUE: gettext_lazy("Overdue"),
    words.EXPIRED: gettext_lazy("Expired"),
    words.ON_HOLD: gettext_lazy("On hold"),
    words.CLOSED: gettext_lazy("Closed"),
}


def word_of(status: str) -> str:
    return str(WORDS[status])


def day(value: dt.date | None) -> str:
    return date_format(value, "F j, Y") if value else ""


def sentence_of(row, on: dt.date) -> str:
    """One line under the name of a requirement: the date that matters for this status. `row` carries `word`."""
    match row.word:
        case words.COMPLETED:
            done = _("Completed %(day)s") % {"day": day(row.completed_on)}
            return f"{done}, {good_until(row.expires_on)}" if row.expires_on else done
        case words.WAIVED:
            if row.expires_on:
                return _("Waived, until %(day)s") % {"day": day(row.expires_on)}
            return _("Waived on %(day)s") % {"day": day(row.waived_on)}
        case words.AWAITING:
            return _("Sent %(day)s, and not late while it waits for a score") % {"day": day(row.awaiting_since)}
        case words.ON_HOLD:
            since = _("On hold since %(day)s") % {"day": day(row.held_from)}
            back = _("back %(day)s") % {"day": day(row.held_until)}
            return f"{since}, {back}" if row.held_until else since
        case words.EXPIRED:
            return _("Counted until %(day)s") % {"day": day(row.expires_on or row.proof_until)}
        case words.OVERDUE:
            return _("Was due %(day)s, %(late)s") % {"day": day(row.due_on), "late": days_late(row.due_on, on)}
        case words.RETURNED:
            return _("A reply came back to revise, until %(day)s") % {"day": day(row.returned_until)}
    return _("Due %(day)s") % {"day": day(row.due_on)}


def brought_by(evidence) -> str:
    """Of kind equivalent: the completion that counts for this course, of which edition, allowed by whom and why."""
    trigger = evidence.trigger
    told = {
        "course": trigger.course,
        "n": trigger.edition.number if trigger.edition else None,
        "day": day(timezone.localdate(trigger.occurred_at)),
        "name": evidence.actor,
        "reason": evidence.reason,
    }
    if trigger.edition:
        return _("“%(course)s”, edition %(n)d, done %(day)s, counts for it. %(name)s: %(reason)s") % told
    return _("“%(course)s”, done %(day)s, counts for it. %(name)s: %(reason)s") % told


def good_until(last: dt.date) -> str:
    return _("good until %(day)s") % {"day": day(last)}


def days_late(due: dt.date, on: dt.date) -> str:
    n = (on - due).days
    return ngettext("%(n)s day ago", "%(n)s days ago", n) % {"n": n}
