"""What a conversation is worth, and its story for the debrief."""

from scenarios.script import Made, Marks, counting_replies, standing, story
from tests.scenarios.script.factories import CALM, choice, go, order, pick, reply, script, wrote


def move(number, step, kind, levels=None, **gates):
    rows = [{"key": key.replace("_", "-"), "status": status} for key, status in gates.items()]
    return Made(number, step, kind, {}, {"levels": levels or {}, "gates": rows})


def test_the_lowest_counts_on_accurate_and_complete_and_the_median_on_the_others():
    moves = [
        move(1, "a", "choice", {"accurate": 4, "empathy": 4}),
        move(2, "b", "choice", {"accurate": 2, "empathy": 3}),
        move(3, "c", "match", {"accurate": 3, "empathy": 1}),
    ]
    assert standing(moves).levels == {"accurate": 2, "empathy": 3}


def test_what_was_said_stands_and_what_is_worked_on_counts_as_it_was_left():
    moves = [
        move(1, "a", "choice", {"accurate": 1}),
        move(2, "a", "choice", {"accurate": 4}),
        move(3, "b", "order", {"complete": 1}),
        move(4, "b", "order", {"complete": 4}),
    ]
    assert standing(moves).levels == {"accurate": 1, "complete": 4}


def test_a_gate_missed_once_is_missed():
    moves = [
        move(1, "a", "order", g="not_passed"),
        move(2, "a", "order", g="passed"),
        move(3, "b", "match", h="passed"),
    ]
    assert standing(moves).gates == {"g": False, "h": True}


def test_the_last_version_of_each_reply_counts():
    moves = [move(1, "a", "reply"), move(2, "b", "reply"), move(3, "b", "reply"), move(4, "c", "choice")]
    assert [made.number for made in counting_replies(moves)] == [1, 3]


def test_a_gate_that_an_earlier_version_missed_is_not_held_against_the_last():
    assert standing([move(1, "a", "reply", g="not_passed"), move(2, "a", "reply", g="passed")]).gates == {"g": True}


def test_what_a_gate_leaves_to_a_person_is_not_decided_by_the_machine():
    assert standing([move(1, "a", "reply", g="person")]).gates == {}


def test_people_decide_about_replies_and_stored_results_about_the_rest():
    moves = [move(1, "a", "reply", {"accurate": 1}), move(2, "b", "choice", {"accurate": 3}, g="passed")]
    found = standing(moves, {1: Marks({"accurate": 4}, {"g": False})})
    assert (found.levels, found.gates, found.waits) == ({"accurate": 3}, {"g": False}, ())


def test_a_reply_without_a_score_waits():
    found = standing([move(1, "a", "reply", {"accurate": 1}), move(2, "b", "choice", {"accurate": 3})], {})
    assert (found.levels, found.waits) == ({"accurate": 3}, (1,))


def test_a_step_that_scores_nothing_counts_for_nothing():
    assert standing([move(1, "a", "choice"), move(2, "b", "choice", {"accurate": 3})]).levels == {"accurate": 3}


# --- the story ------------------------------------------------------------------------------------
FACTS = [{"key": "due", "required": True}, {"key": "tardy", "required": True}, {"key": "text-line"}]


def told(*payloads, steps=None):
    options = [
        {"key": "a", "gives": ["due"], "temper": 1},
        {"key": "b", "gives": ["tardy", "text-line"], "note": "Hm."},
    ]
    steps = steps or [choice(*options, next="then", says="Well?"), order(key="then", gate="g", next="reply"), reply()]
    made = script(*steps, facts=FACTS)
    return story(made, go(made, *payloads))


def test_each_move_tells_what_it_gave_and_what_it_missed():
    beat = told(pick("b")).beats[0]
    assert (beat.given, beat.missed, beat.note) == (("tardy", "text-line"), ("due",), "Hm.")
    assert [turn.text for turn in beat.before] == ["Hello?", "Well?"]
    assert [turn.text for turn in beat.mine] == ["b"]


def test_a_fact_told_before_is_neither_new_nor_missed():
    steps = [
        choice({"key": "a", "gives": ["due"]}, "b", next="then"),
        choice({"key": "c", "gives": ["due"]}, "d", key="then"),
    ]
    second = told(pick("a"), pick("d"), steps=steps).beats[1]
    assert (second.given, second.missed) == ((), ())


def test_each_move_tells_temper_and_gates():
    beats = told(pick("a"), {"order": list("dcba")}).beats
    assert [(beat.temper_before["main"], beat.temper_after["main"]) for beat in beats] == [(2, 3), (3, 3)]
    assert beats[1].gates == (("g", False),)


def test_versions_of_a_closing_reply_are_told_from_the_same_start():
    facts = [{"key": "due", "status": "missing", "required": True}, {"key": "text-line", "status": "missing"}]
    beats = told(pick("a"), {"order": list("abcd")}, wrote(**CALM), wrote(facts=facts)).beats
    assert [(beat.temper_before["main"], beat.temper_after["main"]) for beat in beats[2:]] == [(3, 2), (3, 3)]
    assert beats[3].missed == ("due",)


def test_the_story_says_what_was_never_told():
    assert told(pick("a")).missed == ("tardy",)


def test_a_reply_written_anew_stands_beside_the_one_it_replaces():
    made = script(reply(next="then"), choice("a", "b", key="then"))
    moves = go(made, wrote(**CALM), pick("a"))
    anew = Made(3, "reply", "reply", {"text": "Better.", "anew": 1}, {"to": ""})
    found = story(made, [*moves, anew])
    assert [(beat.number, beat.anew) for beat in found.beats] == [(1, anew), (2, None)]
