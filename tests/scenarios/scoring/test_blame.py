"""What befell somebody is no blame; what they are said to have left undone is, also after "I am sorry that"."""

import pytest

from scenarios.scoring import score

from .factories import bus_task


def blamed(sentence: str) -> bool:
    found = score(f"Good morning, Mr. James, this is about your call. {sentence}", bus_task())
    return any(cue.key == "blame" for cue in found.cues)


@pytest.mark.parametrize(
    "sentence",
    [
        "I am sorry that you did not sleep.",
        "I'm sorry you didn't sleep last night.",
        "I am so sorry that you didn't get to eat.",
        "I'm sorry that you never heard from us.",
        "I am sorry you did not know.",
        "I'm sorry that you did not have a choice.",
        "I am sorry that you never really felt welcome.",
        "It makes me sad that you did not feel safe.",
        "I hate that you didn't see it in time.",
        "I regret that you did not find anyone here.",
        "You did not deserve that.",
        "You didn't cause this.",
    ],
)
def test_what_befell_somebody_is_no_blame(sentence):
    assert not blamed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I am sorry that you did not read the letter.",
        "I'm sorry you didn't call us sooner.",
        "I am sorry that you never sent the form.",
        "I'm sorry that you did not bother to ask.",
        "I regret that you didn't check the web page.",
        "I am sorry you did not bring it.",
        "You did not read the letter.",
        "You never told us.",
        "You didn't have the form with you.",
        "You did not know the rules.",
        "I am sorry, but you should have called.",
        "I am sorry that you forgot.",
    ],
)
def test_what_somebody_left_undone_is_blame(sentence):
    assert blamed(sentence)
