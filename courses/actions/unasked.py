"""After a release or a change of jobs: which open top-ups are left with nothing to do, and could never be finished."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.actions.closing import close_empty, close_unasked
from courses.actions.locks import lock_course, lock_rounds
from courses.meaning import asks_something
from courses.models import Change, CourseEdition, EditionItem, Enrollment
from courses.outline import edition_rows, jobs_by_person, outline_item
from courses.path import Fit
from courses.topping_up import base_numbers


def close_what_is_unasked(edition: CourseEdition) -> None:
    """Close every open top-up of the course that needs nothing any more. Those of this release were just asked for.

    Called with the course locked. The queries do not grow with how many wait, but for those that are closed.
    """
    rounds = Enrollment.objects.open().top_ups().filter(course=edition.course).select_related("release")
    begun = lock_rounds(rounds.filter(started_at__isnull=False))
    waiting = lock_rounds(rounds.filter(started_at__isnull=True).exclude(release=edition))
    close_empty(begun)
    if waiting:
        close_unasked(_unasked(waiting, edition, timezone.localdate()))


def close_after_change(*, people: Collection[int] | None, on: dt.date) -> None:
    """Jobs changed, of these kept records or of everyone: a top-up that waits may be for others now.

    Of somebody without any job that day nothing is closed: the next job says what is asked.
    """
    rounds = Enrollment.objects.open().top_ups().filter(started_at__isnull=True)
    if people is not None:
        rounds = rounds.filter(Q(person__in=people) | Q(person__merged_into__in=people))
    for course_id in list(rounds.order_by().values_list("course", flat=True).distinct()):
        with transaction.atomic():
            newest = lock_course(course_id).newest
            waiting = lock_rounds(rounds.filter(course=course_id).select_related("release"))
            held = jobs_by_person({each.keeper_id for each in waiting}, on)
            waiting = [each for each in waiting if held.get(each.keeper_id)]
            if newest and waiting:
                close_unasked(_unasked(waiting, newest, on))


def _unasked(waiting: Collection[Enrollment], edition: CourseEdition, on: dt.date) -> list[Enrollment]:
    """What each would get at Start is `path_of`; here the same for thousands at once, by whom the items are for."""
    touched = _touched(edition)
    if not touched:
        return list(waiting)  # the same for all of them
    bases = base_numbers(edition.course_id, waiting)
    for_all = all(fit.for_everyone for _number, fit in touched)
    jobs = {} if for_all else jobs_by_person({each.keeper_id for each in waiting}, on)
    return [
        each
        for each in waiting
        if not asks_something([fit for number, fit in touched if number > bases[each.pk]], jobs.get(each.keeper_id, []))
    ]


def _touched(edition: CourseEdition) -> list[tuple[int, Fit]]:
    """The number of each top-up that touched something which the newest edition asks for, and whom that is for."""
    outline = map(outline_item, edition_rows(edition=edition))
    asked = {item.activity_id: item.fit for item in outline if item.asks}
    rows = EditionItem.objects.filter(edition__course=edition.course_id, change=Change.TOP_UP, activity__in=asked)
    pairs = rows.order_by().values_list("edition__number", "activity")
    return [(number, asked[activity_id]) for number, activity_id in pairs]
