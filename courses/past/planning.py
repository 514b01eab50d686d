"""Each line read, each person and course looked up, and what is there already left alone."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from courses.past.facts import Known, KnownCourse, KnownPerson, Note, PastPlan, PastRow, RefusedRow, Taken
from people.roster.reading import FarDate, read_date

T = TypeVar("T")
LONGEST_NOTE = 300
EARLIEST = dt.date(1970, 1, 1)


def plan(rows: Iterable[PastRow], known: Known, *, on: dt.date) -> PastPlan:
    """What these lines add as of that day. A completion that stands on record, or twice in the file, is added once."""
    reader = _Reader(known, on)
    taken: list[Taken] = []
    refused: list[RefusedRow] = []
    notes: list[Note] = []
    first_line: dict[tuple[str, str, dt.date], int] = {}
    for row in rows:
        found = reader.read(row)
        if isinstance(found, list):
            refused += found
        elif found.same in first_line:
            notes.append(Note(row.line, found.number, "repeated", (("line", str(first_line[found.same])),)))
        else:
            first_line[found.same] = row.line
            notes += reader.remarks(row, found)
            if found.same not in known.on_record:
                taken.append(found)
    return PastPlan(on, tuple(taken), tuple(refused), tuple(notes))


def digest(plan: PastPlan) -> str:
    """The same only for the same completions: what was shown is what is added."""
    rows = [dataclasses.astuple(each) for each in plan.taken]
    return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()


class _Wrong(Exception):
    """Why a line cannot be taken: the code, and the facts of its sentence."""

    def __init__(self, code: str, **about: str):
        self.code, self.about = code, about


class _Reader:
    def __init__(self, known: Known, on: dt.date):
        self.on, self.known = on, known
        self.numbers = {person.number.casefold(): person for person in known.people}
        self.emails = {person.email.casefold(): person for person in known.people if person.email}
        self.slugs = {course.slug.casefold(): [course] for course in known.courses}
        self.titles: dict[str, list[KnownCourse]] = defaultdict(list)
        for course in known.courses:
            self.titles[_folded(course.title)].append(course)

    def read(self, row: PastRow) -> Taken | list[RefusedRow]:
        """The completion, or everything that is wrong with the line."""
        who = row.employee_number or row.email
        wrong: list[RefusedRow] = []

        def found(part: Callable[[PastRow], T]) -> T | None:
            try:
                return part(row)
            except _Wrong as fault:
                wrong.append(RefusedRow(row.line, who, fault.code, tuple(fault.about.items())))
                return None

        person, course, day, note = found(self._person), found(self._course), found(self._day), found(self._note)
        if wrong or not person or not course or not day:
            return wrong
        name = self.numbers[person.keeper.casefold()].name
        return Taken(row.line, person.keeper, name, course.slug, day, note or "")

    def remarks(self, row: PastRow, found: Taken) -> Iterable[Note]:
        if found.same in self.known.on_record:
            yield Note(row.line, found.number, "already")
            return
        number = row.employee_number.casefold()
        if number in self.numbers and self.numbers[number].keeper != self.numbers[number].number:
            yield Note(row.line, row.employee_number, "merged", (("keeper", found.number),))
        hired_on = self.numbers[found.number.casefold()].hired_on
        if hired_on and found.completed_on < hired_on:
            yield Note(row.line, found.number, "before_hire", (("day", hired_on.isoformat()),))

    def _person(self, row: PastRow) -> KnownPerson:
        if not row.employee_number and not row.email:
            raise _Wrong("nobody")
        by_number = self.numbers.get(row.employee_number.casefold()) if row.employee_number else None
        by_email = self.emails.get(row.email.casefold()) if row.email else None
        if row.employee_number and by_number is None:
            raise _Wrong("unknown_person", value=row.employee_number)
        if by_number and by_email and by_number.keeper != by_email.keeper:
            raise _Wrong("two_people", email=row.email, other=by_email.number)
        if found := by_number or by_email:
            return found
        raise _Wrong("unknown_person", value=row.email)

    def _course(self, row: PastRow) -> KnownCourse:
        if not row.course:
            raise _Wrong("missing", column="course")
        courses = self.slugs.get(row.course.casefold()) or self.titles.get(_folded(row.course)) or []
        if not courses:
            raise _Wrong("unknown_course", value=row.course)
        if len(courses) > 1:
            raise _Wrong("two_courses", value=row.course, slugs=", ".join(sorted(each.slug for each in courses)))
        return courses[0]

    def _day(self, row: PastRow) -> dt.date:
        if not row.completed_on:
            raise _Wrong("missing", column="completed_on")
        try:
            day = read_date(row.completed_on)
        except FarDate:
            raise _Wrong("far_date", value=row.completed_on) from None
        except ValueError:
            raise _Wrong("bad_date", value=row.completed_on) from None
        if day > self.on:
            raise _Wrong("to_come", day=day.isoformat())
        if day < EARLIEST:
            raise _Wrong("too_early", day=day.isoformat())
        return day

    def _note(self, row: PastRow) -> str:
        if len(row.note) > LONGEST_NOTE:
            raise _Wrong("long_note", longest=str(LONGEST_NOTE))
        return row.note


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
