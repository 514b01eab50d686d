"""Rule book: what is being written is kept, for its writer alone, and the latest words win."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import draft_of, drop_draft, save_draft
from courses.models import Draft
from tests.courses.factories import course_of, lesson_version, opened, started

pytestmark = pytest.mark.django_db
PLACE = "problem:text"


def written(person, place):
    draft = draft_of(person, place)
    return draft.text if draft else ""


def send(client, **fields):
    return client.post(reverse("courses:draft"), {"place": PLACE, "text": "words", "turn": "1", **fields})


def test_a_draft_is_read_back(ana):
    save_draft(person=ana, place=PLACE, text="words", turn=1)
    assert written(ana, PLACE) == "words"


def test_a_place_where_nothing_was_written_is_empty(ana):
    assert written(ana, PLACE) == ""


def test_a_later_save_wins(ana):
    save_draft(person=ana, place=PLACE, text="one", turn=1)
    save_draft(person=ana, place=PLACE, text="two", turn=2)
    assert written(ana, PLACE) == "two"


def test_an_earlier_save_that_arrives_late_changes_nothing(ana):
    save_draft(person=ana, place=PLACE, text="two", turn=2)
    save_draft(person=ana, place=PLACE, text="one", turn=1)
    assert written(ana, PLACE) == "two"


def test_another_device_whose_clock_is_behind_is_heard_after_a_minute(ana):
    save_draft(person=ana, place=PLACE, text="two", turn=2)
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(seconds=61))
    save_draft(person=ana, place=PLACE, text="one", turn=1)
    assert written(ana, PLACE) == "one"


def test_two_people_write_at_the_same_place_without_meeting(ana, dario):
    save_draft(person=ana, place=PLACE, text="hers", turn=1)
    save_draft(person=dario, place=PLACE, text="his", turn=1)
    assert written(ana, PLACE) == "hers"


def test_a_dropped_draft_is_gone(ana):
    save_draft(person=ana, place=PLACE, text="words", turn=1)
    drop_draft(ana, PLACE)
    assert written(ana, PLACE) == ""


def test_what_the_keeper_of_a_merged_record_wrote_is_dropped_with_the_old_records_try(ana, dario):
    ana.merged_into = dario
    ana.save()
    save_draft(person=dario, place=PLACE, text="words", turn=1)
    drop_draft(ana, PLACE)
    assert written(dario, PLACE) == ""


def test_the_page_is_told_when_it_was_saved(ana, as_person):
    answer = send(as_person(ana)).json()
    assert dt.datetime.fromisoformat(answer["saved_at"]) == Draft.objects.get().saved_at


def test_the_browsers_clock_orders_saves(ana, as_person):
    client = as_person(ana)
    send(client, text="new", turn="", written_at="2026-11-01T10:00:01.000Z")
    send(client, text="old", turn="", written_at="2026-11-01T10:00:00.000Z")
    assert written(ana, PLACE) == "new"


def test_signed_out_is_told_without_a_redirect(client):
    assert send(client).status_code == 403


def test_drafts_are_written_by_post_alone(ana, as_person):
    assert as_person(ana).get(reverse("courses:draft")).status_code == 405


@pytest.mark.parametrize("place", ["", "x" * 121, "a\x00b", "attempt:nonsense:r1", "attempt::"])
def test_a_place_that_is_none_is_refused(ana, as_person, place):
    assert send(as_person(ana), place=place).status_code in (400, 404)
    assert not Draft.objects.exists()


def test_the_place_of_anothers_try_is_not_found(ana, dario, as_person):
    attempt = opened(started(ana, course_of(lesson_version())))
    assert send(as_person(dario), place=f"attempt:{attempt.key}:r1").status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize("turn", ["x", "-1", "9" * 40, "1.5", "٣"])
def test_an_odd_turn_is_no_reason_to_lose_words(ana, as_person, turn):
    assert send(as_person(ana), turn=turn).status_code == 200
    assert written(ana, PLACE) == "words"


@pytest.mark.parametrize(
    "text,kept", [("x" * 50_000, "x" * 50_000), ("a\x00b", "ab"), ("😀 مرحبا <b>", "😀 مرحبا <b>")]
)
def test_whatever_is_typed_is_kept(ana, as_person, text, kept):
    send(as_person(ana), text=text)
    assert written(ana, PLACE) == kept


def test_more_than_can_be_kept_is_refused_and_the_last_words_stay(ana, as_person):
    client = as_person(ana)
    send(client)
    assert send(client, text="x" * 100_001, turn="2").status_code == 413
    assert written(ana, PLACE) == "words"


def test_a_draft_costs_four_queries_at_most_beside_the_session(ana, as_person, django_assert_max_num_queries):
    client = as_person(ana)
    send(client)
    with django_assert_max_num_queries(8):
        send(client, turn="2")
