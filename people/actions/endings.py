"""A last day set by hand, and taken back: the jobs go on as they would have without it."""

import datetime as dt

from django.utils import timezone

from people.actions.spans import end_spans
from people.models import Ending, Job, Person
from people.records import plain_row, row_of
from people.staying import jobs_that_go_on

DAY = dt.timedelta(days=1)


def set_last_day(person: Person, last_day: dt.date) -> None:
    """Jobs and roles end after it; what that does to the jobs is kept. `person` is locked."""
    before = _jobs_of(person)
    person.left_on = last_day
    person.save(update_fields=["left_on"])
    end_spans([person], first_day_away=last_day + DAY)
    Ending.objects.create(person=person, last_day=last_day, before=before, after=_jobs_of(person))


def take_back_last_day(person: Person) -> None:
    """The jobs as they would stand without the last day that is noted; roles that ended stay ended."""
    if person.left_on is None:
        return
    ending = person.endings.filter(last_day=person.left_on, taken_back_at__isnull=True).first()
    if ending is None:  # from before endings were kept, or of a roster
        person.jobs.filter(ends_on=person.left_on + DAY).update(ends_on=None)
        return
    first_day_away = (person.left_on + DAY).isoformat()
    rows = jobs_that_go_on(ending.before, ending.after, _jobs_of(person), first_day_away)
    for row in sorted(rows, key=lambda row: row["ends_on"] is None):
        _write(row_of(Job, row))
    ending.taken_back_at = timezone.now()
    ending.save(update_fields=["taken_back_at"])


def _write(job: Job) -> None:
    """Left out when another main job is open by now; without a supervisor who was taken off the record."""
    others = Job.objects.filter(person=job.person_id, primary=True, ends_on__isnull=True).exclude(pk=job.pk)
    if job.primary and job.ends_on is None and others.exists():
        return
    if not Person.objects.filter(pk=job.supervisor_id).exists():
        job.supervisor_id = None
    job.save()


def _jobs_of(person: Person) -> dict[str, dict]:
    return {str(job.pk): plain_row(job) for job in Job.objects.filter(person=person).order_by("pk")}
