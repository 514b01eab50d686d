"""One move in a conversation: made once, in its turn, or refused with a sentence and nothing written."""

import uuid

import pytest
from django.utils import timezone

from courses.actions import save_draft
from courses.models import Attempt, Draft
from courses.refusals import Refused
from scenarios.actions import chosen_place, draft_place, finish_practice, make_move
from scenarios.models import Move
from scenarios.records import state_of
from scenarios.script import MOST_MOVES
from tests.scenarios.conversations import closing, conversation, every_kind, first_choice, mid_reply, second_choice
from tests.scenarios.factories import SELF, SENT_WORDS, MoveFactory, ScenarioVersionFactory, assessed, practice

pytestmark = pytest.mark.django_db
WROTE = {"text": SENT_WORDS, "self": SELF}
MILD, CURT, PROMISE = {"option": "mild"}, {"option": "curt"}, {"option": "promise"}


def of(definition):
    return ScenarioVersionFactory(definition=definition)


@pytest.fixture
def attempt(ana):
    """A practice of two choices to an ending."""
    return practice(ana, of(conversation()))


def move(attempt, payload, number=None, key=None):
    now = timezone.now()
    return make_move(attempt=attempt, number=number, payload=payload, client_key=key or uuid.uuid4(), now=now)


def stands(attempt):
    return state_of(attempt, attempt.version.definition)


# --- made -----------------------------------------------------------------------------------------
def test_a_move_is_kept_with_what_came_of_it(attempt):
    made = move(attempt, {"option": "curt", "step": "first", "more": "x" * 9000}, number=1)
    assert (made.number, made.step_key, made.kind, made.payload) == (1, "first", "choice", {"option": "curt"})
    assert (made.result["temper"], made.result["to"]) == ({"main": 1}, "second")
    assert stands(attempt).step.key == "second"


def test_every_kind_of_step_is_played_to_the_end(ana):
    attempt = practice(ana, of(every_kind()))
    payloads = [
        MILD,
        {"ask": "dispatch"},
        WROTE,
        {"order": ["keep", "note", "call", "lead"]},
        {"pairs": {"pay": "payroll", "bus": "buses", "lock": "repairs"}},
        PROMISE,
    ]
    made = [move(attempt, payload, number=n) for n, payload in enumerate(payloads, 1)]
    assert [each.kind for each in made] == ["choice", "consult", "reply", "order", "match", "choice"]
    assert stands(attempt).ending.key == "good"


def test_an_ending_is_written_where_lists_read_it(attempt):
    move(attempt, MILD)
    assert Attempt.objects.get().progress == {}
    move(attempt, PROMISE)
    attempt.refresh_from_db()
    assert (attempt.progress, attempt.state) == ({"ended": "good"}, Attempt.State.OPEN)


def test_a_reply_drops_its_draft_and_leaves_the_others(ana):
    attempt = practice(ana, of(conversation(mid_reply("closing"), closing())))
    for step in ("middle", "closing"):
        save_draft(person=ana, place=draft_place(attempt, step), text="Sorry ab", turn=1)
    move(attempt, WROTE)
    assert [draft.place for draft in Draft.objects.all()] == [f"attempt:{attempt.key}:closing"]


def test_a_move_drops_what_was_chosen_for_it_and_nothing_else(ana, attempt):
    for number in (1, 2):
        save_draft(person=ana, place=chosen_place(attempt, number), text='{"option":["mild"]}', turn=1)
    move(attempt, MILD)
    assert [draft.place for draft in Draft.objects.all()] == [f"attempt:{attempt.key}:move:2"]


# --- once -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("payload", [MILD, WROTE], ids=["choice", "reply"])
def test_a_move_sent_twice_is_one_move(ana, payload):
    attempt = practice(ana, of(conversation(first_choice() if payload is MILD else mid_reply("closing"), closing())))
    key = uuid.uuid4()
    assert move(attempt, payload, number=1, key=key) == move(attempt, payload, number=1, key=key)
    assert Move.objects.count() == 1


def test_the_last_move_sent_twice_is_one_move_too(attempt):
    key = uuid.uuid4()
    move(attempt, MILD)
    assert move(attempt, PROMISE, number=2, key=key) == move(attempt, PROMISE, number=2, key=key)
    assert Move.objects.count() == 2


def test_the_key_of_another_conversation_is_refused(ana, attempt):
    other, key = practice(ana, attempt.version), uuid.uuid4()
    move(other, MILD, key=key)
    with pytest.raises(Refused, match="used for another reply"):
        move(attempt, MILD, key=key)
    assert not attempt.moves.exists()


# --- in its turn ----------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 3, 0, -1, 999])
def test_a_move_out_of_turn_is_refused(attempt, number):
    move(attempt, MILD, number=1)
    with pytest.raises(Refused, match="gone on in another tab"):
        move(attempt, CURT, number=number)
    assert Move.objects.count() == 1


def test_a_move_for_another_step_is_refused(attempt):
    with pytest.raises(Refused, match="gone on in another tab"):
        move(attempt, {**MILD, "step": "second"}, number=1)
    assert not Move.objects.exists()


def test_a_reply_to_a_step_that_another_tab_left_is_refused(ana, monkeypatch):
    """The other tab goes on while the words are being looked at."""
    attempt = practice(ana, of(conversation(mid_reply("closing"), closing())))
    looked_at = []

    def meanwhile(text, task):
        if not looked_at:
            looked_at.append(task.step)
            move(attempt, WROTE)
        return real(text, task)

    real = make_move.__globals__["score"]
    monkeypatch.setattr("scenarios.actions.moves.score", meanwhile)
    with pytest.raises(Refused, match="gone on in another tab"):
        move(attempt, WROTE)
    assert [made.step_key for made in attempt.moves.all()] == ["middle"]


# --- over -----------------------------------------------------------------------------------------
def test_after_the_ending_nothing_is_said(attempt):
    move(attempt, MILD)
    move(attempt, PROMISE)
    for number in (2, 3):
        with pytest.raises(Refused, match="over"):
            move(attempt, CURT, number=number)
    assert Move.objects.count() == 2


def test_after_it_was_handed_in_nothing_is_said(ana):
    attempt = assessed(ana, of(conversation()))
    move(attempt, MILD)
    move(attempt, PROMISE)
    with pytest.raises(Refused, match="handed in"):
        move(attempt, CURT, number=3)
    assert Move.objects.count() == 2


def test_a_practice_that_was_finished_stays_as_it_is_and_may_be_read(ana):
    attempt = practice(ana, of(conversation(closing())))
    with pytest.raises(Refused, match="not over yet"):
        finish_practice(attempt=attempt, now=timezone.now())
    move(attempt, WROTE)
    for _twice in range(2):
        finish_practice(attempt=attempt, now=timezone.now())
    with pytest.raises(Refused, match="over"):
        move(attempt, WROTE)
    assert Attempt.objects.get().progress == {"ended": "closing"}
    assert stands(attempt).last.number == 1


def test_what_counts_is_not_finished_but_handed_in(ana):
    attempt = assessed(ana, of(conversation(closing())))
    move(attempt, WROTE)
    with pytest.raises(Refused, match="handed in when it is over"):
        finish_practice(attempt=attempt, now=timezone.now())


@pytest.mark.parametrize(
    ("step", "payload", "sentence"),
    [
        (closing(), WROTE, "as often as it can be kept"),
        (first_choice("first"), MILD, "as many moves as can be kept"),
    ],
    ids=["reply", "choice"],
)
def test_a_conversation_of_too_many_moves_is_refused_one_more(ana, step, payload, sentence):
    attempt = practice(ana, of(conversation(step)))
    kind, key = step["kind"], step["key"]
    for number in range(1, MOST_MOVES + 1):
        MoveFactory(attempt=attempt, number=number, step_key=key, kind=kind, payload={}, result={})
    with pytest.raises(Refused, match=sentence):
        move(attempt, payload)
    assert attempt.moves.count() == MOST_MOVES


# --- no move at all -------------------------------------------------------------------------------
ODD = [
    None,
    "mild",
    ["mild"],
    {},
    {"option": None},
    {"option": ["mild"]},
    {"option": {"mild": 1}},
    {"option": "nothing-like-it"},
    {"option": "m" * 50_000},
    {"text": SENT_WORDS},
    {"text": "x" * 50_000},
    {"order": ["mild"]},
    {"ask": "mild"},
    {"option": "mild\x00"},
]


@pytest.mark.parametrize("payload", ODD, ids=lambda each: str(each)[:30])
def test_what_is_no_choice_is_answered_in_a_sentence(attempt, payload):
    with pytest.raises(Refused) as refused:
        move(attempt, payload, number=1)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300
    assert not Move.objects.exists()


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        ({}, "did not arrive"),
        ({"text": None}, "did not arrive"),
        ({"text": 7}, "did not arrive"),
        ({"text": ["words"]}, "did not arrive"),
        ({"option": "mild"}, "did not arrive"),
        ({"text": ""}, "no words here yet"),
        ({"text": "\x00\x01"}, "no words here yet"),
        ({"text": "No."}, "very short"),
        ({"text": "word " * 10_000}, "longer than 12,000 characters"),
    ],
    ids=lambda each: str(each)[:30],
)
def test_what_is_no_reply_is_answered_in_a_sentence(ana, payload, sentence):
    attempt = practice(ana, of(conversation(closing())))
    with pytest.raises(Refused, match=sentence):
        move(attempt, payload, number=1)
    assert not Move.objects.exists()


@pytest.mark.parametrize("own", [None, "3", [3], {"accurate": 9}, {"accurate": "3"}, {"accurate": True}])
def test_odd_levels_for_oneself_are_left_out(ana, own):
    attempt = practice(ana, of(conversation(closing())))
    assert move(attempt, {"text": SENT_WORDS, "self": own}).payload == {"text": SENT_WORDS, "self": {}}


# --- what it costs --------------------------------------------------------------------------------
@pytest.mark.parametrize("before", [0, 3])
def test_a_choice_costs_the_same_wherever_it_stands(ana, before, django_assert_num_queries):
    steps = [first_choice(f"s{n + 1}", key=f"s{n}") for n in range(before)]
    attempt = practice(ana, of(conversation(*steps, first_choice("second", key=f"s{before}"), second_choice())))
    for _n in range(before):
        move(attempt, MILD)
    attempt = Attempt.objects.select_related("version").get()
    # savepoint, the try, its moves, the new one, what was kept of it, release
    with django_assert_num_queries(6):
        move(attempt, MILD, number=before + 1)


def test_a_choice_that_counts_looks_at_its_rounds_too(ana, django_assert_num_queries):
    attempt = assessed(ana, of(conversation()))
    attempt = Attempt.objects.select_related("version", "person").get(pk=attempt.pk)
    with django_assert_num_queries(7):
        move(attempt, MILD, number=1)


def test_a_reply_costs_no_more_than_a_choice_and_its_draft(ana, django_assert_num_queries):
    attempt = practice(ana, of(conversation(mid_reply("closing"), closing())))
    attempt = Attempt.objects.select_related("version", "person").get(pk=attempt.pk)
    with django_assert_num_queries(7):
        move(attempt, WROTE, number=1)
