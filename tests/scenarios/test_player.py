"""Writing a reply: what is kept, what is sent back, and who may see it."""

import uuid

import pytest

from courses.models import Draft
from scenarios.actions import make_reply
from scenarios.models import Move
from tests.scenarios.factories import (
    BETTER_WORDS,
    SELF,
    SENT_WORDS,
    assessed,
    practice,
    reply_form,
    scenario_definition,
)
from tests.scenarios.factories import ScenarioVersionFactory as Version

pytestmark = pytest.mark.django_db


def test_the_player_shows_caller_situation_and_numbered_facts(as_person, ana):
    attempt = practice(ana)
    page = as_person(ana).get(f"/practice/{attempt.key}/").content.decode()
    assert "Marcus James, father of a seven-year-old at the bus stop" in page
    assert "Bus 114 is 35 minutes late" in page
    assert "any minute" in page


def test_the_player_never_shows_the_strong_sample(as_person, ana):
    page = as_person(ana).get(f"/practice/{practice(ana).key}/").content.decode()
    assert "wondering if we forgot her" not in page


def test_an_email_scenario_looks_like_a_letter(as_person, ana):
    definition = scenario_definition("s01-safety-worry.yaml")
    page = as_person(ana).get(f"/practice/{practice(ana, Version(definition=definition)).key}/").content.decode()
    assert 'class="mail sheet"' in page
    assert definition["subject"] in page


@pytest.mark.parametrize("name", ["play", "feedback", "delete"])
def test_another_persons_conversation_is_not_found(as_person, ana, dario, name):
    attempt = practice(ana)
    make_reply(attempt=attempt, text=SENT_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    path = {"play": "", "feedback": "feedback/", "delete": "delete/"}[name]
    assert as_person(dario).get(f"/practice/{attempt.key}/{path}").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, ana):
    assert client.get(f"/practice/{practice(ana).key}/").status_code == 302


def test_checking_a_reply_keeps_words_self_scores_and_findings(as_person, ana):
    attempt = practice(ana)
    answer = as_person(ana).post(f"/practice/{attempt.key}/", reply_form())
    move = attempt.moves.get()
    assert answer.url == f"/practice/{attempt.key}/feedback/?version=1"
    assert move.payload == {"text": SENT_WORDS, "self": SELF}
    assert move.result["levels"].keys() == SELF.keys()


def test_the_same_key_posted_twice_is_one_move(as_person, ana):
    attempt, form = practice(ana), reply_form()
    for _again in range(2):
        assert as_person(ana).post(f"/practice/{attempt.key}/", form).status_code == 302
    assert attempt.moves.count() == 1


def test_a_key_used_for_another_reply_is_refused_with_a_sentence(as_person, ana):
    first, second, form = practice(ana), practice(ana), reply_form()
    as_person(ana).post(f"/practice/{first.key}/", form)
    answer = as_person(ana).post(f"/practice/{second.key}/", form)
    assert "Load it again" in answer.content.decode()
    assert not second.moves.exists()


def test_two_tabs_make_two_versions(as_person, ana):
    attempt = practice(ana)
    as_person(ana).post(f"/practice/{attempt.key}/", reply_form())
    as_person(ana).post(f"/practice/{attempt.key}/", reply_form(BETTER_WORDS))
    assert list(attempt.moves.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There are no words here yet"),
        ("Ok.", "very short"),
        ("I love sailing and the wind is nice on Sundays with all my cousins there.", "does not seem to be about"),
        ("x" * 50_000, "longer than 12,000 characters"),
    ],
)
def test_a_reply_that_cannot_be_looked_at_goes_back_and_writes_nothing(as_person, ana, text, sentence):
    attempt = practice(ana)
    answer = as_person(ana).post(f"/practice/{attempt.key}/", reply_form(text))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not attempt.moves.exists()


def test_a_copy_of_the_strong_sample_goes_back(as_person, ana):
    attempt = practice(ana)
    strong = next(a for a in attempt.version.definition["anchors"] if a["name"] == "strong")["text"]
    answer = as_person(ana).post(f"/practice/{attempt.key}/", reply_form(strong))
    assert "the same as a sample reply" in answer.content.decode()
    assert not attempt.moves.exists()


def test_a_missing_self_score_goes_back_and_keeps_the_words(as_person, ana):
    attempt, form = practice(ana), reply_form()
    del form["self_empathy"]
    page = as_person(ana).post(f"/practice/{attempt.key}/", form).content.decode()
    assert "Choose your own level for Empathy." in page
    assert "should be there about 7:40" in page
    assert not attempt.moves.exists()


@pytest.mark.parametrize(
    "odd",
    [
        "\x00\x07\x1b",
        "\u202eright to left\u202c",
        "🚌🙂👩🏽‍🏫",
        "<script>alert(1)</script><b>",
        "مرحبا بكم في المدرسة",
        "\ud83d",
        "{{ 7 }} {% now %}",
    ],
)
def test_odd_characters_are_text_and_never_break_a_page(as_person, ana, odd):
    attempt = practice(ana)
    text = (SENT_WORDS + " " + odd).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = as_person(ana).post(f"/practice/{attempt.key}/", reply_form(text), follow=True)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "\x00" not in attempt.moves.get().payload["text"]


def test_a_bad_client_key_gets_a_sentence(as_person, ana):
    attempt = practice(ana)
    answer = as_person(ana).post(f"/practice/{attempt.key}/", reply_form(key="not-a-key"))
    assert answer.status_code == 422
    assert not attempt.moves.exists()


def test_the_draft_goes_when_the_reply_is_kept(as_person, ana):
    attempt = practice(ana)
    Draft.objects.create(person=ana, place=f"attempt:{attempt.key}:reply", text="Mr. James, I")
    assert "Mr. James, I" in as_person(ana).get(f"/practice/{attempt.key}/").content.decode()
    as_person(ana).post(f"/practice/{attempt.key}/", reply_form())
    assert not Draft.objects.exists()


def test_trying_again_begins_with_the_last_words(as_person, ana):
    attempt = practice(ana)
    as_person(ana).post(f"/practice/{attempt.key}/", reply_form())
    assert "should be there about 7:40" in as_person(ana).get(f"/practice/{attempt.key}/").content.decode()


def test_reading_the_player_writes_nothing(as_person, ana):
    as_person(ana).get(f"/practice/{practice(ana).key}/")
    assert not Move.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_player_costs_the_same_however_many_versions(as_person, ana, count, django_assert_max_num_queries):
    attempt = assessed(ana)
    for _n in range(count):
        make_reply(attempt=attempt, text=SENT_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    client = as_person(ana)
    with django_assert_max_num_queries(8):
        client.get(f"/practice/{attempt.key}/")
