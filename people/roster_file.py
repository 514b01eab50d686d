"""From the bytes that HR sends, and the records, to what the roster decision reads."""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db.models import Q

from people.models import Job, JobFamily, Person, Unit
from people.roster import Current, CurrentJob, CurrentPerson, JobTerms, Place, RosterPlan, RosterRow, plan
from safe.tables import read_table

REQUIRED = ("employee_number", "first_name", "last_name", "unit", "job_family")
COLUMNS = (
    "employee_number",
    "first_name",
    "last_name",
    "email",
    "unit",
    "job_family",
    "job_title",
    "level",
    "supervisor",
    "hired_on",
    "job_from",
    "primary",
)


def read_rows(data: bytes) -> tuple[list[RosterRow], list[str]]:
    """The rows of a CSV or XLSX file, and remarks on the file. Raises BadTable with a sentence for who sent it."""
    table = read_table(data, required=REQUIRED, known=COLUMNS, unknown_ok=True)
    return [RosterRow(line=row.line, **row.values) for row in table.rows], table.notes


def current(on: dt.date) -> Current:
    """Everyone on record with the jobs that a plan may touch, in four queries."""
    jobs = defaultdict(list)
    recent = Job.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    for job in recent.select_related("unit", "family", "supervisor").order_by("pk"):
        terms = JobTerms(
            unit=job.unit.slug,
            family=job.family.slug,
            title=job.title,
            level=job.level,
            supervisor=job.supervisor.username if job.supervisor else None,
            primary=job.primary,
        )
        jobs[job.person_id].append(CurrentJob(job.pk, terms, job.starts_on, job.ends_on))
    people = tuple(
        CurrentPerson(
            employee_number=person.username,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email,
            hired_on=person.hired_on,
            left_on=person.left_on,
            merged_into=person.merged_into.username if person.merged_into else None,
            jobs=tuple(jobs[person.pk]),
        )
        for person in Person.objects.select_related("merged_into").order_by("username")
    )
    units = tuple(Place(unit.slug, unit.name, unit.closed_on) for unit in Unit.objects.order_by("slug"))
    families = tuple(Place(family.slug, family.name) for family in JobFamily.objects.order_by("slug"))
    return Current(people, units, families)


def plan_for(data: bytes, on: dt.date) -> tuple[RosterPlan, list[str]]:
    """What this file would change today, and remarks on the file itself. Raises BadTable."""
    rows, remarks = read_rows(data)
    return plan(rows, current(on), on=on, leaver_share=settings.ROSTER_LEAVER_SHARE), remarks
