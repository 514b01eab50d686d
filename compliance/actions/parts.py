"""Parts of a cycle: what a release asks of someone who was done. A top-up or a retake stands beside the whole, with a
due date of its own; it moves no cycle, is no proof, and stands in no count of the whole.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.actions.project import lock_people
from compliance.models import Assignment, Requirement
from compliance.record import keepers_of
from compliance.rule import read_rule
from courses.models import CourseEdition, Enrollment

DAY = dt.timedelta(days=1)
AT_ONCE = 500


def open_parts(*, edition: CourseEdition, now: dt.datetime) -> int:
    """One part for each requirement that asks for the course, of those whose round the release opened."""
    rounds = Enrollment.objects.open().filter(release=edition).select_related("person")
    people = sorted({each.keeper_id for each in rounds})
    made = 0
    for requirement in Requirement.objects.filter(terms__asked__course=edition.course_id).order_by("pk").distinct():
        for start in range(0, len(people), AT_ONCE):
            made += _open(requirement, edition, people[start : start + AT_ONCE], now)
    return made


@transaction.atomic
def _open(requirement: Requirement, edition: CourseEdition, people: list[int], now: dt.datetime) -> int:
    """A part that is open already takes the new release in, as its round does."""
    lock_people(people)
    parts = Assignment.objects.filter(requirement=requirement, person__in=people, release__course=edition.course_id)
    asked = set(parts.filter(completed_on=None, closed_on=None).values_list("person", flat=True))
    asked |= set(parts.filter(release=edition).values_list("person", flat=True))
    last = Assignment.objects.filter(requirement=requirement, person__in=people).values("person", "cycle")
    numbers = {(row["person"], row["cycle"]): row["last"] for row in last.annotate(last=Max("part")).order_by()}
    wholes = Assignment.objects.counted().filter(
        requirement=requirement, person__in=people, completed_on__isnull=False, terms__asked__course=edition.course_id
    )
    rows = [
        _part(whole, edition, numbers[whole.person_id, whole.cycle] + 1, timezone.localdate(now))
        for whole in wholes.select_related("terms")
        if whole.person_id not in asked
    ]
    Assignment.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _part(whole: Assignment, edition: CourseEdition, number: int, on: dt.date) -> Assignment:
    rule = read_rule(whole.terms.rule)
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
            _("Asked by edition %(n)d on %(day)s") % {"n": edition.number, "day": on},
            _("+ %(n)d days = %(day)s") % {"n": rule.least_days, "day": due},
        ],
    )


@transaction.atomic
def read_parts(*, people: Collection[int], course_id: int) -> int:
    """Where their rounds stand: begun, done, closed. What is so already is not written."""
    lock_people(people)
    rows = Assignment.objects.filter(person__in=people, release__course=course_id).select_related("release")
    keepers, written = keepers_of(people), 0
    for row in rows:
        found = _round(row, [pk for pk, keeper in keepers.items() if keeper == row.person_id])
        before = (row.started_on, row.completed_on, row.closed_on)
        row.started_on = _day(found.started_at if found else None)
        row.completed_on = _day(found.completed_at if found else None)
        if found and found.closed_at and row.closed_on is None:
            row.closed_on, row.closed_reason = _day(found.closed_at), found.closed_reason or _("the round was closed")
        if (row.started_on, row.completed_on, row.closed_on) != before:
            row.save(update_fields=["started_on", "completed_on", "closed_on", "closed_reason"])
            written += 1
    return written


def close_parts() -> int:
    """Of those who left: nothing is asked of them in parts either."""
    left = Assignment.objects.filter(
        person=OuterRef("person"), requirement=OuterRef("requirement"), current=True, part=0, closed_on__isnull=False
    )
    rows = Assignment.objects.filter(Exists(left), part__gt=0, completed_on=None, closed_on=None)
    written = 0
    for row in rows:
        whole = Assignment.objects.get(person=row.person_id, requirement=row.requirement_id, current=True, part=0)
        changes = {"closed_on": whole.closed_on, "closed_reason": whole.closed_reason}
        written += Assignment.objects.filter(pk=row.pk, completed_on=None, closed_on=None).update(**changes)
    return written


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
