"""Rule book: the quiz page. Kept while choosing, handed in once, reasons after, fresh questions next time."""

import json

import pytest
from django.urls import reverse

from courses.models import Answer, Attempt, Draft
from tests.courses.factories import (
    Q1,
    Q2,
    Q3,
    choice,
    course_of,
    lesson_version,
    opened,
    quiz_version,
    short,
    started,
)

pytestmark = pytest.mark.django_db
ALL_RIGHT = {f"q-{Q1}": "a", f"q-{Q2}": ["a", "b"], f"q-{Q3}": "Third ring", "do": "hand_in"}
ALL_WRONG = {f"q-{Q1}": "b", f"q-{Q2}": ["c"], f"q-{Q3}": "tomorrow", "do": "hand_in"}


def page(attempt):
    return reverse("courses:quiz", args=[attempt.key])


@pytest.fixture
def attempt(ana):
    return opened(started(ana, course_of(lesson_version(), quiz_version())), 1)


def shown(client, attempt):
    return client.get(page(attempt)).content.decode()


def test_the_questions_are_shown_without_a_word_about_what_is_right(attempt, ana, as_person):
    text = shown(as_person(ana), attempt)
    assert ("Option a" in text, "Because a." in text, "By the third ring." in text) == (True, False, False)


def test_all_right_passes(attempt, ana, as_person):
    as_person(ana).post(page(attempt), ALL_RIGHT)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.percent) == ("passed", 100)


def test_the_result_gives_the_pass_mark_and_the_reason_of_each_answer(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), ALL_WRONG)
    text = shown(client, attempt)
    assert "Not passed yet: 0%" in text
    assert "The pass mark is 80%" in text
    assert "Because b." in text
    assert "third ring" in text


def test_the_result_says_what_to_look_at_again_and_where(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), ALL_WRONG)
    lesson = attempt.enrollment.items.order_by("order").first()
    text = shown(client, attempt)
    assert "Hold well" in text
    assert reverse("courses:open_item", args=[attempt.enrollment_id, lesson.item_id]) in text


def test_a_missed_gate_is_named(ana, as_person):
    version = quiz_version([choice(Q1, gate=True, prompt="May you tell?"), choice(Q2)], pass_mark=50)
    attempt = opened(started(ana, course_of(version)))
    client = as_person(ana)
    client.post(page(attempt), {f"q-{Q1}": "b", f"q-{Q2}": "a", "do": "hand_in"})
    text = shown(client, attempt)
    assert "This one must be right to pass:" in text
    assert text.count("May you tell?") == 2


def test_after_a_pass_there_is_nothing_to_try_again(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), ALL_RIGHT)
    assert "Try again" not in shown(client, attempt)


def test_handing_in_again_from_a_second_tab_changes_nothing(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), ALL_WRONG)
    client.post(page(attempt), ALL_RIGHT)
    attempt.refresh_from_db()
    assert (attempt.percent, Answer.objects.count()) == (0, 3)


def test_a_question_without_an_answer_is_named_and_nothing_is_handed_in(attempt, ana, as_person):
    response = as_person(ana).post(page(attempt), {f"q-{Q1}": "a", "do": "hand_in"})
    attempt.refresh_from_db()
    assert "These questions have no answer: 2, 3." in response.content.decode()
    assert attempt.state == "open"


def test_answers_of_an_incomplete_hand_in_are_kept(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), {f"q-{Q1}": "b", "do": "hand_in"})
    assert f'name="q-{Q1}" value="b" checked' in shown(client, attempt)


def test_answers_kept_while_choosing_are_there_on_another_device(attempt, ana, as_person, client):
    kept = json.dumps({f"q-{Q1}": ["c"], f"q-{Q3}": ["by the third"]})
    as_person(ana).post(
        reverse("courses:draft"), {"place": f"attempt:{attempt.key}:answers", "text": kept, "turn": "5"}
    )
    client.logout()
    text = shown(as_person(ana), attempt)
    assert f'name="q-{Q1}" value="c" checked' in text
    assert 'value="by the third"' in text


def test_save_and_leave_keeps_the_answers_and_leads_to_the_course(attempt, ana, as_person):
    response = as_person(ana).post(page(attempt), {f"q-{Q1}": "b", "do": "save"})
    assert response.url == reverse("courses:course", args=[attempt.enrollment.course.slug])
    assert Draft.objects.get().text == f'{{"q-{Q1}":["b"]}}'


@pytest.mark.parametrize(
    "draft",
    [
        "not json",
        "[]",
        '{"q-x": 1}',
        f'{{"q-{Q1}": "a"}}',
        f'{{"q-{Q1}": [1, null]}}',
        f'{{"q-{Q3}": ["\\ud800 \\u0000"]}}',
    ],
)
def test_a_draft_that_cannot_be_read_is_an_empty_one(attempt, ana, as_person, draft):
    Draft.objects.create(person=ana, place=f"attempt:{attempt.key}:answers", text=draft)
    response = as_person(ana).get(page(attempt))
    assert (response.status_code, b" checked" in response.content) == (200, False)


@pytest.mark.parametrize("text", ["x" * 50_000, "\x00\x01third ring", "<script>alert(1)</script>", "مرحبا", "😀"])
def test_odd_short_answers_are_taken_as_text(attempt, ana, as_person, text):
    client = as_person(ana)
    assert client.post(page(attempt), {**ALL_RIGHT, f"q-{Q3}": text}).status_code == 302
    assert "<script>alert" not in shown(client, attempt)


def test_options_that_do_not_exist_are_not_answers(attempt, ana, as_person):
    response = as_person(ana).post(page(attempt), {**ALL_RIGHT, f"q-{Q1}": "zzz"})
    assert "Question 1 has no answer." in response.content.decode()


def test_trying_again_opens_a_new_try(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), ALL_WRONG)
    item = attempt.enrollment.items.order_by("order")[1]
    client.post(reverse("courses:open_item", args=[attempt.enrollment_id, item.item_id]))
    assert list(Attempt.objects.order_by("pk").values_list("state", flat=True)) == ["not_passed", "open"]


@pytest.mark.parametrize("who", ["dario", "bruno", "helen", "tomas"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_quiz_is_not_found(attempt, request, as_person, who, method):
    response = getattr(as_person(request.getfixturevalue(who)), method)(page(attempt), ALL_RIGHT)
    attempt.refresh_from_db()
    assert (response.status_code, attempt.state) == (404, "open")


@pytest.mark.parametrize("questions", [1, 3])
def test_a_quiz_page_costs_the_same_however_many_questions(ana, as_person, django_assert_max_num_queries, questions):
    pool = [choice(Q1), choice(Q2), short(Q3)][:questions]
    attempt = opened(started(ana, course_of(quiz_version(pool))))
    client = as_person(ana)
    shown(client, attempt)
    with django_assert_max_num_queries(8):
        shown(client, attempt)


@pytest.mark.parametrize("questions", [1, 3])
def test_a_result_costs_the_same_however_many_questions(ana, as_person, django_assert_max_num_queries, questions):
    pool = [choice(Q1), choice(Q2, right=("a", "b")), short(Q3)][:questions]
    attempt = opened(started(ana, course_of(lesson_version(), quiz_version(pool))), 1)
    client = as_person(ana)
    client.post(page(attempt), ALL_WRONG)
    shown(client, attempt)
    with django_assert_max_num_queries(9):
        shown(client, attempt)
