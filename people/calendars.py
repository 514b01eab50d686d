"""A person's working hours, from their duty calendar and the district's holidays."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from people.district import holidays
from people.duty import FARTHEST, Hours
from people.models import DutyCalendar, Job


def calendar_of(person, on: dt.date) -> DutyCalendar | None:
    """Of the primary job held that day, else of any other one."""
    jobs = Job.objects.held(on).filter(_of([person.pk]), duty_calendar__isnull=False).select_related("duty_calendar")
    job = jobs.order_by("-primary", "starts_on").first()
    return job.duty_calendar if job else None


def hours_of(person, on: dt.date) -> Hours:
    """From that day on: the calendar's hours, or a school office's where there is none."""
    closed = holidays(on - dt.timedelta(days=1), on + dt.timedelta(days=FARTHEST))
    return hours(calendar_of(person, on) or DutyCalendar(), closed)


def hours(calendar: DutyCalendar, closed: frozenset[dt.date] = frozenset()) -> Hours:
    return Hours(calendar.starts_at, calendar.ends_at, frozenset(int(day) for day in calendar.weekdays), closed)


def paid_time_only(person, on: dt.date) -> bool:
    """Is this person asked to learn in paid hours alone? Any of today's jobs that says so is enough."""
    return Job.objects.held(on).filter(_of([person.pk]), duty_calendar__paid_time_only=True).exists()


def hours_by_person(people: Collection[int], on: dt.date) -> dict[int, tuple[Hours, bool]]:
    """For many at once: the hours, and whether they learn in paid time only. Two queries, however many."""
    closed = holidays(on - dt.timedelta(days=1), on + dt.timedelta(days=FARTHEST))
    found = {person: (hours(DutyCalendar(), closed), False) for person in people}
    jobs = Job.objects.held(on).filter(_of(people), duty_calendar__isnull=False)
    jobs = jobs.select_related("person", "duty_calendar").order_by("primary", "-starts_on")
    for job in jobs:  # the one that counts comes last
        person = job.person_id if job.person_id in found else job.person.merged_into_id
        _hours, paid_only = found[person]
        found[person] = hours(job.duty_calendar, closed), paid_only or job.duty_calendar.paid_time_only
    return found


def _of(people: Collection[int]) -> Q:
    """Jobs of these people, also those that stand on a record that was merged into theirs."""
    return Q(person__in=people) | Q(person__merged_into__in=people)
