"""Why this status? The rule and the membership, the sum of the dates, the evidence, and who changed what; as of a date.

Nothing is written. With a move that is only thought of (`WhatIf`) the same question is asked of another roster.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.audience import DatedRule, JobFacts, PersonFacts, matches, read_audience, stays
from compliance.audience_query import facts_of, units_above
from compliance.audience_words import words_of
from compliance.cycle import Answer, Asked
from compliance.history import Change, history
from compliance.models import AudienceRule, Membership, Requirement
from compliance.record import Book, Stay, View, answer_of, asked_by, books, keepers_of, terms_of
from compliance.status import CLOSED, NOT_ASSIGNED
from courses.models import Evidence
from people.models import Person, Unit
from people.roster.reading import read_date


@dataclass(frozen=True)
class WhatIf:
    """What if the person's main job moved to that unit on that day?"""

    unit: Unit
    on: dt.date


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
    return word_of(found), found


def word_of(found: Answer) -> str:
    """The engine says where the work stands; who left is asked nothing, whatever it is."""
    return CLOSED if found.left and found.current else found.status


def explain(
    *, person: Person, requirement: Requirement, as_of: dt.date, hindsight: bool = False, what_if: WhatIf | None = None
) -> Explanation:
    """A number of queries that does not grow with the district."""
    person = person.merged_into or person
    view = View(max(as_of, what_if.on) if what_if else as_of, hindsight)
    terms = list(terms_of(requirement).select_related("actor"))
    rules = list(requirement.audience.rules.order_by("starts_on", "pk").select_related("actor"))
    asked, keepers = asked_by(requirement, terms), keepers_of([person.pk])
    facts = facts_of([person.pk])[person.pk]
    book, found = Book(), Answer(NOT_ASSIGNED, None, ())
    if asked:
        book = books(requirement, [person.pk], view, asked, keepers)[person.pk]
        if what_if:
            facts = moved(facts, what_if)
            book.stays = imagined(book.stays, facts, rules, view.as_of)
        found = answer_of(asked, book, view)
    rule = next((each for each in reversed(rules) if each.starts_on <= view.as_of), None)
    ids = list(keepers)
    return Explanation(
        person=person,
        requirement=requirement,
        as_of=view.as_of,
        hindsight=hindsight,
        status=word_of(found),
        answer=found,
        memberships=list(_memberships(ids, requirement, view)),
        evidence=list(_evidence(ids, asked, found, view)),
        changes=history(ids, requirement, view, rules, terms),
        rule_words=words_of(rule.definition) if rule else "",
        matched_by=matches(facts, read_audience(rule.definition), view.as_of) if rule else None,
        what_if=what_if,
    )


def moved(facts: PersonFacts, what_if: WhatIf) -> PersonFacts:
    """The main job of that day goes on in the other unit. Someone without a job that day has nothing to move."""
    _slugs, above = units_above()
    held = [job for job in facts.jobs if job.held(what_if.on)]
    main = next((job for job in held if job.primary), held[0] if held else None)
    if main is None:
        return facts
    new = replace(main, unit=what_if.unit.slug, units=above[what_if.unit.pk], starts_on=what_if.on, supervisor="")
    old = (replace(main, ends_on=what_if.on),) if main.starts_on < what_if.on else ()
    return replace(facts, jobs=(*(job for job in facts.jobs if job is not main), *old, new))


def imagined(known: list[Stay], facts: PersonFacts, rules: list[AudienceRule], until: dt.date) -> list[Stay]:
    """The memberships that would stand then: what is on record, ended or begun by the move."""
    dated = [DatedRule(row.starts_on, read_audience(row.definition), row.pk) for row in rules]
    wanted = stays(facts, dated, until)
    inside = wanted[-1] if wanted and wanted[-1].end is None else None
    last = known[-1] if known else None
    is_in = last is not None and last.end is None
    if inside and not is_in:
        return [*known, Stay(0, max(inside.start, inside.places[-1][0]), None)]
    if is_in and last is not None and not inside:
        ends = max((stay.end for stay in wanted if stay.end), default=until)
        return [*known[:-1], replace(last, end=ends, reason=str(Membership.Out.JOB.label))]
    return known


def what_if_of(text: str) -> WhatIf:
    """Of “unit=SLUG,from=DATE”. Raises ValueError with a sentence."""
    parts = dict(part.partition("=")[::2] for part in text.split(","))
    if set(parts) != {"unit", "from"}:
        raise ValueError(_("Say where and when: unit=SLUG,from=DATE."))
    unit = Unit.objects.filter(slug=parts["unit"]).first()
    if unit is None:
        raise ValueError(_("There is no unit “%(slug)s”.") % {"slug": parts["unit"]})
    try:
        return WhatIf(unit, read_date(parts["from"]))
    except ValueError:
        raise ValueError(_("“%(text)s” is not a date such as 2026-08-01.") % {"text": parts["from"]}) from None


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
