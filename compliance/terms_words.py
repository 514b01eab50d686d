"""What a requirement asks for in time, in sentences that a clerk understands."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.days import Span
from compliance.rule import FIXED_DATE, FROM_COMPLETION, FROM_EXPIRY, SCHOOL_YEAR, Due, Rule, stored_rule
from compliance.wording import day

LEAP_YEAR = 2000  # so that February 29 has a name


def terms_lines(terms) -> list[str]:
    """One sentence a line: what, how often, due when, what else."""
    rule = stored_rule(terms.rule)
    lines = [_courses(terms), _often(rule), _due(rule)]
    if rule.window:
        lines.append(_("A renewal opens %(span)s before that.") % {"span": rule.window})
    if rule.grace_days:
        lines.append(_("Overdue only after %(days)s of grace.") % {"days": days(rule.grace_days)})
    if rule.minimum_active:
        lines.append(_("What is done counts for at least %(span)s.") % {"span": rule.minimum_active})
    return lines + _less_usual(rule)


def _less_usual(rule: Rule) -> list[str]:
    """What a rule says only when it differs from what every rule says."""
    lines = []
    if rule.weekend != "stay":
        said = {"next": _("A due date on a weekend moves to the Monday after.")}
        lines.append(said.get(rule.weekend, _("A due date on a weekend moves to the Friday before.")))
    if rule.least_days != Rule.least_days:
        told = _("If that day is past when it is asked, people get %(days)s from then.")
        lines.append(told % {"days": days(rule.least_days)})
    if rule.hold is not None:
        lines.append(_("After leave, at least %(days)s after the return.") % {"days": days(rule.hold)})
    if rule.revise_days != Rule.revise_days:
        lines.append(_("A reply that comes back has %(days)s to be revised.") % {"days": days(rule.revise_days)})
    if isinstance(rule.freshness, Span):
        told = _("What was done at most %(span)s before it is asked counts.")
        lines.append(told % {"span": rule.freshness})
    return lines


def short_words(rule: Mapping[str, Any]) -> str:
    """Under the name in a list: how often and by when."""
    read = stored_rule(rule)
    return f"{_often(read)} {_due(read)}"


def days(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _courses(terms) -> str:
    names = ", ".join(each.course.title for each in terms.asked.all())
    if terms.needed:
        return _("%(n)s of these: %(names)s.") % {"n": terms.needed, "names": names}
    return _("What to do: %(names)s.") % {"names": names}


def _often(rule: Rule) -> str:
    match rule.cadence:
        case "from_completion":
            return _("Again %(span)s after it was done.") % {"span": rule.period}
        case "from_expiry":
            return _("Again every %(span)s, counted from the day it runs out.") % {"span": _each(rule.period)}
        case "fixed_date":
            return _("Again every %(span)s, always by the same date, first %(day)s.") % {
                "span": _each(rule.period),
                "day": day(rule.anchor),
            }
        case "school_year":
            return _("Once every school year.")
    if rule.period:
        return _("Once; it counts for %(span)s, then it is asked again.") % {"span": rule.period}
    return _("Once.")


def _each(span: object) -> str:
    """Every year, every 2 years."""
    return str(span).removeprefix("1 ")


def _due(rule: Rule) -> str:
    if rule.cadence == SCHOOL_YEAR and rule.due_day:
        month, of_month = rule.due_day
        return _("Due each year by %(day)s.") % {"day": date_format(dt.date(LEAP_YEAR, month, of_month), "F j")}
    said = _due_first(rule.due)
    if rule.cadence in (FROM_COMPLETION, FROM_EXPIRY, FIXED_DATE):
        return _("The first time %(when)s") % {"when": said}
    return said[:1].upper() + said[1:]


def _due_first(due: Due) -> str:
    if due.date:
        return _("due on %(day)s.") % {"day": day(due.date)}
    said = {
        "hire": _("due %(days)s after hire."),
        "job_start": _("due %(days)s after the start in the job."),
        "assignment": _("due %(days)s after it is asked."),
    }
    return said[due.after] % {"days": days(due.days)}
