"""Unit by requirement: how many stand where, read from the counters alone, however many people there are.

A counter row says: so many are `state` until the day before `day`, and `then` from it on. Months in which nothing can
turn are read by month, the months that hold today and what is due soon by day. The database adds them up, and the
district has rows of its own, so a page reads the same few rows in a small district and in a large one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from compliance.models import Assignment, Counter, Requirement
from compliance.status import LATE, UNDER_WAY, last_soon
from compliance.tally import Tally, tally_of
from people.models import Unit

DAY = dt.timedelta(days=1)
Tallies = dict[tuple[int, int], Tally]


@dataclass(frozen=True)
class Row:
    """A unit with each requirement and its tally, None where it is asked of nobody there."""

    unit: Unit
    cells: Sequence[tuple[Requirement, Tally | None]]


def tallies(on: dt.date, units: Collection[int], requirements: Collection[int]) -> Tallies:
    """By (unit, requirement), where anybody is asked. One query."""
    rows = counter_rows(on).filter(unit__in=units, requirement__in=requirements)
    return _added_up(rows, on, "unit", "requirement")


def totals(on: dt.date, units: Collection[int] | None = None, requirement: int | None = None) -> dict[int, Tally]:
    """By requirement, of these units together or of the district; `requirement` None: each. One query."""
    rows = counter_rows(on)
    rows = rows.filter(unit__isnull=True) if units is None else rows.filter(unit__in=units)
    if requirement is not None:
        rows = rows.filter(requirement=requirement)
    return {key: tally for (key,), tally in _added_up(rows, on, "requirement").items()}


def units_asked(units: Collection[int] | None = None) -> QuerySet[Unit]:
    """Those of them in which anybody is asked anything."""
    rows = Unit.objects.filter(Exists(Assignment.objects.counted().filter(unit=OuterRef("pk"))))
    return rows if units is None else rows.filter(pk__in=units)


def counter_rows(on: dt.date) -> QuerySet[Counter]:
    """Those that say where everyone stands that day and soon."""
    return Counter.objects.filter(_near(on) | _far(on))


def matrix(found: Tallies, units: Iterable[Unit], requirements: Sequence[Requirement]) -> list[Row]:
    return [Row(unit, [(each, found.get((unit.pk, each.pk))) for each in requirements]) for unit in units]


def _added_up(rows: QuerySet[Counter], on: dt.date, *keys: str) -> dict[Any, Tally]:
    soon = Q(day__gt=on, day__lte=last_soon(on), state__in=UNDER_WAY, then__in=LATE)
    told = rows.order_by().annotate(
        word=Case(When(day__lte=on, then=F("then")), default=F("state")),
        soon=Case(When(soon, then=Value(True)), default=Value(False), output_field=BooleanField()),
    )
    words: dict[tuple, list[tuple[str, int, bool]]] = defaultdict(list)
    for *key, word, is_soon, n in told.values_list(*keys, "word", "soon").annotate(total=Sum("n")):
        if n:
            words[tuple(key)].append((word, n, is_soon))
    return {key: tally for key, each in words.items() if (tally := tally_of(each)).total}


def _span(on: dt.date) -> tuple[dt.date, dt.date]:
    """From the first of this month up to the first of the month after the last day that is soon."""
    last = last_soon(on)
    return on.replace(day=1), (last.replace(day=1) + 31 * DAY).replace(day=1)


def _near(on: dt.date) -> Q:
    first, end = _span(on)
    return Q(grain=Counter.Grain.DAY, day__gte=first, day__lt=end)


def _far(on: dt.date) -> Q:
    first, end = _span(on)
    return Q(grain=Counter.Grain.MONTH) & (Q(day__lt=first) | Q(day__gte=end))
