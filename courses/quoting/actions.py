"""The verbs of a bulk release: look at everything that quotes older words, choose, release one after another.

Looking and releasing take a moment for each course, so both go through the outbox, a course at a time.
"""

import logging
from collections.abc import Callable, Collection
from typing import TypeVar

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models.bulk_release import BulkRelease, BulkReleasePart
from courses.quoting.found import Found, kept_problem
from courses.quoting.looking import look_at, page_of
from courses.quoting.older import still_older
from courses.quoting.source import source_of
from courses.release.actions import release_activity, release_course
from courses.release.problems import Problem, ReleaseErrors
from goals.models import Standard, Word
from outbox.actions import promise

log = logging.getLogger(__name__)
State = BulkReleasePart.State
T = TypeVar("T")


def begin_bulk_release(*, subject: Standard | Word, actor) -> BulkRelease | None:
    """Have everything looked at that quotes it in older words; None when nothing does."""
    older = still_older(subject)
    if not older:
        return None
    with transaction.atomic():
        bulk = BulkRelease.objects.create(source=source_of(subject), asked_by=actor)
        BulkReleasePart.objects.bulk_create(
            BulkReleasePart(
                bulk=bulk,
                of=each.key,
                alone=each.alone,
                title=each.title,
                number=each.number,
                since=each.since,
                said=each.said,
            )
            for each in older
        )
        promise(topic="bulk_release.begun", key=f"bulk_release.begun:{bulk.pk}", payload={"bulk_id": bulk.pk})
    return bulk


def choose(*, bulk: BulkRelease, parts: Collection[int], change: str, note: str) -> bool:
    """Send these parts off, once. False when that was done before, or when they are still being looked at."""
    with transaction.atomic():
        bulk = BulkRelease.objects.select_for_update(no_key=True).get(pk=bulk.pk)
        if bulk.confirmed_at or bulk.parts.filter(state=State.WAITING).exists():
            return False
        bulk.change, bulk.note, bulk.confirmed_at = change, note.strip(), timezone.now()
        bulk.save()
        bulk.parts.filter(pk__in=parts, state=State.LOOKED_AT).update(state=State.CHOSEN)
        promise(topic="bulk_release.chosen", key=f"bulk_release.chosen:{bulk.pk}", payload={"bulk_id": bulk.pk})
    return True


def look_at_next(bulk_id: int) -> int | None:
    """One course. Gives its number, None when all are looked at."""
    part = _next(bulk_id, State.WAITING)
    if part is None:
        return None
    found = _guarded(part, lambda: look_at(part))
    part.found = (found or Found(problems=part.refused)).kept()
    part.state, part.refused = State.LOOKED_AT, []
    part.save(update_fields=["found", "state", "refused"])
    return part.pk


def release_next(bulk_id: int) -> int | None:
    """One course, in a transaction of its own. Gives its number, None when all are done.

    Done twice it gives the same edition: what was released is nothing new.
    """
    part = _next(bulk_id, State.CHOSEN)
    if part is None:
        return None
    made = _guarded(part, lambda: _release(part))
    part.state = State.REFUSED
    if made:
        part.made, at = made
        part.state = State.RELEASED if at >= part.bulk.confirmed_at else State.NOTHING_NEW
    part.save(update_fields=["made", "state", "refused"])
    return part.pk


def _next(bulk_id: int, state: str) -> BulkReleasePart | None:
    return BulkReleasePart.objects.filter(bulk=bulk_id, state=state).select_related("bulk__asked_by").first()


def _release(part: BulkReleasePart):
    """The number of what was made, and when."""
    bulk, page, seen = part.bulk, page_of(part), Found.read(part.found).digest
    if page is None:
        raise ReleaseErrors([Problem(None, part.title, "", _("Its page was deleted in the studio."))])
    if not page.permissions_for_user(bulk.asked_by).can_publish():
        told = _("You may not release it any more. Ask someone who may publish its page.")
        raise ReleaseErrors([Problem(page.pk, page.title, "", told)])
    if part.alone:
        version = release_activity(page=page, actor=bulk.asked_by, seen=seen)
        return version.number, version.made_at
    edition = release_course(course_page=page, change=bulk.change, note=bulk.note, actor=bulk.asked_by, seen=seen)
    return edition.number, edition.released_at


def _guarded(part: BulkReleasePart, deed: Callable[[], T]) -> T | None:
    """None when it was refused; then the part says why. What fails in one course may not keep the others waiting."""
    try:
        return deed()
    except ReleaseErrors as refused:
        part.refused = [kept_problem(each) for each in refused.problems]
    except (InterfaceError, OperationalError):
        raise  # the database is away, and the outbox tries again
    except Exception:
        log.exception("Course %s failed in a bulk release", part.of)
        told = _("It could not be read, and we do not know why. Open its release page; there it may say more.")
        part.refused = [kept_problem(Problem(None, part.title, "", told))]
    return None
