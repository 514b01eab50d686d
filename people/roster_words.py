"""What a roster plan says, in sentences: the refusals, the notes, and each change from old to new."""

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _

from people.models import JobFamily, Level, Unit
from people.roster import Change, Note, RefusedRow
from people.roster.reading import read_date

# As functions, so that the language is the reader's and the words are found by makemessages.
_REFUSED = {
    "missing": lambda: _("%(column)s is empty. Fill it in."),
    "too_long": lambda: _("%(column)s is longer than %(longest)s letters. Shorten it."),
    "bad_number": lambda: _("“%(value)s” is not an employee number: letters, digits, dots and hyphens only."),
    "bad_email": lambda: _("“%(value)s” is not an e-mail address. Correct it, or leave the cell empty."),
    "bad_date": lambda: _("%(column)s “%(value)s” is not a date. Write 2026-08-03 or 8/3/2026."),
    "far_date": lambda: _("%(column)s “%(value)s” lies too far off. Check the year."),
    "bad_level": lambda: _("Level “%(value)s” is not known. Write new, experienced, supervisor or leader."),
    "bad_primary": lambda: _("Primary job “%(value)s” is not known. Write yes or no."),
    "unknown_unit": lambda: _("Unit “%(value)s” is not known. Check the spelling, or add the unit first."),
    "unknown_job_family": lambda: _("Job family “%(value)s” is not known. Check the spelling."),
    "ambiguous": lambda: _("%(column)s “%(value)s” is the name of several. Write one of these instead: %(slugs)s."),
    "unit_closed": lambda: _("Unit “%(value)s” closed on %(closed_on)s. Name the unit that took its place."),
    "own_supervisor": lambda: _("This person is named as their own supervisor. Name someone else, or no one."),
    "held_back": lambda: _("Left out as well, because line %(line)s of the same person needs a correction."),
    "two_names": lambda: _("The same employee number has two names on lines %(lines)s: %(names)s."),
    "two_emails": lambda: _("The same employee number has two e-mail addresses on lines %(lines)s: %(emails)s."),
    "two_hire_dates": lambda: _("The same employee number has two hire dates on lines %(lines)s: %(dates)s."),
    "same_job_twice": lambda: _("Lines %(lines)s give the same job twice, with different details. Keep one."),
    "two_primaries": lambda: _("Lines %(lines)s each say that they are the primary job. Only one can be."),
    "email_taken": lambda: _("%(email)s is also the address of %(others)s. An address belongs to one person."),
    "supervisor_circle": lambda: _("The supervisors run in a circle: %(chain)s. Someone in it needs another one."),
    "merged": lambda: _("This record was merged into %(keeper)s. Use that employee number."),
}
_COLUMNS = {
    "employee_number": lambda: _("Employee number"),
    "first_name": lambda: _("First name"),
    "last_name": lambda: _("Last name"),
    "email": lambda: _("E-mail"),
    "unit": lambda: _("Unit"),
    "job_family": lambda: _("Job family"),
    "job_title": lambda: _("Job title"),
    "hired_on": lambda: _("Hire date"),
    "job_from": lambda: _("First day in the job"),
}
_NOTES = {
    "repeated": lambda: _("The same as line %(line)s, so it was read once."),
    "leaving": lambda: _("A last day is noted: %(last_day)s. It stays, and their jobs end with it."),
    "supervisor_unknown": lambda: _(
        "Supervisor %(supervisor)s is not known, so the job is taken without a supervisor."
    ),
    "supervisor_left": lambda: _(
        "Supervisor %(supervisor)s does not work here now, so the job is taken without a supervisor."
    ),
}
_WHAT = {
    "name": lambda: _("Name"),
    "email": lambda: _("E-mail"),
    "hired_on": lambda: _("Hired on"),
    "unit": lambda: _("Unit"),
    "family": lambda: _("Job family"),
    "title": lambda: _("Job title"),
    "level": lambda: _("Level"),
    "supervisor": lambda: _("Supervisor"),
    "primary": lambda: _("Primary job"),
    "starts_on": lambda: _("Starts on"),
    "job_added": lambda: _("Second job added"),
    "job_ended": lambda: _("Second job ended"),
}


def sentence(each: RefusedRow | Note) -> str:
    """What is wrong with a line, or to be known about it."""
    words = _REFUSED if isinstance(each, RefusedRow) else _NOTES
    return words[each.code]() % {key: _in_words(key, value) for key, value in each.about}


class ChangeWords:
    """Says changes with the names of units, job families and supervisors, which it is given once."""

    def __init__(self, names: dict[str, str]):
        self.people = names
        self.units = dict(Unit.objects.values_list("slug", "name"))
        self.families = dict(JobFamily.objects.values_list("slug", "name"))

    def what(self, change: Change) -> str:
        return _WHAT[change.what]()

    def value(self, change: Change, text: str) -> str:
        if not text:
            return _("none")
        if change.what in ("job_added", "job_ended"):
            unit, family = text.split(" / ", 1)
            return f"{self.units.get(unit, unit)}, {self.families.get(family, family)}"
        tables: dict[str, dict] = {"unit": self.units, "family": self.families, "level": dict(Level.choices)}
        known = tables.get(change.what, {})
        if change.what == "supervisor":
            return f"{self.people[text]} ({text})" if text in self.people else text
        if change.what == "primary":
            return _("yes") if text == "yes" else _("no")
        if change.what in ("hired_on", "starts_on"):
            return day(read_date(text))
        return str(known.get(text, text))

    def line(self, change: Change) -> dict:
        """One change for a page or a terminal: what, old, new, and from when."""
        return {
            "what": self.what(change),
            "old": self.value(change, change.old),
            "new": self.value(change, change.new),
            "from_on": change.from_on,
        }


def day(date: dt.date) -> str:
    return formats.date_format(date, "F j, Y")


def _in_words(key: str, value: str) -> str:
    if key == "column":
        return _COLUMNS[value]()
    return day(dt.date.fromisoformat(value)) if key in ("closed_on", "last_day") else value
