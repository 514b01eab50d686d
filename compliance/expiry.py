"""How long a completion counts, or a waiver covers: the last day, with its sum. And the school years."""

import datetime as dt

from compliance.cycle import Cycle, say
from compliance.days import after
from compliance.events import Event
from compliance.rule import FIXED_DATE, FROM_EXPIRY, SCHOOL_YEAR, Rule
from compliance.status import DAY


def expiry_of(rule: Rule, cycle: Cycle, done: dt.date, last: Cycle | None) -> tuple[dt.date | None, tuple[str, ...]]:
    """The last day that counts, by the cadence."""
    said = f"Completed {say(done)}"
    if not rule.recurs:
        until = after(done, rule.period) if rule.period else None
        return until, (said, f"+ {rule.period} = good until {say(until)}") if until else (said,)
    if rule.cadence == FIXED_DATE:
        until = _anchor_after(rule, done)
        least = f", at least {rule.minimum_active} on" if rule.minimum_active else ""
        return until, (said, f"good until the next fixed date{least}: {say(until)}")
    if rule.cadence == SCHOOL_YEAR:
        year = year_of(rule, done)
        if cycle.year is not None and done >= cycle.assigned:
            year = max(year, cycle.year)  # asked before its year began, in the window
        until = year_end(rule, year)
        if rule.minimum_active and until < after(done, rule.minimum_active):
            until = year_end(rule, year + 1)
        return until, (said, f"good until the end of the school year: {say(until)}")
    base = done
    if rule.cadence == FROM_EXPIRY:
        in_time = done <= cycle.due + rule.grace_days * DAY
        if in_time and done >= cycle.opens:
            base = last.expires if last and last.expires else cycle.first_due
    until = after(base, rule.period)
    lines = (said,) if base == done else (said, f"in time, so counted from {say(base)}")
    return until, (*lines, f"+ {rule.period} = good until {say(until)}")


def waived_until(rule: Rule, cycle: Cycle, waiver: Event) -> tuple[dt.date | None, str]:
    if waiver.until:
        return waiver.until, f"Waived on {say(waiver.on)}, until {say(waiver.until)}"
    if not rule.recurs:
        return None, f"Waived on {say(waiver.on)}"
    if rule.cadence == FIXED_DATE:
        until = _anchor_after(rule, cycle.first_due)
    elif rule.cadence == SCHOOL_YEAR:
        until = year_end(rule, year_of(rule, cycle.assigned) if cycle.year is None else cycle.year)
    else:
        until = after(cycle.first_due, rule.period)
    return until, f"Waived on {say(waiver.on)}: the next counts from the due date, {say(until)}"


def _anchor_after(rule: Rule, done: dt.date) -> dt.date:
    """The first anchor + k periods after the completion that leaves at least the minimum active period."""
    assert rule.anchor is not None  # read_rule refuses a fixed date without one
    least = max(done + DAY, after(done, rule.minimum_active))
    # From near by: a period of a day since an anchor of long ago would otherwise be many steps.
    k = (least - rule.anchor).days // (rule.period.months * 31 + rule.period.days)
    while after(rule.anchor, rule.period, k) >= least:
        k -= 1
    while after(rule.anchor, rule.period, k) < least:
        k += 1
    return after(rule.anchor, rule.period, k)


def year_start(rule: Rule, year: int) -> dt.date:
    return dt.date(year, *rule.year_start)


def year_end(rule: Rule, year: int) -> dt.date:
    return year_start(rule, year + 1) - DAY


def year_of(rule: Rule, day: dt.date) -> int:
    return day.year if day >= year_start(rule, day.year) else day.year - 1
