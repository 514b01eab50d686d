"""Pairs of requirements that ask for one course: how many people it gives two due dates, and whether that is meant."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from compliance.models import AgreedPair, Assignment, Requirement, TermsCourse


@dataclass(frozen=True)
class Pair:
    """Ordered by the terms: `first` has the older ones. `people` have both to do by different days."""

    first: Requirement
    second: Requirement
    terms: tuple[int, int]
    courses: Sequence[str]
    people: int = 0


def pairs(on: dt.date) -> list[Pair]:
    """Those that nobody has called meant and that give somebody two dates today, most people first. Three queries."""
    meant = set(AgreedPair.objects.order_by().values_list("first", "second"))
    open_pairs = {frozenset((pair.first.pk, pair.second.pk)): pair for pair in sharing() if pair.terms not in meant}
    if not open_pairs:
        return []
    rows = two_dates(set().union(*open_pairs)).order_by().values_list("requirement", "other_id")
    people: dict[frozenset, int] = defaultdict(int)
    for first, second, n in rows.annotate(n=Count("person", distinct=True)):
        people[frozenset((first, second))] += n  # each person stands in one order: that of their two dates
    found = [_counted(pair, people[key]) for key, pair in open_pairs.items() if people[key]]
    return sorted(found, key=lambda pair: (-pair.people, pair.first.name, pair.second.name))


def sharing() -> list[Pair]:
    """By the terms that each requirement wrote last."""
    latest: dict[int, int] = {}
    courses: dict[int, dict[int, str]] = defaultdict(dict)
    named: dict[int, Requirement] = {}
    rows = TermsCourse.objects.select_related("terms__requirement", "course").order_by("terms__starts_on", "terms")
    for row in rows:
        requirement = row.terms.requirement
        if latest.get(requirement.pk) != row.terms_id:
            latest[requirement.pk], courses[requirement.pk] = row.terms_id, {}
        courses[requirement.pk][row.course_id] = row.course.title
        named[requirement.pk] = requirement
    by_terms = sorted(latest, key=lambda pk: latest[pk])
    return [
        Pair(named[a], named[b], (latest[a], latest[b]), sorted(courses[a][c] for c in courses[a].keys() & courses[b]))
        for a, b in combinations(by_terms, 2)
        if courses[a].keys() & courses[b].keys() and not (named[a].retired_on or named[b].retired_on)
    ]


def two_dates(requirements: set[int]) -> QuerySet[Any]:
    """The earlier due of two that ask one person for the same course by different days, with the `other` one."""
    other = "person__assignments__"
    facts = {
        "requirement__in": requirements, "current": True, "part": 0, "completed_on__isnull": True,
        "waived_on__isnull": True, "closed_on__isnull": True, "awaiting_since__isnull": True,
        "due_on__gt": F("due_on"), "terms__asked__course": F("terms__asked__course"),
    }  # fmt: skip
    return (
        Assignment.objects.counted()
        .waiting_on_learner()
        .filter(requirement__in=requirements)
        .filter(**{other + name: value for name, value in facts.items()})
        .annotate(
            other_id=F(other + "requirement"), other_due=F(other + "due_on"), other_name=F(other + "requirement__name")
        )
    )


def people_between(pair: Pair) -> QuerySet[Any]:
    """Whom the pair gives two dates, one row each, the earliest first."""
    first, second = pair.first.pk, pair.second.pk
    rows = two_dates({first, second}).filter(
        Q(requirement=first, other_id=second) | Q(requirement=second, other_id=first)
    )
    return rows.select_related("person", "requirement", "unit").order_by("due_on", "pk").distinct()


def agreed(pair: Pair) -> AgreedPair | None:
    return AgreedPair.objects.filter(first=pair.terms[0], second=pair.terms[1]).select_related("actor").first()


def _counted(pair: Pair, people: int) -> Pair:
    return Pair(pair.first, pair.second, pair.terms, pair.courses, people)
