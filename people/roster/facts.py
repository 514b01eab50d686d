"""The plain data that goes into a roster plan and comes out of it. All frozen: a plan is shown, then applied."""

import datetime as dt
from dataclasses import dataclass, field


# --- what goes in ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RosterRow:
    """One line of the file, as text. None: the file has no such column, so what is on record stays."""

    line: int
    employee_number: str
    first_name: str
    last_name: str
    unit: str
    job_family: str
    email: str | None = None
    job_title: str | None = None
    level: str | None = None
    supervisor: str | None = None
    hired_on: str | None = None
    job_from: str | None = None
    primary: str | None = None


@dataclass(frozen=True)
class Place:
    """A unit or a job family, as rows may name it: by slug or by name."""

    slug: str
    name: str
    closed_on: dt.date | None = None


@dataclass(frozen=True)
class JobTerms:
    """What a job is, apart from when: unit and family by slug, supervisor by employee number."""

    unit: str
    family: str
    title: str
    level: str
    supervisor: str | None
    primary: bool


@dataclass(frozen=True)
class CurrentJob:
    """A job on record, over [starts_on, ends_on)."""

    id: int
    terms: JobTerms
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class CurrentPerson:
    employee_number: str
    first_name: str
    last_name: str
    email: str | None = None
    hired_on: dt.date | None = None
    left_on: dt.date | None = None
    merged_into: str | None = None
    jobs: tuple[CurrentJob, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def employed(self, on: dt.date) -> bool:
        return self.merged_into is None and (self.left_on is None or self.left_on >= on)


@dataclass(frozen=True)
class Current:
    """Everyone on record (leavers too: a number may come back, an address stays taken), and the places."""

    people: tuple[CurrentPerson, ...]
    units: tuple[Place, ...]
    families: tuple[Place, ...]


# --- what comes out --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RefusedRow:
    """A line that changes nothing. `code` says why; `about` holds the facts of the sentence."""

    line: int
    employee_number: str
    code: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    """Something to know about a line that is taken all the same."""

    line: int
    employee_number: str
    code: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Change:
    """One difference: `what` is a field, or job_added, or job_ended; `old` as on record, `new` as in the file."""

    what: str
    old: str = ""
    new: str = ""
    from_on: dt.date | None = None


@dataclass(frozen=True)
class JobStep:
    """What to do to one span: open, close (at `on`), correct (in place, it has not counted yet), drop, or reopen it.

    `job_id` is 0 for a job to be opened. `terms` are those the span has afterward. `after` names the job that an
    opened one continues (0: none), so that what the file does not say is carried over.
    """

    do: str
    terms: JobTerms
    on: dt.date
    job_id: int = 0
    after: int = 0


@dataclass(frozen=True)
class Entry:
    """A person as the file has them, and what is to be done to their jobs."""

    line: int
    employee_number: str
    first_name: str
    last_name: str
    email: str | None
    hired_on: dt.date | None
    steps: tuple[JobStep, ...]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Joiner(Entry):
    returns: bool


@dataclass(frozen=True)
class Mover(Entry):
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Leaver:
    """On record, not in the file. `last_day` is the day before the roster's day."""

    employee_number: str
    name: str
    last_day: dt.date


@dataclass(frozen=True)
class RosterPlan:
    on: dt.date
    joiners: tuple[Joiner, ...] = ()
    movers: tuple[Mover, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[Note, ...] = ()
    employed: int = 0
    needs_yes: bool = False

    @property
    def changes_nothing(self) -> bool:
        return not (self.joiners or self.movers or self.leavers)


# --- in between ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class WantedJob:
    """A job as one row asks for it. None: the file does not say."""

    line: int
    unit: str
    family: str
    title: str | None
    level: str | None
    supervisor: str | None
    says_supervisor: bool
    job_from: dt.date | None
    primary: bool | None


@dataclass(frozen=True)
class WantedPerson:
    line: int
    employee_number: str
    first_name: str
    last_name: str
    email: str | None
    says_email: bool
    hired_on: dt.date | None
    jobs: tuple[WantedJob, ...] = field(default_factory=tuple)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(job.line for job in self.jobs)
