"""Start: from here on the learner stands on one edition and one path."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.locks import lock_course, lock_round
from courses.models import Enrollment, EnrollmentItem
from courses.outline import edition_rows, job_facts, outline_item
from courses.path import build_path
from courses.refusals import Refused


def start(*, enrollment: Enrollment, now: dt.datetime) -> Enrollment:
    """Pin the newest edition and write the path with its reasons. A round that was started stays as it is."""
    with transaction.atomic():
        edition_id = lock_course(enrollment.course_id).newest_id  # a release under way is waited for
        enrollment = lock_round(enrollment)
        if enrollment.started_at:
            return enrollment
        if enrollment.closed_at:
            raise Refused(_("This round was closed. Join the course again to go on."))
        if edition_id is None:
            raise Refused(_("This course is not released yet."))
        jobs = job_facts(enrollment.person, timezone.localdate(now))
        path = build_path([outline_item(row) for row in edition_rows(edition=edition_id)], jobs)
        if not path:
            raise Refused(_("Nothing in this course is for your job. Tell the trainers if you think it should be."))
        EnrollmentItem.objects.bulk_create(
            EnrollmentItem(enrollment=enrollment, item_id=step.item.id, order=order, reason=step.reason.stored())
            for order, step in enumerate(path, 1)
        )
        enrollment.edition_id = edition_id
        enrollment.started_at = now
        enrollment.save(update_fields=["edition", "started_at"])
    return enrollment
