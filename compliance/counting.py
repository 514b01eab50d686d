"""Where rows are counted: +1 and -1 by unit, requirement and place, written with the rows that they count."""

import datetime as dt
import functools
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection, transaction

from compliance.models import Assignment, Counter, Requirement
from compliance.models.assignment import FACT_FIELDS
from compliance.status import Facts, Place, place_of
from outbox.pieces import to_the_end
from people.models import Unit

Key = tuple[int, int, Place]
Row = tuple[int | None, int, str, str, str, dt.date]
ROW = ("unit_id", "requirement_id", "state", "then", "grain", "day")
MERGED_AT_ONCE = 5000


def place_in_counters(row: Assignment) -> Key | None:
    """Where the counters hold this row, as it was when they took it in; None for what stands in no count."""
    if not row.current or row.part or row.counted_on is None:
        return None
    place = place_of(row.facts, row.counted_on)
    return (row.unit_id, row.requirement_id, place) if place else None


def count_moves(moves: Iterable[tuple[Key | None, Key | None]]) -> None:
    """Each from its old place to its new one. Rows by day and by month, of the unit and of the district."""
    tally: Tally[Key] = Tally()
    for old, new in moves:
        if old != new:
            if old:
                tally[old] -= 1
            if new:
                tally[new] += 1
    add_to_counters(tally)


def add_to_counters(tally: Tally) -> None:
    rows: Tally[Row] = Tally()
    for (unit, requirement, place), n in tally.items():
        for whose in (unit, None):
            rows[whose, requirement, place.state, place.then, "day", place.day] += n
            rows[whose, requirement, place.state, place.then, "month", first_of_month(place.day)] += n
    _write(rows)


def _write(rows: Tally) -> int:
    made = [Counter(n=n, **dict(zip(ROW, row, strict=True))) for row, n in rows.items() if n]
    Counter.objects.bulk_create(made, batch_size=2000)
    return len(made)


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def add_up() -> int:
    """Many small rows become one for each place; how many rows there are then. What is written meanwhile stays.

    Unit by unit, and only what has several rows is touched: nobody waits, and a run that broke off is gone on with.
    """
    to_the_end(add_up_unit)
    return Counter.objects.count()


def add_up_unit(after: int | None = None) -> tuple[int | None, int]:
    """The district's own rows first, then of the next unit; after which to go on, or None when there are no more."""
    unit = None
    if after is not None:
        unit = Unit.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).first()
        if unit is None:
            return None, 0
    taken = _several(unit)
    for start in range(0, len(taken), MERGED_AT_ONCE):
        _merge(taken[start : start + MERGED_AT_ONCE])
    return unit or 0, len(taken)


def _several(unit: int | None) -> list[int]:
    """Rows of this unit that stand beside others of the same place, or say nothing."""
    found: dict[tuple, list[int]] = defaultdict(list)
    sums: Tally[tuple] = Tally()
    rows = Counter.objects.filter(unit=unit) if unit else Counter.objects.filter(unit__isnull=True)
    for pk, n, *key in rows.order_by("pk").values_list("pk", "n", *ROW[1:]).iterator(chunk_size=5000):
        found[tuple(key)].append(pk)
        sums[tuple(key)] += n
    return [pk for key, pks in found.items() if len(pks) > 1 or not sums[key] for pk in pks]


@transaction.atomic
def _merge(pks: list[int]) -> None:
    rows = Counter.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    tally: Tally[Row] = Tally()
    taken = []
    for pk, n, *key in rows.values_list("pk", "n", *ROW):
        taken.append(pk)
        tally[tuple(key)] += n  # type: ignore[index]  # in the order of ROW
    Counter.objects.filter(pk__in=taken).delete()
    _write(tally)


def recount(requirement: Requirement | None = None) -> int:
    """The counters anew from the assignments, as of the day that each row was counted. For a repair and a test."""
    with transaction.atomic():
        lock_counters()
        counters, rows = Counter.objects.all(), Assignment.objects.counted().filter(counted_on__isnull=False)
        if requirement:
            counters, rows = counters.filter(requirement=requirement), rows.filter(requirement=requirement)
        counters.delete()
        tally: Tally[Key] = Tally()
        rows = rows.order_by().values_list("unit", "requirement", "counted_on", *FACT_FIELDS)
        for unit, asked, *facts in rows.iterator(chunk_size=5000):
            if place := _place(*facts):
                tally[unit, asked, place] += 1
        add_to_counters(tally)
        return counters.count()


@functools.lru_cache(maxsize=100_000)  # millions of rows have the same few thousand sets of dates
def _place(counted_on: dt.date, *facts: dt.date | None) -> Place | None:
    return place_of(Facts(*facts), counted_on)  # type: ignore[arg-type]  # in the order of the columns


def lock_counters() -> None:
    """Nobody counts meanwhile. SQLite lets one transaction write at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Counter._meta.db_table} IN EXCLUSIVE MODE")
