"""From rows to the plain facts that decisions take: items, jobs, evidence, attempts."""

import datetime as dt
from collections.abc import Iterable

from courses.completion import Fact, Try
from courses.models import Attempt, EditionItem, EnrollmentItem, Evidence
from courses.path import Fit, JobFacts, OutlineItem, PathItem, Reason
from courses.permissions import mine
from people.models import Job


def outline_item(row: EditionItem) -> OutlineItem:
    return OutlineItem(
        id=row.pk,
        activity_id=row.activity_id,
        order=row.order,
        required=row.required,
        gate=row.gate,
        group=row.group,
        group_n=row.group_n,
        fit=Fit.read(row.fit),
        accepts_from=row.accepts_from,
        minutes=row.version.minutes,
    )


def path_item(row: EnrollmentItem) -> PathItem:
    carried_at = row.carried.occurred_at if row.carried else None
    return PathItem(outline_item(row.item), Reason.read(row.reason), carried_at)


def edition_rows(**where):
    """Items of editions with their versions, without the heavy definitions."""
    return EditionItem.objects.filter(**where).select_related("version").defer("version__definition").order_by("order")


def path_rows(**where):
    """Steps of rounds with item, version and carried evidence, without the heavy definitions."""
    return (
        EnrollmentItem.objects.filter(**where)
        .select_related("item__version", "carried")
        .defer("item__version__definition")
        .order_by("order")
    )


def job_facts(person, on: dt.date) -> list[JobFacts]:
    """The jobs someone holds on that date, primary first."""
    held = Job.objects.held(on).filter(mine(person)).select_related("family", "unit").order_by("-primary", "pk")
    return [
        JobFacts(
            family=job.family.slug,
            level=job.level,
            setting=job.unit.setting,
            family_name=job.family.name,
            level_name=str(job.get_level_display()),
            setting_name=str(job.unit.get_setting_display()),
        )
        for job in held
    ]


def facts_of(person, activity_ids: Iterable[int]) -> list[Fact]:
    """Standing evidence of someone for these activities."""
    rows = Evidence.objects.standing().filter(mine(person), activity__in=list(activity_ids))
    return [Fact(*row) for row in rows.values_list("activity_id", "occurred_at", "version__number")]


def tries_of(enrollment_id: int) -> list[Try]:
    rows = Attempt.objects.filter(enrollment=enrollment_id).order_by("started_at", "pk")
    return [Try(*row) for row in rows.values_list("activity_id", "state")]
