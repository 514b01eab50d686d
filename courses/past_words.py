"""What a plan of past completions says, in sentences."""

import datetime as dt
import itertools

from django.utils import formats
from django.utils.translation import gettext as _

from courses.past import Note, PastPlan, RefusedRow

_REFUSED = {
    "nobody": lambda: _("No employee number and no e-mail address. Fill in one of them."),
    "missing": lambda: _("%(column)s is empty. Fill it in."),
    "unknown_person": lambda: _("“%(value)s” is not known here. Check the number or address, or add the person first."),
    "two_people": lambda: _("The number and the address %(email)s belong to two people (%(other)s). Keep one of them."),
    "unknown_course": lambda: _("Course “%(value)s” is not known here. Check the spelling, or release it first."),
    "two_courses": lambda: _("“%(value)s” is the title of several courses. Write one of these: %(slugs)s."),
    "bad_date": lambda: _("“%(value)s” is not a date. Write 2026-08-03 or 8/3/2026."),
    "far_date": lambda: _("“%(value)s” lies too far off. Check the year."),
    "to_come": lambda: _("%(day)s is still to come. A completion has a day that is past."),
    "too_early": lambda: _("%(day)s is too long ago. Check the year."),
    "long_note": lambda: _("The note is longer than %(longest)s letters. Shorten it."),
}
_NOTES = {
    "already": lambda: _("Stands on record already, so it is not added again."),
    "repeated": lambda: _("The same as line %(line)s, so it is read once."),
    "merged": lambda: _("This record was merged into %(keeper)s, so it is added there."),
    "before_hire": lambda: _("Before they were hired (%(day)s). It is added all the same."),
}
_COLUMNS = {"course": lambda: _("Course"), "completed_on": lambda: _("Completed on")}


def sentence(each: RefusedRow | Note) -> str:
    words = _REFUSED if isinstance(each, RefusedRow) else _NOTES
    return words[each.code]() % {key: _in_words(key, value) for key, value in each.about}


def refused_lines(plan: PastPlan) -> list[dict]:
    """Each refused line once, with all that is wrong with it."""
    lines = itertools.groupby(plan.refused, key=lambda each: (each.line, each.who))
    return [{"line": line, "who": who, "sentence": " ".join(map(sentence, wrong))} for (line, who), wrong in lines]


def _in_words(key: str, value: str) -> str:
    if key == "column":
        return _COLUMNS[value]()
    return formats.date_format(dt.date.fromisoformat(value), "F j, Y") if key == "day" else value
