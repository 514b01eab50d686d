"""Start: from here on the learner stands on one edition and one path."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.closing import close_unasked
from courses.actions.locks import lock_course, lock_round
from courses.actions.settle import settle, tell_of_round
from courses.carrying import carried_into
from courses.models import Enrollment, EnrollmentItem
from courses.outline import counts_since, earlier_evidence, edition_rows, job_facts, outline_item
from courses.path import PathItem, build_path
from courses.refusals import Refused
from courses.topping_up import top_up_activities


def start(*, enrollment: Enrollment, now: dt.datetime) -> Enrollment:
    """Pin the newest edition and write the path with its reasons. A round that was started stays as it is.

    What was shown before and may count is carried in, each with its reason; a round of which all is carried is done.
    A top-up that asks nothing of this person any more comes back closed: to refuse it would keep it due for ever.
    """
    with transaction.atomic():
        edition_id = lock_course(enrollment.course_id).newest_id  # a release under way is waited for
        enrollment = lock_round(enrollment)
        if enrollment.started_at:
            return enrollment
        if enrollment.closed_at:
            raise Refused(_("This round was closed. Join the course again to go on."))
        if edition_id is None:
            raise Refused(_("This course is not released yet."))
        path = path_of(enrollment, edition_id, timezone.localdate(now))
        if enrollment.kind == Enrollment.Kind.TOP_UP and not any(step.item.asks for step in path):
            close_unasked([enrollment])
            return enrollment
        if not path:
            raise Refused(_("Nothing in this course is for your job. Tell the trainers if you think it should be."))
        carried = carried_into(
            path, earlier_evidence(enrollment, path), since=counts_since(enrollment, edition_id, now)
        )
        EnrollmentItem.objects.bulk_create(
            EnrollmentItem(
                enrollment=enrollment,
                item_id=step.item.id,
                order=order,
                reason=step.reason.stored(),
                carried_id=carried[step.item.id].evidence_id if step.item.id in carried else None,
                carried_reason=carried[step.item.id].stored() if step.item.id in carried else {},
            )
            for order, step in enumerate(path, 1)
        )
        enrollment.edition_id = edition_id
        enrollment.started_at = now
        enrollment.save(update_fields=["edition", "started_at"])
        tell_of_round(enrollment.pk, now)
        return settle(enrollment, now)


def path_of(enrollment: Enrollment, edition_id: int, on: dt.date) -> list[PathItem]:
    """The path that this round would get that day: the person's own, and in a top-up what changed alone."""
    rows = edition_rows(edition=edition_id)
    if enrollment.kind == Enrollment.Kind.TOP_UP:
        rows = rows.filter(activity__in=top_up_activities(enrollment))
    return build_path([outline_item(row) for row in rows], job_facts(enrollment.person, on))
