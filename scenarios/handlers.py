"""The news of this room, and its daily work."""

from django.utils import timezone

from courses.models import Attempt
from outbox.registry import every, handles, topic
from scenarios.actions.ending import tell_of_ending_admissions
from scenarios.actions.owed import look_after_owed
from scenarios.actions.purge import purge_practice
from scenarios.actions.rescoring import look_again, take_its_turn
from scenarios.models import Rescore

# Others may listen; a promise needs the topic to be known.
topic("reply.handed_in")
topic("reply.handed_back")
topic("reply.disputed")
topic("dispute.answered")
topic("score.changed")
topic("admission.ends")
topic("look.owed")
topic("looks.stuck")


@handles("scenario.mended")
def look_again_at_replies(payload: dict) -> None:
    rescore = Rescore.objects.select_related("version").get(pk=payload["rescore_id"])
    look_again(rescore=rescore, now=timezone.now())


@handles("reply.scored")
def look_by_what_was_mended_meanwhile(payload: dict) -> None:
    take_its_turn(attempt=Attempt.objects.select_related("version").get(pk=payload["attempt_id"]), now=timezone.now())


@every(minutes=24 * 60, topic="looks.owed")
def look_after_scores_owed(payload: dict) -> None:
    look_after_owed(now=timezone.now())


@every(minutes=24 * 60, topic="admissions.ending")
def tell_of_admissions_that_end(payload: dict) -> None:
    tell_of_ending_admissions(now=timezone.now())


@every(minutes=24 * 60, topic="practice.purge")
def purge_old_practice(payload: dict) -> None:
    purge_practice(now=timezone.now())
