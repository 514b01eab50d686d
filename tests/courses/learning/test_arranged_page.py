"""Rule book: putting in order and matching in a quiz, without scripts: each thing says its place or its match."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.actions import hand_in_quiz
from courses.models import Answer, Draft
from lms.bench.measure import statements
from tests.courses.factories import (
    Q1,
    Q2,
    Q3,
    choice,
    course_of,
    lesson_version,
    matched,
    opened,
    ordered,
    quiz_version,
    started,
)

pytestmark = pytest.mark.django_db
RIGHT = {f"q-{Q1}-a": "1", f"q-{Q1}-b": "2", f"q-{Q1}-c": "3", f"q-{Q2}-a": "x", f"q-{Q2}-b": "y", f"q-{Q2}-c": "x"}
SWAPPED = {**RIGHT, f"q-{Q1}-a": "2", f"q-{Q1}-b": "1", f"q-{Q2}-b": "x"}


def page(attempt):
    return reverse("courses:quiz", args=[attempt.key])


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def attempt(ana):
    return opened(started(ana, course_of(quiz_version([ordered(Q1), matched(Q2)]))))


@pytest.fixture
def client(ana, as_person):
    return as_person(ana)


def hand_in(client, attempt, fields):
    return client.post(page(attempt), {**fields, "do": "hand_in"})


def test_the_page_shows_the_lines_out_of_order_and_tells_no_reason(client, attempt):
    shown = client.get(page(attempt)).content.decode()
    lines = re.findall(r'data-item="Line (\w)"', shown)
    assert (sorted(lines), lines == list("abc"), "Because" in shown) == (list("abc"), False, False)


def test_everything_right_passes(client, attempt):
    hand_in(client, attempt, RIGHT)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.percent) == ("passed", 100)


def test_what_was_handed_in_is_kept_as_an_order_and_as_pairs(client, attempt):
    hand_in(client, attempt, SWAPPED)
    assert list(Answer.objects.order_by("order").values_list("payload", "right")) == [
        ({"order": ["b", "a", "c"]}, False),
        ({"pairs": {"a": "x", "b": "x", "c": "x"}}, False),
    ]


def test_the_result_says_in_words_what_is_right_where_it_belongs_and_why(client, attempt):
    hand_in(client, attempt, SWAPPED)
    told = plain(client.get(page(attempt)))
    assert [words for words in (
        "1. Line b Look again. This is number 2. Because b.",
        "2. Line a Look again. This is number 1. Because a.",
        "3. Line c Right. Because c.",
        "Line a Your answer: Target x Right. Because a.",
        "Line b Your answer: Target x Look again. This goes with: Target y. Because b.",
    ) if words not in told] == []  # fmt: skip


@pytest.mark.parametrize("missing", [f"q-{Q1}-b", f"q-{Q2}-c"])
def test_half_an_answer_is_named_kept_and_not_handed_in(client, attempt, missing):
    half = {name: value for name, value in RIGHT.items() if name != missing}
    told = plain(hand_in(client, attempt, half))
    attempt.refresh_from_db()
    number = 1 if Q1 in missing else 2
    assert (f"Question {number} is not finished" in told, attempt.state) == (True, "open")
    assert missing not in Draft.objects.get().text


def test_a_place_given_twice_is_not_handed_in(client, attempt):
    hand_in(client, attempt, {**RIGHT, f"q-{Q1}-b": "1"})
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_no_answer_at_all_is_told_as_for_other_questions(client, attempt):
    assert "These questions have no answer: 1, 2." in plain(hand_in(client, attempt, {}))


def test_places_and_matches_are_there_when_one_comes_back(client, attempt):
    client.post(page(attempt), {**SWAPPED, "do": "save"})
    shown = client.get(page(attempt)).content.decode()
    chosen = re.findall(r'name="q-[0-9a-f-]{36}-(\w)".*?<option value="(\w)" selected', shown)
    assert sorted(chosen) == [("a", "2"), ("a", "x"), ("b", "1"), ("b", "x"), ("c", "3"), ("c", "x")]


@pytest.mark.parametrize("value", ["9", "0", "-1", "out", "\u0661", "x" * 5000])
def test_a_place_that_is_none_is_no_answer(client, attempt, value):
    hand_in(client, attempt, {**RIGHT, f"q-{Q1}-c": value})
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_a_result_without_an_answer_still_shows_how_it_belongs(client, attempt):
    hand_in_quiz(attempt=attempt, answers={}, now=timezone.now())
    assert "1. Line a Look again. This is number 1. Because a." in plain(client.get(page(attempt)))


@pytest.mark.parametrize("pool, arranged", [([choice(Q3)], False), ([ordered(Q1)], True), ([matched(Q2)], True)])
def test_only_a_quiz_that_needs_them_brings_the_widgets_along(ana, client, pool, arranged):
    attempt = opened(started(ana, course_of(quiz_version(pool))))
    shown = client.get(page(attempt)).content.decode()
    assert ("conversation.css" in shown, "order.js" in shown) == (arranged, arranged)


@pytest.mark.parametrize("pool", [[ordered(Q1)], [ordered(Q1), matched(Q2), matched(Q3)]])
def test_handing_in_stays_within_fifteen_queries(ana, client, pool):
    attempt = opened(started(ana, course_of(quiz_version(pool), lesson_version())))
    client.get(page(attempt))
    with CaptureQueriesContext(connection) as captured:
        hand_in(client, attempt, {**RIGHT, **{name.replace(Q2, Q3): value for name, value in RIGHT.items()}})
    attempt.refresh_from_db()
    assert (attempt.state, statements(captured.captured_queries)[15:]) == ("passed", [])
