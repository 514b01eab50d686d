"""Who must do it by when: a rule, what happened, and a date in; assigned, opens, due, expires and status out.

Plain Python: no Django, no clock, no database. The words and their conventions: docs/features/cadence.md. Each answer
carries its sum, so that a date can be explained line by line.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from compliance.cycle import Answer, Asked, Cycle, Record, say
from compliance.days import Span, before
from compliance.due import dated, due_by_rule, fresh_days
from compliance.events import Event, completions, known, leaves, memberships, placed
from compliance.expiry import expiry_of, waived_until, year_end, year_of, year_start
from compliance.rule import SCHOOL_YEAR, Rule
from compliance.settling import evidence_of, missing_of
from compliance.status import (
    ASSIGNED,
    AWAITING,
    CLOSED,
    DAY,
    EXPIRED,
    IN_PROGRESS,
    NOT_ASSIGNED,
    OVERDUE,
    YEAR_MISSED,
    YEAR_OVER,
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
    return _walk(asked, placed(seen, lambda some, day: _open_on(asked, some, day)), as_of)


def _open_on(asked: Sequence[Asked], events: Sequence[Event], day: dt.date) -> int | None:
    """The number of the cycle that was still to be done on that day."""
    current = _walk(asked, known(events, day, hindsight=True), day).current
    return current.number if current and not current.settled and not current.closed else None


def _walk(asked: Sequence[Asked], seen: Sequence[Event], as_of: dt.date) -> Answer:
    record = Record(tuple(asked), tuple(seen), completions(seen, as_of), leaves(seen, as_of), as_of, asked[0])
    cycles: list[Cycle] = []
    stay: list[Cycle] = []
    left, left_reason = None, ""
    for span in memberships(seen, asked[0].rule.starts, record.away):
        if span.start > as_of:  # nothing is asked before the day on which it begins
            break
        carried = _carried(cycles, span.start)
        made = _span_of_cycles(record, span, carried, len(cycles))
        cycles += made
        # Who returns after a proof ran out begins anew: what was shown before that stay makes nobody late in it.
        stay = [carried, *made] if carried else made
        left, left_reason = (span.end, span.reason) if span.end and span.end <= as_of else (None, "")
    if not cycles:
        return Answer(NOT_ASSIGNED, None, ())
    current = cycles[-1]
    proofs = [c for c in stay if c.settled]
    until = proofs[-1].expires if proofs else None
    valid = bool(proofs) and (until is None or as_of <= until)
    status = current.status
    lapsed = bool(proofs) and not valid and record.under(current.assigned).rule.cadence != SCHOOL_YEAR
    if lapsed and status in (ASSIGNED, IN_PROGRESS, OVERDUE):
        status = EXPIRED
    return Answer(status, current, tuple(cycles), until, valid, left, left_reason)


def _carried(earlier: Sequence[Cycle], start: dt.date) -> Cycle | None:
    """The proof that is good still on the day on which someone returns."""
    last = next((c for c in reversed(earlier) if c.settled), None)
    return last if last and (last.expires is None or last.expires >= start) else None


def _span_of_cycles(record: Record, span, carried: Cycle | None, before_it: int) -> list[Cycle]:
    """The cycles of one stay in the audience. Who returns while the proof is good goes on from it."""
    record = record.under(span.start)
    rule, made = record.rule, []
    if carried:
        if not rule.recurs:
            again = replace(carried, number=carried.number + 1, assigned=span.start, closed=None)
            return [replace(again, status=_status(record, again))]
        last = carried
    else:
        last = _first(record, span, span.start, before_it + 1)
        made.append(last)
    while len(made) < MOST_CYCLES:
        record = record.under(last.assigned)
        following = _next(record, span, last, before_it + len(made) + 1) if record.rule.recurs else None
        if following is None:
            break
        made.append(following)
        last = following
    if not made:  # back, the proof is good, and no renewal has opened: the old cycle goes on
        return [replace(carried, status=_status(record, carried), closed=None, reason="")] if carried else []
    return [_closed(record, cycle, span) for cycle in made]


def _first(record: Record, span, assigned: dt.date, number: int, last: Cycle | None = None) -> Cycle:
    """With fresh days: of a stay, or of terms by which no earlier cycle says when it is due."""
    rule = record.rule
    if rule.cadence == SCHOOL_YEAR:
        return _school_cycle(record, span, year_of(rule, assigned), assigned, number, last)
    fixed, lines, past = due_by_rule(record, assigned, span.end)
    cycle = replace(dated(record, number, assigned, assigned, fixed, lines), unrealistic=past)
    return _settled(record, cycle, span.end, last)


def _next(record: Record, span, last: Cycle, number: int) -> Cycle | None:
    """The renewal, once its window is open. At most one at a time: it follows only a cycle that is settled."""
    rule = record.rule
    if rule.cadence == SCHOOL_YEAR:
        return _next_year(record, span, last, number)
    if not last.settled or last.expires is None:
        return None
    opens = max(_renewal_opens(rule, last.expires), _free_from(last, span))
    if opens > record.as_of or (span.end and opens >= span.end):
        return None
    record = record.under(opens)
    if record.rule.cadence == SCHOOL_YEAR:  # since the terms changed
        return _school_cycle(record, span, year_of(record.rule, last.expires), opens, number, last)
    lines = (
        f"Good until {say(last.expires)}, the end of the cycle before",
        *((f"opens {rule.window} earlier: {say(opens)}",) if rule.window else ()),
        f"due on the day it ends: {say(last.expires)}",
    )
    cycle = dated(record, number, opens, opens, last.expires, lines)
    return _settled(record, cycle, span.end, last)


# --- completion and expiry ------------------------------------------------------------------------------------------
def _settled(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> Cycle:
    """With the evidence that counts for it, or its waiver, and its status. A completion outranks a waiver until the
    renewal opens; from then on it is of the renewal."""
    waiver = record.last("waived", cycle.assigned, end, cycle.number)
    until, line = waived_until(record.rule, cycle, waiver) if waiver else (None, "")
    taken_over = _renewal_opens(record.rule, until) if until and record.rule.recurs else None
    used = evidence_of(record, cycle, end, last, taken_over)
    done = max((each.on for each in used), default=None)
    if until and not record.rule.recurs and until < record.as_of:
        waiver = None
        cycle = _after_waiver(cycle, until, line) if done is None or done > until else cycle
    if done:
        expires, lines = expiry_of(record.rule, cycle, done, last)
        evidence = tuple(each.id for each in used)
        cycle = replace(cycle, completed=done, expires=expires, sum=(*cycle.sum, *lines), evidence=evidence)
    elif waiver:
        cycle = replace(cycle, waived=True, waived_on=waiver.on, expires=until, sum=(*cycle.sum, line))
    else:
        cycle = replace(cycle, missing=missing_of(record, cycle, end, last))
    cycle = _under_way(record, cycle, end)
    return replace(cycle, status=_status(record, cycle))


def _after_waiver(cycle: Cycle, until: dt.date, line: str) -> Cycle:
    """What is asked once is asked again when its waiver has run out, and is due on the waiver's last day."""
    lines = (line, f"due when it ended: {say(until)}") if until > cycle.due else (line,)
    return replace(cycle, due=max(cycle.due, until), sum=(*cycle.sum, *lines))


def _free_from(last: Cycle, span) -> dt.date:
    """Never before what it follows was asked, nor before that was done: one is open at a time, however late."""
    return max(last.assigned, span.start, last.completed or last.assigned)


def _renewal_opens(rule: Rule, until: dt.date) -> dt.date:
    """The day on which the renewal of a proof that is good until then is assigned."""
    return before(year_start(rule, year_of(rule, until) + 1) if rule.cadence == SCHOOL_YEAR else until, rule.window)


# --- school years ---------------------------------------------------------------------------------------------------
def _school_cycle(record: Record, span, year: int, assigned: dt.date, number: int, last: Cycle | None = None) -> Cycle:
    rule = record.rule
    lines = [f"School year {year}-{(year + 1) % 100:02d}, assigned {say(assigned)}"]
    if rule.due_day:
        due = dt.date(year, *rule.due_day)
        due = due if due >= year_start(rule, year) else dt.date(year + 1, *rule.due_day)
        lines.append(f"due each year on {due.strftime('%B')} {due.day}: {say(due)}")
    else:
        due = max(assigned, year_start(rule, year)) + rule.due.days * DAY
        lines.append(f"+ {Span(days=rule.due.days)} = {say(due)}")
    due, past, told = fresh_days(rule, assigned, due)
    lines += told
    cycle = replace(dated(record, number, assigned, assigned, due, lines), unrealistic=past, year=year)
    over = year_end(rule, year) + DAY
    end = min(span.end, over) if span.end else over
    cycle = _settled(record, cycle, end, last)
    ended = over <= record.as_of and (span.end is None or over <= span.end)
    if ended and not cycle.settled and cycle.status != AWAITING:
        reason = YEAR_MISSED if _late_on(cycle, over - DAY) else YEAR_OVER
        cycle = replace(cycle, status=CLOSED, closed=over - DAY, reason=reason)
    return cycle


def _late_on(cycle: Cycle, last: dt.date) -> bool:
    """On that day of the past, whatever came after it. Leave that lasts still has not moved the due date yet."""
    away = cycle.held and cycle.held.start <= min(cycle.due, last)
    revising = cycle.returned_until and cycle.returned_until >= last
    return cycle.overdue_from <= last and not away and not revising


def _next_year(record: Record, span, last: Cycle, number: int) -> Cycle | None:
    rule = record.rule
    assert last.year is not None  # of every cycle of a school year
    covered = last.expires if last.settled and last.expires else None
    year = max(last.year, year_of(rule, covered) if covered else last.year) + 1
    # What is not done stays in sight until its year ends: the next opens early only for who is done.
    opens = before(year_start(rule, year), rule.window) if last.settled else year_start(rule, year)
    assigned = max(opens, _free_from(last, span))
    if assigned > record.as_of or (span.end and assigned >= span.end):
        return None
    record = record.under(assigned)
    if record.rule.cadence != SCHOOL_YEAR:  # since the terms changed
        return _first(record, span, assigned, number, last)
    return _school_cycle(record, span, year, assigned, number, last)


# --- status ---------------------------------------------------------------------------------------------------------
def _under_way(record: Record, cycle: Cycle, end: dt.date | None) -> Cycle:
    """With what is being done for it as of the date: begun, handed in and not scored yet, handed back, away.

    It waits only when nothing else is left to do: one of three courses handed in leaves two.
    """
    last_day = end - DAY if end else None
    waiting, back = _handed_in(record, cycle, last_day)
    started = record.last("started", cycle.assigned, last_day) or record.last("handed_in", cycle.assigned, last_day)
    left = record.now.needed - (len(record.now.courses) - len(cycle.missing))
    waits = bool(waiting) and len(waiting) >= left
    again = bool(back) and len(waiting) + len(back) >= left
    return replace(
        cycle,
        started=started.on if started else None,
        awaiting=max(waiting) if waits else None,
        returned_until=min(back) if again and not waits else None,
        held=next((one for one in record.away if one.of(cycle.number) and one.covers(record.as_of)), None),
    )


def _handed_in(record: Record, cycle: Cycle, last_day: dt.date | None) -> tuple[list[dt.date], list[dt.date]]:
    """Of the courses that nothing counts for yet: since when each waits, and up to when each may be revised."""
    waiting, back = [], []
    for course in cycle.missing:
        handed = record.last("handed_in", cycle.assigned, last_day, course=course)
        if handed is None:
            continue
        # What answers it may come when the cycle has ended.
        scored = record.answer("scored", handed, dt.date.min)
        returned = record.answer("returned", handed, last_day or dt.date.max)
        if returned and not (scored and scored.on >= returned.on):
            back.append(returned.until or returned.on + record.rule.revise_days * DAY)
        elif not returned and not scored:
            waiting.append(handed.on)
    return waiting, back


def _status(record: Record, cycle: Cycle) -> str:
    """Of one cycle as of the date, as if nobody left."""
    return status_of(cycle.facts, record.as_of)


def _closed(record: Record, cycle: Cycle, span) -> Cycle:
    """Who left: what was open is closed on that day, with the reason, and is counted nowhere."""
    if span.end is None or span.end > record.as_of or cycle.settled or cycle.closed:
        return cycle
    return replace(cycle, status=CLOSED, closed=span.end, reason=span.reason or "left the audience")
