"""Own levels, feedback, another version, handing in: in that order, each version a row, whatever the browser does."""

import uuid

import pytest

from courses.models import Attempt, Draft
from scenarios.models import MarkingTask, Move
from tests.scenarios import conversations as c
from tests.scenarios.factories import (
    BETTER_WORDS,
    SENT_WORDS,
    ScenarioVersionFactory,
    assessed,
    practice,
    reply_form,
)  # fmt: skip

pytestmark = pytest.mark.django_db
TALK = c.conversation(c.mid_reply(), c.second_choice())


def check(client, attempt, **sent):
    return client.post(f"/practice/{attempt.key}/", reply_form(**sent))


def texts(attempt):
    return [move.payload["text"] for move in attempt.moves.order_by("number")]


def test_own_levels_come_before_any_feedback(as_person, ana):
    attempt = practice(ana)
    form = {key: value for key, value in reply_form().items() if not key.startswith("self_")}
    answer = as_person(ana).post(f"/practice/{attempt.key}/", form)
    page = answer.content.decode()
    assert (answer.status_code, Move.objects.count(), "<mark" in page) == (422, 0, False)
    assert "Choose your own level for Accurate." in page


def test_each_version_is_a_row_and_the_last_is_handed_in(as_person, ana):
    attempt, client = assessed(ana), as_person(ana)
    check(client, attempt)
    check(client, attempt, text=BETTER_WORDS)
    client.post(f"/practice/{attempt.key}/hand-in/", {"number": 2})
    assert texts(attempt) == [SENT_WORDS, BETTER_WORDS]
    assert MarkingTask.objects.get().move.payload["text"] == BETTER_WORDS


def test_the_answer_to_a_reply_is_its_feedback(as_person, ana):
    attempt = practice(ana)
    answer = check(as_person(ana), attempt)
    assert answer.url == f"/practice/{attempt.key}/feedback/?version=1"


def test_a_double_click_is_one_version(as_person, ana):
    attempt, client, key = practice(ana), as_person(ana), uuid.uuid4()
    addresses = {check(client, attempt, key=key).url for _twice in range(2)}
    assert (texts(attempt), len(addresses)) == ([SENT_WORDS], 1)


def test_after_going_back_other_words_on_the_old_page_are_another_version(as_person, ana):
    attempt, client, key = practice(ana), as_person(ana), uuid.uuid4()
    check(client, attempt, key=key)
    answers = [check(client, attempt, key=key, text=BETTER_WORDS).url for _twice in range(2)]
    assert texts(attempt) == [SENT_WORDS, BETTER_WORDS]
    assert set(answers) == {f"/practice/{attempt.key}/feedback/?version=2"}


def test_after_going_back_in_a_conversation_the_page_says_where_it_stands(as_person, ana):
    attempt, client = practice(ana, ScenarioVersionFactory(definition=TALK)), as_person(ana)
    sent = {"step": "middle", "number": 1, "client_key": uuid.uuid4()}
    client.post(f"/practice/{attempt.key}/move/", {**sent, "text": SENT_WORDS})
    again = client.post(f"/practice/{attempt.key}/move/", {**sent, "text": BETTER_WORDS})
    assert (again.status_code, texts(attempt)) == (422, [SENT_WORDS])
    assert "You have gone on in another tab." in again.content.decode()


def test_a_double_click_in_a_conversation_is_one_reply(as_person, ana):
    attempt, client = practice(ana, ScenarioVersionFactory(definition=TALK)), as_person(ana)
    sent = {"step": "middle", "number": 1, "client_key": uuid.uuid4(), "text": SENT_WORDS}
    statuses = [client.post(f"/practice/{attempt.key}/move/", sent).status_code for _twice in range(2)]
    assert (statuses, texts(attempt)) == ([302, 302], [SENT_WORDS])


def test_a_second_tab_adds_a_version_and_loses_none(as_person, ana):
    attempt, client = practice(ana), as_person(ana)
    for words in (SENT_WORDS, BETTER_WORDS):
        check(client, attempt, text=words)
    assert texts(attempt) == [SENT_WORDS, BETTER_WORDS]


def test_a_tab_left_open_hands_in_nothing_older(as_person, ana):
    attempt, client = assessed(ana), as_person(ana)
    for words in (SENT_WORDS, BETTER_WORDS):
        check(client, attempt, text=words)
    page = client.post(f"/practice/{attempt.key}/hand-in/", {"number": 1}, follow=True).content.decode()
    assert "You have written a newer version since." in page
    assert Attempt.objects.get(pk=attempt.pk).state == Attempt.State.OPEN


def test_what_is_handed_in_takes_no_further_version(as_person, ana):
    attempt, client = assessed(ana), as_person(ana)
    check(client, attempt)
    client.post(f"/practice/{attempt.key}/hand-in/", {"number": 1})
    answer = client.post(f"/practice/{attempt.key}/", reply_form(text=BETTER_WORDS), follow=True)
    assert "cannot be changed. What you wrote is safe." in answer.content.decode()
    assert texts(attempt) == [SENT_WORDS]


def test_reading_feedback_again_writes_nothing(as_person, ana):
    attempt, client = practice(ana), as_person(ana)
    check(client, attempt)
    for _reload in range(2):
        assert client.get(f"/practice/{attempt.key}/feedback/").status_code == 200
    assert (Move.objects.count(), Draft.objects.count()) == (1, 0)


ODD = {
    "50,000 characters": "Bus 114 is due at 7:40, Mr. James. " * 1500,
    "one endless word": "x" * 50_000,
    "right to left": "שלום מר ג'יימס, האוטובוס מאחר היום ויגיע בקרוב מאוד לתחנה שלך",
    "emoji alone": "🚌" * 30,
    "controls": "\x00\x01\x1b\x7f\ud800" * 10,
    "marks upon marks": "e" + "\u0301" * 3000,
    "nothing": " \n\t ",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_replies_get_a_sentence_and_write_nothing(as_person, ana, text):
    attempt = practice(ana)
    answer = check(as_person(ana), attempt, text=text.encode("utf-8", "replace").decode())
    assert (answer.status_code, Move.objects.count()) == (422, 0)
    assert "Please look again at this:" in answer.content.decode()


@pytest.mark.parametrize("odd", ["🚌🚌", "مرحبا", "\u202eיום\u202c", "\x00\x1b", "<b>", "&amp;", "e\u0301" * 40])
def test_odd_characters_among_words_are_compared_and_shown(as_person, ana, odd):
    attempt, client = practice(ana), as_person(ana)
    for words in (SENT_WORDS, f"{odd} {BETTER_WORDS} {odd}"):
        assert check(client, attempt, text=words).status_code == 302
    page = client.get(f"/practice/{attempt.key}/feedback/").content.decode()
    assert "From version 1 to version 2" in page
    assert "<b> " not in page.partition('class="compared"')[2].partition("</div>")[0]
