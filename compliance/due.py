"""When a cycle is due: by the rule, then moved by a weekend, by leave, by an extension; a line of the sum for each."""

import datetime as dt

from compliance.cycle import Cycle, Record, say
from compliance.days import Span
from compliance.status import DAY


def due_by_rule(record: Record, assigned: dt.date) -> tuple[dt.date, tuple[str, ...], bool]:
    """By the rule alone; what is past at assignment gets fresh days, and is told to be unrealistic."""
    rule = record.rule
    lines = [f"Assigned {say(assigned)}"]
    if rule.due.date:
        due = rule.due.date
        lines.append(f"due on a fixed date: {say(due)}")
    else:
        kinds = {"hire": "hired", "job_start": "job_started"}
        kind = kinds.get(rule.due.after)
        base = (record.first_day(kind, assigned) if kind else None) or assigned
        if kind and base != assigned:
            lines.append(f"{'Hired' if kind == 'hired' else 'Started in the job'} {say(base)}")
        due = base + rule.due.days * DAY
        lines.append(f"+ {Span(days=rule.due.days)} = {say(due)}")
    past = due < assigned
    if past:
        due = assigned + rule.least_days * DAY
        lines.append(f"past already, so {Span(days=rule.least_days)} from assignment: {say(due)}")
    return due, tuple(lines), past


def dated(record: Record, number: int, assigned: dt.date, opens: dt.date, due: dt.date, lines) -> Cycle:
    """The cycle with its due date as it stands now: weekend, leave, extension, in this order."""
    rule, first = record.rule, due
    lines = list(lines)
    moved = _weekend(due, rule.weekend)
    if moved != due:
        lines.append(f"a weekend, so {say(moved)}")
        first = due = moved
    for leave in record.away:
        if leave.back is None or due < leave.start or leave.back <= assigned or not leave.of(number):
            continue
        if rule.hold is None:
            days = (leave.back - max(leave.start, assigned)).days
            due += days * DAY
            lines.append(f"+ {Span(days=days)} of leave = {say(due)}")
        elif leave.back + rule.hold * DAY > due:
            due = leave.back + rule.hold * DAY
            lines.append(f"{Span(days=rule.hold)} after return on {say(leave.back)} = {say(due)}")
    for event in record.events:
        if event.kind == "extended" and event.to and assigned <= event.on and event.to > due:
            if event.cycle not in (None, number) or _settled_before(record, assigned, event.on):
                continue
            due = event.to
            lines.append(f"extended on {say(event.on)} to {say(due)}")
    return Cycle(number, assigned, opens, first, due, sum=tuple(lines), grace=rule.grace_days, terms=record.now.id)


def _settled_before(record: Record, assigned: dt.date, day: dt.date) -> bool:
    return any(assigned <= done.on < day for done in record.done)


def _weekend(day: dt.date, rule: str) -> dt.date:
    if rule == "stay" or day.weekday() < 5:
        return day
    return day + (7 - day.weekday()) * DAY if rule == "next" else day - (day.weekday() - 4) * DAY
