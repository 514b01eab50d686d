"""What stands beside a cycle in an audit: what was allowed, with reason and approver, and the reminders that went out.

As of a day: what was written down or sent after it is left out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.models import Adjustment, Assignment, Reminder
from compliance.record import View, keepers_of
from compliance.wording import day

Key = tuple[int, int, int]  # kept record, requirement, cycle
Cycle = tuple[Assignment, Collection[int]]  # as it stood that day, with the numbers of its evidence
Proves = Callable[[Sequence[Cycle], dt.date], Mapping[Key, list[str]]]
AT_ONCE = 500
_provers: list[Proves] = []


def proves(reader: Proves) -> Proves:
    """Decorator: a room above that gives something out for cycles says which numbers it bears."""
    if reader not in _provers:
        _provers.append(reader)
    return reader


def proofs_by(found: Sequence[Cycle], as_of: dt.date) -> dict[Key, list[str]]:
    told: dict[Key, list[str]] = defaultdict(list)
    for reader in _provers:
        for key, numbers in reader(found, as_of).items():
            told[key] += numbers
    return told


def key_of(row: Assignment) -> Key:
    return row.person_id, row.requirement_id, row.cycle


def allowed_by(rows: Sequence[Assignment], as_of: dt.date) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for keeper, ids in records(rows, as_of):
        given = Adjustment.objects.filter(assignment__person__in=ids, assignment__part=0, voids__isnull=True)
        for each in given.select_related("assignment", "approver", "voided_by").order_by("recorded_at", "pk"):
            taken_back = each.voided_by.recorded_at if hasattr(each, "voided_by") else None
            if _by(each.recorded_at, as_of) and not _by(taken_back, as_of):
                until = " " + _("until %(day)s") % {"day": day(each.until)} if each.until else ""
                told = f"{each.get_kind_display()}{until} ({each.approver}): {each.reason}"
                key = keeper[each.assignment.person_id], each.assignment.requirement_id, each.assignment.cycle
                found[key].append(told)
    return found


def reminders_by(rows: Sequence[Assignment], as_of: dt.date) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for keeper, ids in records(rows, as_of):
        sent = Reminder.objects.filter(person__in=ids, assignment__part=0, letter__sent_at__isnull=False)
        for each in sent.select_related("assignment", "template", "letter").order_by("letter__sent_at", "pk"):
            at = each.letter.sent_at if each.letter else None
            if at and _by(at, as_of):
                key = keeper[each.assignment.person_id], each.assignment.requirement_id, each.assignment.cycle
                found[key].append(f"{timezone.localdate(at).isoformat()} {each.template.get_occasion_display()}")
    return found


def records(rows: Sequence[Assignment], as_of: dt.date) -> Iterator[tuple[dict[int, int], list[int]]]:
    """So many people at a time: (the kept record of each record, all of the records)."""
    people = sorted({row.person_id for row in rows})
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        keeper = keepers_of(some, View(as_of))
        yield keeper, list(keeper)


def _by(at: dt.datetime | None, as_of: dt.date) -> bool:
    return at is not None and timezone.localdate(at) <= as_of
