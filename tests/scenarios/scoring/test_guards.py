"""Replies that go back with a reason and get no level."""

import pytest

from scenarios.scoring import Task, score

from .factories import SOLID, anchor, bus_definition, bus_task


def guards(reply: str, task: Task | None = None) -> list[str]:
    return [g.key for g in score(reply, task or bus_task()).guards]


@pytest.mark.parametrize("reply", ["", "   \n", "\0\0", "...", "\U0001f600\U0001f600"])
def test_no_words_is_empty(reply):
    assert guards(reply) == ["empty"]


@pytest.mark.parametrize("reply", ["7:40.", "Hello there.", "The sky above."])
def test_a_word_or_two_or_three_that_say_nothing_are_too_short(reply):
    assert guards(reply) == ["too_short"]


@pytest.mark.parametrize("reply", ["Bus comes 7:40.", "The bus is due at 7:40.", "No sir, they ain't forgot her."])
def test_a_few_words_that_say_something_are_read(reply):
    assert guards(reply) == []


def test_thanks_over_and_over_are_sent_back():
    reply = "Thank you thank you thank you so much, many thanks, thanks again, thank you kindly, thank you."
    assert guards(reply) == ["gibberish"]


def test_many_words_are_too_long():
    assert guards(SOLID + " The bus was late." * 150) == ["too_long"]


@pytest.mark.parametrize(
    "reply",
    ["asdf jkl qwrt zxcv bnm sdfg hjkl wrtp plm qqq", "xkcd bvnm trewq lkjh gfds mnbv cxz poiuy",
     "bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus bus"],
)  # fmt: skip
def test_what_is_no_language_is_gibberish(reply):
    assert guards(reply) == ["gibberish"]


def test_the_callers_own_message_handed_back_is_a_copy():
    assert guards(bus_definition()["opening"]) == ["copy"]


def test_the_fact_sheet_handed_in_is_a_copy():
    assert guards(" ".join(f["text"] for f in bus_definition()["facts"])) == ["copy"]


def test_a_sample_handed_in_is_a_copy():
    assert guards(anchor("strong"), Task.from_definition(bus_definition(), "reply")) == ["copy"]


def test_a_polite_reply_about_something_else_is_off_topic():
    reply = "Thank you so much for your kind letter. We are delighted to enjoy the garden party with all of you."
    assert guards(reply) == ["off_topic"]


@pytest.mark.parametrize("says", ["Roses, letters, a garden party?", [{"text": "What of the roses in the garden?"}]])
def test_what_is_said_at_the_step_itself_is_on_topic(says):
    reply = "The roses in the garden are lovely and everyone is delighted to enjoy the party with all of you."
    (step,) = bus_definition()["steps"]
    assert guards(reply) == ["off_topic"]
    assert guards(reply, bus_task(steps=[{**step, "says": says}])) == []


@pytest.mark.parametrize("reply", [SOLID, anchor("strong"), anchor("middling"), anchor("weak")])
def test_an_honest_reply_meets_no_guard(reply):
    assert guards(reply) == []


def test_a_terse_reply_meets_no_guard():
    assert guards("Bus 114 due 7:40. No tardy mark. Text BUS 55501. Ana, 555-0119.") == []


def test_small_slips_and_dropped_articles_meet_no_guard():
    assert guards("mr james sory bus is late it come 7:40, she not marked tardy i call you by 11") == []


def test_a_guard_means_no_levels_and_one_thing_to_do():
    result = score("Hello there.", bus_task())
    assert (result.levels, result.reasons, result.wonders) == ({}, {}, ())
    assert result.change_one.sentence == result.guards[0].sentence


def test_short_pieces_between_commas_are_a_list_even_with_small_words_in_them():
    reply = (
        "bus is late, at 7:40, not marked tardy, a call by eleven, you may wait, or drive her, sorry, so cold, thanks"
    )
    assert guards(reply) == ["list"]


def test_a_few_short_pieces_in_a_sentence_are_no_list():
    assert guards("Mr. James, I'm sorry, the bus is late, it comes at 7:40, and she won't be marked tardy.") == []
