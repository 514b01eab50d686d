"""Where people stand, as the pages of one person and of a supervisor show it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from compliance.models import Assignment, TermsCourse
from compliance.models.standing import is_near
from compliance.status import AWAITING, CURRENT, LATE, ON_HOLD, STATUSES, UNDER_WAY, WAITING, group_of
from courses.permissions import mine
from people.models import Job, Person

# What a list can show besides those due soon; the keys stand in addresses.
SHOWS = {
    "late": LATE,
    "open": UNDER_WAY,
    "awaiting": (AWAITING,),
    "held": (ON_HOLD,),
    "waiting": WAITING,
    "current": CURRENT,
}


def asked_of(person, on: dt.date) -> list[Assignment]:
    """What is asked of someone, with `word` and the courses: what presses first, then what is done. Three queries."""
    rows = (
        Assignment.objects.filter(mine(person), Q(current=True) | Q(part__gt=0), closed_on__isnull=True)
        .read(on)
        .select_related("requirement", "unit")
        .prefetch_related(Prefetch("terms__asked", TermsCourse.objects.select_related("course").order_by("order")))
    )
    return sorted(rows, key=lambda row: (STATUSES.index(row.word), row.due_on, row.requirement.name, row.part))


def past_cycles(person) -> QuerySet[Assignment]:
    """Cycles that are over, and what was closed: the history, newest first."""
    return (
        Assignment.objects.filter(mine(person))
        .exclude(Q(current=True, closed_on__isnull=True) | Q(part__gt=0, closed_on__isnull=True))
        .select_related("requirement", "unit")
        .order_by("-assigned_on", "-pk")
    )


@dataclass(frozen=True)
class Tally:
    """How many of what is asked stand where. `soon` is part of what is under way."""

    late: int = 0
    soon: int = 0
    open: int = 0
    awaiting: int = 0
    held: int = 0
    current: int = 0

    @property
    def total(self) -> int:
        return self.late + self.open + self.awaiting + self.held + self.current

    def of(self, show: str | None) -> int:
        """How many a list shows that is narrowed to this; to nothing, all."""
        if show == "waiting":
            return self.awaiting + self.held
        return getattr(self, show) if show else self.total


@dataclass(frozen=True)
class PersonStanding:
    person: Person
    tally: Tally
    next_due: dt.date | None = None
    jobs: Sequence[Job] = field(default_factory=tuple)
    told: Sequence[Any] = ()  # of duties, where a page says so


def tally_of(words: Iterable[tuple[str, int, bool]]) -> Tally:
    """From (word, how many, due soon) rows."""
    sums: dict[str, int] = defaultdict(int)
    for word, n, soon in words:
        sums[group_of(word)] += n
        if soon and word in UNDER_WAY:
            sums["soon"] += n
    return Tally(**sums)


def standings_of(people: QuerySet[Person], on: dt.date, requirement: int | None = None) -> list[PersonStanding]:
    """Each of these people with their tally, those who are late first. Three queries, however many."""
    asked = {} if requirement is None else {"requirement": requirement}
    counted = (
        Assignment.objects.counted()
        .filter(person__in=people.order_by().values("pk"), **asked)
        .read(on)
        .annotate(soon=is_near(on))
        .order_by()
        .values_list("person", "word", "soon")
        .annotate(n=Count("pk"))
    )
    rows: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    for person_id, word, soon, n in counted:
        rows[person_id].append((word, n, soon))
    jobs = Job.objects.held(on).select_related("unit", "family").order_by("-primary", "starts_on")
    found = people.prefetch_related(Prefetch("jobs", jobs, to_attr="jobs_now"))
    made = [PersonStanding(person, tally_of(rows[person.pk]), jobs=_jobs(person)) for person in found]
    return sorted(made, key=lambda one: (-one.tally.late, -one.tally.soon, one.person.last_name, one.person.first_name))


def _jobs(person: Any) -> Sequence[Job]:
    return person.jobs_now


def together(standings: Iterable[PersonStanding]) -> Tally:
    return added(one.tally for one in standings)


def added(tallies: Iterable[Tally | None]) -> Tally:
    """One tally of several."""
    there = [each for each in tallies if each]
    return Tally(**{name.name: sum(getattr(each, name.name) for each in there) for name in fields(Tally)})
