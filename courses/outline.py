"""From rows to the plain facts that decisions take: items, jobs, evidence, attempts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Max, Q

from courses.carrying import Earlier
from courses.completion import Fact, Try
from courses.models import Attempt, CourseEdition, EditionItem, Enrollment, EnrollmentItem, Evidence
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
        accepts_also=frozenset([row.version.number, *(row.accepts_also or ())]),
        minutes=row.version.minutes,
    )


def path_item(row: EnrollmentItem) -> PathItem:
    # What was carried in and is voided since counts no more.
    carried = row.carried if row.carried and not hasattr(row.carried, "voided_by") else None
    return PathItem(
        outline_item(row.item),
        Reason.read(row.reason),
        carried.occurred_at if carried else None,
        Reason.read(row.carried_reason) if carried else None,
        carried.version.number if carried and carried.version else None,
    )


def edition_rows(**where):
    """Items of editions with their versions, without the heavy definitions."""
    return EditionItem.objects.filter(**where).select_related("version").defer("version__definition").order_by("order")


def path_rows(**where):
    """Steps of rounds with item, version and carried evidence, without the heavy definitions."""
    return (
        EnrollmentItem.objects.filter(**where)
        .select_related("item__version", "carried__version", "carried__voided_by")
        .defer("item__version__definition", "carried__version__definition")
        .order_by("order")
    )


def job_facts(person, on: dt.date) -> list[JobFacts]:
    """The jobs someone holds on that date, primary first."""
    held = Job.objects.held(on).filter(mine(person)).select_related("family", "unit").order_by("-primary", "pk")
    return [_job(row) for row in held]


def jobs_by_person(keepers: Collection[int], on: dt.date) -> dict[int, list[JobFacts]]:
    """The same for many kept records, in one query."""
    held = Job.objects.held(on).filter(_of(keepers)).select_related("family", "unit", "person")
    found: dict[int, list[JobFacts]] = defaultdict(list)
    for row in held.order_by("-primary", "pk"):
        found[row.person.merged_into_id or row.person_id].append(_job(row))
    return found


def last_turns(keepers: Collection[int], on: dt.date) -> dict[int, dt.date]:
    """By kept record, the last day until then on which a job of theirs began or ended."""
    rows = Job.objects.filter(_of(keepers), starts_on__lte=on).order_by()
    found: dict[int, dt.date] = {}
    for person, keeper, starts, ends in rows.values_list("person", "person__merged_into", "starts_on", "ends_on"):
        day = ends if ends and ends <= on else starts
        found[keeper or person] = max(day, found.get(keeper or person, day))
    return found


def _of(keepers: Collection[int]) -> Q:
    return Q(person__in=keepers) | Q(person__merged_into__in=keepers)


def _job(row: Job) -> JobFacts:
    return JobFacts(
        family=row.family.slug,
        level=row.level,
        setting=row.unit.setting,
        family_name=row.family.name,
        level_name=str(row.get_level_display()),
        setting_name=str(row.unit.get_setting_display()),
    )


def facts_of(person, activity_ids: Iterable[int]) -> list[Fact]:
    """Standing evidence of someone for these activities."""
    rows = Evidence.objects.standing().filter(mine(person), activity__in=list(activity_ids))
    return [Fact(*row) for row in rows.values_list("activity_id", "occurred_at", "version__number", "kind")]


def earlier_evidence(enrollment: Enrollment, path: Iterable[PathItem]) -> list[Earlier]:
    """What the person had shown of these activities before this round was opened, and where."""
    rows = Evidence.objects.standing().filter(
        mine(enrollment.person),
        activity__in=[step.item.activity_id for step in path],
        occurred_at__lt=enrollment.opened_at,
    )
    columns = rows.values_list(
        "pk", "activity", "occurred_at", "kind", "version__number", "enrollment__course__title", "enrollment__course",
        "enrollment__completed_at",
    )  # fmt: skip
    return [
        Earlier(pk, activity, at, kind, version, title or "", course == enrollment.course_id, done_at is not None)
        for pk, activity, at, kind, version, title, course, done_at in columns
    ]


def counts_since(enrollment: Enrollment, edition_id: int, now: dt.datetime) -> dt.datetime | None:
    """What was shown earlier has run out: before the last completion of this course, or by the course's validity."""
    finished = Evidence.objects.standing().filter(mine(enrollment.person), course=enrollment.course_id)
    last = finished.aggregate(last=Max("occurred_at"))["last"]
    months = CourseEdition.objects.values_list("validity_months", flat=True).get(pk=edition_id)
    ran_out = now - dt.timedelta(days=months * 365 // 12) if months else None
    return max((each for each in (last, ran_out) if each), default=None)


def tries_of(enrollment_id: int) -> list[Try]:
    rows = Attempt.objects.filter(enrollment=enrollment_id).order_by("started_at", "pk")
    return [Try(*row) for row in rows.values_list("activity_id", "state")]
