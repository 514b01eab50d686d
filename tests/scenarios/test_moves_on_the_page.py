"""The player move by move: what one sees, what a move does to the page, with and without script."""

import uuid

import pytest
from django.utils import timezone

from courses.models import Attempt, Draft
from scenarios.actions import hand_back, make_move, take_lease
from scenarios.models import MarkingTask
from tests.scenarios import conversations as c
from tests.scenarios.factories import SENT_WORDS, assessed, practice
from tests.scenarios.factories import ScenarioVersionFactory as Version

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def begun(person, definition=None, make=practice):
    return make(person, Version(definition=definition or c.conversation()))


def page(client, attempt, query=""):
    return client.get(f"/practice/{attempt.key}/{query}").content.decode()


def post(client, attempt, *, step, number=1, key=None, headers=None, **sent):
    form = {"step": step, "number": number, "client_key": key or uuid.uuid4(), **sent}
    return client.post(f"/practice/{attempt.key}/move/", form, headers=headers or {})


def log(html):
    """What stands in the conversation so far, without the rest of the page."""
    return html.partition('role="log"')[2].partition('id="answer"')[0]


# --- without script -------------------------------------------------------------------------------
def test_a_move_leads_back_to_the_next_question(as_person, ana):
    attempt = begun(ana)
    answer = post(as_person(ana), attempt, step="first", option="mild")
    assert (answer.status_code, answer.url) == (302, f"/practice/{attempt.key}/#question")


def test_what_i_said_and_what_was_answered_stand_in_order(as_person, ana):
    attempt, client = begun(ana), as_person(ana)
    post(client, attempt, step="first", option="mild")
    said = log(page(client, attempt))
    places = [said.index(words) for words in ("Finally, a person.", c.MILD, "He cools a little", "And tomorrow?")]
    assert places == sorted(places)


def test_temper_is_told_in_a_word_and_what_it_was(as_person, ana):
    attempt, client = begun(ana), as_person(ana)
    post(client, attempt, step="first", option="mild")
    html = page(client, attempt)
    assert "<b>Upset</b> <small>was angry</small>" in html
    assert html.count('<i class="on">') == 3


def test_what_one_says_depends_on_how_they_feel(as_person, ana):
    attempt, client = begun(ana), as_person(ana)
    post(client, attempt, step="first", option="curt")
    assert "That is no answer!" in log(page(client, attempt))


def test_a_deed_is_told_as_a_deed(as_person, ana):
    attempt, client = begun(ana), as_person(ana)
    post(client, attempt, step="first", option="hold")
    assert "<b>On hold.</b> Put the line on hold" in log(page(client, attempt))


def test_the_ending_leads_to_the_debrief(as_person, ana):
    attempt, client = begun(ana), as_person(ana)
    post(client, attempt, step="first", option="mild")
    post(client, attempt, step="second", number=2, option="promise")
    html = page(client, attempt)
    assert "Thank you. I will wait for your call." in log(html)
    assert f"/practice/{attempt.key}/debrief/" in html


# --- with script ----------------------------------------------------------------------------------
def test_a_script_gets_the_conversation_alone(as_person, ana):
    answer = post(as_person(ana), begun(ana), step="first", option="mild", headers=SCRIPT)
    html = answer.content.decode()
    assert (answer.status_code, "<html" in html, 'id="player"' in html) == (200, False, True)
    assert "He cools a little" in html


def test_a_script_without_a_session_is_sent_to_sign_in(client, ana):
    attempt = begun(ana)
    answer = post(client, attempt, step="first", option="mild", headers=SCRIPT)
    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next=/practice/{attempt.key}/"
    assert not attempt.moves.exists()


@pytest.mark.parametrize("moves", [1, 3])
def test_a_choice_costs_ten_queries_however_long_the_conversation(as_person, ana, moves, django_assert_max_num_queries):
    steps = [{**c.first_choice(f"s{n + 1}"), "key": f"s{n}"} for n in range(4)]
    steps[0]["key"] = "s0"
    attempt, client = begun(ana, c.conversation(*steps, {**c.second_choice(), "key": "s4"})), as_person(ana)
    for n in range(moves - 1):
        post(client, attempt, step=f"s{n}", number=n + 1, option="mild")
    # Ten, and the savepoint with its release.
    with django_assert_max_num_queries(12):
        post(client, attempt, step=f"s{moves - 1}", number=moves, option="mild", headers=SCRIPT)
    assert attempt.moves.count() == moves


# --- refused --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"option": ""}, "Choose what you do first."),
        ({"option": "no-such"}, "That is not one of the things you can say now."),
        ({"option": "mild", "number": 4}, "You have gone on in another tab."),
        ({"option": "mild", "step": "second"}, "You have gone on in another tab."),
    ],
)
def test_a_move_that_cannot_be_made_gets_a_sentence_and_writes_nothing(as_person, ana, sent, sentence):
    attempt = begun(ana)
    answer = post(as_person(ana), attempt, **{"step": "first", **sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not attempt.moves.exists()


def test_the_same_move_sent_twice_is_one(as_person, ana):
    attempt, client, key = begun(ana), as_person(ana), uuid.uuid4()
    for _again in range(2):
        post(client, attempt, step="first", option="mild", key=key)
    assert attempt.moves.count() == 1


def test_a_finished_conversation_takes_no_move(as_person, ana):
    attempt, client = begun(ana), as_person(ana)
    post(client, attempt, step="first", option="mild")
    post(client, attempt, step="second", number=2, option="promise")
    answer = post(client, attempt, step="second", number=3, option="vague")
    assert answer.status_code == 422
    assert "This conversation is over." in answer.content.decode()


def test_nobody_moves_in_anothers_conversation(as_person, ana, dario):
    attempt = begun(ana)
    assert post(as_person(dario), attempt, step="first", option="mild").status_code == 404
    assert not attempt.moves.exists()


# --- order, match, consult ------------------------------------------------------------------------
def places(*keys, **more):
    return {f"place-{key}": n for n, key in enumerate(keys, 1)} | {f"place-{k}": v for k, v in more.items()}


def test_an_order_is_read_from_its_places(as_person, ana):
    attempt = begun(ana, c.conversation(c.ORDER, c.second_choice()))
    post(as_person(ana), attempt, step="drill", **places("keep", "note", "call", "lead", radio="out"))
    assert attempt.moves.get().result["right"] is True


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (places("keep", "note", "call", radio="out"), "Say where this goes: Tell the principal"),
        (places("keep", "note", "call", radio="out", lead=3), "Two have the place 3"),
        (places("keep", "note", radio="x"), "Say where this goes"),
    ],
)
def test_an_order_with_a_gap_or_a_double_keeps_what_was_chosen(as_person, ana, sent, sentence):
    attempt = begun(ana, c.conversation(c.ORDER, c.second_choice()))
    html = post(as_person(ana), attempt, step="drill", **sent).content.decode()
    assert sentence in html
    assert '<option value="2" selected>' in html
    assert not attempt.moves.exists()


def test_the_right_order_is_never_the_order_shown(as_person, ana):
    attempt = begun(ana, c.conversation(c.ORDER, c.second_choice()))
    html = page(as_person(ana), attempt)
    texts = [item["text"] for item in c.ORDER["items"]]
    assert sorted(texts, key=html.index) != texts


def test_a_match_with_a_gap_keeps_what_was_chosen(as_person, ana):
    attempt = begun(ana, c.conversation(c.MATCH, c.second_choice()))
    html = post(as_person(ana), attempt, step="sort", **{"pair-pay": "payroll", "pair-bus": "repairs"}).content.decode()
    assert "Some rows have no match yet." in html
    assert html.count('<option value="payroll" selected>') == 1
    assert not attempt.moves.exists()


def test_who_was_asked_and_the_answer_are_one_line(as_person, ana):
    attempt, client = begun(ana, c.conversation(c.CONSULT, c.second_choice())), as_person(ana)
    post(client, attempt, step="ask", ask="dispatch")
    assert "<b>You asked dispatch.</b> “114 is due at 7:40. Lena sits in row three.”" in log(page(client, attempt))


def test_a_hidden_fact_stands_on_the_sheet_once_it_is_known(as_person, ana):
    attempt, client = begun(ana, c.conversation(c.CONSULT, c.second_choice())), as_person(ana)
    before = page(client, attempt)
    post(client, attempt, step="ask", ask="dispatch")
    after = page(client, attempt)
    assert ("Lena sat in row three." in before, "New on your fact sheet:" in log(after)) == (False, True)
    assert '<span class="fact-new">New</span>Lena sat in row three.' in after


def test_one_may_go_on_without_asking(as_person, ana):
    attempt = begun(ana, c.conversation(c.CONSULT, c.second_choice()))
    post(as_person(ana), attempt, step="ask", ask_nobody=1)
    assert attempt.moves.get().payload == {"ask": ""}


# --- words in the middle --------------------------------------------------------------------------
def test_a_reply_in_the_middle_is_said_at_once_and_its_draft_goes(as_person, ana):
    attempt, client = begun(ana, c.conversation(c.mid_reply(), c.second_choice())), as_person(ana)
    place = f"attempt:{attempt.key}:middle"
    Draft.objects.create(person=ana, place=place, text="Mr. James, I")
    assert ("Mr. James, I</textarea>" in page(client, attempt), f'data-draft="{place}"' in page(client, attempt)) == (
        True,
        True,
    )
    html = post(client, attempt, step="middle", text=SENT_WORDS, headers=SCRIPT).content.decode()
    assert "And tomorrow?" in html or "no answer" in html
    assert f'data-draft-done="{place}"' in html
    assert not Draft.objects.exists()


def test_words_that_cannot_be_looked_at_come_back_whole(as_person, ana):
    attempt = begun(ana, c.conversation(c.mid_reply(), c.second_choice()))
    answer = post(as_person(ana), attempt, step="middle", text="Ok.")
    assert answer.status_code == 422
    assert ">Ok.</textarea>" in answer.content.decode()
    assert not attempt.moves.exists()


# --- when it counts -------------------------------------------------------------------------------
def test_a_scored_call_rings_until_one_answers(as_person, ana):
    attempt, client = begun(ana, make=assessed), as_person(ana)
    assert ("The phone rings." in page(client, attempt), "Do this" in page(client, attempt)) == (True, False)
    assert "Do this" in page(client, attempt, "?on=1")


def test_notes_on_options_wait_until_it_is_handed_in(as_person, ana):
    attempt, client = begun(ana, make=assessed), as_person(ana)
    html = post(client, attempt, step="first", option="mild", headers=SCRIPT).content.decode()
    assert ("You named his wait." in html, "Marcus cools: upset, no longer angry." in html) == (False, True)
    html = post(client, attempt, step="second", number=2, option="promise", headers=SCRIPT).content.decode()
    assert "You named his wait." in html


def test_a_conversation_of_choices_is_scored_at_its_end(as_person, ana):
    attempt, client = begun(ana, make=assessed), as_person(ana)
    post(client, attempt, step="first", option="mild")
    post(client, attempt, step="second", number=2, option="promise")
    assert Attempt.objects.get(pk=attempt.pk).scored_at is not None


# --- the clock ------------------------------------------------------------------------------------
def test_a_clock_is_offered_beside_none(as_person, ana):
    version = Version(definition=c.conversation(clock=240))
    html = as_person(ana).get(f"/practice/start/{version.activity.key}/").content.decode()
    assert ("With a clock of 4 min" in html, ">Answer" in html) == (True, True)


def test_nobody_is_timed_who_did_not_ask_for_it(as_person, ana):
    attempt, client = begun(ana, c.conversation(clock=240)), as_person(ana)
    assert "data-clock" not in page(client, attempt)
    assert "data-clock" in page(client, attempt, "?clock=1")


def test_when_the_clock_is_over_a_move_is_still_a_move(as_person, ana):
    attempt, client = begun(ana, c.conversation(clock=1)), as_person(ana)
    Attempt.objects.filter(pk=attempt.pk).update(started_at="2026-01-01T08:00:00Z")
    assert post(client, attempt, step="first", option="mild", clock=1).status_code == 302
    assert attempt.moves.count() == 1


# --- every channel --------------------------------------------------------------------------------
MARKS = {
    "phone": "Where is bus 114?",
    "voicemail": "A message, written out",
    "email": "What Marcus James wrote",
    "web_form": "Sent through the web form",
    "walk_in": "At the counter",
    "social": "A post that everyone can read",
    "text": "Your text",
    "ticket": "T-2041",
}


@pytest.mark.parametrize("channel", c.CHANNELS)
def test_each_channel_looks_like_itself(as_person, ana, channel):
    html = page(as_person(ana), begun(ana, c.by_channel(channel)))
    assert MARKS[channel] in html
    assert 'id="question"' in html


def test_a_private_message_stands_apart_from_the_public_line(as_person, ana):
    attempt, client = begun(ana, c.by_channel("social")), as_person(ana)
    post(client, attempt, step="public", text=SENT_WORDS)
    html = page(client, attempt)
    assert "Only Marcus reads what you write here." in html
    assert "Sorry about the wait" in html.partition('id="lane-public"')[2].partition('id="private"')[0]
    post(client, attempt, step="private", number=2, text=SENT_WORDS + " Thank you, Mr. James.")
    private = page(client, attempt).partition('id="private"')[2].partition('id="answer"')[0]
    assert "Thank you, Mr. James." in private


def test_two_people_at_once_each_have_a_head_and_a_name(as_person, ana):
    definition = c.conversation(others=[c.OTHER])
    html = page(as_person(ana), begun(ana, definition))
    assert ("Nora Bell, mother at the counter" in html, html.count('class="call-head"')) == (True, 2)
    assert '<b class="who">Nora</b><div class="bubble"><p>I only need a form.</p></div>' in html


# --- what came back -------------------------------------------------------------------------------
@pytest.fixture
def returned(ana, mei):
    """A scored conversation whose reply in the middle was handed back with a sentence."""
    attempt = begun(ana, c.conversation(c.mid_reply(), c.second_choice()), make=assessed)
    for number, payload in enumerate(({"text": SENT_WORDS}, {"option": "promise"}), 1):
        make_move(attempt=attempt, number=number, payload=payload, client_key=uuid.uuid4(), now=timezone.now())
    task = take_lease(task=MarkingTask.objects.get(move__attempt=attempt), marker=mei, now=timezone.now())
    hand_back(task=task, marker=mei, note="The last line is cut off.", now=timezone.now())
    return Attempt.objects.get(pk=attempt.pk)


def test_a_reply_that_came_back_is_asked_for_with_its_words_and_the_reason(as_person, ana, returned):
    html = page(as_person(ana), returned)
    assert "The last line is cut off." in html
    assert "Sorry about the wait, Mr. James." in html.partition("<textarea")[2]


def test_written_anew_it_may_be_handed_in_again(as_person, ana, returned):
    client = as_person(ana)
    html = post(client, returned, step="middle", anew=1, text=SENT_WORDS + " Call me.", headers=SCRIPT).content.decode()
    assert "Hand in again" in html
    client.post(f"/practice/{returned.key}/hand-in/", {"number": 3})
    assert Attempt.objects.get(pk=returned.pk).state == "awaiting"


# --- pictures and recordings ----------------------------------------------------------------------
def test_what_is_heard_stands_in_words(as_person, ana):
    tape = {"key": "tape", "kind": "audio", "transcript": "This is Marcus. Nobody picks up.", "caption": "0:42"}
    definition = c.conversation(channel="voicemail", media=[tape], shows="tape")
    html = page(as_person(ana), begun(ana, definition))
    assert ("This is Marcus. Nobody picks up." in html, "0:42" in html) == (True, True)
