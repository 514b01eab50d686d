"""Who must do it by when: a rule, what happened, and a date in; assigned, opens, due, expires and status out.

Plain Python: no Django, no clock, no database. The words and their conventions: docs/features/cadence.md. Each answer
carries its sum, so that a date can be explained line by line.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from compliance.days import Span, after, before
from compliance.events import Completion, Event, Leave, completions, known, leaves, memberships, read_events
from compliance.rule import ANY, FIXED_DATE, FROM_EXPIRY, SCHOOL_YEAR, Refused, Rule, read_rule

ASSIGNED, IN_PROGRESS, AWAITING, RETURNED = "assigned", "in_progress", "awaiting_score", "returned"
COMPLETED, WAIVED, OVERDUE, EXPIRED, ON_HOLD = "completed", "waived", "overdue", "expired", "on_hold"
CLOSED, NOT_ASSIGNED = "closed", "not_assigned"
# Far more cycles than a working life has: a rule of one day still ends.
MOST_CYCLES = 2000
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Cycle:
    """One period of one requirement for one person. `sum` is how the dates came to be, a line each."""

    number: int
    assigned: dt.date
    opens: dt.date
    first_due: dt.date
    due: dt.date
    status: str = ASSIGNED
    completed: dt.date | None = None
    expires: dt.date | None = None
    waived: bool = False
    closed: dt.date | None = None
    reason: str = ""
    unrealistic: bool = False
    sum: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        return self.completed is not None or self.waived


@dataclass(frozen=True)
class Answer:
    """`current` is the cycle that a page shows, None when nothing is asked. `proof_until`: the last day that counts."""

    status: str
    current: Cycle | None
    cycles: tuple[Cycle, ...]
    proof_until: dt.date | None = None
    proof_valid: bool = False


def answer(rule: Rule, events: Sequence[Event], as_of: dt.date, *, hindsight: bool = False) -> Answer:
    """The status as of a date, by what was recorded by then (or, with hindsight, by all that is known now)."""
    seen = known(events, as_of, hindsight=hindsight)
    record = Record(rule, seen, completions(seen), leaves(seen, as_of), as_of)
    cycles: list[Cycle] = []
    for span in memberships(seen, rule.starts, record.away):
        cycles += _span_of_cycles(record, span, cycles)
    if not cycles:
        return Answer(NOT_ASSIGNED, None, ())
    current = cycles[-1]
    proofs = [c for c in cycles if c.settled]
    until = proofs[-1].expires if proofs else None
    valid = bool(proofs) and (until is None or as_of <= until)
    status = current.status
    lapsed = bool(proofs) and not valid and rule.cadence != SCHOOL_YEAR
    if lapsed and status in (ASSIGNED, IN_PROGRESS, OVERDUE):
        status = EXPIRED
    return Answer(status, current, tuple(cycles), until, valid)


@dataclass(frozen=True)
class Record:
    """All that one walk reads."""

    rule: Rule
    events: tuple[Event, ...]
    done: tuple[Completion, ...]
    away: tuple[Leave, ...]
    as_of: dt.date

    def last(self, kind: str, start: dt.date, end: dt.date | None) -> Event | None:
        """The latest event of that kind from `start` on, up to and with `end`."""
        found = [e for e in self.events if e.kind == kind and start <= e.on and (end is None or e.on <= end)]
        return found[-1] if found else None

    def first_day(self, kind: str, up_to: dt.date) -> dt.date | None:
        days = [e.on for e in self.events if e.kind == kind and e.on <= up_to]
        return days[-1] if days else None


def _span_of_cycles(record: Record, span, earlier: Sequence[Cycle]) -> list[Cycle]:
    """The cycles of one stay in the audience. Who returns while the proof is good goes on from it."""
    rule, made = record.rule, []
    carried = next((c for c in reversed(earlier) if c.settled), None)
    if carried and (carried.expires is None or carried.expires >= span.start):
        if not rule.recurs:
            return [replace(carried, number=carried.number + 1, assigned=span.start, status=COMPLETED, closed=None)]
        last = carried
    else:
        last = _first(record, span, len(earlier) + 1)
        made.append(last)
    while rule.recurs and len(made) < MOST_CYCLES:
        following = _next(record, span, last, len(earlier) + len(made) + 1)
        if following is None:
            break
        made.append(following)
        last = following
    if not made:  # back, the proof is good, and no renewal has opened: the old cycle goes on
        return [replace(carried, status=_status(record, carried, span.end), closed=None, reason="")] if carried else []
    return [_closed(record, cycle, span) for cycle in made]


def _first(record: Record, span, number: int) -> Cycle:
    rule = record.rule
    if rule.cadence == SCHOOL_YEAR:
        return _school_cycle(record, span, _year_of(rule, span.start), span.start, number)
    fixed, lines = _due(record, span.start)
    cycle = _dated(record, number, span.start, span.start, fixed, lines)
    return _settled(record, cycle, span.end, None)


def _next(record: Record, span, last: Cycle, number: int) -> Cycle | None:
    """The renewal, once its window is open. At most one at a time: it follows only a cycle that is settled."""
    rule = record.rule
    if rule.cadence == SCHOOL_YEAR:
        return _next_year(record, span, last, number)
    if not last.settled or last.expires is None:
        return None
    opens = max(before(last.expires, rule.window), span.start)
    if opens > record.as_of or (span.end and opens >= span.end):
        return None
    lines = (
        f"Good until {_say(last.expires)}, the end of the cycle before",
        *((f"opens {rule.window} earlier: {_say(opens)}",) if rule.window else ()),
        f"due on the day it ends: {_say(last.expires)}",
    )
    cycle = _dated(record, number, opens, opens, last.expires, lines)
    return _settled(record, cycle, span.end, last)


# --- due dates ------------------------------------------------------------------------------------------------------
def _due(record: Record, assigned: dt.date) -> tuple[dt.date, tuple[str, ...]]:
    """By the rule alone; what is past at assignment gets fresh days."""
    rule = record.rule
    lines = [f"Assigned {_say(assigned)}"]
    if rule.due.date:
        due = rule.due.date
        lines.append(f"due on a fixed date: {_say(due)}")
    else:
        kinds = {"hire": "hired", "job_start": "job_started"}
        kind = kinds.get(rule.due.after)
        base = (record.first_day(kind, assigned) if kind else None) or assigned
        if kind and base != assigned:
            lines.append(f"{'Hired' if kind == 'hired' else 'Started in the job'} {_say(base)}")
        due = base + rule.due.days * DAY
        lines.append(f"+ {Span(days=rule.due.days)} = {_say(due)}")
    if due < assigned:
        due = max(due, assigned + rule.least_days * DAY)
        lines.append(f"past already, so {Span(days=rule.least_days)} from assignment: {_say(due)}")
    return due, tuple(lines)


def _dated(record: Record, number: int, assigned: dt.date, opens: dt.date, due: dt.date, lines) -> Cycle:
    """The cycle with its due date as it stands now: weekend, leave, extension, in this order."""
    rule, first = record.rule, due
    lines = list(lines)
    moved = _weekend(due, rule.weekend)
    if moved != due:
        lines.append(f"a weekend, so {_say(moved)}")
        first = due = moved
    for leave in record.away:
        if leave.back is None or due < leave.start or leave.back <= assigned:
            continue
        if rule.hold is None:
            days = (leave.back - max(leave.start, assigned)).days
            due += days * DAY
            lines.append(f"+ {Span(days=days)} of leave = {_say(due)}")
        elif leave.back + rule.hold * DAY > due:
            due = leave.back + rule.hold * DAY
            lines.append(f"{Span(days=rule.hold)} after return on {_say(leave.back)} = {_say(due)}")
    for event in record.events:
        if event.kind == "extended" and event.to and assigned <= event.on and event.to > due:
            if _settled_before(record, assigned, event.on):
                continue
            due = event.to
            lines.append(f"extended on {_say(event.on)} to {_say(due)}")
    return Cycle(number, assigned, opens, first, due, sum=tuple(lines))


def _settled_before(record: Record, assigned: dt.date, day: dt.date) -> bool:
    return any(assigned <= done.on < day for done in record.done)


def _weekend(day: dt.date, rule: str) -> dt.date:
    if rule == "stay" or day.weekday() < 5:
        return day
    return day + (7 - day.weekday()) * DAY if rule == "next" else day - (day.weekday() - 4) * DAY


# --- completion and expiry ------------------------------------------------------------------------------------------
def _settled(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> Cycle:
    """With the evidence that counts for it, or its waiver, and its status."""
    done = _evidence(record, cycle, end, last)
    waiver = record.last("waived", cycle.assigned, end)
    if done:
        expires, line = _expiry(record.rule, cycle, done.on, last)
        cycle = replace(cycle, completed=done.on, expires=expires, sum=(*cycle.sum, *line))
    elif waiver:
        until, line = _waived_until(record.rule, cycle, waiver)
        cycle = replace(cycle, waived=True, expires=until, sum=(*cycle.sum, line))
    return replace(cycle, status=_status(record, cycle, end))


def _evidence(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> Completion | None:
    """The first that lies in the cycle; else the latest that is fresh enough and has not itself expired."""
    rule = record.rule
    used = last.completed if last else None
    pool = [c for c in record.done if (used is None or c.on > used) and (end is None or c.on < end)]
    inside = [c for c in pool if c.on >= cycle.assigned]
    if rule.freshness is None:
        earlier = []
    elif rule.freshness == ANY:
        earlier = [c for c in pool if c.on < cycle.assigned]
    else:
        since = before(cycle.assigned, rule.freshness)
        earlier = [c for c in pool if since <= c.on < cycle.assigned]
    good = [c for c in earlier if (e := _expiry(rule, cycle, c.on, last)[0]) is None or e >= cycle.assigned]
    return good[-1] if good else inside[0] if inside else None


def _expiry(rule: Rule, cycle: Cycle, done: dt.date, last: Cycle | None) -> tuple[dt.date | None, tuple[str, ...]]:
    """The last day that counts, by the cadence."""
    said = f"Completed {_say(done)}"
    if not rule.recurs:
        until = after(done, rule.period) if rule.period else None
        return until, (said, f"+ {rule.period} = good until {_say(until)}") if until else (said,)
    if rule.cadence == FIXED_DATE:
        until = _anchor_after(rule, done)
        least = f", at least {rule.minimum_active} on" if rule.minimum_active else ""
        return until, (said, f"good until the next fixed date{least}: {_say(until)}")
    if rule.cadence == SCHOOL_YEAR:
        until = _year_end(rule, _year_of(rule, done))
        if rule.minimum_active and until < after(done, rule.minimum_active):
            until = _year_end(rule, _year_of(rule, done) + 1)
        return until, (said, f"good until the end of the school year: {_say(until)}")
    base = done
    if rule.cadence == FROM_EXPIRY:
        in_time = done <= cycle.due + rule.grace_days * DAY
        if in_time and done >= cycle.opens:
            base = last.expires if last and last.expires else cycle.first_due
    until = after(base, rule.period)
    lines = (said,) if base == done else (said, f"in time, so counted from {_say(base)}")
    return until, (*lines, f"+ {rule.period} = good until {_say(until)}")


def _waived_until(rule: Rule, cycle: Cycle, waiver: Event) -> tuple[dt.date | None, str]:
    if waiver.until:
        return waiver.until, f"Waived on {_say(waiver.on)}, until {_say(waiver.until)}"
    if not rule.recurs:
        return None, f"Waived on {_say(waiver.on)}"
    if rule.cadence == FIXED_DATE:
        until = _anchor_after(rule, cycle.due)
    elif rule.cadence == SCHOOL_YEAR:
        until = _year_end(rule, _year_of(rule, cycle.assigned))
    else:
        until = after(cycle.due, rule.period)
    return until, f"Waived on {_say(waiver.on)}: the next counts from the due date, {_say(until)}"


def _anchor_after(rule: Rule, done: dt.date) -> dt.date:
    """The first anchor + k periods after the completion that leaves at least the minimum active period."""
    assert rule.anchor is not None  # read_rule refuses a fixed date without one
    least = max(done + DAY, after(done, rule.minimum_active))
    k = 0
    while after(rule.anchor, rule.period, k) >= least:
        k -= 1
    while after(rule.anchor, rule.period, k) < least:
        k += 1
    return after(rule.anchor, rule.period, k)


# --- school years ---------------------------------------------------------------------------------------------------
def _year_start(rule: Rule, year: int) -> dt.date:
    return dt.date(year, *rule.year_start)


def _year_end(rule: Rule, year: int) -> dt.date:
    return _year_start(rule, year + 1) - DAY


def _year_of(rule: Rule, day: dt.date) -> int:
    return day.year if day >= _year_start(rule, day.year) else day.year - 1


def _school_cycle(record: Record, span, year: int, assigned: dt.date, number: int, last: Cycle | None = None) -> Cycle:
    rule = record.rule
    lines = [f"School year {year}-{(year + 1) % 100:02d}, assigned {_say(assigned)}"]
    if rule.due_day:
        due = dt.date(year, *rule.due_day)
        due = due if due >= _year_start(rule, year) else dt.date(year + 1, *rule.due_day)
        lines.append(f"due each year on {due.strftime('%B')} {due.day}: {_say(due)}")
    else:
        due = max(assigned, _year_start(rule, year)) + rule.due.days * DAY
        lines.append(f"+ {Span(days=rule.due.days)} = {_say(due)}")
    if due < assigned:
        due = assigned + rule.least_days * DAY
        lines.append(f"past already, so {Span(days=rule.least_days)} from assignment: {_say(due)}")
    cycle = _dated(record, number, assigned, assigned, due, lines)
    over = _year_end(rule, year) + DAY
    end = min(span.end, over) if span.end else over
    cycle = _settled(record, cycle, end, last)
    ended = over <= record.as_of and (span.end is None or over <= span.end)
    if ended and not cycle.settled and cycle.status != AWAITING:
        cycle = replace(cycle, status=CLOSED, closed=over - DAY, reason="not done by the end of the school year")
    return cycle


def _next_year(record: Record, span, last: Cycle, number: int) -> Cycle | None:
    rule = record.rule
    year = _year_of(rule, last.expires if last.settled and last.expires else _last_day(rule, last)) + 1
    assigned = max(before(_year_start(rule, year), rule.window), span.start)
    if assigned > record.as_of or (span.end and assigned >= span.end):
        return None
    return _school_cycle(record, span, year, assigned, number, last)


def _last_day(rule: Rule, cycle: Cycle) -> dt.date:
    """The end of the school year that an unfinished cycle belongs to, also when it opened before that year began."""
    opened = after(cycle.assigned, rule.window) if rule.window else cycle.assigned
    return _year_end(rule, _year_of(rule, max(opened, cycle.assigned)))


# --- status ---------------------------------------------------------------------------------------------------------
def _status(record: Record, cycle: Cycle, end: dt.date | None) -> str:
    """Of one cycle as of the date, as if nobody left."""
    day = record.as_of
    if cycle.settled:
        if cycle.expires is not None and day > cycle.expires:
            return EXPIRED
        return COMPLETED if cycle.completed else WAIVED
    handed = record.last("handed_in", cycle.assigned, end)
    back = record.last("returned", cycle.assigned, end)
    scored = record.last("scored", cycle.assigned, end)
    waits = handed and not (back and back.on >= handed.on) and not (scored and scored.id == handed.id)
    if waits:
        return AWAITING
    again = back and handed and not (scored and scored.on >= back.on)
    if back and again and day <= (back.until or back.on + record.rule.revise_days * DAY):
        return RETURNED
    if any(leave.covers(day) for leave in record.away):
        return ON_HOLD
    if day > cycle.due + record.rule.grace_days * DAY:
        return OVERDUE
    started = record.last("started", cycle.assigned, end)
    return IN_PROGRESS if started or handed else ASSIGNED


def _closed(record: Record, cycle: Cycle, span) -> Cycle:
    """Who left: what was open is closed on that day, with the reason, and is counted nowhere."""
    if span.end is None or span.end > record.as_of or cycle.settled or cycle.closed:
        return cycle
    return replace(cycle, status=CLOSED, closed=span.end, reason=span.reason or "left the audience")


def _say(day: dt.date | None) -> str:
    return f"{day.strftime('%B')} {day.day}, {day.year}" if day else ""


# --- the door for files ---------------------------------------------------------------------------------------------
def run_case(case: Mapping[str, Any]) -> dict[str, Any]:
    """One case of `manage.py due_dates`: plain values in, plain values out; a refusal is told under "error"."""
    try:
        rule = read_rule(case.get("rule") or {})
        events = read_events(case.get("events") or [], rule.zone)
        as_of = _as_of(case)
    except Refused as refused:
        return {"error": str(refused), "field": refused.field}
    found = answer(rule, events, as_of, hindsight=case.get("knowledge") == "today")
    return {
        "status": found.status,
        **_plain(found.current),
        "proof_until": _iso(found.proof_until),
        "proof_valid": found.proof_valid,
        "cycles": [_plain(cycle) | {"status": cycle.status} for cycle in found.cycles],
    }


def _as_of(case: Mapping[str, Any]) -> dt.date:
    try:
        return dt.date.fromisoformat(case["as_of"])
    except (KeyError, TypeError, ValueError):
        raise Refused("as_of", "“as_of” must be a date such as 2026-10-31.") from None


def _plain(cycle: Cycle | None) -> dict[str, Any]:
    if cycle is None:
        names = ("cycle", "assigned", "opens", "first_due", "due", "completed", "expires", "closed", "reason")
        return {**dict.fromkeys(names), "sum": []}
    return {
        "cycle": cycle.number,
        "assigned": _iso(cycle.assigned),
        "opens": _iso(cycle.opens),
        "first_due": _iso(cycle.first_due),
        "due": _iso(cycle.due),
        "completed": _iso(cycle.completed),
        "expires": _iso(cycle.expires),
        "closed": _iso(cycle.closed),
        "reason": cycle.reason or None,
        "sum": list(cycle.sum),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
