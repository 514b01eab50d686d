"""Moving one person by hand: from a day on, another unit, job or supervisor. Both days to come and days past."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from people.actions.locks import lock_person
from people.models import Job, Person
from people.moving import Terms, job_before, why_not


class CannotMove(ValueError):
    """`code` says why; `people.moving.said` says it in words."""

    def __init__(self, code: str, **about):
        self.code, self.about = code, about
        super().__init__(code)


class MovedSince(Exception):
    """The job is not what it was when the preview was shown. Nothing was changed."""


@transaction.atomic
def move_person(*, job: Job, terms: Terms, on: dt.date, shown: str = "") -> Job:
    """From `on` the person works under these terms instead of under `job`. Returns the job that stands from then.

    A span that has counted is closed and the next one opened; one that has not begun is corrected in place. `shown`
    is the stamp of the preview. The same move sent twice is found done. Raises CannotMove, MovedSince.
    """
    person = lock_person(job.person_id)
    found = Job.objects.filter(pk=job.pk, person=person).first()
    done = _done(person, terms, on)
    if done:
        return done
    if found is None or (shown and stamp(found) != shown):
        raise MovedSince
    if refused := why_not(found, terms, on, today=timezone.localdate()):
        raise CannotMove(refused.code, **dict(refused.about))
    if found.starts_on >= timezone.localdate():
        before = job_before(found)
        moved = _fill(found, terms)
        moved.starts_on = on
        if before:
            before.ends_on = on
            before.save(update_fields=["ends_on"])
    else:
        found.ends_on = on
        found.save(update_fields=["ends_on"])
        moved = _fill(Job(person=person, primary=found.primary, starts_on=on), terms)
    moved.save()
    promise(
        topic="people.changed",
        key=f"people.changed:move:{moved.pk}:{timezone.now().isoformat()}",
        payload={"person_ids": [person.pk]},
    )
    return moved


@transaction.atomic
def take_back_move(*, job: Job) -> Job | None:
    """A move that has not begun is taken back: the job before it goes on. Gone already: None."""
    person = lock_person(job.person_id)
    found = Job.objects.filter(pk=job.pk, person=person, starts_on__gt=timezone.localdate()).first()
    if found is None:
        return None
    before = job_before(found)
    found.delete()
    if before:
        before.ends_on = None
        before.save(update_fields=["ends_on"])
    promise(
        topic="people.changed",
        key=f"people.changed:stay:{job.pk}:{timezone.now().isoformat()}",
        payload={"person_ids": [person.pk]},
    )
    return before


def stamp(job: Job) -> str:
    """Changes when the job does, so that a preview from before is not carried out."""
    return ":".join(
        str(value)
        for value in (
            job.unit_id, job.family_id, job.title, job.level, job.supervisor_id, job.duty_calendar_id, job.starts_on,
            job.ends_on,
        )
    )  # fmt: skip


def _done(person: Person, terms: Terms, on: dt.date) -> Job | None:
    """The very job that is asked for, left by the first of two clicks."""
    return Job.objects.filter(person=person, starts_on=on, ends_on__isnull=True, **terms.fields()).first()


def _fill(job: Job, terms: Terms) -> Job:
    for name, value in terms.fields().items():
        setattr(job, name, value)
    return job
