"""Rule book: the closing reflection is the learner's own; a problem report reaches the trainers once."""

import uuid

import pytest
from django.urls import reverse

from courses.models import Answer, ProblemReport
from outbox.models import OutboxMessage
from tests.courses.factories import course_of, lesson_version, opened, started, survey_version

pytestmark = pytest.mark.django_db
WORDS = {"q-sure": "4", "q-try": "Call back by 11:00.", "do": "hand_in"}


def page(attempt):
    return reverse("courses:survey", args=[attempt.key])


@pytest.fixture
def attempt(ana):
    return opened(started(ana, course_of(survey_version())))


def test_a_reflection_is_done_when_it_is_handed_in(attempt, ana, as_person):
    as_person(ana).post(page(attempt), WORDS)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.percent, Answer.objects.count()) == ("passed", None, 2)


def test_the_answers_are_neither_right_nor_wrong(attempt, ana, as_person):
    as_person(ana).post(page(attempt), WORDS)
    assert set(Answer.objects.values_list("right", flat=True)) == {None}


def test_a_finished_reflection_shows_ones_own_words(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), WORDS)
    assert "Call back by 11:00." in client.get(page(attempt)).content.decode()


def test_a_required_question_is_asked_for_and_the_rest_is_kept(attempt, ana, as_person):
    client = as_person(ana)
    text = client.post(page(attempt), {"q-try": "Something.", "do": "hand_in"}).content.decode()
    assert "Question 1 has no answer." in text
    assert "Something." in client.get(page(attempt)).content.decode()


def test_handing_in_twice_keeps_the_first_words(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), WORDS)
    client.post(page(attempt), {**WORDS, "q-try": "Something else."})
    assert Answer.objects.get(order=2).payload == {"text": "Call back by 11:00."}


@pytest.mark.parametrize("who", ["dario", "bruno", "helen", "tomas", "lena"])
def test_nobody_else_reads_a_reflection(attempt, ana, request, as_person, who):
    as_person(ana).post(page(attempt), WORDS)
    response = as_person(request.getfixturevalue(who)).get(page(attempt))
    assert (response.status_code, b"Call back" in response.content) == (404, False)


@pytest.mark.parametrize("value", ["0", "6", "x", "\x00"])
def test_a_step_that_is_not_on_the_scale_is_no_answer(attempt, ana, as_person, value):
    assert (
        "Question 1 has no answer." in as_person(ana).post(page(attempt), {**WORDS, "q-sure": value}).content.decode()
    )


@pytest.mark.parametrize("text", ["x" * 50_000, "<script>alert(1)</script>", "a\x00b", "مرحبا"])
def test_whatever_is_written_is_shown_as_text(attempt, ana, as_person, text):
    client = as_person(ana)
    client.post(page(attempt), {**WORDS, "q-try": text})
    shown = client.get(page(attempt))
    assert (shown.status_code, b"<script>alert" in shown.content) == (200, False)


# --- report a problem ------------------------------------------------------------------------------------------------
def report(client, **fields):
    given = {"place": "Hold well, part 2", "text": "The number is wrong.", "client_key": str(uuid.uuid4()), **fields}
    return client.post(reverse("courses:report_problem"), given)


def test_the_place_is_filled_in(ana, as_person):
    text = as_person(ana).get(reverse("courses:report_problem"), {"place": "Hold well, part 2"}).content.decode()
    assert 'value="Hold well, part 2"' in text


def test_a_report_is_kept_and_its_news_promised(ana, as_person):
    report(as_person(ana))
    kept = ProblemReport.objects.get()
    assert (kept.person, kept.text) == (ana, "The number is wrong.")
    assert OutboxMessage.objects.get(topic="problem.reported").payload == {"report_id": kept.pk}


def test_a_double_click_is_one_report(ana, as_person):
    client, key = as_person(ana), str(uuid.uuid4())
    report(client, client_key=key)
    report(client, client_key=key)
    assert ProblemReport.objects.count() == OutboxMessage.objects.count() == 1


def test_a_report_names_the_version_one_had_before_oneself(ana, as_person):
    attempt = opened(started(ana, course_of(lesson_version())))
    report(as_person(ana), attempt=str(attempt.key))
    assert ProblemReport.objects.get().version == attempt.version


def test_a_report_does_not_name_a_version_by_anothers_try(ana, dario, as_person):
    attempt = opened(started(ana, course_of(lesson_version())))
    report(as_person(dario), attempt=str(attempt.key))
    assert ProblemReport.objects.get().version is None


@pytest.mark.parametrize(
    "back,leads",
    [
        ("/courses/", "/courses/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("", "/"),
        ("javascript:x", "/"),
    ],
)
def test_after_a_report_one_is_back_on_a_page_of_ours(ana, as_person, back, leads):
    assert report(as_person(ana), back=back).url == leads


@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"text": "x" * 50_000}, {"client_key": "x"}, {"place": "x" * 300}, {"text": "\x00"}]
)
def test_a_report_that_cannot_be_kept_says_why(ana, as_person, fields):
    response = report(as_person(ana), **fields)
    assert (response.status_code, ProblemReport.objects.count()) == (200, 0)
    assert "Please look again at this" in response.content.decode()
