"""Rows of one employee number to one person with one or several jobs, or the reasons why not."""

import dataclasses
import datetime as dt

from people.roster.facts import Note, RefusedRow, RosterRow, WantedJob, WantedPerson
from people.roster.reading import RowReader


def group(rows: list[RosterRow], reader: RowReader) -> tuple[dict[str, WantedPerson], list[RefusedRow], list[Note]]:
    """People by employee number, refused rows and notes. One bad row holds back the person's other rows as well:
    the rest alone could look like a second job that ended."""
    by_number: dict[str, list[RosterRow]] = {}
    for row in sorted(rows, key=lambda row: row.line):
        by_number.setdefault(row.employee_number, []).append(row)
    people, refused, notes = {}, [], []
    for number, theirs in by_number.items():
        theirs, twice = _without_repeats(theirs)
        person, wrong = _one(theirs, reader) if number else (None, _unnumbered(theirs, reader))
        refused += wrong
        if person:
            people[number] = person
            notes += twice
    return people, refused, notes


def hold_back(lines: tuple[int, ...], number: str, wrong: list[RefusedRow]) -> list[RefusedRow]:
    """A refusal for each other line of a person whose refused lines are given."""
    named = {each.line for each in wrong}
    return [RefusedRow(line, number, "held_back", (("line", str(min(named))),)) for line in lines if line not in named]


def _unnumbered(rows: list[RosterRow], reader: RowReader) -> list[RefusedRow]:
    return [each for row in rows for each in reader.read(row)[2]]


def _without_repeats(rows: list[RosterRow]) -> tuple[list[RosterRow], list[Note]]:
    first: dict[RosterRow, int] = {}
    kept, notes = [], []
    for row in rows:
        same = dataclasses.replace(row, line=0)
        if same in first:
            notes.append(Note(row.line, row.employee_number, "repeated", (("line", str(first[same])),)))
        else:
            first[same] = row.line
            kept.append(row)
    return kept, notes


def _one(rows: list[RosterRow], reader: RowReader) -> tuple[WantedPerson | None, list[RefusedRow]]:
    number, lines = rows[0].employee_number, tuple(row.line for row in rows)
    wrong: list[RefusedRow] = []
    jobs: list[WantedJob] = []
    hired: set[dt.date] = set()
    for row in rows:
        job, hired_on, refused = reader.read(row)
        wrong += refused
        jobs += [job] if job else []
        hired |= {hired_on} if hired_on else set()
    if not wrong:
        wrong += _disagreements(rows, jobs, hired)
    if wrong:
        return None, wrong + hold_back(lines, number, wrong)
    emails = {row.email.lower() for row in rows if row.email}
    person = WantedPerson(
        line=lines[0],
        employee_number=number,
        first_name=rows[0].first_name,
        last_name=rows[0].last_name,
        email=emails.pop() if emails else None,
        says_email=rows[0].email is not None,
        hired_on=hired.pop() if hired else None,
        jobs=_with_one_primary(jobs),
    )
    return person, []


def _disagreements(rows: list[RosterRow], jobs: list[WantedJob], hired: set[dt.date]) -> list[RefusedRow]:
    """What several rows of one person must not say differently."""
    number, lines = rows[0].employee_number, ", ".join(str(row.line) for row in rows)

    def each(code: str, **about: str) -> list[RefusedRow]:
        return [RefusedRow(row.line, number, code, tuple(sorted({"lines": lines, **about}.items()))) for row in rows]

    names = sorted({f"{row.first_name} {row.last_name}" for row in rows})
    if len(names) > 1:
        return each("two_names", names=" / ".join(names))
    emails = sorted({row.email.lower() for row in rows if row.email})
    if len(emails) > 1:
        return each("two_emails", emails=" / ".join(emails))
    if len(hired) > 1:
        return each("two_hire_dates", dates=" / ".join(str(day) for day in sorted(hired)))
    if len({(job.unit, job.family, job.title) for job in jobs}) < len(jobs):
        return each("same_job_twice")
    if sum(bool(job.primary) for job in jobs) > 1:
        return each("two_primaries")
    return []


def _with_one_primary(jobs: list[WantedJob]) -> tuple[WantedJob, ...]:
    chosen = next((job for job in jobs if job.primary), jobs[0])
    return tuple(dataclasses.replace(job, primary=job is chosen) for job in jobs)
