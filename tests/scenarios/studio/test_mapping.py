"""The map in words: marks, letters of gates, ways, and that forty steps are drawn at once."""

import time

import pytest
from django.urls import reverse

from scenarios.studio.mapping import map_of
from tests.scenarios.conversations import ORDER, conversation, first_choice, second_choice
from tests.scenarios.scripts import Dice, sound_script
from tests.scenarios.studio.conftest import plain

STUCK = {"key": "stuck", "kind": "order", "prompt": "What first?", "items": [{"key": "a", "text": "A"}]}


def drawn(*steps, **changes):
    return map_of(conversation(*steps, **changes))


def marks(made):
    return {box.key: box.marks for box in made.boxes if box.marks}


def test_start_dead_end_and_what_nobody_reaches_are_said_in_words():
    made = drawn(first_choice("stuck"), STUCK, second_choice())
    assert marks(made) == {
        "first": ["Start"],
        "stuck": ["Dead end"],
        "second": ["Nobody gets here"],
        "good": ["Nobody gets here"],
        "bad": ["Nobody gets here"],
    }
    assert made.faults[0] == "stuck, put in order: Dead end"


def test_a_sound_conversation_has_no_fault():
    assert drawn().faults == []


def test_endings_are_good_or_bad_in_words():
    assert {box.key: box.kind_word for box in drawn().boxes if box.is_ending} == {
        "good": "good ending",
        "bad": "bad ending",
    }


def test_a_gate_has_a_letter_where_it_may_break_and_where_a_step_keeps_it():
    made = drawn(first_choice("drill"), {**ORDER, "next": "second"}, second_choice())
    assert [(gate.letter, gate.key) for gate in made.gates] == [("A", "line")]
    assert [arrow.word for arrow in made.arrows if arrow.word] == ["may break A"]
    assert marks(made)["drill"] == ["Gate A"]


def test_a_way_on_which_all_break_it_says_so():
    curt = first_choice("second")
    curt["options"] = [curt["options"][1], {**curt["options"][1], "key": "other"}]
    made = drawn(curt, second_choice())
    assert [(arrow.word, arrow.look) for arrow in made.arrows if arrow.word] == [("breaks A", "breaks")]


def test_words_on_two_arrows_do_not_cover_each_other():
    curt = first_choice()
    one, other = ({**curt["options"][1], "key": key, "to": key} for key in ("second", "bad"))
    placed = [a for a in drawn({**curt, "options": [one, other]}, second_choice()).arrows if a.word]
    assert len(placed) == 2
    assert abs(placed[0].y - placed[1].y) >= 20 or abs(placed[0].x - placed[1].x) >= placed[0].word_width


def test_the_list_says_each_way_with_its_marks():
    first, *_rest = drawn().places
    assert [(way.end, way.marks) for way in first.ways] == [
        ("second", ["passes"]),
        ("second", ["breaks A"]),
        ("second", ["passes"]),
    ]


def test_a_way_back_is_named_so():
    back = {**second_choice(), "options": [{"key": "b", "text": "Again.", "to": "first"}, {"key": "on", "text": "On."}]}
    made = drawn(first_choice("second"), back)
    assert [way.marks for place in made.places for way in place.ways if way.end == "first"] == [
        ["passes", "a way back"]
    ]
    assert [arrow.look for arrow in made.arrows if "back" in arrow.look] == ["passing back"]


def test_forty_steps_are_drawn_in_a_second():
    definition = sound_script(Dice(1), 40)
    start = time.process_time()
    made = map_of(definition)
    assert time.process_time() - start < 1
    assert len([box for box in made.boxes if not box.is_ending]) == 40


# --- its page ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def shown(studio, page):
    return lambda *steps, query="": studio.get(reverse("scenario_map", args=[page(*steps).pk]) + query)


def test_the_page_has_the_drawing_in_a_named_region_and_the_same_as_a_list(shown):
    html = shown().content.decode()
    assert html.count('class="map-region" role="region" aria-label="Map. Scroll to see all of it.') == 1
    assert 'tabindex="0"' in html
    words = plain(html.encode())
    assert "The same as a list first · choice · Start" in words
    assert "style=" not in html[html.index('<svg class="map"') : html.index("The same as a list")]


def test_each_step_leads_to_a_look_at_it(shown, page):
    html = shown().content.decode()
    assert html.count("/preview/?step=second") == 2


def test_the_map_follows_the_newest_draft(studio, page):
    made = page()
    draft = made.get_latest_revision_as_object()
    draft.endings = []
    draft.save_revision()
    words = plain(studio.get(reverse("scenario_map", args=[made.pk])).content)
    assert "good ending" not in words


def test_an_empty_draft_is_told_what_to_do(studio, page):
    made = page()
    draft = made.get_latest_revision_as_object()
    draft.steps, draft.endings = [], []
    draft.save_revision()
    assert "There is no step yet." in plain(studio.get(reverse("scenario_map", args=[made.pk])).content)


@pytest.mark.parametrize(("query", "width"), [("", "100"), ("?zoom=large", "150"), ("?zoom=nonsense", "100")])
def test_the_drawing_has_sizes(shown, query, width):
    answer = shown(query=query)
    assert answer.context["width"] == answer.context["map"].width * int(width) // 100
