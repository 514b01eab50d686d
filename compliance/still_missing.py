"""Which of the courses that someone was shown to have done still have to be done: the engine says, for the open cycle.

An older completion may have lapsed, count for the cycle before, or be fresh enough: only the rule knows.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from compliance.models import Requirement
from compliance.record import View, answers

# One of what is asked: (person, course, requirement, was the course ever shown?)
Row = tuple[int, int, int, bool]
AT_ONCE = 500


def still_missing(rows: Iterable[Row], on: dt.date) -> Iterator[tuple[int, int]]:
    """(person, course) of those that must still be done, in the order of the rows. The engine is asked by pieces, and
    only about what was shown before."""
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        missing = _missing(some, on)
        for person, course, requirement, shown in some:
            if not shown or (person, course, requirement) in missing:
                yield person, course


def _missing(rows: Iterable[Row], on: dt.date) -> set[tuple[int, int, int]]:
    people: dict[int, set[int]] = defaultdict(set)
    for person, _course, requirement, shown in rows:
        if shown:
            people[requirement].add(person)
    found = set()
    for asked in Requirement.objects.filter(pk__in=people):
        for person, _book, answer in answers(asked, people[asked.pk], View(on)):
            missing = answer.current.missing if answer.current else ()
            found |= {(person, int(course), asked.pk) for course in missing}
    return found
