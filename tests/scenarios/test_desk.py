"""The queue, and one reply on the desk: what is read first, what is shown beside it, what stays away."""

import datetime as dt
import re
import uuid

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from courses.models import Attempt, Draft
from outbox.actions import drain
from people.models import Role
from scenarios.actions import hand_back, hand_in_conversation, keep_comment, make_move, make_reply, take_lease
from scenarios.models import MarkingTask, SavedComment, Score
from tests.factories import PersonFactory, RoleGrantFactory
from tests.scenarios.conversations import GATES, closing, conversation, first_choice, mid_reply
from tests.scenarios.desk import STRONG, handed_in, scored, task_of
from tests.scenarios.factories import (
    BETTER_WORDS,
    SELF,
    SENT_WORDS,
    MoveFactory,
    ScenarioVersionFactory,
    assessed,
    score_form,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 10, 5, 12, tzinfo=dt.UTC)


def open_page(client, task, marker):
    take_lease(task=task, marker=marker, now=timezone.now())
    return client.get(f"/practice/marking/{task.pk}/").content.decode()


def listed(page):
    """The numbers of the replies in the list, in order."""
    return [int(part.split(":")[0]) for part in page.split("<h3>R-")[1:]]


# --- the queue ------------------------------------------------------------------------------------
def test_what_is_at_risk_is_read_before_what_is_as_old_and_the_page_does_not_say_why(as_person, ana, dario, mei):
    version = ScenarioVersionFactory()
    plain = task_of(handed_in(ana, version))
    risky = assessed(dario, version)
    move = MoveFactory(attempt=risky, result={"levels": {}, "gates": [{"key": "line", "status": "not_passed"}]})
    hand_in_conversation(attempt=risky, number=move.number, now=timezone.now())
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert listed(page) == [task_of(risky).pk, plain.pk]
    assert page.count("</svg> Phone</span>") == 2
    assert "gate" not in page.split("<main")[1].casefold()


def test_open_the_next_reply_takes_the_one_whose_turn_it_is(as_person, ana, dario, mei):
    later, earlier = task_of(handed_in(ana)), task_of(handed_in(dario))
    MarkingTask.objects.filter(pk=earlier.pk).update(rank_at=NOON)
    assert as_person(mei).post("/practice/marking/next/").url == f"/practice/marking/{earlier.pk}/"
    assert later.leased_by is None


@pytest.mark.parametrize(("count", "admitted"), [(3, True), (500, True), (3, False)])
def test_the_queue_takes_twelve_queries_at_most(
    as_person, ana, mei, ruth, bruno, count, admitted, django_assert_max_num_queries
):
    attempt = handed_in(ana)
    moves = [MoveFactory.build(attempt=attempt, number=n + 2) for n in range(count - 1)]
    type(moves[0]).objects.bulk_create(moves)
    MarkingTask.objects.bulk_create(MarkingTask(move=move) for move in moves)
    if not admitted:  # then it is told what is missing
        RoleGrantFactory(person=bruno, role=Role.MARKER)
    client = as_person(mei if admitted else bruno)
    with django_assert_max_num_queries(12):
        page = client.get("/practice/marking/").content.decode()
    assert f"{count} replies wait for a person." in page
    assert len(listed(page)) == min(count, 50)


def test_scores_that_were_sent_are_listed_by_the_title_of_their_conversation(as_person, ana, dario, mei, ruth):
    first, second = handed_in(ana), handed_in(dario)
    scored(first, ruth, (3, 3, 3, 3))
    scored(first, mei, (3, 3, 3, 3), "second")
    scored(second, mei)
    page = as_person(mei).get("/practice/marking/").content.decode().split("Scores you sent")[1]
    told = re.findall(r"(R-\d+: [^<]+)</a>(?: <span class=\"tag\">([^<]+))?", page)
    assert told == [
        (f"R-{task_of(second).pk}: {second.version.title}", ""),
        (f"R-{task_of(first, 'second').pk}: {first.version.title}", "second score"),
    ]


def test_a_reply_that_came_back_is_tagged_and_one_with_its_writer_shows_its_age(as_person, ana, mei):
    attempt = handed_in(ana)
    ago = timezone.now() - dt.timedelta(days=4, hours=1)
    task = take_lease(task=task_of(attempt), marker=mei, now=timezone.now())
    hand_back(task=task, marker=mei, note="It stops in the middle.", now=ago)
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert (listed(page), "With their writers" in page, "4 days" in page) == ([], True, True)
    attempt.refresh_from_db()
    make_reply(attempt=attempt, text=BETTER_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    hand_in_conversation(attempt=attempt, number=2, now=timezone.now())
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert ("With their writers" in page, "written anew" in page) == (False, True)
    again = MarkingTask.objects.waiting().get()
    assert again.rank_at < timezone.now() - dt.timedelta(days=1)


def test_a_reply_that_came_back_is_told_by_mail_with_the_sentence(ana, mei):
    task = take_lease(task=task_of(handed_in(ana)), marker=mei, now=timezone.now())
    hand_back(task=task, marker=mei, note="It stops in the middle.", now=timezone.now())
    for _again in range(2):
        drain(strict=True)
    [letter] = mail.outbox
    assert (letter.to, letter.subject.partition(":")[0]) == (["ana@alder.example"], "Your reply came back")
    assert "It stops in the middle." in letter.body


def test_the_hours_are_a_sum_of_what_was_measured(as_person, ana, mei, ruth):
    for _n in range(5):
        attempt = handed_in(PersonFactory())
        MarkingTask.objects.filter(move__attempt=attempt).update(opened_at=timezone.now() - dt.timedelta(minutes=4))
        MarkingTask.objects.filter(move__attempt=attempt).update(
            leased_by=mei, lease_until=timezone.now() + dt.timedelta(minutes=5)
        )
        scored(attempt, mei, STRONG)
    handed_in(ana)
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert "Waiting now: 1 × 4 min" in page
    assert "Half of the 5 scores measured took 4 minutes or less." in page


# --- one reply ------------------------------------------------------------------------------------
def test_a_reply_in_the_middle_shows_what_came_before_it_and_nothing_after(as_person, ana, mei):
    later = {"text": "And what about tomorrow?", "who": "persona"}
    end = {**closing(), "says": [later["text"]]}
    attempt = assessed(
        ana, ScenarioVersionFactory(definition=conversation(first_choice("middle"), mid_reply("closing"), end))
    )
    for payload in (
        {"option": "mild"},
        {"text": f"{SENT_WORDS} Ana", "self": SELF},
        {"text": BETTER_WORDS, "self": SELF},
    ):
        make_move(attempt=attempt, number=None, payload=payload, client_key=uuid.uuid4(), now=timezone.now())
    hand_in_conversation(attempt=attempt, number=3, now=timezone.now())
    task = MarkingTask.objects.get(move__step_key="middle")
    page = open_page(as_person(mei), task, mei)
    assert "That sounds like a long wait, Mr. James." in page
    assert "He cools a little" not in page
    assert (SENT_WORDS[:40] in page, BETTER_WORDS[-30:] in page, later["text"] in page) == (True, False, False)
    page = open_page(as_person(mei), MarkingTask.objects.get(move__step_key="closing"), mei)
    assert (later["text"] in page, "[name]" in page, "Ana" in page) == (True, True, False)


def test_a_reply_asks_for_its_own_gates_alone(as_person, ana, mei):
    other = {"key": "order", "kind": "forbidden", "text": "In order.", "phrases": [], "remedy": ""}
    definition = conversation(
        {**mid_reply("closing"), "gates": ["line"]}, {**closing(), "gates": ["order"]}, gates=[*GATES, other]
    )
    attempt = assessed(ana, ScenarioVersionFactory(definition=definition))
    for _n in range(2):
        payload = {"text": SENT_WORDS, "self": SELF}
        make_move(attempt=attempt, number=None, payload=payload, client_key=uuid.uuid4(), now=timezone.now())
    hand_in_conversation(attempt=attempt, number=2, now=timezone.now())
    seen = {}
    for task in MarkingTask.objects.all():
        page = open_page(as_person(mei), task, mei)
        seen[task.move.step_key] = [key for key in ("line", "order") if f"gate_{key}" in page]
    assert seen == {"middle": ["line"], "closing": ["order"]}


def test_send_and_open_the_next(as_person, ana, dario, mei):
    first, second = task_of(handed_in(ana)), task_of(handed_in(dario))
    client = as_person(mei)
    open_page(client, first, mei)
    answer = client.post(f"/practice/marking/{first.pk}/", score_form(then="next"))
    assert answer.url == f"/practice/marking/{second.pk}/"
    answer = client.post(f"/practice/marking/{second.pk}/", score_form(then="next"))
    assert answer.url == "/practice/marking/"


def test_the_sentence_is_kept_on_the_server_while_it_is_written_and_gone_once_sent(as_person, ana, mei):
    task, client = task_of(handed_in(ana)), as_person(mei)
    client.post(reverse("courses:draft"), {"place": f"marking:{task.pk}", "text": "Begin with his wa", "turn": 1})
    assert "Begin with his wa" in open_page(client, task, mei)
    client.post(f"/practice/marking/{task.pk}/", score_form())
    assert not Draft.objects.filter(place__startswith="marking:").exists()


# --- comments on words ----------------------------------------------------------------------------
def test_a_comment_stands_on_the_words_as_they_were_written(as_person, ana, mei):
    attempt = handed_in(ana, text=f"Ana Delgado here. {SENT_WORDS}")
    task, client = task_of(attempt), as_person(mei)
    open_page(client, task, mei)
    words = {"comment_words_1": "due there", "comment_text_1": "x"}
    page = client.post(f"/practice/marking/{task.pk}/", score_form(**words)).content.decode()
    assert "Comment 1: these words are not in the reply." in page
    words = {"comment_words_1": "BUS 114  is late", "comment_text_1": "Say when it comes, not that it is late."}
    client.post(f"/practice/marking/{task.pk}/", score_form(**words))
    [comment] = Score.objects.get().comments
    written = task.move.payload["text"]
    assert written[comment["start"] : comment["end"]] == "Bus 114 is late"
    page = as_person(ana).get(f"/practice/{attempt.key}/score/").content.decode()
    assert "Say when it comes, not that it is late." in page
    assert "Bus 114 is late</mark>" in page


def test_comments_without_words_or_words_without_a_comment_go_back_with_everything_kept(as_person, ana, mei):
    task, client = task_of(handed_in(ana)), as_person(mei)
    open_page(client, task, mei)
    wrong = [
        {"comment_words_2": "Bus 114"},
        {"comment_text_2": "Say when."},
        {"comment_at_2": "\x00", "comment_text_2": "a" * 900},
    ]
    for words in wrong:
        answer = client.post(f"/practice/marking/{task.pk}/", score_form(note="Keep me.", **words))
        assert (answer.status_code, "Keep me." in answer.content.decode()) == (422, True)
    assert not Score.objects.exists()


def test_comments_to_use_again_are_ones_own_and_what_others_share(as_person, ana, mei, ruth):
    keep_comment(person=ruth, text="Say the day first.", shared=True)
    keep_comment(person=ruth, text="Ruth alone reads this.")
    task, client = task_of(handed_in(ana)), as_person(mei)
    page = open_page(client, task, mei)
    assert ("Say the day first." in page, "Ruth alone reads this." in page) == (True, False)
    long = client.post(f"/practice/marking/{task.pk}/", score_form(keep_note="on", note="Name his wait. " * 40))
    assert (long.status_code, Score.objects.count()) == (422, 0)  # nothing is sent with an error beside it
    client.post(f"/practice/marking/{task.pk}/", score_form(keep_note="on", note="Name his wait."))
    assert SavedComment.objects.get(person=mei).text == "Name his wait."
    page = client.get("/practice/marking/comments/").content.decode()
    assert ("Name his wait." in page, "Ruth alone" in page) == (True, False)


@pytest.mark.parametrize(("text", "status"), [("Say the day.", 302), ("  ", 422), ("x" * 501, 422)])
def test_a_comment_is_kept_or_comes_back_with_a_sentence(as_person, mei, text, status):
    assert as_person(mei).post("/practice/marking/comments/", {"text": text}).status_code == status
    assert SavedComment.objects.count() == (status == 302)


def test_a_comment_of_another_is_not_dropped(as_person, mei, ruth):
    comment = keep_comment(person=ruth, text="Mine.", shared=True)
    assert as_person(mei).post(f"/practice/marking/comments/{comment.pk}/drop/").status_code == 404
    assert as_person(ruth).post(f"/practice/marking/comments/{comment.pk}/drop/").status_code == 302
    assert not SavedComment.objects.exists()


def test_practice_is_in_no_queue_and_no_sum(as_person, ana, mei):
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert "Waiting now: 0 ×" in page
    assert not Attempt.objects.assessed().exists()


def test_what_came_in_late_yesterday_evening_is_of_yesterday(as_person, ana, mei):
    attempt = handed_in(ana)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    told = []
    for minutes in (0, -1, -24 * 60 - 1):
        Attempt.objects.filter(pk=attempt.pk).update(handed_in_at=midnight + dt.timedelta(minutes=minutes))
        page = as_person(mei).get("/practice/marking/").content.decode()
        told.append(re.search(r"handed in [A-Z][a-z]+ \d+, ([^<]+)<", page)[1])
    assert told == ["today", "yesterday", "2 days ago"]
