"""Closing what someone holds when they leave: jobs and role grants, as dated spans that never become empty."""

import datetime as dt

from django.db.models import Q

from people.models import Job, Person, RoleGrant


def end_spans(people: list[Person], *, first_day_away: dt.date) -> None:
    """Jobs and grants of these people end that day; what would have started then or later is dropped, never having
    counted. A grant of that same day keeps its one day, for the record of who could do what."""
    jobs = Job.objects.filter(person__in=people)
    jobs.filter(starts_on__gte=first_day_away).delete()
    jobs.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=first_day_away)).update(ends_on=first_day_away)
    grants = RoleGrant.objects.filter(person__in=people)
    grants.filter(starts_on__gt=first_day_away).delete()
    going = grants.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=first_day_away))
    going.filter(starts_on=first_day_away).update(ends_on=first_day_away + dt.timedelta(days=1))
    going.filter(starts_on__lt=first_day_away).update(ends_on=first_day_away)
