"""Which completions count for a cycle: those fresh enough when it was asked, else the first that were shown in it.

What settled a cycle stays, whatever is written down later: it is looked for among what was known when the cycle was
asked, then again each time that something more was written down.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from compliance.cycle import Cycle, Record
from compliance.days import before
from compliance.events import Completion, written
from compliance.expiry import expiry_of, year_start


def evidence_of(
    record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None, taken_over: dt.date | None = None
) -> tuple[Completion, ...]:
    """One piece for each course that is needed; nothing while there are fewer.

    `taken_over`: from that day on, what happens or is written down is of the next cycle.
    """
    ours = [c for c in _counting(record, cycle, end, last) if taken_over is None or c.on < taken_over]
    known: list[Completion] = []
    for at, some in _as_written(record, cycle, ours):
        if taken_over and at >= _begin(taken_over, record.rule.zone):
            break
        known += some
        if used := _chosen(record, cycle, known):
            return used
    return ()


def missing_of(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> tuple[str, ...]:
    """The courses of which nothing counts for this cycle yet."""
    shown = {c.course for c in _counting(record, cycle, end, last)}
    return tuple(course for course in record.now.courses if course not in shown)


def _chosen(record: Record, cycle: Cycle, known: Sequence[Completion]) -> tuple[Completion, ...]:
    """What was fresh at assignment comes first, the latest of it; then what was shown in the cycle, in its order."""
    found = [c for course in record.now.courses if (c := _of_course(course, cycle, known))]
    fresh = sorted((c for c in found if c.on < cycle.assigned), key=_by_day, reverse=True)
    shown = sorted((c for c in found if c.on >= cycle.assigned), key=_by_day)
    needed = record.now.needed
    return tuple((fresh + shown)[:needed]) if len(found) >= needed else ()


def _of_course(course: str, cycle: Cycle, known: Iterable[Completion]) -> Completion | None:
    ours = sorted((c for c in known if c.course == course), key=_by_day)
    fresh = [c for c in ours if c.on < cycle.assigned]
    return fresh[-1] if fresh else ours[0] if ours else None


def _counting(record: Record, cycle: Cycle, end: dt.date | None, last: Cycle | None) -> list[Completion]:
    """All that may count: shown in the cycle, or before it and fresh enough, and good still when it is asked."""
    rule, courses = record.rule, record.now.courses
    used = last.completed if last else None
    since = _since(record, cycle)
    covers = cycle.assigned if cycle.year is None else max(cycle.assigned, year_start(rule, cycle.year))

    def good(one: Completion) -> bool:
        if one.on >= cycle.assigned:
            return True
        until = expiry_of(rule, cycle, one.on, last)[0]
        return since <= one.on and (until is None or until >= covers)

    pool = (c for c in record.done if c.course in courses and (used is None or c.on > used))
    return [c for c in pool if (end is None or c.on < end) and good(c)]


def _since(record: Record, cycle: Cycle) -> dt.date:
    fresh = record.rule.freshness
    if fresh is None:
        return cycle.assigned
    return dt.date.min if isinstance(fresh, str) else before(cycle.assigned, fresh)


def _as_written(record: Record, cycle: Cycle, ours: Iterable[Completion]) -> list[tuple[dt.datetime, list[Completion]]]:
    """In the order in which it was written down; together, what was known when the cycle was asked."""
    zone = record.rule.zone
    asked = [_begin(cycle.assigned, zone), *([record.now.at] if record.now.at else [])]
    moments: dict[dt.datetime, list[Completion]] = {}
    for one in ours:
        moments.setdefault(max(written(one, zone), *asked), []).append(one)
    return sorted(moments.items())


def _begin(day: dt.date, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, ZoneInfo(zone))


def _by_day(one: Completion) -> tuple[dt.date, str]:
    return one.on, one.id
