"""The learner answers a path that a job change proposes: takes it, or keeps the one of the Start.

My learning tells of it, once for each change; put away, the proposal waits on the course's page.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courses.actions.locks import lock_round
from courses.actions.settle import decision_of, settle
from courses.completion import State
from courses.models import Enrollment, EnrollmentItem
from courses.outline import edition_rows, job_facts, outline_item, path_item, path_rows
from courses.path import build_path
from courses.path_change import Proposal, propose
from courses.refusals import Refused


def proposal_of(enrollment: Enrollment, on: dt.date) -> Proposal:
    """What today's jobs would change. Nothing for a round that is not under way, or a top-up."""
    under_way = enrollment.started_at and not enrollment.completed_at and not enrollment.closed_at
    if not under_way or enrollment.kind != Enrollment.Kind.WHOLE:
        return Proposal()
    held = [path_item(row) for row in path_rows(enrollment=enrollment.pk)]
    fitting = build_path(
        map(outline_item, edition_rows(edition=enrollment.edition_id)), job_facts(enrollment.person, on)
    )
    done = {each.item_id for each in decision_of(enrollment).items if each.state == State.COMPLETED}
    return propose(held, fitting, done=done)


def take_path(*, enrollment: Enrollment, key: str, now: dt.datetime, on: dt.date) -> Enrollment:
    """`key`: of the proposal that the learner saw. What was tried in a dropped step stays on record."""
    with transaction.atomic():
        locked = lock_round(enrollment)
        proposal = _seen(locked, key, on)
        EnrollmentItem.objects.filter(enrollment=locked, item__in=[step.item.id for step in proposal.dropped]).delete()
        EnrollmentItem.objects.bulk_create(
            EnrollmentItem(enrollment=locked, item_id=step.item.id, order=step.item.order, reason=step.reason.stored())
            for step in proposal.added
        )
        _in_order(locked)
        put_news_away(Enrollment.objects.filter(pk=locked.pk))
        return settle(locked, now)


def keep_path(*, enrollment: Enrollment, key: str, on: dt.date) -> Enrollment:
    """The same proposal is not made again; another job change makes another."""
    with transaction.atomic():
        locked = lock_round(enrollment)
        locked.path_kept = _seen(locked, key, on).key
        locked.path_offered_on = None
        locked.save(update_fields=["path_kept", "path_offered_on"])
    return locked


def put_news_away(rounds: QuerySet[Enrollment]) -> None:
    """Read, or answered. `path_offered` stays, so that the same change is not told of again."""
    rounds.filter(path_offered_on__isnull=False).update(path_offered_on=None)


def _seen(locked: Enrollment, key: str, on: dt.date) -> Proposal:
    proposal = proposal_of(locked, on)
    if not proposal or proposal.key != key:
        raise Refused(_("Your path has changed since this page was shown. Look at it again."))
    return proposal


def _in_order(enrollment: Enrollment) -> None:
    """As the outline has them."""
    steps = list(EnrollmentItem.objects.filter(enrollment=enrollment).select_related("item").order_by("item__order"))
    for order, step in enumerate(steps, 1):
        step.order = order
    EnrollmentItem.objects.bulk_update(steps, ["order"])
