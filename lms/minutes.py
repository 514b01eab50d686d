"""Training minutes of a pay period, a line a person: what payroll asks for."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.active_time import Span, minutes, together
from courses.models import ActiveTime, Evidence, Session
from people.models import Job, Person
from people.pay_period import Period

HEADER = (
    "employee_number", "last_name", "first_name", "unit", "job", "paid_time_only", "period_from", "period_to",
    "active_minutes", "session_minutes", "total_minutes", "planned_minutes_of_finished",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """`active`: counted at the screen. `sessions`: in a room. `planned`: for the pieces that were finished."""

    person: Person
    job: Job | None
    paid_time_only: bool
    active: int
    sessions: int
    planned: int

    @property
    def total(self) -> int:
        return self.active + self.sessions


def lines_of(period: Period, *, paid_time_only: bool = False) -> list[Line]:
    """Everyone with minutes in the period, merged records as one. As many queries for one as for a thousand."""
    keeper = dict(Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    active: dict[int, int] = defaultdict(int)
    spans: dict[int, list[Span]] = defaultdict(list)
    planned: dict[int, int] = defaultdict(int)
    counted = ActiveTime.objects.filter(day__range=period).order_by().values_list("person")
    for person, seconds in counted.annotate(Sum("seconds")):
        active[keeper.get(person, person)] += seconds
    shown = Evidence.objects.standing().filter(occurred_at__range=_moments(period)).order_by()
    held = {str(session.pk): (session.starts_at, session.ends_at) for session in _sessions(shown)}
    for person, key in shown.filter(kind=Evidence.Kind.ATTENDED).values_list("person", "key"):
        if span := held.get(session_of(key)):
            spans[keeper.get(person, person)].append(span)
    sessions = {person: together(each) for person, each in spans.items()}
    finished = shown.filter(kind=Evidence.Kind.COMPLETED, version__isnull=False)
    for person, took in finished.values_list("person").annotate(Sum("version__minutes")):
        planned[keeper.get(person, person)] += took
    jobs = _jobs({*active, *sessions, *planned}, period)
    people = Person.objects.filter(pk__in={*active, *sessions, *planned})
    lines = [
        Line(
            person,
            jobs[person.pk][0] if jobs[person.pk] else None,
            any(job.duty_calendar and job.duty_calendar.paid_time_only for job in jobs[person.pk]),
            minutes(active[person.pk]),
            sessions.get(person.pk, 0),
            planned[person.pk],
        )
        for person in people
    ]
    return [line for line in lines if line.paid_time_only or not paid_time_only]


def table_of(lines: list[Line], period: Period):
    """The rows of the file, in the order of HEADER."""
    for line in lines:
        job = line.job
        yield [
            line.person.username, line.person.last_name, line.person.first_name, job.unit.name if job else "",
            (job.title or job.family.name) if job else "", _("yes") if line.paid_time_only else _("no"),
            period.first, period.last, line.active, line.sessions, line.total, line.planned,
        ]  # fmt: skip


def _moments(period: Period) -> tuple[dt.datetime, dt.datetime]:
    first = timezone.make_aware(dt.datetime.combine(period.first, dt.time.min))
    return first, timezone.make_aware(dt.datetime.combine(period.last, dt.time.max))


def session_of(key: str) -> str:
    """The number in the key of an attendance: `session:12:…`."""
    return key.split(":")[1] if key.startswith("session:") else ""


def _sessions(shown) -> list[Session]:
    keys = shown.filter(kind=Evidence.Kind.ATTENDED).values_list("key", flat=True)
    return list(Session.objects.filter(pk__in={number for key in keys if (number := session_of(key)).isdigit()}))


def _jobs(people: set[int], period: Period) -> dict[int, list[Job]]:
    """Jobs held at any time of the period, on any record of the person, the primary and latest one first."""
    held: dict[int, list[Job]] = defaultdict(list)
    rows = Job.objects.filter(Q(person__in=people) | Q(person__merged_into__in=people), starts_on__lte=period.last)
    rows = rows.exclude(ends_on__lte=period.first).select_related("person", "unit", "family", "duty_calendar")
    for job in rows.order_by("-primary", "-starts_on"):
        held[job.person.merged_into_id or job.person_id].append(job)
    return held
