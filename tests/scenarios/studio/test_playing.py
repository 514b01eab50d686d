"""The draft as a learner meets it, from any step, to look at and to play. Nothing of it is kept anywhere."""

import re

import pytest
from django.urls import reverse

from courses.models import Attempt, Draft
from scenarios.models import Move
from tests.scenarios.conversations import (
    CURT,
    MILD,
    closing,
    every_kind,
    first_choice,
    mid_reply,
    second_choice,
)
from tests.scenarios.studio.conftest import plain

WORDS = "I am sorry that you had to wait, Mr. James. Bus 114 is due at 7:40, and she will not be marked tardy today."


def address(name, page, query=""):
    return reverse(name, args=[page.pk]) + query


class Game:
    """The studio's own play of a page: each answer carries the moves so far in its form."""

    def __init__(self, studio, page, query=""):
        self.studio, self.where = studio, address("scenario_play", page, query)
        self.answer = studio.get(self.where)

    def send(self, **sent):
        html = self.answer.content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="(moves|step|number)" value="([^"]*)">', html))
        self.answer = self.studio.post(self.where, {**hidden, **sent})
        return self

    @property
    def words(self):
        return plain(self.answer.content)


# --- a look at a step -------------------------------------------------------------------------------------------------
def test_a_look_at_a_step_shows_what_a_learner_sees_there(studio, page):
    made = page()
    query = "?step=second&temper_main=4&given=due"
    answer = studio.get(address("scenario_preview", made, query))
    words = plain(answer.content)
    assert "That is no answer!" in words
    assert "We will see." in words
    assert MILD not in words
    assert answer.context["begin"].begins() == ("second", {"main": 4}, ["due"])


def test_a_look_can_send_nothing(studio, page):
    made = page(first_choice("closing"), closing())
    for step in ("first", "closing"):
        html = studio.get(address("scenario_preview", made, f"?step={step}")).content.decode()
        forms = re.findall(r"<form[^>]*>", html)
        assert [form for form in forms if "post" in form and "inert" not in form] == []
    assert studio.post(address("scenario_preview", made)).status_code == 405


@pytest.mark.parametrize("query", ["", "?step=nonsense&temper_main=9&given=nothing", "?temper_main=x"])
def test_a_look_without_sense_is_a_look_at_the_start(studio, page, query):
    answer = studio.get(address("scenario_preview", page(), query))
    assert answer.context["begin"].begins() == ("first", {"main": 3}, [])
    assert MILD in plain(answer.content)


def test_a_look_follows_the_newest_draft(studio, page):
    made = page()
    draft = made.get_latest_revision_as_object()
    draft.steps[0].value["options"][0]["text"] = "Words of the draft."
    draft.save_revision()
    assert "Words of the draft." in plain(studio.get(address("scenario_preview", made)).content)


def test_what_cannot_be_played_says_so_in_a_sentence(studio, page):
    made = page(first_choice("nowhere"), second_choice())
    for name in ("scenario_preview", "scenario_play"):
        answer = studio.get(address(name, made))
        assert answer.status_code == 200
        assert "Not ready to be shown" in plain(answer.content)


# --- a whole conversation, kept nowhere -------------------------------------------------------------------------------
def test_a_conversation_is_played_to_its_end_and_nothing_is_written(studio, page):
    game = Game(studio, page()).send(option="mild")
    assert "He cools a little. You named his wait." in game.words
    game.send(option="promise")
    assert "He has a plan The bus came at 7:41." in game.words
    assert (Attempt.objects.count(), Move.objects.count(), Draft.objects.count()) == (0, 0, 0)
    assert [key for key in dict(studio.session.items()) if not key.startswith("_")] == []


def test_every_kind_of_step_is_played(studio, page):
    definition = every_kind()
    game = Game(studio, page(*definition["steps"])).send(option="mild").send(ask="dispatch").send(text=WORDS)
    game.send(
        **{f"place-{key}": n for n, key in enumerate(("keep", "note", "call", "lead"), 1)}, **{"place-radio": "out"}
    )
    game.send(**{"pair-pay": "payroll", "pair-bus": "buses", "pair-lock": "repairs"}).send(option="promise")
    assert "He has a plan" in game.words
    assert "3 of 3 right." in game.words
    assert Move.objects.count() == 0


def test_a_closing_reply_is_read_by_the_program_and_looked_back_on(studio, page):
    game = Game(studio, page(first_choice("closing"), closing())).send(option="mild").send(text=WORDS)
    assert game.answer.context["over"]
    assert "Told: Bus 114 is due at 7:40." in game.words
    assert Move.objects.count() == 0


def test_it_goes_on_from_the_step_that_was_chosen(studio, page):
    game = Game(studio, page(mid_reply("second"), second_choice()), "?step=second&temper_main=4").send(option="vague")
    assert "Forget it." in game.words
    assert [moment.number for moment, _key in game.answer.context["moments"]] == [2]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose what you do first."),
        ({"option": "shout"}, "That is not one of the things you can say now."),
    ],
)
def test_what_is_no_move_is_told_in_a_sentence(studio, page, sent, sentence):
    game = Game(studio, page()).send(**sent)
    assert game.answer.status_code == 422
    assert sentence in game.words
    assert CURT in game.send(option="curt").words


def test_a_reply_that_cannot_be_read_keeps_its_words(studio, page):
    game = Game(studio, page(closing())).send(text="No.")
    assert game.answer.status_code == 422
    assert ">No.</textarea>" in game.answer.content.decode()


def test_moves_that_were_tampered_with_begin_anew(studio, page):
    made = page()
    answer = studio.post(address("scenario_play", made), {"moves": "made-up", "option": "mild"})
    assert answer.status_code == 422
    assert "The draft was changed meanwhile, so this try begins anew." in plain(answer.content)


def test_a_draft_that_was_changed_meanwhile_begins_anew(studio, page):
    made = page()
    game = Game(studio, made).send(option="mild")
    draft = made.get_latest_revision_as_object()
    draft.situation = "Something else."
    draft.save_revision()
    game.send(option="promise")
    assert "The draft was changed meanwhile, so this try begins anew." in game.words
    assert MILD in game.words


def test_an_end_that_is_sent_again_is_a_sentence(studio, page):
    made = page()
    game = Game(studio, made).send(option="mild")
    moves = re.search(r'name="moves" value="([^"]*)"', game.answer.content.decode())[1]
    over = game.send(option="promise").answer.context["throwaway"]
    answer = studio.post(address("scenario_play", made), {"moves": over, "option": "vague"})
    assert answer.status_code == 422
    assert moves != over
