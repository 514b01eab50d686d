"""How one's own levels compare with a person's, told to their writer alone."""

import uuid

import pytest
from django.utils import timezone

from scenarios.actions import hand_in_conversation, make_reply, send_score, take_lease
from scenarios.models import MarkingTask
from scenarios.own_eye import COMPARED, own_eye, rated_replies
from tests.scenarios.factories import SELF, SENT_WORDS, ScenarioVersionFactory, assessed, practice

pytestmark = pytest.mark.django_db
HEAD = "How you see your own replies"


def levels(*given):
    return dict(zip(SELF, given, strict=True))


def written(attempt, own):
    return make_reply(attempt=attempt, text=SENT_WORDS, self_levels=own, client_key=uuid.uuid4())


def scored(person, marker, own=(4, 4, 4, 4), given=(3, 3, 3, 3), title="Scored call"):
    attempt = assessed(person, ScenarioVersionFactory(title=title))
    move = written(attempt, levels(*own))
    now = timezone.now()
    hand_in_conversation(attempt=attempt, number=move.number, now=now)
    task = take_lease(task=MarkingTask.objects.get(move=move), marker=marker, now=now)
    words = {"note": "Begin with his wait.", "client_key": uuid.uuid4(), "now": now}
    send_score(task=task, marker=marker, levels=levels(*given), gates={}, **words)
    return attempt


def feedback(client, attempt):
    return client.get(f"/practice/{attempt.key}/feedback/").content.decode()


def test_before_a_score_there_is_nothing_to_compare(as_person, ana):
    attempt = assessed(ana)
    written(attempt, SELF)
    assert own_eye(ana) is None
    assert HEAD not in feedback(as_person(ana), attempt)


def test_practice_is_not_compared(ana):
    written(practice(ana), SELF)
    assert rated_replies(ana) == []


def test_one_scored_reply_stands_in_the_table_and_says_no_habit(as_person, ana, mei):
    page = feedback(as_person(ana), scored(ana, mei)).partition(HEAD)[2]
    assert "After two or three scored replies this can say" in page
    assert ("you 4, person 3" in page, 'class="spark"' in page) == (True, False)


def test_over_two_replies_a_habit_is_said_and_drawn(as_person, ana, mei):
    scored(ana, mei)
    page = feedback(as_person(ana), scored(ana, mei)).partition(HEAD)[2]
    assert "You gave yourself the higher level on 8 of 8." in page
    assert (page.count('class="spark"'), page.count('class="spark-own"')) == (4, 8)
    assert "Only you see this" in page


def test_under_confidence_is_said_kindly(ana, mei):
    for _n in range(2):
        scored(ana, mei, own=(2, 2, 2, 2))
    assert own_eye(ana).said.startswith("You gave yourself the lower level on 8 of 8.")


def test_alike_is_said_too(ana, mei):
    for _n in range(2):
        scored(ana, mei, own=(3, 3, 3, 3))
    assert own_eye(ana).said == "You see your replies much as a marker does: the same level on 8 of 8."


def test_the_newest_replies_are_compared_oldest_first(ana, mei):
    for n in range(COMPARED + 1):
        scored(ana, mei, title=f"Call {n}")
    labels = [row["label"].rpartition(", ")[2] for row in own_eye(ana).rows]
    assert labels == [f"Call {n}" for n in range(1, COMPARED + 1)]


def test_the_replies_of_others_are_not_among_mine(ana, dario, mei):
    scored(dario, mei, own=(1, 1, 1, 1))
    scored(ana, mei)
    assert [each.own for each in rated_replies(ana)] == [levels(4, 4, 4, 4)]


def test_nobody_else_opens_the_page_that_tells_them(as_person, ana, mei, bruno, helen, lena, tomas, dario):
    attempt = scored(ana, mei)
    people = [mei, bruno, helen, lena, tomas, dario]
    statuses = {as_person(person).get(f"/practice/{attempt.key}/feedback/").status_code for person in people}
    assert statuses == {404}


def test_it_costs_four_queries_however_many_replies(ana, mei, django_assert_num_queries):
    for _n in range(3):
        scored(ana, mei)
    with django_assert_num_queries(4):
        own_eye(ana)
