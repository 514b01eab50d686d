"""What a revision changed in the feedback, from two stored results."""

from scenarios.shifts import ANSWERED, CAME, GATE, GONE, LEVEL, OPENED, Shift, other_scorer, shifts

BEFORE, AFTER = "Calm down. It comes any minute.", "It comes at 7:40. It is the policy."


def result(levels=None, gates=(), wonders=(), marks=(), version="a"):
    return {
        "version": version,
        "levels": levels or {},
        "gates": [{"key": key, "status": status, "text": "Keep her on the line."} for key, status in gates],
        "wonders": [{"key": key, "question": f"{key}?"} for key in wonders],
        "marks": [{"letter": letter, "start": start, "end": end} for letter, start, end in marks],
    }


def found(before, after, before_text=BEFORE, after_text=AFTER):
    return list(shifts(before, after, before_text, after_text))


def test_a_level_that_rose_or_fell_is_told_and_one_that_stayed_is_not():
    old, new = {"accurate": 2, "complete": 3, "empathy": 2}, {"accurate": 3, "complete": 2, "empathy": 2}
    assert found(result(old), result(new)) == [
        Shift(LEVEL, "accurate", True, 2, 3),
        Shift(LEVEL, "complete", False, 3, 2),
    ]


def test_a_level_that_only_one_version_has_is_no_change():
    assert found(result({"accurate": 2}), result({"complete": 3})) == []


def test_questions_are_answered_or_come_up():
    assert found(result(wonders=["when"]), result(wonders=["who"])) == [
        Shift(ANSWERED, "when?", True),
        Shift(OPENED, "who?", False),
    ]


def test_a_gate_that_turned_is_told():
    old, new = result(gates=[("line", "not_passed")]), result(gates=[("line", "passed")])
    assert found(old, new) == [Shift(GATE, "Keep her on the line.", True, 0, 1)]
    assert found(new, old) == [Shift(GATE, "Keep her on the line.", False, 1, 0)]


def test_a_gate_for_a_person_counts_as_not_broken():
    assert found(result(gates=[("line", "person")]), result(gates=[("line", "passed")])) == []


def test_words_to_look_at_again_went_or_came():
    old, new = result(marks=[("L", 0, 9), ("A", 11, 13)]), result(marks=[("L", 18, 34)])
    assert found(old, new) == [Shift(GONE, "Calm down", True), Shift(CAME, "It is the policy", False)]


def test_the_same_words_in_capitals_are_the_same_words():
    old, new = result(marks=[("L", 0, 9)]), result(marks=[("L", 0, 9)])
    assert found(old, new, "Calm down", "CALM DOWN") == []


def test_another_scorer_is_noticed():
    assert (other_scorer(result(), result(version="b")), other_scorer(result(), result())) == (True, False)


def test_a_result_from_an_older_day_without_these_parts_says_nothing():
    assert found({"levels": {"accurate": 3}}, {"levels": {"accurate": 3}}) == []
