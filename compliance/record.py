"""From rows to what the engine reads: the events of some people under one requirement, as of a date.

What is not known yet on that day is left out, so that an audit sees what the record showed; with hindsight all is read
that is known now. A person is read over the set of records that were merged into theirs.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.utils import timezone

from compliance.cadence import answer_terms
from compliance.cycle import Answer, Asked
from compliance.events import Event
from compliance.models import Adjustment, Leave, Membership, Requirement, Terms
from compliance.rounds import UnderWay, under_way
from compliance.rule import stored_rule
from courses.models import Evidence
from people.models import Merge, Person

RETIRED = "the requirement was retired"


@dataclass(frozen=True)
class Stay:
    """One membership as it was known: when it was assigned and when it ended."""

    membership: int
    start: dt.date
    end: dt.date | None
    reason: str = ""


@dataclass
class Book:
    """All that is read of one person under one requirement."""

    events: list[Event] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    # Days on which time alone changes something: leave that begins or ends.
    days: list[dt.date] = field(default_factory=list)
    # Since when work is in hand, and since when it waits for a score.
    begun: dt.date | None = None
    handed_in: dt.date | None = None

    def add(self, kind: str, on: dt.date, recorded: dt.date | None = None, **more) -> None:
        self.events.append(Event(kind, on, recorded or on, **more))

    def stay(self, stay: Stay) -> None:
        """Spans that touch are one: those of two records that were merged, or of one that was closed and went on."""
        last = self.stays[-1] if self.stays else None
        if last is None or (last.end is not None and last.end < stay.start):
            self.stays.append(stay)
            return
        goes_on = last.end is not None and (stay.end is None or last.end < stay.end)
        later = stay if goes_on or last.end == stay.end else last
        self.stays[-1] = Stay(later.membership, min(last.start, stay.start), later.end, later.reason)

    def stay_of(self, day: dt.date) -> int | None:
        """The membership under which something was assigned that day."""
        found = [stay.membership for stay in self.stays if stay.start <= day and (stay.end is None or day < stay.end)]
        return found[-1] if found else None


@dataclass(frozen=True)
class View:
    """What was known: by the end of `as_of`, or everything."""

    as_of: dt.date
    hindsight: bool = False
    today: dt.date | None = None

    @property
    def is_today(self) -> bool:
        return self.as_of >= (self.today or timezone.localdate())

    def knows(self, at: dt.datetime | None) -> bool:
        return at is not None and (self.hindsight or local(at) <= self.as_of)


def local(at: dt.datetime) -> dt.date:
    return timezone.localdate(at)


def asked_by(requirement: Requirement, terms: Iterable[Terms] | None = None) -> tuple[Asked, ...]:
    """The terms of a requirement, oldest first; of two that start together, the one written later. Two queries."""
    by_day: dict[dt.date, Asked] = {}
    for each in terms or terms_of(requirement):
        before, asked = by_day.get(each.starts_on), _asked(each)
        by_day[each.starts_on] = replace(asked, at=before.at) if before else asked  # asked since the first of them
    if not by_day:
        return ()
    first, *later = by_day.values()
    starts = max(first.since, first.rule.starts or first.since)  # nobody is assigned before the requirement begins
    return (replace(first, rule=replace(first.rule, starts=starts)), *later)


def terms_of(requirement: Requirement) -> QuerySet[Terms]:
    return requirement.terms.order_by("starts_on", "pk").prefetch_related("asked")


def _asked(terms: Terms) -> Asked:
    courses = tuple(str(row.course_id) for row in terms.asked.all())
    needed = min(terms.needed or len(courses), len(courses))
    return Asked(stored_rule(terms.rule), terms.starts_on, courses, needed, str(terms.pk), terms.recorded_at)


def answers(
    requirement: Requirement,
    people: Collection[int],
    view: View,
    asked: tuple[Asked, ...] | None = None,
    keepers: dict[int, int] | None = None,
) -> Iterator[tuple[int, Book, Answer]]:
    """What the engine says of each of these kept records. About ten queries, however many people."""
    asked = asked or asked_by(requirement)
    for person, book in books(requirement, people, view, asked, keepers).items():
        yield person, book, answer_of(asked, book, view)


def answer_of(asked: tuple[Asked, ...], book: Book, view: View) -> Answer:
    joined = [Event("joined", stay.start, stay.start) for stay in book.stays]
    left = [Event("left", stay.end, stay.end, reason=stay.reason) for stay in book.stays if stay.end]
    events = sorted([*book.events, *joined, *left], key=lambda e: (e.on, e.recorded, e.kind))
    return answer_terms(asked, events, view.as_of, hindsight=view.hindsight)


def books(
    requirement: Requirement,
    people: Collection[int],
    view: View,
    asked: tuple[Asked, ...],
    keepers: dict[int, int] | None = None,
) -> dict[int, Book]:
    keepers = keepers or keepers_of(people, view)
    found = {person: Book() for person in people}
    courses = {int(course) for each in asked for course in each.courses}
    _memberships(found, keepers, requirement, view)
    _evidence(found, keepers, courses, view, several=any(len(each.courses) > 1 for each in asked))
    for person, work in under_way(keepers, courses, view.as_of, is_today=view.is_today).items():
        _work(found[person], work, view)
    _adjustments(found, keepers, requirement, view)
    _leaves(found, keepers, view)
    return found


def keepers_of(people: Iterable[int], view: View | None = None) -> dict[int, int]:
    """Every record of these people, with the kept one that it belongs to; of a day that is over, as it was then."""
    ids = set(people)
    if view is None or view.hindsight or view.is_today:
        merged = dict(Person.objects.filter(merged_into__in=ids).order_by().values_list("pk", "merged_into"))
    else:
        merged = {other: keeper for other, keeper in merged_then(view).items() if keeper in ids}
    return {pk: pk for pk in ids} | merged


def merged_then(view: View) -> dict[int, int]:
    """Each record that was merged away by then, with the one that was kept. One query."""
    rows = Merge.objects.values_list("other", "keeper", "merged_at", "undone_at")
    into = {other: keeper for other, keeper, at, undone in rows if view.knows(at) and not view.knows(undone)}
    return {other: _kept(keeper, into) for other, keeper in into.items()}


def _kept(record: int, into: dict[int, int]) -> int:
    while record in into:
        record = into[record]
    return record


# --- the parts ------------------------------------------------------------------------------------------------------
def _memberships(found: dict[int, Book], keepers: dict[int, int], requirement: Requirement, view: View) -> None:
    rows = Membership.objects.filter(audience=requirement.audience_id, person__in=list(keepers))
    retired = requirement.retired_on if view.knows(requirement.retired_at) else None
    for row in rows.order_by("starts_on", "pk"):
        if not view.knows(row.recorded_at) or view.knows(row.voided_at):
            continue
        ends, reason = (
            (row.ends_on, str(row.get_reason_out_display())) if view.knows(row.end_recorded_at) else (None, "")
        )
        if retired and (ends is None or retired < ends):
            ends, reason = retired, RETIRED
        if ends is not None and ends <= row.assigned_on:
            continue  # over before anyone knew of it: nothing was asked
        book = found[keepers[row.person_id]]
        book.days += [retired] if retired else []
        book.stay(Stay(row.pk, row.assigned_on, ends, reason))
        for kind, day in (("hired", row.hired_on), ("job_started", row.job_started_on)):
            if day:
                book.add(kind, day, min(day, row.assigned_on))


def _evidence(found, keepers: dict[int, int], courses: set[int], view: View, *, several: bool) -> None:
    rows = Evidence.objects.filter(person__in=list(keepers), course__in=courses, voids__isnull=True).order_by("pk")
    columns = ("pk", "person", "course", "occurred_at", "recorded_at", "voided_by__recorded_at")
    merged = _merged_at(keepers)
    for pk, person, course, occurred, recorded, voided in rows.values_list(*columns):
        if view.knows(voided) or not view.knows(recorded):
            continue
        book, on = found[keepers[person]], local(occurred)
        # Of another record, it is known to be theirs only since the two were merged.
        at = max(recorded, merged.get(person, recorded))
        book.add("completed", on, local(recorded), id=str(pk), course=str(course), at=at)
        if several:  # one of the courses is done: the requirement is under way
            book.add("started", on, local(recorded))


def _merged_at(keepers: dict[int, int]) -> dict[int, dt.datetime]:
    """Of the records that were merged into another. No query where there are none."""
    others = [person for person, keeper in keepers.items() if person != keeper]
    if not others:
        return {}
    rows = Merge.objects.filter(other__in=others, undone_at__isnull=True).order_by("merged_at")
    return dict(rows.values_list("other", "merged_at"))


def _work(book: Book, work: UnderWay, view: View) -> None:
    """Work in hand counts for the cycle that is open today, whenever it was begun; and for that of its own day."""
    book.begun, book.handed_in = work.begun, max(work.awaiting.values(), default=None)
    book.add("started", view.as_of)
    for course, on in work.awaiting.items():
        for day in {min(on, view.as_of), view.as_of}:
            book.add("handed_in", day, id="work", course=str(course))
    for course, on in work.returned.items():
        book.add("handed_in", on, id="work", course=str(course))
        book.add("returned", on, id="work", course=str(course))


def _adjustments(found, keepers: dict[int, int], requirement: Requirement, view: View) -> None:
    rows = Adjustment.objects.filter(
        assignment__requirement=requirement, assignment__person__in=list(keepers), voids__isnull=True
    )
    columns = (
        "kind", "on", "until", "recorded_at", "reason", "assignment__cycle", "assignment__part", "assignment__person",
        "voided_by__recorded_at",
    )  # fmt: skip
    kinds = {"waiver": "waived", "extension": "extended", "hold": "hold"}
    for kind, on, until, recorded, reason, cycle, part, person, voided in rows.order_by("pk").values_list(*columns):
        if part or view.knows(voided) or not view.knows(recorded):
            continue
        # Cycles are numbered by person: an adjustment of a merged record is placed by its date.
        number = cycle if keepers[person] == person else None
        book = found[keepers[person]]
        book.add(kinds[kind], on, min(on, local(recorded)), to=until, until=until, reason=reason, cycle=number)
        if kind == "hold":
            book.days += [day for day in (on, until) if day]


def _leaves(found, keepers: dict[int, int], view: View) -> None:
    rows = Leave.objects.filter(person__in=list(keepers), cancels=False).order_by("starts_on", "pk")
    columns = ("person", "starts_on", "back_on", "recorded_at", "voided_by__recorded_at")
    for person, starts, back, recorded, voided in rows.values_list(*columns):
        if view.knows(voided) or not view.knows(recorded):
            continue
        book = found[keepers[person]]
        book.add("leave", starts, until=back)
        book.days += [day for day in (starts, back) if day]
