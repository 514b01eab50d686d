"""How far each person is on a ladder: where every step stands. The same rows as everywhere, in the ladder's order."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from compliance.clearances import Told, clearances_of
from compliance.models import Assignment, DutyGate, Ladder, Requirement, Rung, Terms
from compliance.terms_words import terms_lines
from compliance.wording import sentence_of
from people.models import Person

# What the page of a ladder can show; the keys stand in addresses.
CLIMBING, DONE = "climbing", "done"
SHOWS = (CLIMBING, DONE)
FINISHED = Q(completed_on__isnull=False) | Q(waived_on__isnull=False)


@dataclass(frozen=True)
class Stand:
    """One step of one person. `row` None: it is not asked, because they are on leave or it begins later."""

    rung: Rung
    row: Assignment | None
    sentence: str = ""

    @property
    def finished(self) -> bool:
        return self.row is not None and self.row.is_settled()


@dataclass(frozen=True)
class Step:
    requirement: Requirement
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Climb:
    person: Person
    stands: Sequence[Stand]
    told: Sequence[Told] = ()

    @property
    def finished(self) -> int:
        return sum(stand.finished for stand in self.stands)


def people_on(ladder: Ladder, show: str, among: QuerySet[Person] | None = None) -> QuerySet[Person]:
    """Who is asked for any step and has not finished all of what is asked; or who has. By name."""
    asked = Assignment.objects.counted().filter(requirement__rung__ladder=ladder, person=OuterRef("pk"))
    left = Exists(asked.exclude(FINISHED))
    people = Person.objects.all() if among is None else among
    people = people.filter(left) if show == CLIMBING else people.filter(Exists(asked), ~left)
    return people.order_by("last_name", "first_name", "username")


def climbs_of(people: Collection[Person], rungs: Sequence[Rung], on: dt.date) -> list[Climb]:
    """In the order of the people. Two queries for all, three where something was waived."""
    rows = Assignment.objects.counted().filter(
        person__in=people, requirement__in=[rung.requirement_id for rung in rungs]
    )
    by_person: dict[int, dict[int, Assignment]] = defaultdict(dict)
    for row in rows.read(on):
        by_person[row.person_id][row.requirement_id] = row
    told = clearances_of([person.pk for person in people], on)
    return [Climb(one, _stands(by_person[one.pk], rungs, on), told.get(one.pk, ())) for one in people]


def steps_of(rungs: Sequence[Rung], on: dt.date) -> list[Step]:
    """What each asks and by when, and the duty that waits for it, in sentences. Four queries."""
    asked = [rung.requirement_id for rung in rungs]
    terms = Terms.objects.filter(requirement__in=asked, starts_on__lte=on).order_by("starts_on", "pk")
    held = {each.requirement_id: each for each in terms.prefetch_related("asked__course")}
    duties = dict(DutyGate.objects.standing().filter(requirement__in=asked).values_list("requirement", "duty"))
    return [Step(rung.requirement, tuple(_lines(held, duties, rung.requirement_id))) for rung in rungs]


def _lines(held: dict[int, Terms], duties: dict[int, str], requirement: int) -> Iterator[str]:
    if requirement in held:
        yield " ".join(terms_lines(held[requirement]))
    if requirement in duties:
        yield _("Must be finished before people are cleared to %(duty)s.") % {"duty": duties[requirement]}


def ladders_of(people: QuerySet[Person]) -> QuerySet[Ladder]:
    """Ladders that any of these people is on."""
    asked = Assignment.objects.counted().filter(
        requirement__rung__ladder=OuterRef("pk"), person__in=people.values("pk")
    )
    return Ladder.objects.standing().filter(Exists(asked))


def _stands(rows: dict[int, Assignment], rungs: Sequence[Rung], on: dt.date) -> list[Stand]:
    found = [(rung, rows.get(rung.requirement_id)) for rung in rungs]
    return [Stand(rung, row, sentence_of(row, on) if row else "") for rung, row in found]
