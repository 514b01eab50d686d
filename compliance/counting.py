"""Where rows are counted: +1 and -1 by unit, requirement and place, written with the rows that they count."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable

from django.db import connection, transaction

from compliance.models import Assignment, Counter
from compliance.status import Place, place_of

Key = tuple[int, int, Place]
DELETE_AT_ONCE = 10_000


def place_in_counters(row: Assignment) -> Key | None:
    """Where the counters hold this row, as it was when they took it in; None for what stands in no count."""
    if not row.current or row.part or row.counted_on is None:
        return None
    place = place_of(row.facts, row.counted_on)
    return (row.unit_id, row.requirement_id, place) if place else None


def count_moves(moves: Iterable[tuple[Key | None, Key | None]]) -> None:
    """Each from its old place to its new one. Two rows for a place, by day and by month."""
    tally: Tally[Key] = Tally()
    for old, new in moves:
        if old != new:
            if old:
                tally[old] -= 1
            if new:
                tally[new] += 1
    add_to_counters(tally)


def add_to_counters(tally: Tally) -> None:
    rows = [_row(key, n, grain) for key, n in tally.items() if n for grain in Counter.Grain.values]
    Counter.objects.bulk_create(rows, batch_size=2000)


def _row(key: Key, n: int, grain: str) -> Counter:
    unit, requirement, place = key
    day = first_of_month(place.day) if grain == Counter.Grain.MONTH else place.day
    return Counter(
        unit_id=unit, requirement_id=requirement, state=place.state, then=place.then, grain=grain, day=day, n=n
    )


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def add_up() -> int:
    """Many small rows become one for each place; how many rows there are then. What is written meanwhile stays."""
    with transaction.atomic():
        rows = Counter.objects.select_for_update().order_by("pk")
        tally: Tally[tuple] = Tally()
        taken = []
        for pk, n, *key in rows.values_list("pk", "n", "unit", "requirement", "state", "then", "grain", "day"):
            taken.append(pk)
            tally[tuple(key)] += n
        kept = [(key, n) for key, n in tally.items() if n]
        if len(kept) == len(taken):
            return len(taken)
        for start in range(0, len(taken), DELETE_AT_ONCE):
            Counter.objects.filter(pk__in=taken[start : start + DELETE_AT_ONCE]).delete()
        names = ("unit_id", "requirement_id", "state", "then", "grain", "day")
        made = [Counter(n=n, **dict(zip(names, key, strict=True))) for key, n in kept]
        Counter.objects.bulk_create(made, batch_size=2000)
        return len(made)


def recount() -> int:
    """The counters anew from the assignments, as of the day that each row was counted. For a repair and a test."""
    with transaction.atomic():
        lock_counters()
        Counter.objects.all().delete()
        tally: Tally[Key] = Tally()
        for row in Assignment.objects.counted().iterator(chunk_size=5000):
            if key := place_in_counters(row):
                tally[key] += 1
        add_to_counters(tally)
    return 2 * len(tally)


def lock_counters() -> None:
    """Nobody counts meanwhile. SQLite lets one transaction write at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Counter._meta.db_table} IN EXCLUSIVE MODE")
