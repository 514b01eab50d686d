"""What the learner reads: first the machine's provisional view, then the person's score."""

import uuid

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Attempt
from scenarios.actions import hand_in_conversation, make_reply, send_score, take_lease
from scenarios.feedback import whole_shares
from scenarios.models import MarkingTask
from tests.scenarios.factories import (
    BETTER_WORDS,
    SELF,
    SENT_WORDS,
    MoveFactory,
    assessed,
    practice,
    scenario_definition,
)
from tests.scenarios.factories import ScenarioVersionFactory as Version

pytestmark = pytest.mark.django_db
STRONG = "wondering if we forgot her"


def reply(attempt, text=SENT_WORDS):
    return make_reply(attempt=attempt, text=text, self_levels=SELF, client_key=uuid.uuid4())


def feedback(client, attempt, query=""):
    return client.get(f"/practice/{attempt.key}/feedback/{query}").content.decode()


def scored(person, marker, levels=(3, 3, 3, 3), gates=None):
    attempt = assessed(person)
    move = reply(attempt)
    hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())
    task = take_lease(task=MarkingTask.objects.get(move=move), marker=marker, now=timezone.now())
    send_score(
        task=task,
        marker=marker,
        levels=dict(zip(SELF, levels, strict=True)),
        gates=gates or {},
        note="Begin with his two lost calls.",
        client_key=uuid.uuid4(),
        now=timezone.now(),
    )
    return Attempt.objects.get(pk=attempt.pk)


def test_practice_feedback_says_that_it_counts_for_nothing(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert "it counts for nothing, and only you see it" in page
    assert "Hand in this reply" not in page


def test_assessed_feedback_says_that_a_person_decides(as_person, ana):
    attempt = assessed(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert "provisional" in page
    assert "Hand in this reply" in page


def test_feedback_shows_the_words_once_with_their_marks(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert '<mark class="m m-a">' in page
    assert "Mr. James still wonders" in page
    assert "cannot hear sarcasm" in page


def test_the_page_reads_stored_findings_and_scores_nothing_again(as_person, ana, monkeypatch):
    attempt = practice(ana)
    reply(attempt)
    before = feedback(as_person(ana), attempt)
    monkeypatch.setattr("scenarios.actions.moves.score", None)
    monkeypatch.setattr("scenarios.scoring.scorer.provisional", None)
    again = feedback(as_person(ana), attempt)
    assert before.count("<mark") == again.count("<mark")


def test_before_any_reply_feedback_leads_to_the_player(as_person, ana):
    attempt = practice(ana)
    assert as_person(ana).get(f"/practice/{attempt.key}/feedback/").url == f"/practice/{attempt.key}/"


@pytest.mark.parametrize("asked", ["?version=1", "?version=99", "?version=x", "?version=²", "?version="])
def test_any_version_asked_for_gives_a_page(as_person, ana, asked):
    attempt = practice(ana)
    reply(attempt)
    assert "What your reply did" in feedback(as_person(ana), attempt, asked)


def test_the_strong_sample_opens_after_a_try_in_practice(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    assert STRONG in feedback(as_person(ana), attempt)


def test_the_strong_sample_stays_closed_until_the_score(as_person, ana):
    attempt = assessed(ana)
    move = reply(attempt)
    assert STRONG not in feedback(as_person(ana), attempt)
    hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())
    assert STRONG not in feedback(as_person(ana), attempt)


def test_practice_does_not_open_the_sample_of_an_assessed_reply_that_waits(as_person, ana):
    version = Version()
    assessed(ana, version)
    attempt = practice(ana, version)
    reply(attempt)
    assert STRONG not in feedback(as_person(ana), attempt)


def test_after_the_score_the_learner_reads_note_levels_sample_and_debrief(as_person, ana, mei):
    page = feedback(as_person(ana), scored(ana, mei))
    assert "Passed" in page
    assert "Begin with his two lost calls." in page
    assert STRONG in page
    assert "A time he can plan by." in page
    assert "Mei" not in page


def test_not_passed_yet_says_which_part_of_the_rule_is_open(as_person, ana, mei):
    page = feedback(as_person(ana), scored(ana, mei, levels=(2, 3, 3, 3)))
    assert "Not passed yet" in page
    assert "Accurate is 3 or higher." in page
    assert "failed" not in page.lower()


def test_after_not_passed_a_new_try_may_be_opened_once(as_person, ana, mei):
    attempt, key = scored(ana, mei, levels=(2, 3, 3, 3)), uuid.uuid4()
    client = as_person(ana)
    for _again in range(2):
        assert client.post(f"/practice/{attempt.key}/again/", {"client_key": key}).status_code == 302
    assert Attempt.objects.filter(mode="assessed").count() == 2


def test_a_passed_conversation_is_not_opened_again(as_person, ana, mei):
    attempt = scored(ana, mei)
    assert as_person(ana).post(f"/practice/{attempt.key}/again/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_feedback_costs_the_same_however_many_versions(as_person, ana, count, django_assert_max_num_queries):
    attempt = practice(ana)
    for _n in range(count):
        reply(attempt)
    client = as_person(ana)
    with django_assert_max_num_queries(7):
        feedback(client, attempt)


def test_text_is_shown_as_text(as_person, ana):
    attempt = practice(ana)
    reply(attempt, BETTER_WORDS + " <img src=x onerror=alert(1)>")
    page = feedback(as_person(ana), attempt)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_scenario_without_gates_or_anchors_still_shows_a_page(as_person, ana):
    bare = scenario_definition(gates=[], anchors=[], must_not=[], asks=[], parts={}, debrief="")
    attempt = practice(ana, Version(definition=bare))
    MoveFactory(attempt=attempt)
    assert "What your reply did" in feedback(as_person(ana), attempt)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=4), st.integers(0, 400))
def test_shares_add_up_to_what_is_shared(parts, total):
    dealt = whole_shares(parts, total)
    assert sum(dealt) == total
    weight = sum(parts)
    assert all(abs(share * weight - total * part) < weight for share, part in zip(dealt, parts, strict=True) if weight)


def test_a_sum_that_does_not_divide_is_shown_as_it_adds_up():
    assert whole_shares([60, 60, 40], 228) == [86, 85, 57]
