"""A conversation that counts: handed in at its end, decided when every reply has a person's score, or handed back."""

import uuid

import pytest
from django.utils import timezone

from courses.models import Attempt, Evidence
from courses.refusals import Refused
from outbox.models import OutboxMessage
from scenarios.actions import (
    hand_back,
    hand_in_conversation,
    make_move,
    send_score,
    take_lease,
    write_anew,
)
from scenarios.deciding import decision_of
from scenarios.models import MarkingTask, Move
from scenarios.records import handed_back, number_of, state_of, story_of
from tests.scenarios.conversations import closing, conversation, first_choice, mid_reply, option, second_choice
from tests.scenarios.factories import BETTER_WORDS, SELF, SENT_WORDS, ScenarioVersionFactory, assessed

pytestmark = pytest.mark.django_db
ALL = ["accurate", "complete", "courteous", "empathy"]
MILD, CURT, WROTE = {"option": "mild"}, {"option": "curt"}, {"text": SENT_WORDS, "self": SELF}


def exact(key="exact", to="good"):
    """A choice that scores everything: all right, or wrong."""
    options = [option("right", "7:40, says dispatch."), option("wrong", "Any minute now.")]
    for each, level in zip(options, (4, 1), strict=True):
        each["levels"] = dict.fromkeys(ALL, level)
    return {"key": key, "kind": "choice", "prompt": "?", "criteria": ALL, "options": options, "next": to}


def begun(person, *steps):
    return assessed(person, ScenarioVersionFactory(definition=conversation(*steps)))


def made(attempt, *payloads):
    for payload in payloads:
        make_move(attempt=attempt, number=None, payload=payload, client_key=uuid.uuid4(), now=timezone.now())
    attempt.refresh_from_db()
    return attempt


def handed_in(attempt, number):
    return hand_in_conversation(attempt=attempt, number=number, now=timezone.now())


def scored(step, marker, levels=(3, 3, 3, 3), gates=None):
    task = MarkingTask.objects.waiting().get(move__step_key=step)
    now = timezone.now()
    return send_score(
        task=take_lease(task=task, marker=marker, now=now),
        marker=marker,
        levels=dict(zip(ALL, levels, strict=True)),
        gates=gates or {},
        note="Begin with his wait.",
        client_key=uuid.uuid4(),
        now=now,
    )


def back(step, marker):
    now = timezone.now()
    task = take_lease(task=MarkingTask.objects.waiting().get(move__step_key=step), marker=marker, now=now)
    return hand_back(task=task, marker=marker, note="It stops in the middle.", now=now)


def anew(attempt, number, text=BETTER_WORDS, key=None):
    key = key or uuid.uuid4()
    return write_anew(attempt=attempt, number=number, text=text, self_levels=SELF, client_key=key)


def news(topic):
    return OutboxMessage.objects.filter(topic=topic).count()


# --- without a written reply ----------------------------------------------------------------------
def test_choices_alone_are_scored_at_the_ending(ana):
    attempt = made(begun(ana, exact()), {"option": "right"})
    assert (attempt.state, attempt.progress) == (Attempt.State.PASSED, {"ended": "good"})
    assert attempt.scored_at == attempt.handed_in_at
    evidence = Evidence.objects.get(attempt=attempt)
    assert (evidence.actor, evidence.occurred_at) == (ana, attempt.handed_in_at)
    attempt.enrollment.refresh_from_db()
    assert attempt.enrollment.completed_at
    assert not MarkingTask.objects.exists()
    assert (news("reply.handed_in"), news("reply.scored")) == (0, 0)


def test_a_wrong_choice_is_not_passed_yet(ana):
    assert made(begun(ana, exact()), {"option": "wrong"}).state == Attempt.State.NOT_PASSED
    assert not Evidence.objects.exists()


def test_a_gate_that_a_choice_broke_is_no_pass(ana):
    attempt = made(begun(ana, first_choice("exact"), exact()), CURT, {"option": "right"})
    assert attempt.state == Attempt.State.NOT_PASSED
    assert decision_of(attempt).standing.gates == {"line": False}


# --- with replies ---------------------------------------------------------------------------------
def test_at_an_ending_each_reply_waits_for_a_person(ana):
    attempt = made(begun(ana, mid_reply("more"), mid_reply("exact", key="more"), exact()), WROTE, WROTE)
    assert attempt.state == Attempt.State.OPEN
    made(attempt, {"option": "right"})
    assert attempt.state == Attempt.State.AWAITING
    assert [task.move.step_key for task in MarkingTask.objects.order_by("pk")] == ["middle", "more"]
    assert news("reply.handed_in") == 1


def test_the_last_version_of_the_closing_reply_waits_once_it_is_handed_in(ana):
    attempt = made(begun(ana, mid_reply("closing"), closing()), WROTE, WROTE, WROTE)
    assert attempt.state == Attempt.State.OPEN
    handed_in(attempt, 3)
    assert [task.move.number for task in MarkingTask.objects.order_by("pk")] == [1, 3]


def test_before_its_end_a_conversation_is_not_handed_in(ana):
    attempt = made(begun(ana, mid_reply("closing"), closing()), WROTE)
    with pytest.raises(Refused, match="not over yet"):
        handed_in(attempt, 1)
    assert Attempt.objects.get().state == Attempt.State.OPEN


def test_the_last_score_decides_and_only_then_is_there_news(ana, mei, ruth):
    attempt = begun(ana, mid_reply("closing"), closing())
    handed_in(made(attempt, WROTE, WROTE), 2)
    scored("middle", mei, (4, 4, 4, 4))
    attempt.refresh_from_db()
    assert (attempt.state, news("reply.scored")) == (Attempt.State.AWAITING, 0)
    assert decision_of(attempt).verdict is None
    scored("closing", ruth, (4, 4, 4, 4))
    attempt.refresh_from_db()
    assert (attempt.state, news("reply.scored")) == (Attempt.State.PASSED, 1)
    assert Evidence.objects.get(attempt=attempt).actor == ruth


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ((3, 3, 3, 3), (3, 3, 3, 3), Attempt.State.PASSED),
        ((2, 3, 4, 4), (4, 4, 4, 4), Attempt.State.NOT_PASSED),  # the lowest on accurate
        ((3, 3, 4, 1), (3, 3, 4, 4), Attempt.State.PASSED),  # the median on empathy is 2, rounded down
        ((3, 3, 3, 2), (3, 3, 2, 3), Attempt.State.NOT_PASSED),  # both medians are 2
    ],
)
def test_levels_of_all_replies_decide_together(ana, mei, first, second, state):
    attempt = begun(ana, mid_reply("closing"), closing())
    handed_in(made(attempt, WROTE, WROTE), 2)
    scored("middle", mei, first)
    scored("closing", mei, second)
    attempt.refresh_from_db()
    assert attempt.state == state


def test_full_marks_from_people_do_not_mend_what_a_choice_broke(ana, mei):
    attempt = begun(ana, first_choice("closing"), closing())
    handed_in(made(attempt, CURT, WROTE), 2)
    scored("closing", mei, (4, 4, 4, 4), {"line": True})
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.NOT_PASSED
    assert decision_of(attempt).scores[2].passed


def test_a_persons_level_stands_above_the_machines(ana, mei):
    attempt = begun(ana, closing())
    handed_in(made(attempt, WROTE), 1)
    scored("closing", mei, (4, 4, 4, 4))
    decision = decision_of(attempt)
    assert decision.standing.levels == dict.fromkeys(ALL, 4)
    assert decision.verdict.passed


# --- handed back ----------------------------------------------------------------------------------
@pytest.fixture
def returned(ana, mei):
    """Two replies and an ending; the first came back, the second still waits."""
    attempt = begun(ana, mid_reply("more"), mid_reply("second", key="more"), second_choice())
    made(attempt, WROTE, WROTE, {"option": "promise"})
    back("middle", mei)
    attempt.refresh_from_db()
    return attempt


def test_one_reply_handed_back_returns_the_conversation_with_its_note(returned):
    assert returned.state == Attempt.State.RETURNED
    assert [(number_of(task), task.handed_back_note) for task in handed_back(returned)] == [
        (1, "It stops in the middle.")
    ]


def test_a_reply_written_anew_changes_its_marks_and_not_the_path(returned):
    definition = returned.version.definition
    before = state_of(returned, definition)
    row = anew(returned, 1)
    after = state_of(returned, definition)
    assert (row.number, row.step_key, row.payload["anew"], row.result["to"]) == (4, "middle", 1, "")
    assert (after.turns, after.temper, after.ending) == (before.turns, before.temper, before.ending)
    assert [beat.anew and beat.anew.number for beat in story_of(returned, definition).beats] == [4, None, None]


def test_what_was_written_anew_is_handed_in_and_scored_in_its_place(returned, mei):
    anew(returned, 1, SENT_WORDS)
    anew(returned, 1)
    handed_in(returned, 5)
    returned.refresh_from_db()
    assert returned.state == Attempt.State.AWAITING
    waiting = MarkingTask.objects.waiting().order_by("move__number")
    assert [task.move.number for task in waiting] == [2, 5]
    assert news("reply.handed_in") == 2
    scored("middle", mei)
    scored("more", mei)
    returned.refresh_from_db()
    assert returned.state == Attempt.State.PASSED


def test_it_is_not_handed_in_before_it_was_written_anew(returned):
    with pytest.raises(Refused, match="handed back to you"):
        handed_in(returned, 3)
    assert Attempt.objects.get().state == Attempt.State.RETURNED


def test_a_score_that_comes_while_another_reply_is_back_waits_for_it(returned, mei):
    scored("more", mei)
    returned.refresh_from_db()
    assert returned.state == Attempt.State.RETURNED
    anew(returned, 1)
    handed_in(returned, 4)
    scored("middle", mei)
    returned.refresh_from_db()
    assert returned.state == Attempt.State.PASSED


@pytest.mark.parametrize("number", [0, 2, 3, 99])
def test_what_did_not_come_back_is_not_written_anew(returned, number):
    with pytest.raises(Refused, match="did not come back"):
        anew(returned, number)
    assert returned.moves.count() == 3


def test_an_open_conversation_has_nothing_to_write_anew(ana):
    attempt = made(begun(ana, mid_reply("closing"), closing()), WROTE)
    with pytest.raises(Refused, match="did not come back"):
        anew(attempt, 1)


def test_writing_anew_twice_with_one_key_is_once(returned):
    key = uuid.uuid4()
    assert anew(returned, 1, key=key) == anew(returned, 1, key=key)
    assert returned.moves.count() == 4


def test_words_that_cannot_be_looked_at_are_not_written_anew(returned):
    with pytest.raises(Refused):
        anew(returned, 1, "No.")
    assert returned.moves.count() == 3


def test_a_reply_that_a_marker_has_stays_as_it_is_while_another_is_back(ana, mei):
    attempt = begun(ana, mid_reply("closing"), closing())
    handed_in(made(attempt, WROTE, WROTE), 2)
    back("middle", mei)
    attempt.refresh_from_db()
    with pytest.raises(Refused, match="with a marker"):
        made(attempt, WROTE)
    assert attempt.moves.count() == 2


def test_the_closing_reply_that_came_back_gets_a_next_version_and_the_other_stays(ana, mei):
    attempt = begun(ana, mid_reply("closing"), closing())
    handed_in(made(attempt, WROTE, WROTE), 2)
    back("closing", mei)
    scored("middle", mei)
    attempt.refresh_from_db()
    made(attempt, WROTE)
    handed_in(attempt, 3)
    assert [task.move.number for task in MarkingTask.objects.waiting()] == [3]
    scored("closing", mei)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.PASSED


def test_a_reply_handed_back_twice_is_written_anew_twice(returned, mei):
    anew(returned, 1)
    handed_in(returned, 4)
    back("middle", mei)
    returned.refresh_from_db()
    assert [number_of(task) for task in handed_back(returned)] == [1]
    anew(returned, 1)
    handed_in(returned, 5)
    assert {task.move.number for task in MarkingTask.objects.waiting()} == {2, 5}


# --- a release in the middle ----------------------------------------------------------------------
def test_who_is_in_the_middle_finishes_on_their_version_and_their_record_replays(ana, dario):
    attempt = made(begun(ana, first_choice("exact"), exact()), MILD)
    newer = conversation(exact("other", to="bad"))
    ScenarioVersionFactory(activity=attempt.activity, number=2, definition=newer)
    made(attempt, {"option": "right"})
    assert attempt.state == Attempt.State.PASSED
    assert state_of(attempt, attempt.version.definition).ending.key == "good"


def test_moves_of_assessed_work_are_all_kept(returned):
    anew(returned, 1)
    assert [move.number for move in Move.objects.order_by("number")] == [1, 2, 3, 4]


@pytest.mark.parametrize("replies", [1, 3])
def test_handing_in_costs_the_same_however_many_replies(ana, replies, django_assert_num_queries):
    steps = [mid_reply(f"r{n + 1}", key=f"r{n}") for n in range(replies - 1)]
    attempt = begun(ana, *steps, mid_reply("second", key=f"r{replies - 1}"), second_choice())
    made(attempt, *[WROTE] * replies)
    attempt = Attempt.objects.select_related("version", "person").get(pk=attempt.pk)
    key, now = uuid.uuid4(), timezone.now()
    with django_assert_num_queries(21):
        make_move(attempt=attempt, number=None, payload={"option": "promise"}, client_key=key, now=now)
