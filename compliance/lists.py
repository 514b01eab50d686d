"""People and what is asked of them, as lists: of a unit, of a requirement, who is late, what is due soon.

First pages read by an index and no list is counted whole: the counters know how long it is.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from compliance.models import Assignment
from compliance.tally import SHOWS

DAY = dt.timedelta(days=1)


def listed(
    on: dt.date,
    *,
    units: Collection[int] | None = None,
    requirement: int | None = None,
    show: str = "",
) -> QuerySet[Assignment]:
    """Counted assignments with `word`. `show`: a key of SHOWS, soon, or nothing for all."""
    rows = Assignment.objects.counted()
    if show == "late":
        rows = rows.late(on)
    elif show == "soon":
        rows = rows.soon_due(on)
    elif show in SHOWS:
        rows = rows.reading(on, *SHOWS[show])
    else:
        rows = rows.read(on)
    if units is not None:
        rows = rows.filter(unit__in=units)
    if requirement is not None:
        rows = rows.filter(requirement=requirement)
    return rows.select_related("person", "requirement", "unit")


def by_lateness(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The longest late first: the order of the index that finds them."""
    return rows.order_by("late_from", "pk")


def by_name(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.order_by("person__last_name", "person__first_name", "person__username", "requirement__name")


def lines_of(rows: Any) -> Iterator[tuple]:
    """For a file: plain values, read in pieces, so that a long list takes no more memory than a short one."""
    return rows.values_list(
        "person__username", "person__last_name", "person__first_name", "unit__name", "requirement__name", "cycle",
        "word", "assigned_on", "first_due_on", "due_on", "completed_on", "expires_on",
    ).iterator(chunk_size=2000)  # fmt: skip
