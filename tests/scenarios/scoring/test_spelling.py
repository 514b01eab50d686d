"""Slips that are mended and disguises that are seen through, before anything is looked for."""

import pytest

from scenarios.scoring import score
from scenarios.scoring.reading import read
from scenarios.scoring.spelling import vocabulary

from .factories import SOLID, bus_definition, bus_task

KNOWN = vocabulary(("the counselor Mr. Novak will see Eli", "Ms. Abbott"), ("handbook", "relax"))


def words(text: str) -> list[str]:
    return [token.word for token in read(text, "en", KNOWN).tokens]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("coucnelor", "coucnelor"), ("counsleor", "counselor"), ("conselor", "counselor"), ("yuor", "your"),
     ("yor", "your"), ("wull", "will"), ("Abott", "abbott"), ("Novka", "novak"), ("waht", "what")],
)  # fmt: skip
def test_one_slip_from_a_known_word_is_mended(typed, meant):
    assert words(typed) == [meant]


@pytest.mark.parametrize("word", ["minuet", "form", "from", "late", "grand", "or"])
def test_a_word_of_the_language_is_left_alone(word):
    assert words(word) == [word]


def test_nothing_is_mended_in_a_language_without_a_word_list():
    known = vocabulary(("la consejera",), (), "es")
    assert [t.word for t in read("la consejrea", "es", known).tokens] == ["la", "consejrea"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1d10t", "idiot"), ("stup!d", "stupid"), ("k i d s", "kids"), ("l.a.z.y", "lazy"), ("re-lax", "relax"),
     ("hand book", "handbook"), ("\u0430nger", "anger")],
)  # fmt: skip
def test_a_disguise_is_seen_through(typed, meant):
    assert words(typed) == [meant]


def test_two_words_spelled_letter_by_letter_are_two():
    assert words("l-a-z-y k-i-d-s") == ["lazy", "kids"]


@pytest.mark.parametrize("text", ["7am", "the 28th", "room R2", "3rd", "B-1", "555-0119", "a.m.", "hi!", "mp3"])
def test_what_is_written_with_figures_as_usual_is_no_disguise(text):
    assert read(text, "en", KNOWN).disguised == 0


def test_here_by_is_not_hereby():
    assert "jargon" not in {c.key for c in score(f"{SOLID} I will be here by 8 tomorrow.", bus_task()).cues}


def test_the_span_is_what_was_typed():
    reply = SOLID + " You are an 1d10t."
    cue = next(c for c in score(reply, bus_task()).cues if c.key == "rude")
    assert cue.span.text == "1d10t"


def test_a_reply_full_of_disguises_is_sent_back():
    reply = "Mr. J4m35, 1 4m s0rry y0u c4ll3d tw1c3. Th3 bu5 15 du3 4t 7:40 and sh3 is n0t t4rdy."
    assert [g.key for g in score(reply, bus_task()).guards] == ["disguised"]


def test_a_list_of_words_is_sent_back():
    reply = "sorry Mr. James bus 114 7:40 Elm Ninth wait drive tardy 11:00 call 555-0119 thanks help twice"
    assert [g.key for g in score(reply, bus_task()).guards] == ["list"]


def test_a_note_for_the_record_may_be_a_list():
    steps = [{"key": "reply", "kind": "reply", "prompt": "Note it.", "criteria": ["accurate", "complete"]}]
    reply = "sorry Mr. James bus 114 7:40 Elm Ninth wait drive tardy 11:00 call 555-0119 thanks help twice"
    assert score(reply, bus_task(steps=steps)).guards == ()


def test_a_name_of_the_gate_that_was_mistyped_goes_to_a_person():
    gate = score(SOLID + " Jadne was late too.", bus_task()).gates[0]
    assert (gate.key, gate.status) == (bus_definition()["gates"][0]["key"], "person")


def test_a_must_not_with_words_put_between_is_a_breach():
    result = score(SOLID + " Please calm yourself down, it is any good minute now.", bus_task())
    assert [m.status for m in result.must_not] == ["breach"]


def test_another_word_that_is_one_slip_away_is_referred():
    result = score(SOLID + " It comes any minuet.", bus_task())
    assert [m.status for m in result.must_not] == ["refer"]
    assert result.referred


def test_a_phrase_in_capitals_is_met_in_capitals_alone():
    rule = [{"key": "shout", "phrases": ["YOU SIGN"], "why": "It shouts.", "instead": "Say it."}]
    assert score(SOLID + " YOU SIGN here.", bus_task(must_not=rule)).must_not
    assert not score(SOLID + " You sign here.", bus_task(must_not=rule)).must_not


@pytest.mark.parametrize(
    ("typed", "meant"), [("reelaaaax", "reelaaaax"), ("relaaaax", "relax"), ("sooorry", "sorry"), ("willll", "will")]
)
def test_a_word_that_is_drawn_out_is_read(typed, meant):
    assert words(typed) == [meant]
