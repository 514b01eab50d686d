"""What is chosen and not sent yet stands there again when the page comes back."""

import json
import re

import pytest

from courses.actions import save_draft
from scenarios.actions import chosen_place
from scenarios.forms import read_chosen
from tests.scenarios import conversations as c
from tests.scenarios.factories import ScenarioVersionFactory as Version
from tests.scenarios.factories import practice

pytestmark = pytest.mark.django_db


def page_with(client, person, definition, kept, *, number=1):
    """The player of a try with this kept for a move, as the browser would have kept it."""
    attempt = practice(person, Version(definition=definition))
    text = kept if isinstance(kept, str) else json.dumps({name: [value] for name, value in kept.items()})
    save_draft(person=person, place=chosen_place(attempt, number), text=text, turn=1)
    return client.get(f"/practice/{attempt.key}/").content.decode()


def selected(page):
    """The chosen value of each list on the page, by its name."""
    found = re.findall(r'<select[^>]*name="([\w-]+)"(.*?)</select>', page, re.S)
    return {name: value[0] for name, rest in found if (value := re.findall(r'value="([^"]*)" selected', rest))}


def checked(page):
    return re.findall(r'value="([^"]*)"[^>]*checked', page)


def test_an_order_comes_back_as_it_was_left(as_person, ana):
    kept = {"place-call": "1", "place-radio": "out", "place-note": "3"}
    assert selected(page_with(as_person(ana), ana, c.conversation(c.ORDER, c.second_choice()), kept)) == kept


def test_a_match_comes_back_as_it_was_left(as_person, ana):
    kept = {"pair-pay": "payroll", "pair-bus": "repairs"}
    assert selected(page_with(as_person(ana), ana, c.conversation(c.MATCH, c.second_choice()), kept)) == kept


@pytest.mark.parametrize(("step", "name"), [(c.first_choice("second"), "option"), (c.CONSULT, "ask")])
def test_what_was_picked_is_picked_again(as_person, ana, step, name):
    value = {"option": "curt", "ask": "nurse"}[name]
    page = page_with(as_person(ana), ana, c.conversation(step, c.second_choice()), {name: value})
    assert checked(page) == [value]


def test_ones_own_levels_come_back(as_person, ana):
    page = page_with(as_person(ana), ana, c.conversation(c.closing()), {"self_accurate": "2", "self_empathy": "4"})
    found = re.findall(r'name="(self_\w+)" value="(\d)"[^>]*checked', page)
    assert found == [("self_accurate", "2"), ("self_empathy", "4")]


def test_what_was_kept_for_another_move_is_not_picked(as_person, ana):
    page = page_with(as_person(ana), ana, c.conversation(), {"option": "curt"}, number=2)
    assert checked(page) == []


def test_a_choice_that_is_not_offered_is_not_picked(as_person, ana):
    page = page_with(as_person(ana), ana, c.conversation(), {"option": '"><b>gone'})
    assert (checked(page), "<b>gone" in page) == ([], False)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"option": "mild"}', '{"option": []}', '{"option": [7]}'])
def test_what_cannot_be_read_is_nothing(text):
    assert read_chosen(text) == {}
