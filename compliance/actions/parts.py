"""Parts of a cycle: what a release asks of someone who was done. A top-up or a retake stands beside the whole, with a
due date of its own; it moves no cycle, is no proof, and stands in no count of the whole.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.actions.project import lock_people
from compliance.cycle import say
from compliance.models import Assignment, Requirement
from compliance.part_dates import given_to, put_dates
from compliance.record import keepers_of
from compliance.rule import stored_rule
from courses.models import Change, CourseEdition, Enrollment
from outbox.pieces import to_the_end

DAY = dt.timedelta(days=1)
AT_ONCE = 500
# What is read anew of a part; the rest was told when it was asked.
READ = (
    "started_on", "completed_on", "closed_on", "closed_reason", "due_on", "overdue_from", "sum", "held_from",
    "held_until", "waived_on", "changes_on",
)  # fmt: skip


def open_parts(*, edition: CourseEdition, people: Collection[int], now: dt.datetime) -> int:
    """One part for each requirement that asks for the course, of those of these whose round the release opened."""
    theirs = Q(person__in=people) | Q(person__merged_into__in=people)
    opened = Q(release=edition)
    if edition.change == Change.TOP_UP:  # one that was open already took it in
        opened |= Q(kind=Enrollment.Kind.TOP_UP, course=edition.course_id, release__number__lt=edition.number)
    rounds = Enrollment.objects.open().filter(theirs, opened).select_related("person")
    kept = sorted({each.keeper_id for each in rounds} & set(people))
    asking = Requirement.objects.filter(terms__asked__course=edition.course_id).order_by("pk").distinct()
    return sum(_open(requirement, edition, kept, now) for requirement in asking) if kept else 0


@transaction.atomic
def _open(requirement: Requirement, edition: CourseEdition, people: list[int], now: dt.datetime) -> int:
    """A part that is open already takes a top-up in, as its round does; a retake has a date of its own."""
    lock_people(people)
    on = timezone.localdate(now)
    parts = Assignment.objects.filter(requirement=requirement, person__in=people, release__course=edition.course_id)
    standing = parts.filter(completed_on=None, closed_on=None)
    if edition.change == Change.RETAKE:
        standing.exclude(release=edition).update(closed_on=on, closed_reason=_("the whole course is due again"))
    asked = set(standing.values_list("person", flat=True))
    asked |= set(parts.filter(release=edition).values_list("person", flat=True))
    last = Assignment.objects.filter(requirement=requirement, person__in=people).values("person", "cycle")
    numbers = {(row["person"], row["cycle"]): row["last"] for row in last.annotate(last=Max("part")).order_by()}
    wholes = Assignment.objects.counted().filter(
        requirement=requirement, person__in=people, completed_on__isnull=False, terms__asked__course=edition.course_id
    )
    rows = [
        _part(whole, edition, numbers[whole.person_id, whole.cycle] + 1, on)
        for whole in wholes.select_related("terms")
        if whole.person_id not in asked
    ]
    Assignment.objects.bulk_create(rows, batch_size=AT_ONCE)
    if rows:  # who is away that day
        read_parts(people=[row.person_id for row in rows], course_id=edition.course_id)
    return len(rows)


def _part(whole: Assignment, edition: CourseEdition, number: int, on: dt.date) -> Assignment:
    rule = stored_rule(whole.terms.rule)
    due = on + rule.least_days * DAY
    return Assignment(
        person_id=whole.person_id,
        requirement_id=whole.requirement_id,
        cycle=whole.cycle,
        part=number,
        release=edition,
        terms=whole.terms,
        membership_id=whole.membership_id,
        unit_id=whole.unit_id,
        assigned_on=on,
        opens_on=on,
        first_due_on=due,
        due_on=due,
        overdue_from=due + (rule.grace_days + 1) * DAY,
        sum=[
            _("Asked by edition %(n)d on %(day)s") % {"n": edition.number, "day": say(on)},
            _("+ %(n)d days = %(day)s") % {"n": rule.least_days, "day": say(due)},
        ],
    )


@transaction.atomic
def read_parts(*, people: Collection[int], course_id: int | None = None) -> int:
    """Where their rounds stand: begun, done, closed; and what leave and adjustments make of the dates. What is so
    already is not written."""
    rows = Assignment.objects.filter(person__in=people, release__isnull=False)
    if course_id is not None:
        rows = rows.filter(release__course=course_id)
    if not (parts := list(rows.select_related("release", "terms"))):
        return 0
    lock_people(people)
    keepers, on, written = keepers_of(people), timezone.localdate(), 0
    given = given_to(parts, keepers, on)
    for row in parts:
        before = [getattr(row, name) for name in READ]
        _put_round(row, _round(row, [pk for pk, keeper in keepers.items() if keeper == row.person_id]))
        put_dates(row, given[row.pk], on)
        if [getattr(row, name) for name in READ] != before:
            row.save(update_fields=READ)
            written += 1
    return written


def _put_round(row: Assignment, found: Enrollment | None) -> None:
    row.started_on = _day(found.started_at if found else None)
    row.completed_on = _day(found.completed_at if found else None)
    if found and found.closed_at and row.closed_on is None:
        row.closed_on, row.closed_reason = _day(found.closed_at), found.closed_reason or _("the round was closed")


def close_parts() -> int:
    """Of those who left: nothing is asked of them in parts either."""
    return to_the_end(close_some_parts)


def close_some_parts(after: int | None = None) -> tuple[int | None, int]:
    """The next of them, and the last one of these, or None when there are no more."""
    left = Assignment.objects.filter(
        person=OuterRef("person"), requirement=OuterRef("requirement"), current=True, part=0, closed_on__isnull=False
    )
    open_ones = Assignment.objects.filter(part__gt=0, completed_on=None, closed_on=None)
    rows = open_ones.filter(Exists(left), pk__gt=after or 0).order_by("pk")
    some = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    as_the_whole = {name: Subquery(left.values(name)[:1]) for name in ("closed_on", "closed_reason")}
    written = open_ones.filter(pk__in=some).update(**as_the_whole) if some else 0
    return some[-1] if len(some) == AT_ONCE else None, written


def _round(row: Assignment, records: list[int]) -> Enrollment | None:
    """The round that answers this release or a later one that took it in: the first not closed, else the last."""
    assert row.release is not None  # of every part: a constraint of the table
    rounds = Enrollment.objects.filter(
        person__in=records, course=row.release.course_id, release__number__gte=row.release.number
    ).order_by("round")
    found = list(rounds)
    return next((each for each in found if not each.closed_at), found[-1] if found else None)


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None
