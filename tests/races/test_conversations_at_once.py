"""Two tabs of one conversation, two markers of one conversation: one effect, and the other is told in a sentence."""

import uuid

import pytest
from django.utils import timezone

from courses.models import Attempt, Evidence
from courses.refusals import Refused
from outbox.models import OutboxMessage
from scenarios.actions import (
    finish_practice,
    hand_in_conversation,
    make_move,
    send_score,
    take_lease,
    try_again_from,
)
from scenarios.models import MarkingTask, Move
from scenarios.records import state_of
from tests.scenarios.conversations import closing, conversation, mid_reply
from tests.scenarios.factories import SELF, SENT_WORDS, ScenarioVersionFactory, assessed, practice

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WROTE = {"text": SENT_WORDS, "self": SELF}
# Far from the line: no single level would turn them, so nobody has to look twice.
LEVELS = dict.fromkeys(["accurate", "complete", "courteous", "empathy"], 4)


def of(*steps):
    return ScenarioVersionFactory(definition=conversation(*steps))


def moving(attempt, payload, number, key=None):
    """A tab that sends a move; it returns the move, or the sentence that it was told."""
    key = key or uuid.uuid4()

    def send():
        tab = Attempt.objects.select_related("version").get(pk=attempt.pk)
        try:
            return make_move(attempt=tab, number=number, payload=payload, client_key=key, now=timezone.now())
        except Refused as refused:
            return str(refused)

    return send


def made(attempt, *payloads):
    for number, payload in enumerate(payloads, 1):
        moving(attempt, payload, number)()


def test_a_move_sent_twice_is_made_once(at_once, ana):
    attempt, key = practice(ana, of()), uuid.uuid4()
    moves = at_once(*[moving(attempt, {"option": "mild"}, 1, key)] * 3)
    assert {move.pk for move in moves} == {Move.objects.get().pk}


def test_of_two_tabs_one_goes_on_and_the_other_is_told(at_once, ana):
    attempt = practice(ana, of())
    answers = at_once(*[moving(attempt, {"option": option}, 1) for option in ("mild", "curt", "hold")])
    made = [answer for answer in answers if isinstance(answer, Move)]
    assert [move.pk for move in made] == [Move.objects.get().pk]
    told = {answer for answer in answers if isinstance(answer, str)}
    assert told == {"You have gone on in another tab. Here is where the conversation stands."}


def test_a_reply_and_a_choice_for_the_same_number_make_one_move(at_once, ana):
    attempt = practice(ana, of(mid_reply("closing"), closing()))
    answers = at_once(moving(attempt, WROTE, 1), moving(attempt, {"option": "mild"}, 1), moving(attempt, WROTE, 1))
    assert sum(isinstance(answer, Move) for answer in answers) == 1
    assert state_of(attempt, attempt.version.definition).next_number == 2


def test_one_key_in_two_conversations_is_refused_in_one_of_them(at_once, ana):
    tries, key = [practice(ana, of()) for _n in range(2)], uuid.uuid4()
    answers = at_once(*[moving(attempt, {"option": "mild"}, 1, key) for attempt in tries])
    assert sorted(type(answer).__name__ for answer in answers) == ["Move", "str"]
    assert Move.objects.count() == 1


def test_the_last_move_from_two_tabs_passes_once(at_once, ana):
    attempt = assessed(ana, of(mid_reply("second"), conversation()["steps"][1]))
    made(attempt, WROTE)
    at_once(*[moving(attempt, {"option": option}, 2) for option in ("promise", "vague", "promise")])
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.AWAITING
    assert (attempt.moves.count(), MarkingTask.objects.count()) == (2, 1)
    assert OutboxMessage.objects.filter(topic="reply.handed_in").count() == 1


def test_it_is_handed_in_or_written_once_more_but_not_both_unseen(at_once, ana):
    """What is handed in is the last version, whichever tab was quicker."""
    attempt = assessed(ana, of(closing()))
    made(attempt, WROTE)

    def hand_in():
        try:
            return hand_in_conversation(attempt=attempt, number=1, now=timezone.now())
        except Refused as refused:
            return str(refused)

    at_once(hand_in, moving(attempt, WROTE, 2))
    attempt.refresh_from_db()
    queued = list(MarkingTask.objects.values_list("move__number", flat=True))
    handed_in = attempt.state == Attempt.State.AWAITING
    assert (queued, attempt.moves.count()) == (([1], 1) if handed_in else ([], 2))


def test_two_markers_of_one_conversation_decide_it_once_and_together(at_once, ana, mei, ruth):
    """Neither sees the other's score before it locks; the second one must decide."""
    attempt = assessed(ana, of(mid_reply("closing"), closing()))
    made(attempt, WROTE, WROTE)
    hand_in_conversation(attempt=attempt, number=2, now=timezone.now())
    tasks = MarkingTask.objects.order_by("pk")

    def scoring(task, marker):
        now = timezone.now()
        held = take_lease(task=task, marker=marker, now=now)
        given = {"levels": LEVELS, "gates": {}, "note": "Begin with his wait."}
        return lambda: send_score(task=held, marker=marker, client_key=uuid.uuid4(), now=now, **given)

    at_once(*[scoring(task, marker) for task, marker in zip(tasks, (mei, ruth), strict=True)])
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.PASSED
    assert Evidence.objects.filter(attempt=attempt).count() == 1
    assert OutboxMessage.objects.filter(topic="reply.scored").count() == 1


def test_trying_again_by_a_double_click_is_one_try(at_once, ana):
    attempt, key = practice(ana, of()), uuid.uuid4()
    made(attempt, {"option": "mild"}, {"option": "promise"})
    tries = at_once(*[lambda: try_again_from(attempt=attempt, number=2, client_key=key)] * 3)
    assert len({each.pk for each in tries}) == 1
    assert (Attempt.objects.count(), Move.objects.count()) == (2, 3)


def test_a_practice_is_finished_while_another_tab_writes(at_once, ana):
    attempt = practice(ana, of(closing()))
    made(attempt, WROTE)
    _finished, answer = at_once(lambda: finish_practice(attempt=attempt, now=timezone.now()), moving(attempt, WROTE, 2))
    attempt.refresh_from_db()
    assert attempt.progress == {"ended": "closing"}
    assert attempt.moves.count() == (2 if isinstance(answer, Move) else 1)
