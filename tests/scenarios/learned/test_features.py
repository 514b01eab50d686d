"""What the linear models count in a text."""

from scenarios.scoring.learned.features import MOST, cue_names, cue_values, letter_grams, word_grams
from scenarios.scoring.learned.tokens import LONGEST, tokens


def cues(text: str) -> dict[str, float]:
    return dict(zip(cue_names(), cue_values(tokens(text)), strict=True))


def test_tokens_open_contractions_and_mark_where_sentences_begin():
    assert tokens("I can't say. Why?!") == ["^", "i", "can", "not", "say", ".", "^", "why", "?"]


def test_figures_and_addresses_are_alike():
    assert tokens("at 7:40 see https://a.example/b") == tokens("at 12.15 see www.b.example")


def test_letters_drawn_out_are_cut():
    assert tokens("pleeeease") == tokens("pleease")


def test_a_word_at_the_head_of_a_sentence_is_another_cue_than_inside():
    assert cues("Please call.")["please_first"] == 1
    assert cues("Call me, please.")["please_first"] == 0
    assert cues("Call me, please.")["please"] == 1


def test_piling_up_a_cue_counts_it_twice_at_most():
    assert cues("Thanks. Thanks. Thanks. Thanks. Thanks.")["thanks"] == MOST


def test_runs_do_not_depend_on_capitals_or_curly_quotes():
    assert word_grams(tokens("I don’t KNOW")) == word_grams(tokens("i don't know"))
    assert letter_grams("Don’t") == letter_grams("don't")


def test_letters_beyond_the_longest_text_change_nothing():
    text = "word " * (LONGEST // 5)
    assert letter_grams(text + "and more") == letter_grams(text)
