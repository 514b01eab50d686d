"""Whom a ladder would ask, and by when first: the engine that will date it, asked beforehand. Nothing is written."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from compliance.actions.ladders import Step, rule_of
from compliance.audience import DAYS, LEVEL, Clause, matches, read_audience
from compliance.audience_query import facts_of, members
from compliance.cadence import answer
from compliance.events import Event
from compliance.models import Audience
from compliance.rule import read_rule
from people.models import Person

SAMPLE = 5


@dataclass(frozen=True)
class Sampled:
    person: Person
    counted_from: dt.date | None
    dues: tuple[tuple[str, dt.date], ...]  # of each step


@dataclass(frozen=True)
class Preview:
    on: dt.date
    count: int
    sample: tuple[Sampled, ...]
    warnings: tuple[str, ...]


def preview(audience: Audience, steps: Sequence[Step], counts_from: str, on: dt.date) -> Preview:
    rule = audience.rules.in_force(on).first()
    if rule is None:
        return Preview(on, 0, (), (_("This group has no rule on that day yet, so nobody is asked."),))
    clause = read_audience(rule.definition)
    found = members(clause, on)
    some = list(found.order_by("-hired_on", "last_name", "first_name")[:SAMPLE])
    facts = facts_of([person.pk for person in some])
    sample = []
    for person in some:
        job = matches(facts[person.pk], clause, on)
        start = person.hired_on if counts_from == "hire" else job.starts_on if job else None
        dues = tuple((step.name, first_due(step, counts_from, start, on)) for step in steps)
        sample.append(Sampled(person, start, dues))
    return Preview(on, found.count(), tuple(sample), tuple(_warnings(clause)))


def first_due(step: Step, counts_from: str, start: dt.date | None, on: dt.date) -> dt.date:
    """By when someone would have to do it who is asked that day and began then."""
    kind = "hired" if counts_from == "hire" else "job_started"
    events = [Event("joined", on, on)] + ([Event(kind, start, min(start, on))] if start else [])
    found = answer(read_rule(rule_of(step, counts_from, on)), events, on)
    return found.current.due if found.current else on + dt.timedelta(days=step.days)


def _warnings(clause: Clause):
    if not goes_by(clause, *DAYS):
        yield _(
            "This group is not only of new people: those who have been here for years are asked, too. "
            "Choose a group by day of hire or by start in the job if you do not mean that."
        )
    if goes_by(clause, LEVEL):
        yield _(
            "This group goes by level: someone whose level changes leaves it, and the ladder with it. "
            "A group by day of hire keeps people until they are done."
        )


def goes_by(clause: Clause, *kinds: str) -> bool:
    """Does any of its conditions read this? What is taken away is no ground for being in."""
    return clause.kind in kinds or any(goes_by(part, *kinds) for part in clause.parts if part.kind != "except")
