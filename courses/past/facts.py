"""The plain data that goes into the plan and comes out of it. All frozen: a plan is shown, then applied."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PastRow:
    """One line of the file, as text."""

    line: int
    employee_number: str = ""
    email: str = ""
    course: str = ""
    completed_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class KnownPerson:
    """`keeper`: the number of the record that is kept, for one that was merged away; else its own."""

    number: str
    keeper: str
    name: str
    email: str = ""
    hired_on: dt.date | None = None


@dataclass(frozen=True)
class KnownCourse:
    slug: str
    title: str


@dataclass(frozen=True)
class Known:
    """Everyone on record, every course, and which completions stand already: (keeper's number, slug, day)."""

    people: tuple[KnownPerson, ...]
    courses: tuple[KnownCourse, ...]
    on_record: frozenset[tuple[str, str, dt.date]] = frozenset()


@dataclass(frozen=True)
class Taken:
    """A completion to be added to the record of `number`, the kept one."""

    line: int
    number: str
    name: str
    course: str
    completed_on: dt.date
    note: str = ""

    @property
    def same(self) -> tuple[str, str, dt.date]:
        return self.number, self.course, self.completed_on


@dataclass(frozen=True)
class RefusedRow:
    """A reason why a line adds nothing; a line may have several. `who` as the file names them; `code` says why."""

    line: int
    who: str
    code: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    """Something to know about a line: it is taken all the same, or stands on record already."""

    line: int
    who: str
    code: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PastPlan:
    on: dt.date
    taken: tuple[Taken, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[Note, ...] = field(default_factory=tuple)

    def counts(self) -> dict[str, int]:
        return {
            "taken": len(self.taken),
            "people": len({each.number for each in self.taken}),
            "refused": len({each.line for each in self.refused}),
            "already": sum(note.code in ("already", "repeated") for note in self.notes),
        }
