"""Rule book: the lesson player. One part at a time, nothing lost, nobody else's, few queries."""

import pytest
from django.urls import reverse

from courses.models import Attempt, Draft, Evidence
from tests.courses.factories import course_of, lesson_version, opened, rich_lesson, started

pytestmark = pytest.mark.django_db


def page(attempt):
    return reverse("courses:lesson", args=[attempt.key])


@pytest.fixture
def attempt(ana):
    return opened(started(ana, course_of(lesson_version(parts=3), lesson_version())))


@pytest.fixture
def rich(ana):
    return opened(started(ana, course_of(lesson_version(definition=rich_lesson()))))


def test_a_lesson_opens_at_its_first_part(attempt, ana, as_person):
    assert "Text 1." in as_person(ana).get(page(attempt)).content.decode()


def test_one_part_is_shown_at_a_time(attempt, ana, as_person):
    text = as_person(ana).get(page(attempt), {"part": 2}).content.decode()
    assert ("Text 2." in text, "Text 1." in text, "Text 3." in text) == (True, False, False)


def test_next_remembers_the_part_and_leads_to_the_following_one(attempt, ana, as_person):
    response = as_person(ana).post(page(attempt), {"part": 1, "do": "next"})
    attempt.refresh_from_db()
    assert (response.url, attempt.progress) == (f"{page(attempt)}?part=2", {"shown": [1]})


def test_looking_at_a_part_writes_nothing(attempt, ana, as_person):
    as_person(ana).get(page(attempt), {"part": 3})
    attempt.refresh_from_db()
    assert attempt.progress == {}


def test_the_lesson_resumes_at_the_first_unseen_part_after_signing_out(attempt, ana, as_person, client):
    as_person(ana).post(page(attempt), {"part": 1, "do": "next"})
    client.logout()
    assert "Text 2." in as_person(ana).get(page(attempt)).content.decode()


def test_finishing_on_the_last_part_records_the_lesson_and_leads_back_to_the_course(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), {"part": 1, "do": "next"})
    client.post(page(attempt), {"part": 2, "do": "next"})
    response = client.post(page(attempt), {"part": 3, "do": "finish"})
    assert response.url == reverse("courses:course", args=[attempt.enrollment.course.slug])
    assert Evidence.objects.filter(attempt=attempt).exists()


def test_finishing_with_a_part_unseen_leads_there_and_says_so(attempt, ana, as_person):
    client = as_person(ana)
    client.post(page(attempt), {"part": 1, "do": "next"})
    response = client.post(page(attempt), {"part": 3, "do": "finish"}, follow=True)
    assert response.redirect_chain[-1][0] == f"{page(attempt)}?part=2"
    assert "part 2 has not been opened yet" in response.content.decode()


def test_finishing_twice_from_two_tabs_is_one_piece_of_evidence(rich, ana, as_person):
    client = as_person(ana)
    client.post(page(rich), {"part": 1, "do": "next"})
    client.post(page(rich), {"part": 2, "do": "finish"})
    client.post(page(rich), {"part": 2, "do": "finish"})
    assert Evidence.objects.filter(attempt=rich).count() == 1


def test_the_back_button_after_finishing_shows_the_lesson_without_a_finish_button(attempt, ana, as_person):
    Attempt.objects.filter(pk=attempt.pk).update(state="passed", handed_in_at=attempt.started_at)
    text = as_person(ana).get(page(attempt), {"part": 3}).content.decode()
    assert ("Finish the lesson" in text, "Back to the course" in text) == (False, True)


@pytest.mark.parametrize("part", ["0", "4", "-1", "x", "1e3", "9" * 30, "", "\x00", "٣"])
def test_a_part_that_does_not_exist_opens_where_one_left_off(attempt, ana, as_person, part):
    assert "Text 1." in as_person(ana).get(page(attempt), {"part": part}).content.decode()


def test_every_kind_of_block_is_shown(rich, ana, as_person):
    text = as_person(ana).get(page(rich), {"part": 2}).content.decode()
    for words in (
        "A text.",
        "Third ring.",
        "A callout.",
        "At 7:40.",
        "Once.",
        "Keep it.",
        "What makes a promise",
        "Who needed you",
    ):
        assert words in text


def test_a_block_of_a_kind_that_is_not_known_shows_its_text(ana, as_person):
    definition = rich_lesson()
    definition["parts"][0]["blocks"] = [{"id": "n1", "type": "from-tomorrow", "html": "<p>New words.</p>"}]
    attempt = opened(started(ana, course_of(lesson_version(definition=definition))))
    assert "New words." in as_person(ana).get(page(attempt)).content.decode()


# --- checks ----------------------------------------------------------------------------------------------------------
def check(client, attempt, *chosen, **more):
    return client.post(page(attempt), {"part": 2, "check": "c1", "chosen": chosen, **more})


def test_a_check_leads_back_to_itself_and_says_what_is_right(rich, ana, as_person):
    client = as_person(ana)
    response = check(client, rich, "a", "b")
    assert response.url.endswith("?part=2#check-c1")
    text = client.get(page(rich), {"part": 2}).content.decode()
    assert ("Right." in text, "Look again." in text, "Add this one." in text) == (True, True, True)
    assert "1 of 2 found" in text


def test_before_a_check_is_tried_its_page_gives_nothing_away(rich, ana, as_person):
    text = as_person(ana).get(page(rich), {"part": 2}).content.decode()
    assert "The caller can hold us to it." not in text


def test_a_check_never_blocks(rich, ana, as_person):
    client = as_person(ana)
    check(client, rich, "b")
    client.post(page(rich), {"part": 1, "do": "next"})
    client.post(page(rich), {"part": 2, "do": "finish"})
    rich.refresh_from_db()
    assert rich.state == "passed"


@pytest.mark.parametrize(
    "fields", [{"check": "nope"}, {"check": "\x00"}, {"check": "c1", "chosen": ["zzz", "<b>"]}, {"check": "c1"}]
)
def test_a_check_with_odd_input_changes_nothing(rich, ana, as_person, fields):
    assert as_person(ana).post(page(rich), {"part": 2, **fields}).status_code == 302
    rich.refresh_from_db()
    assert not rich.progress.get("checks")


# --- reflections -----------------------------------------------------------------------------------------------------
def test_a_reflection_is_kept_and_shown_again(rich, ana, as_person):
    client = as_person(ana)
    client.post(page(rich), {"part": 2, "reflection": "r1", "text": "The father with the glasses."})
    assert "The father with the glasses." in client.get(page(rich), {"part": 2}).content.decode()


def test_a_reflection_is_still_there_after_the_lesson_is_finished(rich, ana, as_person):
    client = as_person(ana)
    client.post(page(rich), {"part": 1, "do": "next"})
    client.post(page(rich), {"part": 2, "reflection": "r1", "text": "Mine to keep."})
    client.post(page(rich), {"part": 2, "do": "finish"})
    assert "Mine to keep." in client.get(page(rich), {"part": 2}).content.decode()


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "مرحبا بكم", "😀" * 10, "a\x00b\x07c", "x" * 50_000, "\u202eevil", "line\r\nline"],
)
def test_whatever_is_written_is_kept_and_shown_as_text(rich, ana, as_person, text):
    client = as_person(ana)
    client.post(page(rich), {"part": 2, "reflection": "r1", "text": text})
    shown = client.get(page(rich), {"part": 2})
    kept = Draft.objects.get().text
    assert (shown.status_code, "<script>alert" in shown.content.decode()) == (200, False)
    assert kept == text.replace("\x00", "").replace("\x07", "").replace("\r\n", "\n")


def test_more_than_can_be_kept_is_refused_with_a_sentence(rich, ana, as_person):
    response = as_person(ana).post(page(rich), {"part": 2, "reflection": "r1", "text": "x" * 100_001}, follow=True)
    assert "more than can be kept" in response.content.decode()


# --- whose ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["dario", "bruno", "helen", "tomas"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_lesson_is_not_found(rich, request, as_person, who, method):
    Draft.objects.create(person=rich.person, place=f"attempt:{rich.key}:r1", text="my secret")
    response = getattr(as_person(request.getfixturevalue(who)), method)(page(rich))
    assert (response.status_code, b"my secret" in response.content) == (404, False)


def test_a_stranger_is_asked_to_sign_in(rich, client):
    assert client.get(page(rich)).url.startswith(reverse("account_login"))


def test_a_key_of_nothing_is_not_found(ana, as_person):
    assert as_person(ana).get("/courses/lessons/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_lesson_is_not_found_where_quizzes_are(rich, ana, as_person):
    assert as_person(ana).get(reverse("courses:quiz", args=[rich.key])).status_code == 404


def test_the_keeper_of_a_merged_record_reads_on(rich, ana, dario, as_person):
    ana.merged_into = dario
    ana.save()
    assert as_person(dario).get(page(rich)).status_code == 200


# --- what it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("items", [1, 3])
def test_a_lesson_costs_at_most_eight_queries_whatever_it_contains(
    ana, as_person, django_assert_max_num_queries, items
):
    versions = [lesson_version(definition=rich_lesson()) for _ in range(items)]
    attempt = opened(started(ana, course_of(*versions)))
    client = as_person(ana)
    client.post(page(attempt), {"part": 2, "reflection": "r1", "text": "words"})
    client.get(page(attempt), {"part": 2})
    with django_assert_max_num_queries(8):
        client.get(page(attempt), {"part": 2})
