"""Take in what a top-up offers: someone under way moves to the newest edition, someone who is done tops up."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.editions import move_rounds
from courses.actions.enroll import next_round
from courses.actions.locks import lock_course, lock_round
from courses.actions.settle import settle
from courses.models import Change, Enrollment
from courses.outline import edition_rows
from courses.permissions import mine
from courses.refusals import Refused
from courses.topping_up import offered_since


def take_new(*, enrollment: Enrollment) -> Enrollment:
    """The round in which the new part is done from now on. Refused when there is nothing new."""
    with transaction.atomic():
        course = lock_course(enrollment.course_id)
        locked = lock_round(enrollment)
        if locked.closed_at or offered_since(locked, course.newest_id, timezone.localdate()) is None:
            raise Refused(_("There is nothing new in this course for you."))
        if locked.completed_at:
            return _top_up(locked)
        edition = course.newest
        assert edition is not None  # there is something new, so there is an edition
        move_rounds([locked], edition, list(edition_rows(edition=edition)))
        return settle(locked, timezone.now())


def _top_up(done: Enrollment) -> Enrollment:
    """The open round of this person, if there is one already; else a top-up of their own wish."""
    rounds = Enrollment.objects.filter(mine(done.person), course=done.course_id)
    release = done.course.editions.filter(change=Change.TOP_UP).order_by("-number").first()
    return rounds.open().first() or Enrollment.objects.create(
        person=done.person,
        course_id=done.course_id,
        round=next_round(rounds),
        kind=Enrollment.Kind.TOP_UP,
        source=Enrollment.Source.SELF,
        enrolled_by=done.person,
        release=release,
        opened_at=timezone.now(),
    )
