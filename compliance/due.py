"""When a cycle is due: by the rule, then moved by a weekend, by leave, by an extension; a line of the sum for each."""

import datetime as dt
from collections.abc import Iterable

from compliance.cycle import Cycle, Record, say
from compliance.days import Span
from compliance.events import Event, Leave
from compliance.rule import Rule
from compliance.status import DAY


def due_by_rule(record: Record, assigned: dt.date, end: dt.date | None) -> tuple[dt.date, tuple[str, ...], bool]:
    """By the rule alone; what is past at assignment gets fresh days, and is told to be unrealistic."""
    rule = record.rule
    lines = [f"Assigned {say(assigned)}"]
    if rule.due.date:
        due = rule.due.date
        lines.append(f"due on a fixed date: {say(due)}")
    else:
        kinds = {"hire": "hired", "job_start": "job_started"}
        kind = kinds.get(rule.due.after)
        base = (record.first_day(kind, assigned, end) if kind else None) or assigned
        if kind and base != assigned:
            lines.append(f"{'Hired' if kind == 'hired' else 'Started in the job'} {say(base)}")
        due = base + rule.due.days * DAY
        lines.append(f"+ {Span(days=rule.due.days)} = {say(due)}")
    due, past, told = fresh_days(rule, assigned, due)
    return due, (*lines, *told), past


def fresh_days(rule: Rule, assigned: dt.date, due: dt.date) -> tuple[dt.date, bool, list[str]]:
    """A due date that is past at assignment, by its weekend too, gives way: nobody is overdue on the first day."""
    if _weekend(due, rule.weekend) >= assigned:
        return due, False, []
    fresh = assigned + rule.least_days * DAY
    return fresh, True, [f"past already, so {Span(days=rule.least_days)} from assignment: {say(fresh)}"]


def dated(record: Record, number: int, assigned: dt.date, opens: dt.date, due: dt.date, lines) -> Cycle:
    """The cycle with its due date as it stands now: on a weekday, then moved by leave and extensions as they came."""
    rule, first = record.rule, due
    lines = list(lines)
    moved = _weekend(due, rule.weekend)
    if moved != due and moved >= assigned:  # never before it was asked
        lines.append(f"a weekend, so {say(moved)}")
        first = due = moved
    away = [leave for leave in record.away if leave.of(number)]
    more_time = [e for e in record.events if e.kind == "extended" and e.cycle == number]
    due, added = moved_due(rule, assigned, due, away, more_time)
    lines += added
    return Cycle(number, assigned, opens, first, due, sum=tuple(lines), grace=rule.grace_days, terms=record.now.id)


def moved_due(
    rule: Rule, assigned: dt.date, due: dt.date, away: Iterable[Leave], more_time: Iterable[Event]
) -> tuple[dt.date, list[str]]:
    """The due date after what came in between, in the order of days; what was late before a leave stays late."""
    lines = []
    # On one day leave is first: who is given more time while away was given that very date.
    moves: list[tuple[dt.date, int, Leave | Event]] = [(one.start, 0, one) for one in together(away)]
    moves += [(event.on, 1, event) for event in more_time if assigned <= event.on]
    for start, _order, one in sorted(moves, key=lambda move: move[:2]):
        if isinstance(one, Event):
            if one.to and one.to > due:
                due = one.to
                lines.append(f"extended on {say(one.on)} to {say(due)}")
        elif one.back is None or due < start or one.back <= assigned:
            continue
        elif rule.hold is None:
            days = (one.back - max(start, assigned)).days
            due += days * DAY
            lines.append(f"+ {Span(days=days)} of leave = {say(due)}")
        elif one.back + rule.hold * DAY > due:
            due = one.back + rule.hold * DAY
            lines.append(f"{Span(days=rule.hold)} after return on {say(one.back)} = {say(due)}")
    return due, lines


def together(away: Iterable[Leave]) -> list[Leave]:
    """Leave and holds that are over, those that overlap as one: no day is added twice."""
    found: list[Leave] = []
    for one in sorted((one for one in away if one.back), key=lambda one: one.start):
        last = found[-1] if found else None
        if last and last.back and one.back and one.start <= last.back:
            found[-1] = Leave(last.start, max(last.back, one.back))
        else:
            found.append(one)
    return found


def _weekend(day: dt.date, rule: str) -> dt.date:
    if rule == "stay" or day.weekday() < 5:
        return day
    return day + (7 - day.weekday()) * DAY if rule == "next" else day - (day.weekday() - 4) * DAY
