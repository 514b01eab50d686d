"""The news of this room. Rooms above say what they do about it."""

from django.utils import timezone

from courses.actions.equivalencies import follow
from courses.actions.merges import join_rounds, part_rounds
from courses.actions.offer_path import offer_paths, offer_paths_of_the_day
from courses.actions.settle import settle_round
from courses.models import Enrollment, Evidence
from courses.quoting.actions import look_at_next, release_next
from courses.quoting.before import note_next_course, note_next_practice
from outbox.pieces import in_pieces
from outbox.registry import More, every, handles, topic
from people.models import Merge

topic("course.completed")
topic("top_up.due")
topic("top_up.completed")
topic("retake.due")
topic("round.closed")
# Evidence that no attempt of ours gave was added, or a row was voided: {"evidence_ids": […]}.
topic("evidence.changed")
topic("session.place")
topic("session.called_off")
topic("prior.asked")
topic("prior.decided")
topic("problem.reported")
# A round was begun, or work of it was handed in, came back or was scored: {"enrollment_id": …}.
topic("round.moved")


@handles("edition.released")
def settle_after_release(payload: dict) -> None:
    """Someone whose last open item was dropped is done now. Outside the release: one short transaction a round."""
    for enrollment in Enrollment.objects.open().filter(edition=payload["edition_id"]):
        settle_round(enrollment=enrollment, now=timezone.now())


@handles("course.completed")
def count_for_other_courses(payload: dict) -> None:
    rows = Evidence.objects.standing().filter(enrollment=payload["enrollment_id"], course__isnull=False)
    follow(evidence=list(rows.values_list("pk", flat=True)))


@handles("evidence.changed")
def follow_changed_evidence(payload: dict) -> None:
    follow(evidence=payload.get("evidence_ids", []))


@handles("people.changed")
def look_at_their_paths(payload: dict) -> None:
    """Jobs changed: {"person_ids": […]}, or None for everyone."""
    offer_paths(people=payload["person_ids"], now=timezone.now())


@every(minutes=60, topic="courses.paths")
def look_at_todays_paths(payload: dict) -> None:
    offer_paths_of_the_day(now=timezone.now())


@handles("quotes.before")
def note_what_was_quoted(payload: dict) -> More | None:
    """Promised once, by the migration that begins to note quotes."""
    return in_pieces(payload, note_next_course, note_next_practice)


@handles("bulk_release.begun")
def look_at_what_quotes(payload: dict) -> More | None:
    """Each course compiled and compared, one after another, for the trainer who waits for it."""
    return in_pieces(payload, lambda _at: look_at_next(payload["bulk_id"]))


@handles("bulk_release.chosen")
def release_what_was_chosen(payload: dict) -> More | None:
    return in_pieces(payload, lambda _at: release_next(payload["bulk_id"]))


@handles("people.merged")
def go_on_with_one_round(payload: dict) -> None:
    """One person, one open round of a course."""
    merge = Merge.objects.select_related("keeper").get(pk=payload["merge_id"])
    join_rounds(merge=merge, now=timezone.now())


@handles("people.unmerged")
def go_on_with_both_rounds(payload: dict) -> None:
    part_rounds(merge=Merge.objects.get(pk=payload["merge_id"]))
