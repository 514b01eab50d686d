"""What happened to one person under one requirement: the facts that a status is read from. Plain Python."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.days import local_date
from compliance.rule import Refused
from safe.dates import EARLIEST, LATEST
from safe.dates import known as in_calendar

KINDS = (
    "hired", "job_started", "joined", "left", "started", "completed", "handed_in", "scored", "returned", "voided",
    "waived", "extended", "leave",
)  # fmt: skip
KEYS = ("kind", "on", "recorded", "id", "to", "until", "passed", "reason")


@dataclass(frozen=True)
class Event:
    """`on`: when it happened. `recorded`: when it was written down. `to`: the new due date of an extension.

    `until`: the day of return from leave, the end of a waiver's cover, or the time given to revise.
    """

    kind: str
    on: dt.date
    recorded: dt.date
    id: str = ""
    to: dt.date | None = None
    until: dt.date | None = None
    passed: bool = True
    reason: str = ""
    # Of which course, where several are asked for; and of which cycle, where an adjustment names it.
    course: str = ""
    cycle: int | None = None


@dataclass(frozen=True)
class Completion:
    on: dt.date
    id: str = ""
    course: str = ""


@dataclass(frozen=True)
class Leave:
    """Away from `start` up to the day before `back`; None while the return is not known."""

    start: dt.date
    back: dt.date | None
    # A hold of one cycle; leave is of the person and holds every one.
    cycle: int | None = None

    def of(self, cycle: int) -> bool:
        return self.cycle in (None, cycle)

    def covers(self, day: dt.date) -> bool:
        return self.start <= day and (self.back is None or day < self.back)


@dataclass(frozen=True)
class Membership:
    start: dt.date
    end: dt.date | None
    reason: str = ""


def read_events(rows: Any, zone: str) -> tuple[Event, ...]:
    """Events in the order in which they happened. Raises Refused for a row that cannot be read, with its number."""
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise Refused("events", "“events” is a list, each with its kind and on which day.")
    return tuple(sorted((_event(row, n, zone) for n, row in enumerate(rows, 1)), key=lambda e: (e.on, e.recorded)))


def _event(row: Mapping[str, Any], number: int, zone: str) -> Event:
    where = f"Event {number}"
    if not isinstance(row, Mapping):
        raise Refused("events", f"{where} has no named fields. Write its kind and on which day.")
    if unknown := set(row) - set(KEYS):
        raise Refused("events", f"{where}: “{sorted(unknown)[0]}” is not known. Known: {', '.join(KEYS)}.")
    if row.get("kind") not in KINDS:
        raise Refused("events", f"{where}: “{row.get('kind')}” is no kind of event. Kinds: {', '.join(KINDS)}.")
    dates = {}
    for key in ("on", "recorded", "to", "until"):
        if row.get(key) is None:
            continue
        try:
            dates[key] = local_date(row[key], zone)
        except (TypeError, ValueError):
            raise Refused("events", f"{where}: “{key}” must be a date, or a time with its offset.") from None
        except OverflowError:
            dates[key] = dt.date.max
        if not in_calendar(dates[key]):
            told = f"{where}: “{key}” must lie between the years {EARLIEST.year} and {LATEST.year}."
            raise Refused("events", told)
    if "on" not in dates:
        raise Refused("events", f"{where}: “on” is missing. Say when it happened.")
    if row["kind"] == "extended" and "to" not in dates:
        raise Refused("events", f"{where}: an extension needs “to”, its new due date.")
    return Event(
        kind=row["kind"],
        on=dates["on"],
        recorded=dates.get("recorded", dates["on"]),
        id=str(row.get("id") or ""),
        to=dates.get("to"),
        until=dates.get("until"),
        passed=bool(row.get("passed", True)),
        reason=str(row.get("reason") or ""),
    )


def known(events: Sequence[Event], as_of: dt.date, *, hindsight: bool = False) -> tuple[Event, ...]:
    """What the record showed on that day; with hindsight, all that had happened by then, whenever it was recorded."""
    return tuple(e for e in events if e.on <= as_of and (hindsight or e.recorded <= as_of))


def completions(events: Sequence[Event]) -> tuple[Completion, ...]:
    """Evidence that stands, by date. Scored work happened on the day when it was handed in."""
    voided = {e.id for e in events if e.kind == "voided"}
    handed = {e.id: e.on for e in events if e.kind == "handed_in"}
    found = [Completion(e.on, e.id, e.course) for e in events if e.kind == "completed"]
    found += [Completion(handed.get(e.id, e.on), e.id, e.course) for e in events if e.kind == "scored" and e.passed]
    return tuple(sorted((c for c in found if not (c.id and c.id in voided)), key=lambda c: (c.on, c.id)))


def leaves(events: Sequence[Event], as_of: dt.date) -> tuple[Leave, ...]:
    """A return that is not known on the day, or lies after it, is not counted yet."""
    away = (e for e in events if e.kind == "leave")
    return tuple(Leave(e.on, e.until if e.until and e.until <= as_of else None, e.cycle) for e in away)


def memberships(events: Sequence[Event], starts: dt.date | None, away: Sequence[Leave]) -> tuple[Membership, ...]:
    """From joining, the start of the rule or the return from leave, whichever is last, up to leaving."""
    spans: list[Membership] = []
    joined = None
    for event in events:
        if event.kind == "joined" and joined is None:
            joined = event.on
        elif event.kind == "left" and joined is not None:
            spans.append(Membership(joined, event.on, event.reason))
            joined = None
    if joined is not None:
        spans.append(Membership(joined, None))
    placed = []
    for span in spans:
        start: dt.date | None = max(span.start, starts) if starts else span.start
        while start and (leave := next((one for one in away if one.cycle is None and one.covers(start)), None)):
            start = leave.back
        if start and (span.end is None or start < span.end):
            placed.append(Membership(start, span.end, span.reason))
    return tuple(placed)
