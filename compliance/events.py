"""What happened to one person under one requirement: the facts that a status is read from. Plain Python."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from compliance.days import local_date
from compliance.rule import Refused
from safe.dates import EARLIEST, LATEST
from safe.dates import known as in_calendar

KINDS = (
    "hired", "job_started", "joined", "left", "started", "completed", "handed_in", "scored", "returned", "voided",
    "waived", "extended", "hold", "leave",
)  # fmt: skip
KEYS = ("kind", "on", "recorded", "id", "to", "until", "passed", "reason", "cycle")
# Of one cycle, each.
ADJUSTMENTS = ("waived", "extended", "hold")
NO_CYCLE = 0
# Known from the day on which they were written down, though they lie ahead.
DAYS_ON_RECORD = ("hired", "job_started")


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
    # The instant of `recorded`, where it is known.
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Completion:
    on: dt.date
    id: str = ""
    course: str = ""
    recorded: dt.date = dt.date.min
    at: dt.datetime | None = None


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
    dates, at = {}, None
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
    cycle = row.get("cycle")
    if cycle is not None and (type(cycle) is not int or cycle < 1):
        raise Refused("events", f"{where}: “cycle” must be the number of a cycle, such as 1.")
    if row["kind"] in ("leave", "hold", "waived", "returned") and dates.get("until", dates["on"]) < dates["on"]:
        raise Refused("events", f"{where}: “until” lies before “on”.")
    _check_names(row, where)
    written = row.get("recorded") or row["on"]
    at = dt.datetime.fromisoformat(written) if len(written) > len("2026-10-31") else None
    return Event(
        kind=row["kind"],
        on=dates["on"],
        recorded=dates.get("recorded", dates["on"]),
        id="" if row.get("id") is None else str(row["id"]),
        to=dates.get("to"),
        until=dates.get("until"),
        passed=row.get("passed", True),
        reason=row.get("reason") or "",
        cycle=cycle,
        at=at,
    )


def _check_names(row: Mapping[str, Any], where: str) -> None:
    """Nothing is read as something else: “false” in quotes is no false, and no list is an id."""
    if type(row.get("passed", True)) is not bool:
        raise Refused("events", f"{where}: “passed” must be true or false.")
    if row.get("id") is not None and type(row["id"]) not in (str, int):
        raise Refused("events", f"{where}: “id” must be a word or a whole number.")
    if row.get("reason") is not None and not isinstance(row["reason"], str):
        raise Refused("events", f"{where}: “reason” must be words.")
    if row["kind"] == "voided" and row.get("id") in (None, ""):
        raise Refused("events", f"{where}: a void needs “id”, of what does not stand.")


def known(events: Sequence[Event], as_of: dt.date, *, hindsight: bool = False) -> tuple[Event, ...]:
    """What the record showed on that day; with hindsight, all that had happened by then, whenever it was recorded,
    and what was found out later about it: a score, a void."""
    if hindsight:
        return tuple(e for e in events if e.on <= as_of or e.kind in ("scored", "voided", *DAYS_ON_RECORD))
    return tuple(e for e in events if e.recorded <= as_of and (e.on <= as_of or e.kind in DAYS_ON_RECORD))


def completions(events: Sequence[Event], as_of: dt.date) -> tuple[Completion, ...]:
    """Evidence that stands, by date. Scored work happened on the day when it was handed in."""
    voided = {e.id for e in events if e.kind == "voided"}
    handed = {e.id: e.on for e in events if e.kind == "handed_in"}
    shown = [(e.on, e) for e in events if e.kind == "completed"]
    shown += [(handed.get(e.id, e.on), e) for e in events if e.kind == "scored" and e.passed]
    found = (Completion(on, e.id, e.course, e.recorded, e.at) for on, e in shown if on <= as_of)
    return tuple(sorted((c for c in found if not (c.id and c.id in voided)), key=lambda c: (c.on, c.id)))


def leaves(events: Sequence[Event], as_of: dt.date) -> tuple[Leave, ...]:
    """A return that is not known on the day, or lies after it, is not counted yet."""
    away = (e for e in events if e.kind in ("leave", "hold"))
    cycle = {"leave": None}
    return tuple(
        Leave(e.on, e.until if e.until and e.until <= as_of else None, cycle.get(e.kind, e.cycle)) for e in away
    )


def placed(events: Sequence[Event], open_on: Callable[[Sequence[Event], dt.date], int | None]) -> Sequence[Event]:
    """An adjustment that names no cycle is of the one that was open on its day; of none, where none was."""
    named = [e for e in events if e.kind not in ADJUSTMENTS or e.cycle is not None]
    for event in events:
        if event.kind in ADJUSTMENTS and event.cycle is None:
            number = open_on(named, event.on)
            named = sorted([*named, replace(event, cycle=number or NO_CYCLE)], key=lambda e: (e.on, e.recorded))
    return named


def written(one: Completion | Event, zone: str) -> dt.datetime:
    """When it was written down: the instant, or the first one of the day where no more is known."""
    return one.at or dt.datetime.combine(one.recorded, dt.time.min, ZoneInfo(zone))


def _comings_and_goings(events: Sequence[Event]) -> list[Event]:
    """Days are half-open: who leaves and joins on one day left the old stay first, unless there was none."""
    found: list[Event] = []
    inside = False
    moves = (e for e in events if e.kind in ("joined", "left"))
    for _day, some in groupby(moves, key=lambda e: e.on):
        first = "left" if inside else "joined"
        found += sorted(some, key=lambda e: e.kind != first)
        inside = found[-1].kind == "joined"
    return found


def memberships(events: Sequence[Event], starts: dt.date | None, away: Sequence[Leave]) -> tuple[Membership, ...]:
    """From joining, the start of the rule or the return from leave, whichever is last, up to leaving."""
    spans: list[Membership] = []
    joined = None
    for event in _comings_and_goings(events):
        if event.kind == "joined" and joined is None:
            joined = event.on
        elif event.kind == "left" and joined is not None:
            spans.append(Membership(joined, event.on, event.reason))
            joined = None
    if joined is not None:
        spans.append(Membership(joined, None))
    found = []
    for span in spans:
        start: dt.date | None = max(span.start, starts) if starts else span.start
        while start and (leave := next((one for one in away if one.cycle is None and one.covers(start)), None)):
            start = leave.back
        if start and (span.end is None or start < span.end):
            found.append(replace(span, start=start))
    return tuple(found)
