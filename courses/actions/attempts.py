"""Open a try at an activity, or find the one that is open."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from courses import testing_out
from courses.actions.locks import lock_round
from courses.models import Activity, ActivityVersion, Attempt, Draft, Enrollment, EnrollmentItem
from courses.outline import outline_item
from courses.permissions import mine
from courses.quiz import draw
from courses.refusals import Refused


def open_attempt(*, enrollment: Enrollment, item: EnrollmentItem, key: uuid.UUID) -> Attempt:
    """The open try at this step of a round, or a new one under `key`. The same key again gives the same try."""
    with transaction.atomic():
        enrollment = lock_round(enrollment)
        item = EnrollmentItem.objects.select_related("item__version", "item__activity").get(
            pk=item.pk, enrollment=enrollment
        )
        tries = Attempt.objects.filter(enrollment=enrollment, activity=item.item.activity_id)
        standing = tries.filter(key=key).first() or tries.open().first()
        if standing is not None:
            return _on_accepted_version(standing, item)
        if enrollment.started_at is None or enrollment.completed_at or enrollment.closed_at:
            raise Refused(_("This course is not under way, so nothing new can be opened in it."))
        if item.item.kind == testing_out.KIND and tries.exists():
            raise Refused(_("You have taken this pre-assessment. It can be taken once each time you do the course."))
        if tries.filter(state=Attempt.State.AWAITING).exists():
            raise Refused(_("Your reply is with a marker. You can go on when its score is in."))
        if Attempt.objects.filter(key=key).exists():
            key = uuid.uuid4()
        return Attempt.objects.create(
            key=key,
            person_id=enrollment.person_id,
            enrollment=enrollment,
            activity_id=item.item.activity_id,
            version=item.item.version,
            mode=Attempt.Mode.ASSESSED,
            locale=item.item.version.locale,
            questions=_questions(item.item.version, enrollment.person, key, enrollment.course_id),
        )


def open_practice(*, person, activity: Activity, key: uuid.UUID) -> Attempt:
    """A try of the newest version that nobody else will see. The same key again gives the same try."""
    with transaction.atomic():
        tries = Attempt.objects.filter(mine(person), activity=activity, mode=Attempt.Mode.PRACTICE)
        standing = tries.filter(key=key).first()
        if standing is not None:
            return standing
        version = activity.versions.order_by("-number").first()
        if version is None:
            raise Refused(_("This practice is not released yet."))
        if Attempt.objects.filter(key=key).exclude(pk__in=tries.values("pk")).exists():
            key = uuid.uuid4()  # another's, or of another kind
        # There is no row to lock: of two clicks at once, the second finds the try that the first made.
        attempt, _made = tries.get_or_create(
            key=key,
            defaults={
                "person": person,
                "activity": activity,
                "version": version,
                "mode": Attempt.Mode.PRACTICE,
                "locale": version.locale,
                "questions": _questions(version, person, key),
            },
        )
        return attempt


def discard_practice(*, attempt: Attempt) -> None:
    """Delete a practice try and all that hangs on it; one that is gone is gone.

    Raises Refused for assessed work, which is a record.
    """
    with transaction.atomic():
        locked = Attempt.objects.select_for_update(no_key=True).filter(pk=attempt.pk).first()
        if locked is None:
            return
        if locked.mode != Attempt.Mode.PRACTICE:
            raise Refused(_("Assessed work is kept as your record and cannot be deleted."))
        Draft.objects.filter(place__startswith=f"attempt:{locked.key}:").delete()
        locked.delete()


def _on_accepted_version(attempt: Attempt, item: EnrollmentItem) -> Attempt:
    """After an urgent correction, an open try of the old text would not count: it begins anew on the corrected one.

    Not where a person scores: what was written to the old text is the learner's, and stays.
    """
    version = item.item.version
    is_old = not outline_item(item.item).accepts(attempt.version.number)
    if not attempt.is_open or not is_old or attempt.activity.awaits_score:
        return attempt
    questions = _questions(version, attempt.person, attempt.key, item.enrollment.course_id)
    # One UPDATE decides: handed in from another tab meanwhile, the try keeps the version that was answered.
    Attempt.objects.open().filter(pk=attempt.pk).update(version=version, progress={}, questions=questions)
    attempt.refresh_from_db()
    return attempt


def _questions(version: ActivityVersion, person, key: uuid.UUID, course: int | None = None) -> list[Any]:
    """The uuids of the questions drawn, in order; those of earlier tries come last into question.

    Tries of other quizzes of the course count as well: a pre-assessment does not give away what is asked later.
    """
    definition = version.definition
    if not definition.get("pool"):
        return []
    same = Q(activity=version.activity_id) | (Q(enrollment__course=course) if course else Q())
    earlier = Attempt.objects.filter(mine(person), same).values_list("questions", flat=True)
    seen = {uuid_ for questions in earlier for uuid_ in questions}
    return [question["uuid"] for question in draw(definition, seen=seen, seed=str(key))]
