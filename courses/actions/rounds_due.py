"""Rounds that a release asks for: a top-up of the changed items, or the whole course anew. For many people at once.

Called with the course locked, by the release itself: what its page promised is then what happens.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.closing import close_empty, close_rounds
from courses.actions.editions import move_rounds
from courses.actions.locks import lock_rounds
from courses.models import Change, Course, CourseEdition, EditionItem, Enrollment, EnrollmentItem
from courses.outline import edition_rows, job_facts, outline_item
from courses.path import build_path
from outbox.actions import promise

AT_ONCE = 500


def open_rounds_due(*, edition: CourseEdition, due: str, people: Collection[int], actor) -> None:
    """`due`: "top_up" or "retake". `people`: numbers of kept records. A top-up that is open already takes it in."""
    with transaction.atomic():
        asked = set(people)
        top_ups = Enrollment.objects.open().top_ups().filter(course=edition.course)
        standing = {each.keeper_id: each for each in lock_rounds(top_ups.prefetch_related("items__item"))}
        standing = {keeper: each for keeper, each in standing.items() if keeper in asked}
        if due == Change.RETAKE:
            close_rounds(list(standing.values()), _("The whole course is due again, and holds what this asked for."))
            standing = {}
        _take_in(edition, list(standing.values()))
        kind = Enrollment.Kind.TOP_UP if due == Change.TOP_UP else Enrollment.Kind.WHOLE
        _open(edition, kind, sorted(asked - standing.keys()), actor)
        promise(topic=f"{due}.due", key=f"{due}.due:{edition.pk}", payload={"edition_id": edition.pk})


def _open(edition: CourseEdition, kind: str, people: list[int], actor) -> None:
    last = _last_rounds(edition.course)
    now = timezone.now()
    Enrollment.objects.bulk_create(
        [
            Enrollment(
                person_id=person_id,
                course=edition.course,
                round=last[person_id] + 1,
                kind=kind,
                source=Enrollment.Source.RELEASE,
                enrolled_by=actor,
                release=edition,
                opened_at=now,
            )
            for person_id in people
        ],
        batch_size=AT_ONCE,
    )


def _last_rounds(course: Course) -> dict[int, int]:
    """By kept record, over the records merged into it."""
    last: dict[int, int] = defaultdict(int)
    rows = Enrollment.objects.filter(course=course).order_by().values_list("person", "person__merged_into")
    for person_id, merged_into, number in rows.annotate(last=Max("round")):
        keeper = merged_into or person_id
        last[keeper] = max(last[keeper], number)
    return last


def _take_in(edition: CourseEdition, standing: list[Enrollment]) -> None:
    """A top-up that has not begun will find its items at Start; one under way moves, and its path grows.

    It stays the round of the release that opened it: what has changed since then is what it asks for.
    """
    rows = list(edition_rows(edition=edition))
    begun = [each for each in standing if each.started_at]
    move_rounds([each for each in begun if each.edition_id != edition.pk], edition, rows)
    for each in begun:
        _grow(each, [row for row in rows if row.change == Change.TOP_UP])
    close_empty(begun)


def _grow(enrollment: Enrollment, rows: list[EditionItem]) -> None:
    steps = EnrollmentItem.objects.filter(enrollment=enrollment)
    held = set(steps.values_list("item__activity", flat=True))
    order = steps.aggregate(last=Max("order"))["last"] or 0
    jobs = job_facts(enrollment.person, timezone.localdate())
    path = [step for step in build_path(map(outline_item, rows), jobs) if step.item.activity_id not in held]
    EnrollmentItem.objects.bulk_create(
        EnrollmentItem(enrollment=enrollment, item_id=step.item.id, order=n, reason=step.reason.stored())
        for n, step in enumerate(path, order + 1)
    )
