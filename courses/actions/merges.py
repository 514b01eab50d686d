"""Two records became one person: of two rounds of one course that are under way, one goes on.

The round that was started first goes on, since evidence counts from a round's opening: it counts what either record
showed. The other is closed with the reason and reopened when the merge is undone. No row moves.
"""

import datetime as dt

from django.db import transaction

from courses.actions.locks import lock_rounds
from courses.actions.settle import settle
from courses.models import Enrollment
from courses.permissions import mine
from people.models import Merge


def join_rounds(*, merge: Merge, now: dt.datetime) -> list[Enrollment]:
    """Close the later of two open rounds of a course. Returns those that were closed; run again, it finds none."""
    if merge.undone_at:
        return []
    closed = []
    with transaction.atomic():
        going: dict[int, Enrollment] = {}
        rounds = lock_rounds(Enrollment.objects.open().filter(mine(merge.keeper)))
        for each in sorted(rounds, key=_first):
            first = going.setdefault(each.course_id, each)
            if first is not each:
                each.closed_at, each.closed_reason = now, reason_of(merge)
                each.save(update_fields=["closed_at", "closed_reason"])
                closed.append(each)
        for each in going.values():
            settle(each, now)
    return closed


def _first(each: Enrollment) -> tuple:
    """The whole course before a top-up, which it holds; then what was started first."""
    return each.kind == Enrollment.Kind.TOP_UP, each.started_at is None, each.started_at or each.opened_at, each.pk


def part_rounds(*, merge: Merge) -> list[Enrollment]:
    """Reopen what the merge closed, where the person has opened no other round of the course since."""
    with transaction.atomic():
        closed = lock_rounds(Enrollment.objects.filter(closed_reason=reason_of(merge), closed_at__isnull=False))
        taken = set(
            Enrollment.objects.open()
            .filter(person__in=[each.person_id for each in closed])
            .values_list("person", "course")
        )
        reopened = [each for each in closed if (each.person_id, each.course_id) not in taken]
        for each in reopened:
            each.closed_at, each.closed_reason = None, ""
            each.save(update_fields=["closed_at", "closed_reason"])
    return reopened


def reason_of(merge: Merge) -> str:
    """Not translated: it is also how the rounds are found again."""
    return f"Two records of one person were merged (merge {merge.pk})."
