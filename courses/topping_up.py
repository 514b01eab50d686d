"""What a top-up asks of someone: the items that a release added or changed since the edition they finished."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Max

from courses.models import Change, CourseEdition, EditionItem, Enrollment
from courses.outline import edition_rows, job_facts, outline_item
from courses.path import build_path
from courses.permissions import mine


def top_up_activities(enrollment: Enrollment) -> set[int]:
    """Of a top-up round: every activity that a top-up touched since the person was last up to date."""
    base = base_number(enrollment.person, enrollment.course_id, enrollment.release)
    return touched_since({enrollment.course_id: base})[enrollment.course_id]


def touched_since(bases: Mapping[int, int]) -> dict[int, set[int]]:
    """By course, the activities that editions after the given number added or changed as a top-up. One query."""
    found: dict[int, set[int]] = {course_id: set() for course_id in bases}
    rows = EditionItem.objects.filter(edition__course__in=bases, change=Change.TOP_UP)
    for course_id, number, activity_id in rows.values_list("edition__course", "edition__number", "activity"):
        if number > bases[course_id]:
            found[course_id].add(activity_id)
    return found


def base_number(person, course_id: int, release: CourseEdition | None) -> int:
    """The newest edition that this person has finished, whole or topped up; of an unknown one, the one before."""
    finished = Enrollment.objects.filter(mine(person), course=course_id, completed_at__isnull=False)
    last = finished.aggregate(last=Max("edition__number"))["last"]
    return last if last is not None else before(release.number if release else None)


def base_numbers(course_id: int, rounds: Iterable[Enrollment]) -> dict[int, int]:
    """`base_number` of many top-ups of one course, by round. One query."""
    finished = Enrollment.objects.filter(course=course_id, completed_at__isnull=False).order_by()
    last: dict[int, int] = {}
    rows = finished.values_list("person", "person__merged_into").annotate(last=Max("edition__number"))
    for person_id, merged_into, number in rows:
        if number is not None:
            last[merged_into or person_id] = max(number, last.get(merged_into or person_id, 0))
    return {each.pk: last.get(each.keeper_id, before(each.release.number if each.release else None)) for each in rounds}


def before(number: int | None) -> int:
    return number - 1 if number else 0


def notes_since(enrollment: Enrollment) -> list[str]:
    """What the trainers wrote about each larger change that this round answers to, the newest first."""
    if enrollment.kind == Enrollment.Kind.TOP_UP or enrollment.started_at:
        number = base_number(enrollment.person, enrollment.course_id, enrollment.release)
    else:
        number = before(enrollment.release.number) if enrollment.release else 0
    rows = CourseEdition.objects.filter(course=enrollment.course_id, number__gt=number)
    rows = rows.filter(change__in=[Change.TOP_UP, Change.RETAKE]).exclude(note="").order_by("-number")
    return list(rows.values_list("note", flat=True))


def offered_since(enrollment: Enrollment, newest_id: int | None, on: dt.date) -> int | None:
    """The edition number after which there is something new that this person may take in; None when there is not.

    For a whole round that began on an older edition, open or finished. No query for one that is up to date. Whoever is
    done is offered only what the newest edition asks of their job that day: a top-up of anything else would be empty.
    """
    if enrollment.kind != Enrollment.Kind.WHOLE or enrollment.edition is None or enrollment.edition_id == newest_id:
        return None
    number = enrollment.edition.number
    if enrollment.completed_at:
        number = base_number(enrollment.person, enrollment.course_id, None)
    touched = touched_since({enrollment.course_id: number})[enrollment.course_id]
    if touched and enrollment.completed_at:
        rows = edition_rows(edition=newest_id, activity__in=touched)
        path = build_path(map(outline_item, rows), job_facts(enrollment.person, on))
        return number if any(step.item.asks for step in path) else None
    return number if touched else None
