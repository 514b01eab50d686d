"""The marking desk: who may score what, what stays hidden, and what a score sets in motion."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Attempt, Evidence
from courses.refusals import Refused
from outbox.models import OutboxMessage
from people.models import Role
from scenarios.actions import hand_back, hand_in_conversation, make_reply, send_score, take_lease
from scenarios.actions.marking import LEASE
from scenarios.deciding import deciding_score
from scenarios.models import MarkingTask, Score
from tests.factories import RoleGrantFactory
from tests.scenarios.factories import BETTER_WORDS, SELF, SENT_WORDS, MoveFactory, assessed, practice, score_form

pytestmark = pytest.mark.django_db


def handed_in(person, version=None):
    attempt = assessed(person, version)
    move = make_reply(attempt=attempt, text=SENT_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())
    return MarkingTask.objects.get(move=move)


def held(task, marker):
    return take_lease(task=task, marker=marker, now=timezone.now())


def mark(client, task, **changes):
    return client.post(f"/practice/marking/{task.pk}/", score_form(**changes))


# --- handing in -----------------------------------------------------------------------------------
def test_handing_in_asks_once_more_and_then_queues_the_last_version(as_person, ana):
    attempt = assessed(ana)
    make_reply(attempt=attempt, text=SENT_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    last = make_reply(attempt=attempt, text=BETTER_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    client = as_person(ana)
    assert "you cannot change it" in client.get(f"/practice/{attempt.key}/hand-in/").content.decode()
    client.post(f"/practice/{attempt.key}/hand-in/", {"number": 2})
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.AWAITING
    assert MarkingTask.objects.get().move == last
    assert OutboxMessage.objects.filter(topic="reply.handed_in").count() == 1


def test_handing_in_twice_is_handing_in_once(as_person, ana):
    attempt = handed_in(ana).move.attempt
    as_person(ana).post(f"/practice/{attempt.key}/hand-in/", {"number": 1})
    assert MarkingTask.objects.count() == 1


def test_an_older_version_is_not_handed_in_by_a_stale_tab(as_person, ana):
    attempt = assessed(ana)
    for text in (SENT_WORDS, BETTER_WORDS):
        make_reply(attempt=attempt, text=text, self_levels=SELF, client_key=uuid.uuid4())
    page = as_person(ana).post(f"/practice/{attempt.key}/hand-in/", {"number": 1}, follow=True).content.decode()
    assert "newer version" in page
    assert not MarkingTask.objects.exists()


def test_a_reply_after_handing_in_is_refused_with_a_sentence(as_person, ana):
    attempt = handed_in(ana).move.attempt
    with pytest.raises(Refused, match="handed in"):
        make_reply(attempt=attempt, text=BETTER_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    assert attempt.moves.count() == 1


def test_practice_is_never_handed_in(as_person, ana):
    attempt = practice(ana)
    MoveFactory(attempt=attempt)
    assert as_person(ana).post(f"/practice/{attempt.key}/hand-in/", {"number": 1}).status_code == 404
    with pytest.raises(Refused):
        hand_in_conversation(attempt=attempt, number=1, now=timezone.now())


# --- the lease ------------------------------------------------------------------------------------
def test_of_two_markers_one_gets_the_reply(ana, mei, ruth):
    task = handed_in(ana)
    held(task, mei)
    with pytest.raises(Refused, match="Another marker has this reply until"):
        held(task, ruth)
    assert MarkingTask.objects.get().leased_by == mei


def test_the_lease_is_one_update(ana, mei, django_assert_num_queries):
    task = handed_in(ana)
    with django_assert_num_queries(4) as seen:
        held(task, mei)
    assert [q["sql"].split()[0] for q in seen.captured_queries].count("UPDATE") == 1


def test_the_second_marker_is_told_until_when_but_not_who(as_person, ana, mei, ruth):
    task = handed_in(ana)
    held(task, mei)
    page = as_person(ruth).post(f"/practice/marking/{task.pk}/open/", follow=True).content.decode()
    assert "Another marker has this reply until" in page
    assert "Mei" not in page.replace("Mei Tanaka</a>", "")
    page = as_person(ruth).get(f"/practice/marking/{task.pk}/").content.decode()
    assert "Another marker has it until" in page
    assert SENT_WORDS[:40] not in page


def test_an_expired_lease_may_be_taken_by_another(ana, mei, ruth):
    task = handed_in(ana)
    take_lease(task=task, marker=mei, now=timezone.now() - LEASE - dt.timedelta(seconds=1))
    assert held(task, ruth).leased_by == ruth


def test_a_score_after_the_lease_went_to_another_is_refused_and_the_entry_kept(as_person, ana, mei, ruth):
    task = handed_in(ana)
    take_lease(task=task, marker=mei, now=timezone.now() - LEASE - dt.timedelta(seconds=1))
    held(task, ruth)
    page = mark(as_person(mei), task).content.decode()
    assert "Another marker has this reply until" in page
    assert "Begin with his two lost calls." in page
    assert not Score.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"level_accurate": "3"}])
def test_an_unfinished_score_of_a_reply_that_one_never_opened_shows_nothing_of_it(as_person, ana, mei, ruth, sent):
    task = handed_in(ana)
    for taken in (False, True):
        if taken:
            held(task, ruth)
        answer = as_person(mei).post(f"/practice/marking/{task.pk}/", sent)
        assert (answer.status_code, SENT_WORDS[:40] in answer.content.decode()) == (200, False)


def test_handing_back_what_one_never_opened_shows_nothing_of_it(as_person, ana, mei, ruth):
    task = handed_in(ana)
    held(task, ruth)
    for note in ("", "Name the time."):
        answer = as_person(mei).post(f"/practice/marking/{task.pk}/hand-back/", {"note": note})
        assert SENT_WORDS[:40] not in answer.content.decode()


def test_the_page_of_one_reply_does_not_score_another(as_person, ana, dario, mei):
    first, second = handed_in(ana), handed_in(dario)
    sent = score_form()
    for task in (first, second):
        held(task, mei)
        answer = mark(as_person(mei), task, **sent)
    assert answer.status_code == 422
    assert "This page was used for another score." in answer.content.decode()
    assert Score.objects.get().task == first


def test_a_place_of_a_comment_with_thousands_of_digits_is_none(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    mark(as_person(mei), task, comment_words_1="Bus 114", comment_text_1="Good.", comment_at_1="9" * 5000)
    assert [each["text"] for each in Score.objects.get().comments] == ["Good."]


def test_a_score_after_the_lease_ran_out_counts_while_nobody_else_took_it(as_person, ana, mei):
    task = handed_in(ana)
    take_lease(task=task, marker=mei, now=timezone.now() - LEASE - dt.timedelta(minutes=5))
    assert mark(as_person(mei), task).status_code == 302
    assert Score.objects.count() == 1


def test_keeping_the_reply_moves_its_time(as_person, ana, mei, ruth):
    task = handed_in(ana)
    held(task, mei)
    assert "until" in as_person(mei).post(f"/practice/marking/{task.pk}/keep/").json()
    assert as_person(ruth).post(f"/practice/marking/{task.pk}/keep/").status_code == 409


def test_opening_by_address_alone_takes_nothing(as_person, ana, mei):
    task = handed_in(ana)
    page = as_person(mei).get(f"/practice/marking/{task.pk}/").content.decode()
    assert "Open it to score it" in page
    task.refresh_from_db()
    assert task.leased_by is None


# --- blind ----------------------------------------------------------------------------------------
def test_the_marking_page_hides_who_and_what_the_machine_found(as_person, ana, cedar, mei):
    task = handed_in(ana)
    held(task, mei)
    page = as_person(mei).get(f"/practice/marking/{task.pk}/").content.decode()
    result = task.move.result
    assert SENT_WORDS[:30] in page
    for hidden in ("Ana", "Delgado", "Cedar", "100101", result["change_one"]["sentence"]):
        assert hidden not in page
    assert result["marks"]
    assert "<mark" not in page
    assert all(mark["note"] not in page for mark in result["marks"])


def test_the_queue_names_nobody(as_person, ana, cedar, mei):
    handed_in(ana)
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert "R-" in page
    assert not [word for word in ("Ana", "Delgado", "Cedar", "100101") if word in page]


def test_the_findings_stand_beside_the_levels_once_sent(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    page = mark(as_person(mei), task, levels=(4, 3, 3, 4)).url
    shown = as_person(mei).get(page).content.decode()
    assert "What the machine found" in shown
    assert "<mark" in shown
    assert "Delgado" not in shown


def test_a_name_that_the_writer_signed_with_stays_hidden_once_sent(as_person, ana, mei):
    attempt = assessed(ana)
    signed = f"{SENT_WORDS}\n\nAna Delgado, front office"
    move = make_reply(attempt=attempt, text=signed, self_levels=SELF, client_key=uuid.uuid4())
    hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())
    task = MarkingTask.objects.get(move=move)
    held(task, mei)
    shown = as_person(mei).get(mark(as_person(mei), task).url).content.decode()
    assert "[name], " in shown
    assert "Delgado" not in shown


def test_another_marker_does_not_see_the_findings_page(as_person, ana, mei, ruth):
    task = handed_in(ana)
    held(task, mei)
    mark(as_person(mei), task)
    assert as_person(ruth).get(f"/practice/marking/{task.pk}/sent/").status_code == 404


# --- one's own ------------------------------------------------------------------------------------
def test_ones_own_reply_is_neither_listed_nor_opened(as_person, ana):
    RoleGrantFactory(person=ana, role=Role.MARKER)
    task = handed_in(ana)
    client = as_person(ana)
    queue = client.get("/practice/marking/").content.decode()
    assert ("No reply is waiting." in queue, "0 replies" in queue) == (True, False)
    for path in ("", "open/", "keep/", "hand-back/"):
        assert client.post(f"/practice/marking/{task.pk}/{path}", score_form()).status_code == 404
    with pytest.raises(Refused, match="your own"):
        held(task, ana)


def test_a_reply_under_an_earlier_number_of_mine_is_my_own_too(ana, mei):
    task = handed_in(ana)
    ana.merged_into = mei
    ana.save()
    with pytest.raises(Refused, match="your own"):
        held(task, mei)


@pytest.mark.parametrize("name", ["ana", "helen", "lena", "paul", "dario"])
def test_the_desk_is_for_markers(request, as_person, name):
    assert as_person(request.getfixturevalue(name)).get("/practice/marking/").status_code == 404


def test_practice_never_appears_on_the_desk(as_person, ana, mei):
    attempt = practice(ana)
    task = MarkingTask.objects.create(move=MoveFactory(attempt=attempt, text="Only I may read this"))
    client = as_person(mei)
    assert "R-" not in client.get("/practice/marking/").content.decode()
    assert client.post(f"/practice/marking/{task.pk}/open/").status_code == 404


# --- the score ------------------------------------------------------------------------------------
def test_a_passing_score_is_evidence_dated_when_handed_in(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    mark(as_person(mei), task)
    attempt = Attempt.objects.get()
    evidence = Evidence.objects.get(attempt=attempt)
    assert attempt.state == Attempt.State.PASSED
    assert evidence.occurred_at == attempt.handed_in_at
    assert evidence.actor == mei
    assert OutboxMessage.objects.filter(topic="reply.scored").count() == 1


def test_a_gate_not_passed_is_no_pass_and_no_evidence(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    mark(as_person(mei), task, levels=(4, 4, 4, 4), gates="not_passed")
    assert Attempt.objects.get().state == Attempt.State.NOT_PASSED
    assert not Evidence.objects.exists()


def test_the_same_score_posted_twice_is_one(as_person, ana, mei):
    task, key = handed_in(ana), uuid.uuid4()
    held(task, mei)
    for _again in range(2):
        assert mark(as_person(mei), task, key=key).status_code == 302
    assert Score.objects.count() == 1


def test_a_second_score_of_a_scored_reply_is_refused(as_person, ana, mei, ruth):
    task = handed_in(ana)
    held(task, mei)
    mark(as_person(mei), task)
    page = mark(as_person(ruth), task, levels=(1, 1, 1, 1)).content.decode()
    assert "has been scored or handed back already" in page
    assert Score.objects.get().marker == mei


def test_an_incomplete_score_goes_back_with_what_was_entered(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    page = mark(as_person(mei), task, level_empathy="", note="Name his wait first.").content.decode()
    assert "Choose a level for Empathy." in page
    assert "Name his wait first." in page
    assert not Score.objects.exists()


def test_a_score_cannot_be_changed_in_the_database(ana, mei):
    score = scored(ana, mei)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.filter(pk=score.pk).update(passed=False)


def test_an_assessed_move_cannot_be_changed_but_practice_can_go(ana):
    move = MoveFactory(attempt=assessed(ana))
    with pytest.raises(IntegrityError), transaction.atomic():
        move.delete()
    MoveFactory(attempt=practice(ana)).delete()


def test_the_first_score_decides(ana, mei):
    score = scored(ana, mei)
    assert deciding_score(score.move) == score


def test_handing_back_opens_the_reply_again_with_the_sentence(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    as_person(mei).post(f"/practice/marking/{task.pk}/hand-back/", {"note": "It stops in the middle."})
    attempt = Attempt.objects.get()
    assert attempt.state == Attempt.State.RETURNED
    assert "It stops in the middle." in as_person(ana).get(f"/practice/{attempt.key}/").content.decode()


def test_a_reply_handed_back_is_written_anew_before_it_is_handed_in(ana, mei):
    task = handed_in(ana)
    held(task, mei)
    hand_back(task=task, marker=mei, note="Unfinished.", now=timezone.now())
    attempt = Attempt.objects.get()
    with pytest.raises(Refused, match="handed back"):
        hand_in_conversation(attempt=attempt, number=1, now=timezone.now())
    make_reply(attempt=attempt, text=BETTER_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    hand_in_conversation(attempt=attempt, number=2, now=timezone.now())
    assert MarkingTask.objects.waiting().get().move.number == 2


def test_handing_back_without_a_sentence_is_refused(as_person, ana, mei):
    task = handed_in(ana)
    held(task, mei)
    as_person(mei).post(f"/practice/marking/{task.pk}/hand-back/", {"note": " "})
    assert Attempt.objects.get().state == Attempt.State.AWAITING


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_however_many_wait(as_person, ana, mei, count, django_assert_max_num_queries):
    version = handed_in(ana).move.attempt.version
    for n in range(count - 1):
        task = MarkingTask.objects.first()
        MarkingTask.objects.create(move=MoveFactory(attempt=task.move.attempt, number=n + 2))
    assert version
    client = as_person(mei)
    with django_assert_max_num_queries(12):
        client.get("/practice/marking/")


@pytest.mark.parametrize("odd", ["\x00\x01", "🙂" * 300, "\u202e<b>x</b>", "n" * 50_000])
def test_odd_notes_never_break_the_desk(as_person, ana, mei, odd):
    task = handed_in(ana)
    held(task, mei)
    assert mark(as_person(mei), task, note=f"Name his wait. {odd}").status_code in (302, 422)


def scored(person, marker, **changes):
    task = handed_in(person)
    held(task, marker)
    given = {"levels": dict.fromkeys(SELF, 3), "gates": {}, "note": "Begin with his wait.", **changes}
    return send_score(task=task, marker=marker, client_key=uuid.uuid4(), now=timezone.now(), **given)
