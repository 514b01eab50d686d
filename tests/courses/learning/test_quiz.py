"""Rule book: which questions a try asks and what answers are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz import draw, grade, mark, normalize, option_states
from tests.courses.factories import Q1, Q2, Q3, Q4, choice, quiz_definition, short


def bank(n, outcome="E1", **fields):
    return [choice(f"00000000-0000-4000-8000-{outcome[-1]:0>6}{i:06}", outcome=outcome, **fields) for i in range(n)]


def uuids(questions):
    return [question["uuid"] for question in questions]


def test_a_quiz_without_counts_asks_its_whole_pool():
    assert uuids(draw(quiz_definition(), seen=[], seed=1)) == [Q1, Q2, Q3]


def test_of_each_outcome_as_many_as_it_says():
    definition = quiz_definition(
        bank(5, "E1") + bank(5, "E2"), draw=[{"outcome": "E1", "count": 2}, {"outcome": "E2", "count": 3}]
    )
    drawn = [question["outcome"] for question in draw(definition, seen=[], seed=1)]
    assert (drawn.count("E1"), drawn.count("E2")) == (2, 3)


def test_a_bank_that_is_too_small_gives_what_it_has():
    assert len(draw(quiz_definition(bank(2), draw=[{"outcome": "E1", "count": 5}]), seen=[], seed=1)) == 2


@pytest.mark.parametrize("seed", range(5))
def test_a_gate_question_is_always_in(seed):
    definition = quiz_definition([*bank(6), choice(Q4, gate=True)], draw=[{"outcome": "E1", "count": 2}])
    assert Q4 in uuids(draw(definition, seen=[Q4], seed=seed))


def test_a_gate_question_counts_for_its_outcome():
    definition = quiz_definition([*bank(6), choice(Q4, gate=True)], draw=[{"outcome": "E1", "count": 2}])
    assert len(draw(definition, seen=[], seed=1)) == 2


def test_a_gate_question_of_an_outcome_that_is_not_drawn_is_in_all_the_same():
    definition = quiz_definition([*bank(3), choice(Q4, outcome="E9", gate=True)], draw=[{"outcome": "E1", "count": 1}])
    assert Q4 in uuids(draw(definition, seen=[], seed=1))


def test_a_retake_asks_what_was_not_seen_yet():
    definition = quiz_definition(bank(4), draw=[{"outcome": "E1", "count": 2}])
    first = uuids(draw(definition, seen=[], seed=1))
    assert not set(first) & set(uuids(draw(definition, seen=first, seed=2)))


def test_a_try_keeps_to_one_form_where_that_reaches():
    pool = [choice(q, form=form) for q, form in ((Q1, "a"), (Q2, "b"), (Q3, "a"), (Q4, "b"))]
    drawn = draw(quiz_definition(pool, draw=[{"outcome": "E1", "count": 2}]), seen=[], seed=3)
    assert len({question["form"] for question in drawn}) == 1


@pytest.mark.parametrize("answer,right", [(["a"], True), (["b"], False), (["a", "b"], False), ([], False)])
def test_a_single_choice_is_right_with_the_one_right_option(answer, right):
    assert grade(choice(Q1), {"options": answer}) is right


@pytest.mark.parametrize(
    "answer,right", [(["a", "b"], True), (["b", "a"], True), (["a"], False), (["a", "b", "c"], False)]
)
def test_a_choice_of_several_is_right_with_the_exact_set(answer, right):
    assert grade(choice(Q1, right=("a", "b")), {"options": answer}) is right


@pytest.mark.parametrize(
    "text", ["third ring", "Third Ring", "  third   ring ", "third-ring.", "“Third ring”", "Ｔhird ring"]
)
def test_a_short_answer_ignores_case_spaces_and_punctuation(text):
    assert grade(short(Q1), {"text": text})


@pytest.mark.parametrize("text", ["", "  ", "...", "second ring", "third", "third ring please", "\u202e"])
def test_a_short_answer_is_otherwise_taken_at_its_word(text):
    assert not grade(short(Q1), {"text": text})


def test_an_accepted_form_without_letters_accepts_nothing():
    assert not grade(short(Q1, accepted=["…"]), {"text": "?"})


@pytest.mark.parametrize("payload", [None, {}, [], "a", {"options": "a"}, {"options": [1, None, {}]}, {"text": 7}])
@pytest.mark.parametrize("question", [choice(Q1), choice(Q1, right=("a", "b")), short(Q1)])
def test_a_payload_of_an_unexpected_shape_is_not_right(question, payload):
    assert grade(question, payload) is False


def answers(*right):
    return {q: {"options": ["a"] if q in right else ["b"]} for q in (Q1, Q2, Q3, Q4)}


POOL = [choice(q) for q in (Q1, Q2, Q3, Q4)]


def test_reaching_the_pass_mark_exactly_passes():
    marked = mark(quiz_definition(POOL, pass_mark=75), POOL, answers(Q1, Q2, Q3))
    assert (marked.percent, marked.passed, marked.right, marked.total) == (75, True, 3, 4)


def test_one_point_below_the_pass_mark_does_not_pass():
    assert not mark(quiz_definition(POOL, pass_mark=76), POOL, answers(Q1, Q2, Q3)).passed


def test_percents_are_rounded_down():
    assert mark(quiz_definition(POOL[:3]), POOL[:3], answers(Q1, Q2)).percent == 66


def test_a_share_just_below_the_mark_does_not_pass_by_rounding():
    assert not mark(quiz_definition(POOL[:3], pass_mark=67), POOL[:3], answers(Q1, Q2)).passed


def test_a_missed_gate_does_not_pass_whatever_the_percent():
    pool = [choice(Q1, gate=True), *POOL[1:]]
    marked = mark(quiz_definition(pool, pass_mark=50), pool, answers(Q2, Q3, Q4))
    assert (marked.passed, marked.gates_missed) == (False, (Q1,))


def test_an_unanswered_question_is_not_right():
    assert mark(quiz_definition(POOL), POOL, {}).right == 0


def test_a_try_without_questions_does_not_pass():
    assert not mark(quiz_definition([], pass_mark=0), [], {}).passed


def test_option_states_tell_right_look_again_and_add():
    question = choice(Q1, right=("a", "b"))
    assert option_states(question["options"], ["a", "c"]) == {"a": "right", "b": "add", "c": "again"}


outcomes = st.sampled_from(["E1", "E2"])
pools = st.lists(
    st.builds(choice, st.uuids().map(str), outcome=outcomes, gate=st.booleans(), form=st.sampled_from("ab")),
    min_size=1,
    max_size=12,
    unique_by=lambda q: q["uuid"],
)
rules = st.just([{"outcome": "E1", "count": 2}, {"outcome": "E2", "count": 1}])


@given(pools, rules, st.integers(), st.data())
def test_the_same_seed_and_history_draw_the_same_questions(pool, rule, seed, data):
    seen = data.draw(st.lists(st.sampled_from(uuids(pool))))
    definition = quiz_definition(pool, draw=rule)
    assert draw(definition, seen=seen, seed=seed) == draw(definition, seen=seen, seed=seed)


@given(pools, rules, st.integers())
def test_questions_keep_the_order_of_the_pool_and_none_comes_twice(pool, rule, seed):
    drawn = uuids(draw(quiz_definition(pool, draw=rule), seen=[], seed=seed))
    assert drawn == [uuid_ for uuid_ in uuids(pool) if uuid_ in set(drawn)]


@given(pools, rules, st.integers(), st.data())
def test_a_seen_question_comes_back_only_when_no_fresh_one_of_its_outcome_is_left(pool, rule, seed, data):
    seen = set(data.draw(st.lists(st.sampled_from(uuids(pool)))))
    drawn = draw(quiz_definition(pool, draw=rule), seen=seen, seed=seed)
    for question in drawn:
        if question["uuid"] in seen and not question["gate"]:
            fresh = {q["uuid"] for q in pool if q["outcome"] == question["outcome"] and q["uuid"] not in seen}
            assert fresh <= set(uuids(drawn))


@given(st.text(st.characters(categories=["L", "N", "P", "Z"])))
def test_normalizing_twice_is_normalizing_once(text):
    assert normalize(normalize(text)) == normalize(text)


@given(pools, st.data())
def test_all_right_always_passes_and_is_100_percent(pool, data):
    marked = mark(quiz_definition(pool, pass_mark=100), pool, {q["uuid"]: {"options": ["a"]} for q in pool})
    assert (marked.passed, marked.percent) == (True, 100)
