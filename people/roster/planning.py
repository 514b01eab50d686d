"""The whole plan: who joins, moves, leaves or stays as they are, and every line that cannot be taken."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from people.roster.changes import joiner, mover
from people.roster.conflicts import settle
from people.roster.facts import Current, CurrentPerson, Leaver, Note, RefusedRow, RosterPlan, RosterRow, WantedPerson
from people.roster.grouping import group, hold_back
from people.roster.reading import RowReader


def plan(rows: Iterable[RosterRow], current: Current, *, on: dt.date, leaver_share: float) -> RosterPlan:
    """What the file asks for, as of one day.

    `on` is the roster's day: whoever works here then and is not in the file has had the day before as the last day.
    `leaver_share` is the share of today's staff (0.05: five in a hundred) above which leaving needs an explicit yes;
    a file that would end everyone always needs it. A refused row never makes a known person a leaver.
    """
    rows = list(rows)
    known = {person.employee_number: person for person in current.people}
    wanted, refused, notes = group(rows, RowReader(current.units, current.families, on))
    refused += _merged_away(wanted, known)
    employed = {number for number, person in known.items() if person.employed(on)}
    in_file = {row.employee_number for row in rows} | _meant(rows, refused, known)
    wanted, more_refused, more_notes = settle(wanted, known, employed & in_file)
    refused += more_refused
    notes = [*notes, *more_notes, *_leaving(wanted, known, employed)]
    kept = in_file | _meant(rows, more_refused, known)
    # A file in which no line can be taken is the wrong file: it says nothing about who left.
    gone = employed - kept if wanted or not rows else set()
    leavers = _leavers(gone, known, on)
    joiners, movers, unchanged = [], [], []
    for number, person in sorted(wanted.items()):
        if number not in employed:
            joiners.append(joiner(person, known.get(number), on))
        elif change := mover(person, known[number], on):
            movers.append(change)
        else:
            unchanged.append(number)
    return RosterPlan(
        on=on,
        joiners=tuple(joiners),
        movers=tuple(movers),
        leavers=leavers,
        unchanged=tuple(unchanged),
        refused=tuple(sorted(refused, key=lambda each: (each.line, each.code, each.about))),
        notes=tuple(sorted(notes, key=lambda each: (each.line, each.code))),
        employed=len(employed),
        needs_yes=_needs_yes(len(leavers), len(employed), leaver_share),
    )


def _leavers(gone: set[str], known: dict[str, CurrentPerson], on: dt.date) -> tuple[Leaver, ...]:
    """Those who have no last day yet; one that is set already stays."""
    return tuple(
        Leaver(number, known[number].name, on - dt.timedelta(days=1))
        for number in sorted(gone)
        if known[number].left_on is None
    )


def digest(roster_plan: RosterPlan) -> str:
    """The same for the same plan: what was shown is what is applied, or nothing is."""
    text = json.dumps(dataclasses.asdict(roster_plan), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _needs_yes(leaving: int, employed: int, share: float) -> bool:
    return leaving > 0 and (leaving == employed or leaving > share * employed)


def _leaving(wanted: dict[str, WantedPerson], known: dict[str, CurrentPerson], employed: set[str]) -> list[Note]:
    """Who is in the file although a last day is noted: the day stays, and whoever sends the file is told."""
    return [
        Note(person.line, number, "leaving", (("last_day", left_on.isoformat()),))
        for number, person in wanted.items()
        if number in employed and (left_on := known[number].left_on)
    ]


def _merged_away(wanted: dict, known: dict[str, CurrentPerson]) -> list[RefusedRow]:
    """Rows under the number of a record that was merged into another; taken out of `wanted`."""
    refused = []
    for number in [number for number in wanted if number in known and known[number].merged_into]:
        person = wanted.pop(number)
        theirs = [RefusedRow(person.line, number, "merged", (("keeper", known[number].merged_into or ""),))]
        refused += theirs + hold_back(person.lines, number, theirs)
    return refused


def _meant(rows: list[RosterRow], refused: list[RefusedRow], known: dict[str, CurrentPerson]) -> set[str]:
    """Whom refused rows speak of although the number is missing or wrong: by address, by name, by merge."""
    by_email = {person.email.lower(): number for number, person in known.items() if person.email}
    by_name: dict[str, set[str]] = {}
    for number, person in known.items():
        by_name.setdefault(person.name.casefold(), set()).add(number)
    lines = {each.line for each in refused}
    meant: set[str] = set()
    for row in rows:
        if row.line not in lines:
            continue
        if row.email and row.email.lower() in by_email:
            meant.add(by_email[row.email.lower()])
        if row.employee_number not in known:
            meant |= by_name.get(f"{row.first_name} {row.last_name}".strip().casefold(), set())
        elif known[row.employee_number].merged_into:
            meant.add(known[row.employee_number].merged_into or "")
    return meant
