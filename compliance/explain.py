"""Why this status? The rule and the membership, the sum of the dates, the evidence, and who changed what; as of a date.

Nothing is written. With a move that is only thought of (`WhatIf`) the same question is asked of another roster.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from compliance.audience import JobFacts, matches, read_audience
from compliance.audience_query import facts_of
from compliance.audience_words import words_of
from compliance.cycle import Answer, Asked
from compliance.history import Change, history
from compliance.models import Membership, Requirement
from compliance.record import Book, View, answer_of, asked_by, books, keepers_of, terms_of
from compliance.status import NOT_ASSIGNED
from compliance.what_if import WhatIf, imagine, moved
from courses.models import Evidence
from people.models import Person


@dataclass(frozen=True)
class Explanation:
    person: Person
    requirement: Requirement
    as_of: dt.date
    hindsight: bool
    status: str
    answer: Answer
    memberships: list[Membership]
    # Each piece that was known, whether it counts, and where: (evidence, the cycle that it counts for or None).
    evidence: list[tuple[Evidence, int | None]]
    changes: list[Change]
    rule_words: str = ""
    matched_by: JobFacts | None = None
    what_if: WhatIf | None = None
    days: list[dt.date] = field(default_factory=list)

    @property
    def sum(self) -> tuple[str, ...]:
        return self.answer.current.sum if self.answer.current else ()


def status(person: Person, requirement: Requirement, as_of: dt.date, *, hindsight: bool = False) -> tuple[str, Answer]:
    """As the record showed that day; with hindsight, as we know now that it was."""
    keeper = person.merged_into_id or person.pk
    view = View(as_of, hindsight)
    asked = asked_by(requirement)
    if not asked:
        return NOT_ASSIGNED, Answer(NOT_ASSIGNED, None, ())
    found = answer_of(asked, books(requirement, [keeper], view, asked)[keeper], view)
    return found.word, found


def explain(
    *, person: Person, requirement: Requirement, as_of: dt.date, hindsight: bool = False, what_if: WhatIf | None = None
) -> Explanation:
    """A number of queries that does not grow with the district."""
    person = person.merged_into or person
    today = timezone.localdate()
    # A move is made today at the earliest, and what follows is seen on the day from which it holds.
    view = View(max(as_of, what_if.on, today) if what_if else as_of, hindsight)
    terms = list(terms_of(requirement).select_related("actor"))
    rules = list(requirement.audience.rules.order_by("starts_on", "pk").select_related("actor"))
    asked, keepers = asked_by(requirement, terms), keepers_of([person.pk], view)
    facts = facts_of([person.pk])[person.pk]
    book, found = Book(), Answer(NOT_ASSIGNED, None, ())
    if asked:
        book = books(requirement, [person.pk], view, asked, keepers)[person.pk]
        if what_if:
            facts = moved(facts, what_if)
            imagine(book, facts, rules, view.as_of, today, requirement.retired_on)
        found = answer_of(asked, book, view)
    rule = next((each for each in reversed(rules) if each.starts_on <= view.as_of), None)
    ids = list(keepers)
    return Explanation(
        person=person,
        requirement=requirement,
        as_of=view.as_of,
        hindsight=hindsight,
        status=found.word,
        answer=found,
        memberships=list(_memberships(ids, requirement, view)),
        evidence=list(_evidence(ids, asked, found, view)),
        changes=history(ids, requirement, view, rules, terms),
        rule_words=words_of(rule.definition) if rule else "",
        matched_by=matches(facts, read_audience(rule.definition), view.as_of) if rule else None,
        what_if=what_if,
    )


def _memberships(ids: list[int], requirement: Requirement, view: View) -> Iterator[Membership]:
    rows = Membership.objects.filter(person__in=ids, audience=requirement.audience_id)
    for row in rows.order_by("starts_on", "pk").select_related("rule").prefetch_related("units__unit"):
        if view.knows(row.recorded_at) and not view.knows(row.voided_at):
            yield row


def _evidence(
    ids: list[int], asked: tuple[Asked, ...], found: Answer, view: View
) -> Iterator[tuple[Evidence, int | None]]:
    courses = {int(course) for each in asked for course in each.courses}
    used = {int(pk): cycle.number for cycle in found.cycles for pk in cycle.evidence}
    rows = Evidence.objects.filter(person__in=ids, course__in=courses, voids__isnull=True).order_by("occurred_at", "pk")
    for row in rows.select_related("course", "actor", "voided_by__actor", "trigger__course", "trigger__edition"):
        if view.knows(row.recorded_at) and timezone.localdate(row.occurred_at) <= view.as_of:
            yield row, used.get(row.pk)
