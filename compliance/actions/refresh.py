"""Looking again: after a change of people, of rules, of what was shown; and at night, for what time alone changes."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from compliance.actions.contain import ask_again, contained
from compliance.actions.members import refresh
from compliance.actions.parts import close_parts, read_parts
from compliance.actions.project import project
from compliance.counting import add_up
from compliance.models import Assignment, Audience, Membership, Requirement, Snag, TermsCourse
from courses.models import Enrollment, Evidence
from outbox.pieces import to_the_end
from people.models import Person

# Evidence that was written this long ago is looked at again at night, in case its news was lost.
LOOK_BACK = dt.timedelta(days=3)
ROWS_AT_ONCE = 2000


def refresh_people(*, people: Collection[int] | None, now: dt.datetime) -> int:
    """Their audiences, or everyone's, and what follows for their assignments. How many people changed."""
    changed = 0
    for audience in Audience.objects.order_by("pk"):
        changed += refresh_audience(audience=audience, people=people, now=now)
    return changed


def refresh_audience(*, audience: Audience, now: dt.datetime, people: Collection[int] | None = None) -> int:
    """Its spans first, each with what it asks in the same run: lost in between, the night finds who has none."""
    if people is None:
        people = Person.objects.values_list("pk", flat=True)
    found = contained(lambda some: refresh(audience=audience, now=now, people=some), people, audience=audience, now=now)
    changed: set[int] = set().union(*found)
    for requirement in audience.requirements.order_by("pk"):
        read(requirement, changed | _unasked(requirement, people), now)
    return len(changed)


def read(requirement: Requirement, people: Collection[int], now: dt.datetime) -> int:
    """`project`, and whoever it breaks for stops nobody else."""

    def look(some: Sequence[int]) -> int:
        return project(requirement=requirement, people=some, now=now)

    return sum(contained(look, people, audience=requirement.audience, requirement=requirement, now=now))


def refresh_requirement(*, requirement: Requirement, now: dt.datetime, people: Collection[int] | None = None) -> int:
    """All who are or were in its audience, or those of these people."""
    rows = Membership.objects.filter(audience=requirement.audience_id).order_by()
    if people is not None:
        rows = rows.filter(person__in=people)
    return read(requirement, set(rows.values_list("person", flat=True)), now)


def try_snags(*, now: dt.datetime) -> int:
    """What could not be worked out is tried again; how much of it is left."""
    for snag in Snag.objects.select_related("audience", "requirement__audience"):
        if snag.person_id is None:
            ask_again(snag, now)
        elif snag.requirement:
            read(snag.requirement, [snag.person_id], now)
        else:
            refresh_audience(audience=snag.audience, people=[snag.person_id], now=now)
    return Snag.objects.count()


def bring_up(*, people: Collection[int], now: dt.datetime, courses: Collection[int] | None = None) -> int:
    """Everything asked of these kept records, or what asks for these courses, whatever the size of the district."""
    asked = Requirement.objects.filter(audience__memberships__person__in=people)
    if courses is not None:
        asked = asked.filter(terms__asked__course__in=courses)
    asked = asked.select_related("audience").order_by("pk").distinct()
    return sum(read(requirement, people, now) for requirement in asked)


def settle(*, person: Person, course_id: int, now: dt.datetime) -> int:
    """After evidence, work in hand or a void: what asks this course of this person is read anew."""
    return bring_up(people=[person.merged_into_id or person.pk], courses=[course_id], now=now)


def nightly(*, now: dt.datetime) -> dict[str, int]:
    """What a day changes: who joined and left, what opened and ended; then the counters are added up.

    The worker does the same in pieces (`compliance.handlers.night`).
    """
    return {
        "people": refresh_people(people=None, now=now),
        "assignments": advance(now=now),
        "caught_up": catch_up(now=now),
        "snags": try_snags(now=now),
        "parts": close_parts(),
        "counters": add_up(),
    }


def advance(*, now: dt.datetime) -> int:
    """Rows that time alone changes by today: renewals that open, years that end, leave that begins or is over."""
    return to_the_end(lambda at: advance_some(now=now, at=at))


def advance_some(*, now: dt.datetime, at: Sequence[int] | None = None) -> tuple[list[int] | None, int]:
    """The next of them, and where to go on: (requirement, person), or None when there are no more."""
    due = Assignment.objects.filter(changes_on__lte=timezone.localdate(now))
    if at is not None:
        due = due.filter(Q(requirement__gt=at[0]) | Q(requirement=at[0], person__gt=at[1]))
    rows = list(due.order_by("requirement", "person").values_list("requirement", "person").distinct()[:ROWS_AT_ONCE])
    written = 0
    for requirement, people in _grouped(rows).items():
        written += read(Requirement.objects.select_related("audience").get(pk=requirement), people, now)
    written += read_parts(people={person for _requirement, person in rows})
    return list(rows[-1]) if len(rows) == ROWS_AT_ONCE else None, written


def catch_up(*, now: dt.datetime) -> int:
    """Course evidence of the last days, voids of it, and work in hand, whose news did not come."""
    return to_the_end(lambda at: catch_up_course(now=now, after=at))


def catch_up_course(*, now: dt.datetime, after: int | None = None) -> tuple[int | None, int]:
    """Of the next course that anything asks for; which it was, or None when there are no more."""
    asked = TermsCourse.objects.filter(course__gt=after or 0).order_by("course").values_list("course", flat=True)
    course, since = asked.first(), now - LOOK_BACK
    if course is None:
        return None, 0
    moved = (
        Q(started_at__gt=since)
        | Q(attempts__handed_in_at__gt=since)
        | Q(attempts__scored_at__gt=since)
        | Q(attempts__returned_at__gt=since)
    )
    rounds = Enrollment.objects.filter(moved, course=course).order_by("course", "person")
    written = _read(rounds.values_list("course", "person", "person__merged_into").distinct(), now)
    return course, written + read_evidence(rows=Evidence.objects.filter(course=course, recorded_at__gt=since), now=now)


def read_evidence(*, rows: QuerySet[Evidence], now: dt.datetime) -> int:
    """What rests on these rows, or on what they void, for many people in one go."""
    rows = rows.filter(course__isnull=False).order_by("course", "person")
    return _read(rows.values_list("course", "person", "person__merged_into").distinct(), now)


def _read(rows: Iterable[tuple[int, int, int | None]], now: dt.datetime) -> int:
    written = 0
    for course, people in _grouped((course, keeper or person) for course, person, keeper in rows).items():
        requirements = Requirement.objects.filter(terms__asked__course=course).select_related("audience")
        for requirement in requirements.distinct().order_by("pk"):
            written += read(requirement, people, now)
    return written


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for key, person in pairs:
        found.setdefault(key, set()).add(person)
    return found


def _unasked(requirement: Requirement, people: Collection[int] | None) -> set[int]:
    """Members without an assignment: the requirement begins only now, they were on leave, or a run broke off."""
    members = Membership.objects.open().filter(audience=requirement.audience_id)
    if people is not None:
        members = members.filter(person__in=people)
    asked = Assignment.objects.filter(requirement=requirement, person=OuterRef("person"), current=True, part=0)
    return set(members.filter(~Exists(asked)).values_list("person", flat=True))


def rebuild(*, requirement: Requirement, now: dt.datetime) -> int:
    """All its rows read anew from the record. Right rows stay as they are; how many were not."""
    rows = Assignment.objects.filter(requirement=requirement, part=0).order_by()
    people = set(rows.values_list("person", flat=True))
    people |= set(Membership.objects.filter(audience=requirement.audience_id).values_list("person", flat=True))
    return project(requirement=requirement, people=people, now=now)
