"""The map of a conversation: what it marks, and that it draws whatever an author has written so far."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.drawing import BOX_HEIGHT, BOX_WIDTH, draw, graph_of


def choice(key, **ways):
    """A choice step; `to_broken` marks an option that does not pass a gate."""
    options = [{"key": name, "text": name.replace("_", " "), "to": to} for name, to in ways.items()]
    for option in options:
        if option["key"].startswith("leak"):
            option["breaks"] = ["no-protected-data"]
        if option["key"].startswith("guess"):
            option["levels"] = {"accurate": 2}
    return {"key": key, "kind": "choice", "says": f"This is {key}.", "options": options}


GOOD, BAD = (
    {"key": "thanks", "good": True, "title": "He has a plan"},
    {"key": "gone", "good": False, "title": "He hangs up"},
)


def definition(*steps, endings=(GOOD, BAD)):
    return {"steps": list(steps), "endings": list(endings)}


CALL = definition(
    choice("greet", name_him="tell", leak_it="tell", hurry="calm"),
    choice("calm", sorry="tell", hang_up="gone"),
    choice("tell", the_time="thanks", guess_it="thanks"),
)


def arrows(drawn, **wanted):
    return {
        (a.arrow.start, a.arrow.end) for a in drawn.arrows if all(getattr(a.arrow, k) == v for k, v in wanted.items())
    }


def test_the_ways_to_a_good_end_are_marked():
    assert arrows(draw(CALL), passing=True) == {
        ("greet", "tell"),
        ("greet", "calm"),
        ("calm", "tell"),
        ("tell", "thanks"),
    }


def test_a_way_that_breaks_a_gate_on_every_choice_is_marked():
    only_leak = definition(choice("greet", leak_it="thanks", name_him="gone"))
    assert arrows(draw(only_leak), breaks=True) == {("greet", "thanks")}


def test_a_way_that_costs_a_level_does_not_pass():
    guess = definition(choice("greet", guess_it="thanks", hang_up="gone"))
    assert arrows(draw(guess), passing=True) == set()


def test_a_step_without_a_way_on_is_a_dead_end_and_a_closing_reply_is_not():
    drawn = draw(
        definition(choice("greet", a="stuck", b="reply"), {"key": "stuck", "kind": "consult"}, {"key": "reply"})
    )
    assert [b.box.key for b in drawn.boxes if b.box.dead_end] == ["stuck"]


def test_a_step_that_nothing_leads_to_is_marked_and_stands_just_above_what_it_leads_to():
    lost = definition(
        choice("greet", a="tell"), choice("tell", a="ask"), choice("ask", a="thanks"), choice("lost", a="thanks")
    )
    boxes = {b.box.key: b for b in draw(lost).boxes}
    assert not boxes["lost"].box.reached
    assert boxes["lost"].y == boxes["ask"].y


def test_a_way_back_is_drawn_as_one():
    circle = definition(choice("greet", a="tell"), choice("tell", again="greet", b="thanks"))
    assert [(a.arrow.start, a.arrow.end) for a in draw(circle).arrows if a.back] == [("tell", "greet")]


def test_a_condition_is_told_in_words():
    step = {
        "key": "say",
        "kind": "reply",
        "next": [{"to": "thanks", "when": {"temper": [0, 1], "given": ["due"]}}, {"to": "gone"}],
    }
    labels = {a.end: a.label for a in graph_of(definition(step)).arrows}
    assert labels == {"thanks": "temper 0 to 1; told: due", "gone": ""}


def test_one_thing_may_stand_where_a_list_may():
    """As in a file: a way that is only a key, one temper, one fact, lines that are only words."""
    step = {"key": "say", "kind": "reply", "says": ["Hello?"]}
    step["next"] = [{"to": "thanks", "when": {"temper": 0, "given": "due"}}, "gone"]
    graph = graph_of(definition(step))
    assert [(a.end, a.label) for a in graph.arrows] == [("thanks", "temper 0; told: due"), ("gone", "")]
    assert graph.boxes[0].text == "Hello?"


@pytest.mark.parametrize("empty", [{}, {"steps": []}, {"steps": [{"kind": "reply"}]}])
def test_nothing_written_yet_draws_nothing(empty):
    assert draw(empty).boxes == ()


KEYS = [f"step-{n}" for n in range(12)]


@given(st.lists(st.lists(st.sampled_from([*KEYS, "thanks", "gone", "nowhere"]), max_size=4), min_size=1, max_size=12))
def test_any_draft_is_drawn_with_every_box_once_and_no_two_on_one_place(ways):
    steps = [choice(KEYS[n], **{f"to_{i}": to for i, to in enumerate(ends)}) for n, ends in enumerate(ways)]
    drawn = draw(definition(*steps))
    assert sorted(b.box.key for b in drawn.boxes) == sorted([*KEYS[: len(steps)], "gone", "thanks"])
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    assert all(0 <= b.x <= drawn.width - BOX_WIDTH and 0 <= b.y <= drawn.height - BOX_HEIGHT for b in drawn.boxes)
    known = {b.box.key for b in drawn.boxes}
    said = {(s["key"], o["to"]) for s in steps for o in s["options"] if o["to"] in known}
    assert {(a.arrow.start, a.arrow.end) for a in drawn.arrows} == said
