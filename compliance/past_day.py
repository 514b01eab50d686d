"""Where everyone stood on a day that is over, from the assignments themselves: a few queries, however many there are.

The counters know today and what follows. Here each row is read as of the day by what is on record now: a completion
that was entered late counts from the day it happened, and more time that was given later moves the due date. What the
record showed that day, an audit export says.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from compliance.matrix import Tallies
from compliance.models import Adjustment, Assignment, Leave, MembershipUnit
from compliance.status import (
    ASSIGNED,
    AWAITING,
    COMPLETED,
    EXPIRED,
    IN_PROGRESS,
    ON_HOLD,
    OVERDUE,
    RETURNED,
    UNDER_WAY,
    WAIVED,
    WITHDRAWN,
    YEAR_MISSED,
    YEAR_OVER,
    last_soon,
)
from compliance.tally import SHOWS, tally_of


def stood(on: dt.date, units: Collection[int] | None = None, requirement: int | None = None) -> QuerySet[Any]:
    """What counted that day, one row for each person and requirement, with `word_then`, `soon` and `unit_then`."""
    # What was found wrong since, and what belongs to another record by now, is not what we know of that day.
    asked = Assignment.objects.filter(part=0, assigned_on__lte=on, person__merged_into__isnull=True)
    asked = asked.exclude(closed_reason=WITHDRAWN)
    later = asked.filter(person=OuterRef("person"), requirement=OuterRef("requirement"), cycle__gt=OuterRef("cycle"))
    answered = MembershipUnit.objects.filter(membership=OuterRef("membership"), from_on__lte=on)
    unit_of_then = answered.order_by("-from_on", "-pk").values("unit")[:1]
    rows = (
        asked.filter(~Exists(later))
        .exclude(Q(closed_on__lt=on) | Q(closed_on=on) & ~Q(closed_reason__in=(YEAR_MISSED, YEAR_OVER)))
        .annotate(
            word_then=_word(on),
            unit_then=Coalesce(Subquery(unit_of_then), "unit", output_field=BigIntegerField()),
        )
    )
    last = last_soon(on)  # `late_from` of a row is of today
    soon = (
        Q(word_then__in=UNDER_WAY)
        & (Q(overdue_from__lte=last) | Q(proof_until__lt=last))
        & (Q(returned_until__isnull=True) | Q(returned_until__lt=last))
    )
    rows = rows.annotate(soon=Case(When(soon, then=Value(True)), default=Value(False), output_field=BooleanField()))
    if units is not None:
        rows = rows.filter(unit_then__in=units)
    return rows if requirement is None else rows.filter(requirement=requirement)


def past_tallies(on: dt.date, units: Collection[int] | None = None) -> Tallies:
    """By (unit, requirement), where anybody was asked. One query."""
    words: dict[tuple[int, int], list[tuple[str, int, bool]]] = defaultdict(list)
    rows = stood(on, units).order_by().values_list("unit_then", "requirement", "word_then", "soon")
    for unit, requirement, word, soon, n in rows.annotate(n=Count("pk")):
        words[unit, requirement].append((word, n, soon))
    return {key: tally_of(each) for key, each in words.items()}


def shown(rows: QuerySet[Any], show: str) -> QuerySet[Any]:
    """As a list narrows it (`compliance.lists.listed`), or to whom the end of the school year found without it."""
    if show == "missed":
        return rows.filter(closed_reason=YEAR_MISSED)
    if show == "soon":
        return rows.filter(soon=True)
    return rows.filter(word_then__in=SHOWS[show]) if show in SHOWS else rows


def years_missed(requirement: int) -> QuerySet[Any, tuple[dt.date, int]]:
    """The last day of each school year that somebody let pass, with how many; the newest first."""
    rows = Assignment.objects.filter(requirement=requirement, part=0, closed_reason=YEAR_MISSED).order_by("-closed_on")
    return rows.values_list("closed_on").annotate(n=Count("pk"))


def _word(on: dt.date) -> Case:
    """As `compliance.status.status_of`, with what came after that day left out."""
    done, waived = Q(completed_on__lte=on), Q(waived_on__lte=on)
    return Case(
        When((done | waived) & Q(expires_on__lt=on), then=Value(EXPIRED)),
        When(done, then=Value(COMPLETED)),
        When(waived, then=Value(WAIVED)),
        When(awaiting_since__lte=on, then=Value(AWAITING)),
        When(returned_until__gte=on, then=Value(RETURNED)),
        When(_away(on) | _held(on), then=Value(ON_HOLD)),
        When(proof_until__lt=on, then=Value(EXPIRED)),
        When(overdue_from__lte=on, then=Value(OVERDUE)),
        When(started_on__lte=on, then=Value(IN_PROGRESS)),
        default=Value(ASSIGNED),
        output_field=CharField(),
    )


def _away(on: dt.date) -> Exists:
    """A row keeps only the hold that lasts, so both are looked up where they are written."""
    of_person = Q(person=OuterRef("person")) | Q(person__merged_into=OuterRef("person"))
    rows = Leave.objects.filter(of_person, starts_on__lte=on, cancels=False, voided_by__isnull=True)
    return Exists(rows.exclude(back_on__lte=on))


def _held(on: dt.date) -> Exists:
    rows = Adjustment.objects.standing().filter(assignment=OuterRef("pk"), kind=Adjustment.Kind.HOLD, on__lte=on)
    return Exists(rows.exclude(until__lte=on))
