"""Past completions from a file: check it, add exactly what was shown, or take the whole batch back.

Imported evidence keeps its own day. It never issues a certificate of ours: we did not see the work.
"""

import datetime as dt
import hashlib
import uuid
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from courses.actions.evidence import tell_of, voiding
from courses.actions.locks import lock_course
from courses.models import Course, Evidence, PastImport
from courses.past import PastPlan, digest
from courses.past_file import plan_for
from people.models import Person
from safe.private_files import private_storage, store_bytes

_BATCH = 500


class ImportChanged(Exception):
    """Since the list was shown the record changed, or the load itself. Nothing was added."""


def check_import(
    *, data: bytes, file_name: str, actor: Person | None, on: dt.date, key: uuid.UUID | None = None
) -> PastImport:
    """Read the file, keep it privately and write down what it would add. Raises BadTable; adds nothing."""
    plan, _remarks = plan_for(data, on)
    file_digest = hashlib.sha256(data).hexdigest()
    if key is None or PastImport.objects.filter(key=key).exclude(file_digest=file_digest).exists():
        key = uuid.uuid4()  # the form came back with the browser's Back button and another file
    load, _made = PastImport.objects.get_or_create(
        key=key,
        defaults={
            "file_name": PurePath(file_name.replace("\\", "/")).name[:200] or "completions",
            "file_digest": file_digest,
            "stored_as": store_bytes(data, suffix=".xlsx" if data.startswith(b"PK") else ".csv"),
            "plan_digest": digest(plan),
            "summary": plan.counts(),
            "uploaded_by": actor,
        },
    )
    return load


def plan_of(load: PastImport, on: dt.date) -> tuple[PastPlan, list[str]]:
    with private_storage.open(load.stored_as, "rb") as stream:
        return plan_for(stream.read(), on)


@transaction.atomic
def look_again(*, load: PastImport, on: dt.date) -> PastImport:
    """Take today's plan for the one that was shown."""
    load = _locked(load)
    if load.state == PastImport.State.CHECKED:
        plan, _remarks = plan_of(load, on)
        load.plan_digest, load.summary = digest(plan), plan.counts()
        load.save(update_fields=["plan_digest", "summary"])
    return load


@transaction.atomic
def apply_import(*, load: PastImport, actor: Person | None, on: dt.date) -> PastImport:
    """Add what was shown; a second press finds it done. Raises ImportChanged."""
    load = _locked(load)
    if load.state == PastImport.State.APPLIED:
        return load
    if load.state != PastImport.State.CHECKED:
        raise ImportChanged
    plan, _remarks = plan_of(load, on)
    # Two files with one completion wait for each other here: the second then finds it on record.
    slugs = {each.course for each in plan.taken}
    named = Course.objects.filter(slug__in=slugs).order_by("pk").values_list("pk", flat=True)
    courses = {course.slug: course for course in map(lock_course, list(named))}
    plan, _remarks = plan_of(load, on)
    if digest(plan) != load.plan_digest:
        raise ImportChanged
    _add(load, plan, courses, actor)
    load.state, load.applied_at, load.summary = PastImport.State.APPLIED, timezone.now(), plan.counts()
    load.save(update_fields=["state", "applied_at", "summary"])
    return load


@transaction.atomic
def undo_import(*, load: PastImport, actor: Person | None, reason: str) -> PastImport:
    """Every row of the batch that stands is answered by one that voids it. Undone already: as it stands."""
    load = _locked(load)
    if load.state == PastImport.State.UNDONE:
        return load
    if load.state != PastImport.State.APPLIED:
        raise ImportChanged
    rows = list(evidence_of(load))
    Evidence.objects.bulk_create(
        [Evidence(key=f"void:{row.pk}", **voiding(row, actor, reason)) for row in rows], batch_size=_BATCH
    )
    tell_of([row.pk for row in rows])
    load.state, load.undone_at, load.undone_by, load.undone_reason = (
        PastImport.State.UNDONE, timezone.now(), actor, reason,
    )  # fmt: skip
    load.save(update_fields=["state", "undone_at", "undone_by", "undone_reason"])
    return load


@transaction.atomic
def discard_import(*, load: PastImport) -> None:
    PastImport.objects.filter(pk=load.pk, state=PastImport.State.CHECKED).update(state=PastImport.State.DISCARDED)


def evidence_of(load: PastImport):
    """What stands of this batch."""
    return Evidence.objects.standing().filter(key__startswith=load.evidence_prefix).order_by("pk")


def at_noon(day: dt.date) -> dt.datetime:
    """A day without a time: noon of the district, so that no zone makes another day of it."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _locked(load: PastImport) -> PastImport:
    return PastImport.objects.select_for_update(no_key=True, of=("self",)).get(pk=load.pk)


def _add(load: PastImport, plan: PastPlan, courses: dict[str, Course], actor: Person | None) -> None:
    people, now = Person.objects.in_bulk({each.number for each in plan.taken}, field_name="username"), timezone.now()
    Evidence.objects.bulk_create(
        [
            Evidence(
                key=f"{load.evidence_prefix}{each.line}",
                person=people[each.number],
                course=courses[each.course],
                kind=Evidence.Kind.IMPORTED,
                occurred_at=at_noon(each.completed_on),
                recorded_at=now,
                actor=actor,
                reason=each.note,
            )
            for each in plan.taken
        ],
        batch_size=_BATCH,
    )
    tell_of(evidence_of(load).values_list("pk", flat=True))
