"""Who must do it by when: a rule, what happened, and a date in; assigned, opens, due, expires and status out.

Plain Python: no Django, no clock, no database. The words and their conventions: docs/features/cadence.md. Each answer
carries its sum, so that a date can be explained line by line.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from compliance.cycle import Answer, Asked, Cycle, Record, say
from compliance.days import Span, after, before
from compliance.due import dated, due_by_rule
from compliance.events import Completion, Event, completions, known, leaves, memberships
from compliance.expiry import expiry_of, waived_until, year_end, year_of, year_start
from compliance.rule import SCHOOL_YEAR, Rule
from compliance.status import (
    ASSIGNED,
    AWAITING,
    CLOSED,
    COMPLETED,
    DAY,
    EXPIRED,
    IN_PROGRESS,
    NOT_ASSIGNED,
    OVERDUE,
    status_of,
)  # fmt: skip

# Far more cycles than a working life has: a rule of one day still ends.
MOST_CYCLES = 2000


def answer(rule: Rule, events: Sequence[Event], as_of: dt.date, *, hindsight: bool = False) -> Answer:
    """The status as of a date, by what was recorded by then (or, with hindsight, by all that is known now)."""
    return answer_terms((Asked(rule),), events, as_of, hindsight=hindsight)


def answer_terms(asked: Sequence[Asked], events: Sequence[Event], as_of: dt.date, *, hindsight: bool = False) -> Answer:
    """The same for terms that changed, oldest first: a cycle keeps those of the day on which it was assigned."""
    seen = known(events, as_of, hindsight=hindsight)
    record = Record(tuple(asked), seen, completions(seen), leaves(seen, as_of), as_of, asked[0])
    cycles: list[Cycle] = []
    left, left_reason = None, ""
    for span in memberships(seen, asked[0].rule.starts, record.away):
        cycles += _span_of_cycles(record, span, cycles)
        left, left_reason = (span.end, span.reason) if span.end and span.end <= as_of else (None, "")
    if not cycles:
        return Answer(NOT_ASSIGNED, None, ())
    current = cycles[-1]
    proofs = [c for c in cycles if c.settled]
    until = proofs[-1].expires if proofs else None
    valid = bool(proofs) and (until is None or as_of <= until)
    status = current.status
    lapsed = bool(proofs) and not valid and record.under(current.assigned).rule.cadence != SCHOOL_YEAR
    if lapsed and status in (ASSIGNED, IN_PROGRESS, OVERDUE):
        status = EXPIRED
    return Answer(status, current, tuple(cycles), until, valid, left, left_reason)


def _span_of_cycles(record: Record, span, earlier: Sequence[Cycle]) -> list[Cycle]:
    """The cycles of one stay in the audience. Who returns while the proof is good goes on from it."""
    record = record.under(span.start)
    rule, made = record.rule, []
    carried = next((c for c in reversed(earlier) if c.settled), None)
    if carried and (carried.expires is None or carried.expires >= span.start):
        if not rule.recurs:
            return [replace(carried, number=carried.number + 1, assigned=span.start, status=COMPLETED, closed=None)]
        last = carried
    else:
        last = _first(record, span, len(earlier) + 1)
        made.append(last)
    while len(made) < MOST_CYCLES:
        record = record.under(last.assigned)
        following = _next(record, span, last, len(earlier) + len(made) + 1) if record.rule.recurs else None
        if following is None:
            break
        made.append(following)
        last = following
    if not made:  # back, the proof is good, and no renewal has opened: the old cycle goes on
        return [replace(carried, status=_status(record, carried), closed=None, reason="")] if carried else []
    return [_closed(record, cycle, span) for cycle in made]


def _first(record: Record, span, number: int) -> Cycle:
    rule = record.rule
    if rule.cadence == SCHOOL_YEAR:
        return _school_cycle(record, span, year_of(rule, span.start), span.start, number)
    fixed, lines, past = due_by_rule(record, span.start)
    cycle = replace(dated(record, number, span.start, span.start, fixed, lines), unrealistic=past)
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
        f"Good until {say(last.expires)}, the end of the cycle before",
        *((f"opens {rule.window} earlier: {say(opens)}",) if rule.window else ()),
        f"due on the day it ends: {say(last.expires)}",
    )
    record = record.under(opens)
    cycle = dated(record, number, opens, opens, last.expires, lines)
    return _settled(record, cycle, span.end, last)


# --- completion and expiry ------------------------------------------------------------------------------------------
def _settled(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> Cycle:
    """With the evidence that counts for it, or its waiver, and its status."""
    used = _evidence(record, cycle, end, last)
    waiver = record.last("waived", cycle.assigned, end, cycle.number)
    if used:
        done = max(each.on for each in used)
        expires, lines = expiry_of(record.rule, cycle, done, last)
        evidence = tuple(each.id for each in used)
        cycle = replace(cycle, completed=done, expires=expires, sum=(*cycle.sum, *lines), evidence=evidence)
    elif waiver:
        until, line = waived_until(record.rule, cycle, waiver)
        cycle = replace(cycle, waived=True, waived_on=waiver.on, expires=until, sum=(*cycle.sum, line))
    cycle = _under_way(record, cycle, end)
    return replace(cycle, status=_status(record, cycle))


def _evidence(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> tuple[Completion, ...]:
    """One piece for each course that is needed; nothing while there are fewer. What was fresh at assignment comes
    first, the latest of it; then what was shown in the cycle, in its order."""
    found = [c for course in record.now.courses if (c := _of_course(record, course, cycle, end, last))]
    fresh = sorted((c for c in found if c.on < cycle.assigned), key=lambda c: (c.on, c.id), reverse=True)
    shown = sorted((c for c in found if c.on >= cycle.assigned), key=lambda c: (c.on, c.id))
    needed = record.now.needed
    return tuple((fresh + shown)[:needed]) if len(found) >= needed else ()


def _of_course(record: Record, course: str, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> Completion | None:
    """The latest before assignment that is fresh enough and has not itself expired; else the first in the cycle."""
    rule = record.rule
    used = last.completed if last else None
    mine = [c for c in record.done if c.course == course]
    pool = [c for c in mine if (used is None or c.on > used) and (end is None or c.on < end)]
    inside = [c for c in pool if c.on >= cycle.assigned]
    if rule.freshness is None:
        earlier = []
    elif isinstance(rule.freshness, str):  # any
        earlier = [c for c in pool if c.on < cycle.assigned]
    else:
        since = before(cycle.assigned, rule.freshness)
        earlier = [c for c in pool if since <= c.on < cycle.assigned]
    good = [c for c in earlier if (e := expiry_of(rule, cycle, c.on, last)[0]) is None or e >= cycle.assigned]
    return good[-1] if good else inside[0] if inside else None


# --- school years ---------------------------------------------------------------------------------------------------
def _school_cycle(record: Record, span, year: int, assigned: dt.date, number: int, last: Cycle | None = None) -> Cycle:
    record = record.under(assigned)
    rule = record.rule
    lines = [f"School year {year}-{(year + 1) % 100:02d}, assigned {say(assigned)}"]
    if rule.due_day:
        due = dt.date(year, *rule.due_day)
        due = due if due >= year_start(rule, year) else dt.date(year + 1, *rule.due_day)
        lines.append(f"due each year on {due.strftime('%B')} {due.day}: {say(due)}")
    else:
        due = max(assigned, year_start(rule, year)) + rule.due.days * DAY
        lines.append(f"+ {Span(days=rule.due.days)} = {say(due)}")
    past = due < assigned
    if past:
        due = assigned + rule.least_days * DAY
        lines.append(f"past already, so {Span(days=rule.least_days)} from assignment: {say(due)}")
    cycle = replace(dated(record, number, assigned, assigned, due, lines), unrealistic=past)
    over = year_end(rule, year) + DAY
    end = min(span.end, over) if span.end else over
    cycle = _settled(record, cycle, end, last)
    ended = over <= record.as_of and (span.end is None or over <= span.end)
    if ended and not cycle.settled and cycle.status != AWAITING:
        cycle = replace(cycle, status=CLOSED, closed=over - DAY, reason="not done by the end of the school year")
    return cycle


def _next_year(record: Record, span, last: Cycle, number: int) -> Cycle | None:
    rule = record.rule
    year = year_of(rule, last.expires if last.settled and last.expires else _last_day(rule, last)) + 1
    assigned = max(before(year_start(rule, year), rule.window), span.start)
    if assigned > record.as_of or (span.end and assigned >= span.end):
        return None
    return _school_cycle(record, span, year, assigned, number, last)


def _last_day(rule: Rule, cycle: Cycle) -> dt.date:
    """The end of the school year that an unfinished cycle belongs to, also when it opened before that year began."""
    opened = after(cycle.assigned, rule.window) if rule.window else cycle.assigned
    return year_end(rule, year_of(rule, max(opened, cycle.assigned)))


# --- status ---------------------------------------------------------------------------------------------------------
def _under_way(record: Record, cycle: Cycle, end: dt.date | None) -> Cycle:
    """With what is being done for it as of the date: begun, handed in and not scored yet, handed back, away."""
    handed = record.last("handed_in", cycle.assigned, end)
    back = record.last("returned", cycle.assigned, end)
    scored = record.last("scored", cycle.assigned, end)
    started = record.last("started", cycle.assigned, end) or handed
    waits = handed and not (back and back.on >= handed.on) and not (scored and scored.id == handed.id)
    again = back and handed and not (scored and scored.on >= back.on)
    return replace(
        cycle,
        started=started.on if started else None,
        awaiting=handed.on if handed and waits else None,
        returned_until=(back.until or back.on + record.rule.revise_days * DAY) if back and again else None,
        held=next((one for one in record.away if one.of(cycle.number) and one.covers(record.as_of)), None),
    )


def _status(record: Record, cycle: Cycle) -> str:
    """Of one cycle as of the date, as if nobody left."""
    return status_of(cycle.facts, record.as_of)


def _closed(record: Record, cycle: Cycle, span) -> Cycle:
    """Who left: what was open is closed on that day, with the reason, and is counted nowhere."""
    if span.end is None or span.end > record.as_of or cycle.settled or cycle.closed:
        return cycle
    return replace(cycle, status=CLOSED, closed=span.end, reason=span.reason or "left the audience")
