"""When will time alone change what is asked? Plain Python. The nightly run looks at a row on that day, not before."""

import datetime as dt
from collections.abc import Iterable

from compliance.cycle import Answer, Asked
from compliance.days import before
from compliance.expiry import year_end, year_of, year_start
from compliance.rule import SCHOOL_YEAR, Rule
from compliance.status import DAY


def next_change(found: Answer, asked: Asked, days: Iterable[dt.date], as_of: dt.date) -> dt.date | None:
    """The first day after `as_of` on which time alone changes the row.

    A renewal opens, a year or a waiver ends, leave begins or ends, a reply is late. `asked`: the terms of the current
    cycle; `days`: those on which a leave or a hold begins or ends.
    """
    cycle = found.current
    ahead = list(days)
    if cycle is None or found.left:
        return min((day for day in ahead if day > as_of), default=None)
    rule = asked.rule
    if cycle.returned_until and not cycle.settled:
        ahead.append(cycle.returned_until + DAY)
    if rule.cadence == SCHOOL_YEAR:
        ahead += _of_school_years(rule, as_of)
    elif cycle.waived and cycle.expires and not rule.recurs:
        ahead.append(cycle.expires + DAY)
    elif rule.recurs and cycle.settled and cycle.expires:
        ahead.append(before(cycle.expires, rule.window))
    return min((day for day in ahead if day > as_of), default=None)


def _of_school_years(rule: Rule, as_of: dt.date) -> list[dt.date]:
    """A proof may carry through a year or two: looked at each time a year ends or the next one opens."""
    year = year_of(rule, as_of)
    opens = [before(year_start(rule, n), rule.window) for n in (year + 1, year + 2)]
    return [year_end(rule, year) + DAY, *opens]
