"""The author's samples as our program reads them, beside the author's levels."""

from django.urls import reverse

from scenarios.studio.samples import tried
from tests.scenarios.conversations import closing, conversation, first_choice, second_choice
from tests.scenarios.studio.conftest import plain

GOOD = "I am so sorry about your long wait, Mr. James. Bus 114 is due at 7:40, and she will not be marked tardy."
LEVELS = {"accurate": 4, "complete": 4, "courteous": 4, "empathy": 4}


def sample(name="strong", text=GOOD, **more):
    return {"name": name, "step": "closing", "levels": LEVELS, "text": text, **more}


def read(*anchors):
    [step] = tried(conversation(closing(), anchors=list(anchors)))
    return step


def test_levels_stand_beside_the_declared_ones():
    rows = {row.label: row for row in read(sample()).reads[0].levels}
    assert [row.declared for row in rows.values()] == [4, 4, 4, 4]
    assert rows["Empathy"].machine in (1, 2, 3)


def test_an_empathy_of_three_is_alike_to_a_four():
    levels = read(sample()).reads[0].levels
    assert all(row.alike == (row.machine == min(row.declared, 3)) for row in levels if row.label == "Empathy")


def test_facts_are_found_or_not():
    step = read(sample(), sample("weak", "The bus is somewhere on the road, and we do not know more about it at all."))
    strong, weak = step.reads
    due = "Bus 114 is due at 7:40."
    assert (due in strong.found, due in strong.missing) == (True, False)
    assert (due in weak.found, due in weak.missing) == (False, True)


def test_samples_stand_from_strong_to_weak_and_the_missing_one_is_named():
    step = read(sample("weak"), sample("strong"))
    assert ([each.name for each in step.reads], step.lacking) == (["strong", "weak"], ["middling"])


def test_what_would_be_sent_back_says_why():
    [short] = read(sample(text="No.")).reads
    assert short.guards
    assert not short.passes


def test_what_must_not_be_said_is_shown():
    must_not = [{"key": "calm", "phrases": ["calm down"], "why": "It heats.", "instead": ""}]
    definition = conversation(closing(), must_not=must_not, anchors=[sample(text=f"Please calm down. {GOOD}")])
    assert tried(definition)[0].reads[0].breaches == ["“calm down”"]


def test_a_conversation_without_a_written_reply_has_nothing_to_try(studio, page):
    made = page(first_choice("second"), second_choice())
    words = plain(studio.get(reverse("scenario_samples", args=[made.pk])).content)
    assert "There is no written reply in this conversation" in words


def test_the_page_shows_them(studio, page):
    made = page(closing(), anchors=[sample(overrule="Sure.")])
    words = plain(studio.get(reverse("scenario_samples", args=[made.pk])).content)
    assert "Strong Levels of the strong sample Criterion You Program Alike? Accurate 4" in words
    assert "You overrule it: Sure." in words
    assert "Still missing: middling, weak." in words
