"""One row of text to checked values, or the reasons why not."""

import datetime as dt
import re

from people.roster.facts import Place, RefusedRow, RosterRow, WantedJob
from safe.dates import known

LEVELS = ("new", "experienced", "supervisor", "leader")
YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0", ""})
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+")
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_LONGEST = {"employee_number": 32, "first_name": 150, "last_name": 150, "email": 254, "job_title": 120}
_REQUIRED = ("employee_number", "first_name", "last_name", "unit", "job_family")


class FarDate(ValueError):
    """A date, but not of our calendar (`safe.dates`)."""


def read_date(text: str) -> dt.date:
    """2026-08-03 or 8/3/2026 (month first). Raises ValueError for anything else, and FarDate outside our calendar."""
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _US_DATE.fullmatch(text):
        month, day, year = map(int, found.groups())
    else:
        raise ValueError(text)
    found_day = dt.date(year, month, day)
    if not known(found_day):
        raise FarDate(text)
    return found_day


class PlaceBook:
    """Units or job families by slug or name, without regard to case."""

    def __init__(self, places: tuple[Place, ...]):
        self.by_slug = {place.slug.casefold(): place for place in places}
        self.by_name: dict[str, list[Place]] = {}
        for place in places:
            self.by_name.setdefault(" ".join(place.name.split()).casefold(), []).append(place)

    def find(self, text: str) -> list[Place]:
        """The places that this text may mean: none, one, or several that share a name."""
        word = " ".join(text.split()).casefold()
        if word in self.by_slug:
            return [self.by_slug[word]]
        return self.by_name.get(word, [])


class RowReader:
    """Reads the rows of one file against the units and job families on record, as of one day."""

    def __init__(self, units: tuple[Place, ...], families: tuple[Place, ...], on: dt.date):
        self.units, self.families, self.on = PlaceBook(units), PlaceBook(families), on

    def read(self, row: RosterRow) -> tuple[WantedJob | None, dt.date | None, list[RefusedRow]]:
        """The job and the hire date of a row, or all that is wrong with the row."""
        self.row = row
        self.wrong: list[RefusedRow] = []
        for column in _REQUIRED:
            if not getattr(row, column):
                self.refuse("missing", column=column)
        for column, longest in _LONGEST.items():
            if len(getattr(row, column) or "") > longest:
                self.refuse("too_long", column=column, longest=str(longest))
        if row.employee_number and not _NUMBER.fullmatch(row.employee_number):
            self.refuse("bad_number", value=row.employee_number[:40])
        if row.email and not _EMAIL.fullmatch(row.email):
            self.refuse("bad_email", value=row.email[:80])
        hired_on, job_from = self.date("hired_on"), self.date("job_from")
        unit, family = self.place("unit", self.units), self.place("job_family", self.families)
        level, primary = self.level(), self.primary()
        if row.supervisor and row.supervisor == row.employee_number:
            self.refuse("own_supervisor")
        if self.wrong or unit is None or family is None:
            return None, None, self.wrong
        job = WantedJob(
            line=row.line,
            unit=unit,
            family=family,
            title=row.job_title,
            level=level,
            supervisor=row.supervisor or None,
            says_supervisor=row.supervisor is not None,
            job_from=job_from,
            primary=primary,
        )
        return job, hired_on, []

    def refuse(self, code: str, **about: str) -> None:
        self.wrong.append(RefusedRow(self.row.line, self.row.employee_number, code, tuple(sorted(about.items()))))

    def date(self, column: str) -> dt.date | None:
        text = getattr(self.row, column)
        if not text:
            return None
        try:
            return read_date(text)
        except FarDate:
            self.refuse("far_date", column=column, value=text[:40])
            return None
        except ValueError:
            self.refuse("bad_date", column=column, value=text[:40])
            return None

    def place(self, column: str, book: PlaceBook) -> str | None:
        text = getattr(self.row, column)
        if not text:
            return None
        found = book.find(text)
        if not found:
            self.refuse(f"unknown_{column}", value=text[:80])
        elif len(found) > 1:
            self.refuse("ambiguous", column=column, value=text[:80], slugs=", ".join(sorted(p.slug for p in found)))
        elif found[0].closed_on and found[0].closed_on <= self.on:
            self.refuse("unit_closed", value=found[0].name, closed_on=found[0].closed_on.isoformat())
        else:
            return found[0].slug
        return None

    def level(self) -> str | None:
        text = (self.row.level or "").casefold()
        if not text:
            return None
        if text not in LEVELS:
            self.refuse("bad_level", value=text[:40])
        return text

    def primary(self) -> bool | None:
        if self.row.primary is None:
            return None
        text = self.row.primary.casefold()
        if text not in YES | NO:
            self.refuse("bad_primary", value=text[:40])
        return text in YES
