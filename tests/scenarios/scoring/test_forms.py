"""When a form of the author is found in a reply."""

import pytest

from scenarios.scoring.doubts import doubts
from scenarios.scoring.forms import find
from scenarios.scoring.negation import stance
from scenarios.scoring.reading import read
from scenarios.scoring.words import one_slip, stem


def found(form: str, reply: str) -> bool:
    return bool(find(read(reply), form))


def how(form: str, reply: str):
    reading = read(reply)
    return stance(doubts(reading), find(reading, form)[0])


@pytest.mark.parametrize("said", ["marked", "marks", "mark", "marking"])
def test_endings_do_not_matter(said):
    assert found("mark tardy", f"They {said} her tardy.")


@pytest.mark.parametrize("said", ["counselor", "counsellor", "councelor", "counselr", "counsleor"])
def test_one_slip_in_a_long_word_is_mended(said):
    assert found("counselor", f"Our {said} is here today.")


def test_a_short_word_is_not_mended():
    assert not found("wait", "You may want a car.")


def test_two_slips_are_not_mended():
    assert not found("counselor", "Our cuonseler is here.")


def test_a_number_is_never_mended():
    assert not found("55501", "Text BUS to 55502.")


def test_both_pieces_may_stand_in_neighboring_sentences():
    assert found("wait & drive", "You may wait. Or you drive her.")


def test_pieces_three_sentences_apart_are_not_together():
    assert not found("wait & drive", "You may wait. It is cold. Dress well. Or you drive her.")


def test_a_form_does_not_reach_across_a_sentence():
    assert not found("bus late", "Take the bus. Late or not, we are here.")


def test_a_contraction_is_its_two_words():
    assert found("not be marked tardy", "She won't be marked tardy.")


@pytest.mark.parametrize(
    "reply",
    ["It is not 7:40.", "It isn't due at 7:40.", "It will never be there at 7:40.", "I do not know if it is 7:40.",
     "7:40 is not right.", "7:40 is wrong."],
)  # fmt: skip
def test_what_is_denied_is_negated(reply):
    assert how("7:40", reply).negated


@pytest.mark.parametrize(
    "reply",
    ["No, it is 7:40.", "It comes no later than 7:40.", "It will not be there until 7:40.", "Not 7:30 but 7:40.",
     "I cannot see it, but it is due at 7:40.", "Do not worry, it is due at 7:40.", "Why not come at 7:40?"],
)  # fmt: skip
def test_a_not_that_belongs_elsewhere_does_not_negate(reply):
    assert not how("7:40", reply).negated


def test_denied_twice_is_said_but_worth_a_second_look():
    stand = how("7:40", "It is not true that it is not 7:40.")
    assert (stand.negated, stand.hedged) == (False, True)


@pytest.mark.parametrize(
    "reply", ["It is due about 7:40.", "I think it is 7:40.", "It should be there at 7:40.", "Is it due at 7:40?"]
)
def test_a_guess_is_hedged(reply):
    assert how("7:40", reply).hedged


def test_a_plain_statement_is_not_hedged():
    assert not how("7:40", "It is due at 7:40.").hedged


def test_stem_and_slip_agree_with_their_examples():
    assert stem("tries") == stem("try")
    assert one_slip("minute", "minuet")
    assert not one_slip("parked", "marked")
