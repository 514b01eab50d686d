"""Unit by requirement: how many stand where, read from the counters alone, however many people there are.

A counter row says: so many are `state` until the day before `day`, and `then` from it on. Months in which nothing can
turn are read by month, the months that hold today and what is due soon by day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from compliance.models import Counter, Requirement
from compliance.status import OVERDUE
from compliance.tally import SOON_DAYS, UNDER_WAY, Tally, tally_of
from people.models import Unit

DAY = dt.timedelta(days=1)
Word = tuple[str, int, bool]
Tallies = dict[tuple[int, int], Tally]


@dataclass(frozen=True)
class Row:
    """A unit with each requirement and its tally, None where it is asked of nobody there."""

    unit: Unit
    cells: Sequence[tuple[Requirement, Tally | None]]


def tallies(on: dt.date, units: Iterable[int] | None = None, requirement: int | None = None) -> Tallies:
    """By (unit, requirement). `units` None: all; `requirement` None: every one. One query."""
    rows = counter_rows(on)
    if units is not None:
        rows = rows.filter(unit__in=units)
    if requirement is not None:
        rows = rows.filter(requirement=requirement)
    words: dict[tuple[int, int], list[Word]] = defaultdict(list)
    summed = rows.order_by().values_list("unit", "requirement", "state", "then", "day").annotate(total=Sum("n"))
    for unit, requirement, state, then, day, n in summed:
        if n:
            words[unit, requirement].append(_word(state, then, day, n, on))
    return {key: tally for key, each in words.items() if (tally := tally_of(each)).total}


def counter_rows(on: dt.date):
    """Those that say where everyone stands that day and soon."""
    return Counter.objects.filter(_near(on) | _far(on))


def matrix(found: Tallies, units: Sequence[Unit], requirements: Sequence[Requirement]) -> list[Row]:
    return [Row(unit, [(each, found.get((unit.pk, each.pk))) for each in requirements]) for unit in units]


def _word(state: str, then: str, day: dt.date, n: int, on: dt.date) -> Word:
    if on >= day:
        return then, n, False
    return state, n, state in UNDER_WAY and then == OVERDUE and day - DAY <= on + SOON_DAYS * DAY


def _span(on: dt.date) -> tuple[dt.date, dt.date]:
    """From the first of this month up to the first of the month after the last day that is soon."""
    last = on + (SOON_DAYS + 1) * DAY
    return on.replace(day=1), (last.replace(day=1) + 31 * DAY).replace(day=1)


def _near(on: dt.date) -> Q:
    first, end = _span(on)
    return Q(grain=Counter.Grain.DAY, day__gte=first, day__lt=end)


def _far(on: dt.date) -> Q:
    first, end = _span(on)
    return Q(grain=Counter.Grain.MONTH) & (Q(day__lt=first) | Q(day__gte=end))
