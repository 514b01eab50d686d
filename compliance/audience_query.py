"""The same rule asked of the whole district at once, and the facts that the pure rule is asked of.

A merged record's jobs are its keeper's: a person is read over the set.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from compliance.audience import (
    ALL,
    ANY,
    EVERYONE,
    EXCEPT,
    FAMILY,
    HIRED,
    LEVEL,
    STARTED,
    SUPERVISOR,
    UNIT,
    Clause,
    JobFacts,
    PersonFacts,
)  # fmt: skip
from people.models import Job, Person, Unit
from people.tree import below

KEEPER = Coalesce("person__merged_into", "person")


def members(rule: Clause, on: dt.date):
    """Who is in by that rule on that day, whatever has been written down: for a count and a sample before saving."""
    jobs = Job.objects.held(on).filter(condition(rule))
    return Person.objects.employed(on).filter(pk__in=jobs.order_by().annotate(keeper=KEEPER).values("keeper"))


def count(rule: Clause, on: dt.date) -> int:
    return members(rule, on).count()


def by_unit(rule: Clause, on: dt.date) -> dict[int, int]:
    """How many of them there are in each unit; someone with two jobs that match is counted in both."""
    jobs = Job.objects.held(on).filter(condition(rule), person__in=Person.objects.employed(on))
    counted = jobs.order_by().values("unit").annotate(n=Count("person", distinct=True))
    return {row["unit"]: row["n"] for row in counted}


def condition(rule: Clause) -> Q:
    """Of a Job."""
    if rule.kind in (ALL, ANY):
        found = condition(rule.parts[0])
        for part in rule.parts[1:]:
            found = found & condition(part) if rule.kind == ALL else found | condition(part)
        return found
    if rule.kind == EXCEPT:
        return ~condition(rule.parts[0])
    if rule.kind == HIRED:
        return _hired(rule, "person") | _hired(rule, "person__merged_into")
    if rule.kind == STARTED:
        return _between(rule, "starts_on")
    if rule.kind == UNIT:
        units = set(Unit.objects.filter(slug__in=rule.values).values_list("pk", flat=True))
        return Q(unit__in=units if rule.only else below(units))
    column = {FAMILY: "family__slug__in", LEVEL: "level__in", SUPERVISOR: "supervisor__username__in"}
    return Q(pk__isnull=False) if rule.kind == EVERYONE else Q(**{column[rule.kind]: rule.values})


def _hired(rule: Clause, person: str) -> Q:
    """Of the keeper: of the record itself only when it was not merged into another."""
    own = Q(person__merged_into__isnull=True) if person == "person" else Q(person__merged_into__isnull=False)
    return own & Q(**{f"{person}__hired_on__isnull": False}) & _between(rule, f"{person}__hired_on")


def _between(rule: Clause, column: str) -> Q:
    found = Q()
    if rule.first:
        found &= Q(**{f"{column}__gte": rule.first})
    if rule.last:
        found &= Q(**{f"{column}__lte": rule.last})
    return found


def facts_of(people: Iterable[int] | None = None) -> dict[int, PersonFacts]:
    """Facts by kept record, of these or of everyone. Three queries. A record that was merged away has no job."""
    persons, jobs = Person.objects.order_by(), Job.objects.order_by("pk")
    if people is not None:
        ids = list(people)
        persons = persons.filter(pk__in=ids)
        jobs = jobs.filter(Q(person__in=ids) | Q(person__merged_into__in=ids))
    slugs, above = units_above()
    held: dict[int, list[JobFacts]] = defaultdict(list)
    columns = (
        "person", "person__merged_into", "unit", "family__slug", "level", "starts_on", "ends_on",
        "supervisor__username", "primary", "title", "family__name",
    )  # fmt: skip
    for person, keeper, unit, family, level, starts, ends, boss, primary, title, name in jobs.values_list(*columns):
        held[keeper or person].append(
            JobFacts(slugs[unit], family, level, starts, ends, above[unit], boss or "", primary, title or name)
        )
    return {
        pk: PersonFacts(() if merged else tuple(held[pk]), hired, left, merged is not None)
        for pk, merged, hired, left in persons.values_list("pk", "merged_into", "hired_on", "left_on")
    }


def units_above() -> tuple[dict[int, str], dict[int, frozenset[str]]]:
    """Slugs by id, and for each unit the slugs of itself and of all above it. One query."""
    rows = list(Unit.objects.order_by().values_list("pk", "slug", "parent_id"))
    slugs = {pk: slug for pk, slug, _parent in rows}
    parents = {pk: parent for pk, _slug, parent in rows}
    return slugs, {pk: frozenset(_upward(pk, slugs, parents)) for pk in slugs}


def _upward(pk: int | None, slugs: Mapping[int, str], parents: Mapping[int, int | None]) -> set[str]:
    found: set[str] = set()
    while pk is not None and slugs[pk] not in found:
        found.add(slugs[pk])
        pk = parents[pk]
    return found
