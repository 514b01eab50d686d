"""What holds for any text at all."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.scoring import Result, Span, score
from scenarios.scoring.text import normalize

from .factories import SOLID, anchor, bus_definition, bus_task

TASK = bus_task()
SCRAPS = [
    "7:40", "not", "I think", "twenty to eight", "any minute", '"', "'", "Mr. James", "I am sorry", "but", ".", "?",
    "\n", "\0", "\u202e", "\u05d0\u05d1", "e\u0301\u0327", "\ufb01", "\u2014", "<b>", "&amp;", "\U0001f68c", "$412",
    "Jaden", "you said", "I will call you by", "11:00", "she won't be marked tardy", "7:50", "at least", "555-0119",
]  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(SCRAPS), max_size=40).map(" ".join))


def spans(result: Result) -> list[Span]:
    out = [s for row in (*result.facts, *result.parts, *result.gates) for s in row.spans]
    return out + [c.span for c in result.cues] + [s for m in result.must_not for s in (m.span, m.sentence)]


@settings(deadline=None)
@given(texts)
def test_every_span_is_where_it_says(text):
    for span in spans(score(text, TASK)):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


@settings(deadline=None)
@given(texts)
def test_marks_are_ordered_and_never_overlap(text):
    marks = score(text, TASK).marks
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert {m.letter for m in marks} <= set("ACTELG")


@settings(deadline=None)
@given(texts)
def test_no_stored_span_holds_a_nul(text):
    assert "\0" not in json.dumps(score(text, TASK).as_dict(), ensure_ascii=False)


@settings(deadline=None)
@given(texts)
def test_the_same_reply_gets_the_same_result(text):
    assert score(text, TASK) == score(text, TASK)


@settings(deadline=None)
@given(texts)
def test_a_result_survives_json(text):
    result = score(text, TASK)
    assert Result.from_dict(json.loads(json.dumps(result.as_dict()))) == result


@settings(deadline=None)
@given(texts)
def test_levels_are_one_to_four_and_empathy_three_at_most(text):
    levels = score(text, TASK).levels
    assert all(1 <= level <= 4 for level in levels.values())
    assert levels.get("empathy", 1) <= 3


STATEMENTS = {"due": "It is due at 7:40.", "tardy": "She will not be marked tardy.", "callback": "I call by 11:00."}


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(SCRAPS[:20] + SCRAPS[24:]), max_size=30).map(" ".join), st.sampled_from(sorted(STATEMENTS))
)
def test_one_more_required_fact_never_lowers_accurate(text, key):
    base = f"{SOLID[:60]} {text}.\n"
    before, after = score(base, TASK), score(base + STATEMENTS[key], TASK)
    if before.levels and after.levels:
        assert after.levels["accurate"] >= before.levels["accurate"]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_the_normal_form_maps_back_into_the_original(text):
    normal = normalize(text)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(normal.starts, normal.ends, strict=True))
    assert list(normal.starts) == sorted(normal.starts)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_any_words_of_an_author_are_borne(word, forms):
    facts = [{"key": "f", "text": word, "required": True, "accepted": forms, "contradicts": [word]}]
    task = bus_task(facts=facts, opening=word, empathy={"stakes": forms}, persona={"name": word, "address_as": word})
    assert score(SOLID, task).version


@pytest.mark.parametrize(
    "unit",
    ["i will ", "7:40 ", "a", '"', "not 7:40 I think ", "\0", "e\u0301\u0316", ".", "\u202e\u05d0 ", "\U0001f600",
     'you said "any minute" ', "1", "seven ", "<b>7:40</b>", "a.@", "555-", "you ", "'a' ", "\ud800"],
)  # fmt: skip
def test_ten_times_the_text_takes_ten_times_the_time(unit):
    """Held against itself, not against a clock: a slow machine is slow for both, and whatever else it did meanwhile is
    in the longer of three. What grows with the square takes 100 times as long."""

    def took(length):
        text, start = (unit * length)[:length], time.process_time()
        assert score(text, TASK).guards
        return time.process_time() - start

    took(5_000)  # word lists are read once
    short, long = (min(took(length) for _n in range(3)) for length in (5_000, 50_000))
    assert long < 30 * short


def test_a_reply_of_sixty_words_is_quick():
    score(SOLID, TASK)
    took = []
    for _ in range(40):
        start = time.process_time()
        score(SOLID, TASK)
        took.append(time.process_time() - start)
    assert sorted(took)[37] < 0.05


def test_nothing_of_the_task_is_changed_by_scoring():
    score(anchor("strong"), TASK)
    assert bus_task() == TASK
    assert bus_definition() == bus_definition()
