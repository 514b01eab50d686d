"""A pre-assessment was passed: what it lets the learner skip becomes evidence of its own kind, item by item."""

import datetime as dt

from django.utils.translation import gettext as _

from courses import testing_out
from courses.actions.settle import decision_of
from courses.completion import State
from courses.models import Attempt, EditionItem, Enrollment, Evidence
from courses.testing_out import Part


def activities_to_skip(attempt: Attempt) -> list[int]:
    """The activities of the module that this try may show; none for any other kind of try."""
    if attempt.enrollment is None or attempt.version.definition.get("kind") != testing_out.KIND:
        return []
    return [row.activity_id for row in _rows_to_skip(attempt.enrollment, attempt.activity_id)]


def skip_module(*, attempt: Attempt, now: dt.datetime) -> None:
    """Write the evidence; the caller holds the locks, closes the try and settles the rounds."""
    assert attempt.enrollment is not None  # practice of a pre-assessment shows nothing
    for row in _rows_to_skip(attempt.enrollment, attempt.activity_id):
        Evidence.objects.get_or_create(
            key=f"tested_out:{attempt.key}:{row.activity_id}",
            defaults={
                "person_id": attempt.person_id,
                "activity_id": row.activity_id,
                "version_id": row.version_id,
                "enrollment_id": attempt.enrollment_id,
                "attempt": attempt,
                "kind": Evidence.Kind.TESTED_OUT,
                "occurred_at": now,
                "recorded_at": now,
                "actor_id": attempt.person_id,
                "reason": _("Shown in “%(test)s”") % {"test": attempt.version.title},
            },
        )


def _rows_to_skip(enrollment: Enrollment, activity_id: int) -> list[EditionItem]:
    rows = {step.item_id: step.item for step in enrollment.items.select_related("item").order_by("order")}
    decision = decision_of(enrollment)
    done = {each.item_id for each in decision.items if each.state == State.COMPLETED}
    parts = [Part(row.pk, row.module, row.kind, row.gate, row.pk in done) for row in rows.values()]
    module = next((row.module for row in rows.values() if row.activity_id == activity_id), None)
    skips = testing_out.skipping(parts, module).skips if module is not None else ()
    return [rows[item_id] for item_id in skips]
