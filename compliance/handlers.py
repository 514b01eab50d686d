"""What this room does about the news of others. Each may run twice: it looks at what is so and writes what differs."""

from collections.abc import Callable, Collection

from django.utils import timezone

from compliance import counting
from compliance.actions import answered, audit, parts, refresh, remind
from compliance.actions.answered import close_answered
from compliance.actions.reviews import tell_authors
from compliance.actions.rounds import open_rounds
from compliance.actions.send_letter import send_letter
from compliance.actions.send_reports import send_one
from compliance.actions.supervisors import tell_supervisors
from compliance.models import Assignment, Audience, AuditExport, Requirement
from courses.models import CourseEdition, Enrollment, Evidence
from outbox.pieces import Step, in_pieces, once
from outbox.registry import More, every, handles, topic
from people.models import Merge, Person

PEOPLE_AT_ONCE, EVIDENCE_AT_ONCE = 500, 50
# A requirement of several courses was completed for one cycle: {"assignment_id": …}. Rooms above certify it.
topic("program.completed")
# Waived by a person: {"assignment_ids": […]}.
topic("assignment.waived")
# Human resources asked for an audit export: {"export_id": …}.
topic("audit.asked")
# Its tables are kept: {"export_id": …}. Rooms above print it.
topic("audit.made")


@handles("course.completed")
@handles("round.moved")
def read_anew(payload: dict) -> None:
    """A course was completed, begun, handed in, handed back or scored."""
    found = Enrollment.objects.select_related("person").get(pk=payload["enrollment_id"])
    refresh.settle(person=found.person, course_id=found.course_id, now=timezone.now())


@handles("audit.asked")
def make_what_an_auditor_is_given(payload: dict) -> None:
    """The files of an export, read and kept outside the request: a district takes its time."""
    audit.make_audit_files(export=AuditExport.objects.get(pk=payload["export_id"]), now=timezone.now())


@handles("top_up.due")
@handles("retake.due")
def ask_for_the_part(payload: dict) -> More | None:
    """A release asks those who are done for what changed, or for the whole anew: a part of the cycle they are in."""
    edition = CourseEdition.objects.get(pk=payload["edition_id"])
    now = timezone.now()
    return in_pieces(payload, by_people(lambda people: parts.open_parts(edition=edition, people=people, now=now)))


@handles("top_up.completed")
@handles("round.closed")
@handles("course.completed")
@handles("round.moved")
def read_parts_anew(payload: dict) -> None:
    found = Enrollment.objects.select_related("person").get(pk=payload["enrollment_id"])
    parts.read_parts(people=[found.keeper_id], course_id=found.course_id)


@handles("evidence.changed")
def read_anew_after_evidence(payload: dict) -> More | None:
    """Course evidence from outside a round, or a void: a few rows at a time, since much may ask for them."""
    ids, now = payload["evidence_ids"], timezone.now()

    def some(start: int | None) -> int | None:
        end = (start or 0) + EVIDENCE_AT_ONCE
        rows = Evidence.objects.filter(pk__in=ids[end - EVIDENCE_AT_ONCE : end], course__isnull=False)
        refresh.read_evidence(rows=rows, now=now)
        found = rows.values_list("person", "person__merged_into", "course")
        people, courses = {keeper or person for person, keeper, _course in found}, {course for *_who, course in found}
        close_answered(people=people, courses=courses)
        return end if end < len(ids) else None

    return in_pieces(payload, some)


@handles("assignment.waived")
def take_off_the_list(payload: dict) -> None:
    rows = Assignment.objects.filter(pk__in=payload["assignment_ids"])
    close_answered(
        people=set(rows.values_list("person", flat=True)), courses=set(rows.values_list("terms__courses", flat=True))
    )


@handles("people.changed")
def look_at_people(payload: dict) -> More | None:
    """Jobs, last days or who is one person: {"person_ids": […]}, or None for everyone."""
    now, ids = timezone.now(), payload["person_ids"]

    def look(people: list[int]) -> None:
        refresh.refresh_people(people=people, now=now)
        open_rounds(now=now, people=people)

    if ids is not None:
        keepers = Person.objects.filter(pk__in=ids, merged_into__isnull=False).values_list("merged_into", flat=True)
        ids = {*ids, *keepers}
    return in_pieces(payload, by_people(look, among=ids))


@handles("people.merged")
@handles("people.unmerged")
def look_at_both(payload: dict) -> None:
    """One record now, or two again: the kept one is read over the set."""
    merge = Merge.objects.get(pk=payload["merge_id"])
    both = [merge.keeper_id, merge.other_id]
    refresh.refresh_people(people=both, now=timezone.now())
    refresh.bring_up(people=both, now=timezone.now())


@handles("audience.changed")
def look_at_audience(payload: dict) -> More | None:
    audience, now = Audience.objects.get(pk=payload["audience_id"]), timezone.now()

    def look(people: list[int]) -> None:
        refresh.refresh_audience(audience=audience, people=people, now=now)
        open_rounds(now=now, people=people)

    return in_pieces(payload, by_people(look))


@handles("requirement.changed")
def look_at_requirement(payload: dict) -> More | None:
    requirement, now = Requirement.objects.get(pk=payload["requirement_id"]), timezone.now()

    def look(people: list[int]) -> None:
        refresh.refresh_requirement(requirement=requirement, people=people, now=now)
        open_rounds(now=now, people=people)

    return in_pieces(payload, by_people(look))


@every(minutes=60, topic="compliance.time")
def what_time_changes(payload: dict) -> More | None:
    """Once an hour, so that a day that begins is seen soon: the first run of it has the work."""
    now = timezone.now()
    return in_pieces(payload, lambda at: refresh.advance_some(now=now, at=at)[0], once(lambda: open_rounds(now=now)))


@every(minutes=24 * 60, topic="compliance.night")
def night(payload: dict) -> More | None:
    """`refresh.nightly` in pieces; what time changes has its own hour."""
    now = timezone.now()

    return in_pieces(
        payload,
        by_people(lambda people: refresh.refresh_people(people=people, now=now)),
        lambda course: refresh.catch_up_course(now=now, after=course)[0],
        once(lambda: refresh.try_snags(now=now)),
        lambda part: parts.close_some_parts(part)[0],
        lambda row: answered.close_some_unasked(row)[0],
        lambda unit: counting.add_up_unit(unit)[0],
    )


@every(minutes=30, topic="compliance.reminders")
def what_is_owed(payload: dict) -> More | None:
    """Found once a day by what time it is; the other runs find what is new, and send what waited for duty hours."""
    now = timezone.now()
    return in_pieces(
        payload,
        lambda at: remind.find_some(now=now, at=at)[0],
        lambda at: remind.write_some(now=now, at=at)[0],
        once(lambda: tell_supervisors(now=now)),
        once(lambda: tell_authors(now=now)),
    )


@every(minutes=30, topic="compliance.reports")
def reports_by_mail(payload: dict) -> More | None:
    """Found on their day; the other runs send what waited for duty hours. A report at a time."""
    now = timezone.now()
    return in_pieces(payload, lambda at: send_one(now=now, at=at)[0])


@handles("compliance.letter")
def send(payload: dict) -> None:
    send_letter(letter_id=payload["letter_id"], now=timezone.now())


def by_people(look: Callable[[list[int]], object], among: Collection[int] | None = None) -> Step:
    """A step of so many people, by their ids."""

    def step(after: int | None) -> int | None:
        people = Person.objects.filter(pk__gt=after or 0)
        if among is not None:
            people = people.filter(pk__in=among)
        some = list(people.order_by("pk").values_list("pk", flat=True)[:PEOPLE_AT_ONCE])
        if some:
            look(some)
        return some[-1] if len(some) == PEOPLE_AT_ONCE else None

    return step
