"""What a release does to people under way: a cosmetic change or a correction moves them to the newest edition.

A top-up round under way is moved as well, with the items it asks for and no others.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.actions.closing import close_empty
from courses.actions.locks import lock_rounds
from courses.models.activity import LessonActivity
from courses.models.attempt import Attempt
from courses.models.course import Change, Course, CourseEdition, EditionItem
from courses.models.enrollment import Enrollment, EnrollmentItem
from courses.outline import edition_rows, job_facts, outline_item
from courses.path import build_path


def move_to_newest(*, edition: CourseEdition, change: str, note: str) -> int:
    """Move every started, open round of the course to this edition; returns how many moved.

    An activity that stays keeps its place, reason and carried evidence; a dropped one leaves the path; a new one joins
    it when it fits the person's jobs, and so does one that is for other jobs than before. A correction leaves its note
    for those under way and for those who are done; a change that is cosmetic leaves those where they are who stay
    behind a top-up or a retake.
    """
    with transaction.atomic():
        rounds = under_way(edition.course).exclude(edition=edition)
        if change != Change.CORRECTION:
            rounds = rounds.filter(edition__number__gte=last_large_change(edition))
        moving = lock_rounds(rounds.prefetch_related("items__item"))
        rows = list(edition_rows(edition=edition))
        move_rounds(moving, edition, rows)
        close_empty(moving)
        if change == Change.CORRECTION:
            _correct(edition, rows)
            told = [enrollment.pk for enrollment in moving]
            told += notes_of_done(edition.course).values_list("pk", flat=True)
            Enrollment.objects.filter(pk__in=told).update(notice=note)
    return len(moving)


def move_rounds(moving: Collection[Enrollment], edition: CourseEdition, rows: list[EditionItem]) -> None:
    """Move these rounds, whose locks are held."""
    before = _fits_of_editions({enrollment.edition_id for enrollment in moving})
    now = {row.activity_id: row.fit for row in rows}
    for enrollment in moving:
        # What is for others than before is looked at like what is new: it may be for this person now.
        known = {each for each, fit in before[enrollment.edition_id].items() if now.get(each, fit) == fit}
        if enrollment.kind == Enrollment.Kind.TOP_UP:
            known = {row.activity_id for row in rows}  # nothing joins it
        _move(enrollment, edition, rows, known)


def under_way(course: Course):
    """Every started, open round of the course."""
    return Enrollment.objects.open().filter(course=course, started_at__isnull=False)


def notes_of_done(course: Course):
    """The rounds on which a correction leaves its note for people who are done and not on the course again."""
    rounds = Enrollment.objects.whole().filter(course=course)
    return rounds.filter(completed_at__isnull=False).exclude(person__in=rounds.open().order_by().values("person"))


def last_large_change(edition: CourseEdition) -> int:
    """The number of the last top-up or retake before this edition: who stands further back does so on purpose."""
    large = edition.course.editions.filter(change__in=LARGE, number__lt=edition.number)
    return large.aggregate(last=Max("number"))["last"] or 0


LARGE = (Change.TOP_UP, Change.RETAKE)


def _move(enrollment: Enrollment, edition: CourseEdition, rows: list[EditionItem], known: set[int]) -> None:
    steps = {step.item.activity_id: step for step in enrollment.items.all()}
    joining = {}
    if any(row.activity_id not in known for row in rows):
        path = build_path(map(outline_item, rows), job_facts(enrollment.person, timezone.localdate()))
        joining = {step.item.activity_id: step.reason for step in path if step.item.activity_id not in known}
    kept: list[EnrollmentItem] = []
    new: list[EnrollmentItem] = []
    for row in rows:
        step, order = steps.pop(row.activity_id, None), len(kept) + len(new) + 1
        if step:
            step.item, step.order = row, order
            kept.append(step)
        elif row.activity_id in joining:
            reason = joining[row.activity_id].stored()
            new.append(EnrollmentItem(enrollment=enrollment, item=row, order=order, reason=reason))
    EnrollmentItem.objects.filter(pk__in=[step.pk for step in steps.values()]).delete()
    EnrollmentItem.objects.bulk_update(kept, ["item", "order"])
    EnrollmentItem.objects.bulk_create(new)
    enrollment.edition = edition
    enrollment.save(update_fields=["edition"])


def _fits_of_editions(edition_ids: Collection[int | None]) -> dict[int | None, dict[int, dict]]:
    found: dict[int | None, dict[int, dict]] = {edition_id: {} for edition_id in edition_ids}
    rows = EditionItem.objects.filter(edition__in=edition_ids).values_list("edition", "activity", "fit")
    for edition_id, activity_id, fit in rows:
        found[edition_id][activity_id] = fit
    return found


def _correct(edition: CourseEdition, rows: list[EditionItem]) -> None:
    """A lesson that is being read goes on with the corrected text, from its first part."""
    lessons = set(LessonActivity.objects.filter(pk__in=[row.activity_id for row in rows]).values_list("pk", flat=True))
    for row in rows:
        if row.change == Change.CORRECTION and row.activity_id in lessons:
            reading = Attempt.objects.filter(
                enrollment__edition=edition,
                activity=row.activity_id,
                state=Attempt.State.OPEN,
                mode=Attempt.Mode.ASSESSED,
            )
            reading.update(version=row.version_id, progress={})
