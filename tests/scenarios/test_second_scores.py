"""Second scores, adjudication, and the score of one person alone."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from courses.models import Attempt, Evidence
from courses.refusals import Refused
from outbox.models import OutboxMessage
from scenarios.actions import hand_back, take_lease
from scenarios.actions import marking as marking_actions
from scenarios.deciding import deciding_score
from scenarios.models import Admission, MarkingTask, Score
from tests.factories import AdmissionFactory, PersonFactory
from tests.scenarios.desk import LOW, PLAIN, STRONG, handed_in, scored, slots, task_of
from tests.scenarios.factories import score_form

pytestmark = pytest.mark.django_db
State = Attempt.State


def test_a_reply_that_no_level_would_turn_is_scored_once(ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, STRONG)
    assert (attempt.state, slots(attempt)) == (State.PASSED, set())


def test_one_level_that_would_turn_it_asks_for_a_second_score_and_no_news_goes_out(ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN)
    assert (attempt.state, slots(attempt)) == (State.AWAITING, {"second"})
    assert task_of(attempt, "second").reason == MarkingTask.Why.CLOSE
    assert not OutboxMessage.objects.filter(topic="reply.scored").exists()


def test_a_gate_that_was_not_passed_is_seen_by_two(ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, STRONG, gates={"no-protected-data": False})
    assert task_of(attempt, "second").reason == MarkingTask.Why.GATE


@pytest.mark.parametrize(("share", "asked"), [(0, set()), (100, {"second"})])
def test_a_random_share_is_scored_twice(ana, mei, ruth, settings, share, asked):
    settings.SECOND_SCORE_SHARE = share
    attempt = handed_in(ana)
    scored(attempt, mei, STRONG)
    assert slots(attempt) == asked


def test_the_cap_leaves_close_ones_with_one_score_but_never_a_gate(ana, dario, mei, ruth, settings):
    settings.SECOND_SCORE_CAP = 0
    close, gate = handed_in(ana), handed_in(dario)
    scored(close, mei, PLAIN)
    scored(gate, mei, STRONG, gates={"line": False})
    assert (close.state, slots(gate)) == (State.PASSED, {"second"})


def test_two_that_agree_decide(ana, mei, ruth):
    attempt = handed_in(ana)
    first = scored(attempt, mei, PLAIN)
    scored(attempt, ruth, PLAIN, "second")
    assert (attempt.state, deciding_score(first.move)) == (State.PASSED, first)
    assert Evidence.objects.get(attempt=attempt).occurred_at == attempt.handed_in_at


def test_two_that_differ_wait_for_a_third_whose_score_decides(ana, tomas, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, tomas, PLAIN)
    scored(attempt, mei, (3, 2, 3, 3), "second")
    assert (attempt.state, slots(attempt)) == (State.AWAITING, {"adjudication"})
    last = scored(attempt, ruth, LOW, "adjudication")
    assert (attempt.state, deciding_score(last.move)) == (State.NOT_PASSED, last)


@pytest.mark.parametrize("slot", ["second", "adjudication"])
def test_nobody_looks_twice_at_one_reply(as_person, ana, tomas, mei, ruth, slot):
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN)
    if slot == "adjudication":
        scored(attempt, tomas, (3, 2, 3, 3), "second")
    task = task_of(attempt, slot)
    with pytest.raises(Refused, match="scored this reply already"):
        take_lease(task=task, marker=mei, now=timezone.now())
    assert f"Open R-{task.pk}" not in as_person(mei).get("/practice/marking/").content.decode()
    page = as_person(mei).post(f"/practice/marking/{task.pk}/", score_form()).content.decode()
    assert "scored this reply already" in page


def test_the_second_marker_sees_that_there_is_a_first_score_and_nothing_of_it(as_person, ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN, note="Too slow to the point.")
    task = take_lease(task=task_of(attempt, "second"), marker=ruth, now=timezone.now())
    page = as_person(ruth).get(f"/practice/marking/{task.pk}/").content.decode()
    assert "Second, blind score" in page
    assert [
        word for word in ("Too slow", "Mei", "Hand back instead") if word in page.replace("Mei Tanaka</a>", "")
    ] == []
    assert " checked>" not in page.split('class="level-row"')[1]


def test_the_third_is_told_where_two_differ_but_not_how(as_person, ana, tomas, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, tomas, PLAIN)
    scored(attempt, mei, (3, 2, 3, 4), "second")
    task = take_lease(task=task_of(attempt, "adjudication"), marker=ruth, now=timezone.now())
    page = as_person(ruth).get(f"/practice/marking/{task.pk}/").content.decode()
    assert "They differ on: Complete, Empathy." in page


def test_after_sending_one_sees_what_others_gave(as_person, ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN)
    client = as_person(ruth)
    task = take_lease(task=task_of(attempt, "second"), marker=ruth, now=timezone.now())
    page = client.get(client.post(f"/practice/marking/{task.pk}/", score_form()).url).content.decode()
    assert "Your levels beside other people’s" in page
    assert "The learner is told now" in page


def test_the_first_marker_is_told_that_it_is_not_decided(as_person, ana, mei, ruth):
    attempt = handed_in(ana)
    client, task = as_person(mei), task_of(attempt)
    take_lease(task=task, marker=mei, now=timezone.now())
    page = client.get(client.post(f"/practice/marking/{task.pk}/", score_form()).url).content.decode()
    assert "It is not decided yet" in page


def test_a_reply_with_a_score_does_not_go_back(ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN)
    task = take_lease(task=task_of(attempt, "second"), marker=ruth, now=timezone.now())
    with pytest.raises(Refused, match="has a score already"):
        hand_back(task=task, marker=ruth, note="Unfinished.", now=timezone.now())


# --- one person alone -----------------------------------------------------------------------------
def test_with_one_marker_the_score_decides_and_says_so(as_person, ana, mei):
    attempt = handed_in(ana)
    score = scored(attempt, mei, PLAIN)
    assert (score.alone, attempt.state, slots(attempt)) == (True, State.PASSED, set())
    assert "Scored by one person." in as_person(ana).get(f"/practice/{attempt.key}/feedback/").content.decode()


def test_a_marker_who_is_not_admitted_or_wrote_it_is_no_second_one(ana, mei, ruth, today):
    guarded = Admission.objects.filter(person=ruth)
    assert guarded.count() == 1
    attempt = handed_in(ruth)
    assert scored(attempt, mei, PLAIN).alone


def test_the_desk_says_who_answers_disputes_when_there_is_one_marker(as_person, mei, dario):
    page = as_person(mei).get("/practice/marking/").content.decode()
    assert "Nobody is named for disputes yet" in page
    AdmissionFactory(person=dario, kind=Admission.Kind.OUTSIDER, ends_on=dt.date(2099, 7, 1))
    assert "Disputes go to Dario Conti" in as_person(mei).get("/practice/marking/").content.decode()


def test_the_outsider_sees_second_looks_alone(as_person, ana, mei, ruth, dario):
    AdmissionFactory(person=dario, kind=Admission.Kind.OUTSIDER, ends_on=dt.date(2099, 7, 1))
    other = PersonFactory()
    first, second = handed_in(other), handed_in(ana)
    scored(second, mei, PLAIN)
    page = as_person(dario).get("/practice/marking/").content.decode()
    assert (f"R-{task_of(second, 'second').pk}" in page, f"R-{task_of(first).pk}" in page) == (True, False)
    assert as_person(dario).post(f"/practice/marking/{task_of(first).pk}/open/").status_code == 404
    assert scored(second, dario, PLAIN, "second").slot == "second"


def test_the_outsider_is_offered_the_desk_and_only_what_is_theirs_there(as_person, dario, ana, helen):
    AdmissionFactory(person=ana, kind=Admission.Kind.OUTSIDER, ends_on=dt.date(2099, 7, 1))
    AdmissionFactory(person=dario, kind=Admission.Kind.OUTSIDER, ends_on=dt.date(2099, 7, 1))

    def offered(person):
        entries = as_person(person).get("/my/").context["navigation"]
        return "/practice/marking/" in [entry["url"] for entry in entries]

    # Whoever was named last: Ana is not it any longer.
    assert [offered(person) for person in (dario, ana, helen)] == [True, False, False]
    page = as_person(dario).get("/practice/marking/").content.decode()
    assert [words for words in ("Calibration", "Agreement", "What the queue will cost") if words in page] == []


# --- killed in mid-save ---------------------------------------------------------------------------
class Killed(BaseException):
    """Not an error that anything catches: the process is gone."""


@pytest.mark.parametrize("dies_at", ["follow", "record_result", "promise"])
def test_a_marker_killed_in_mid_save_loses_nothing(as_person, ana, mei, ruth, monkeypatch, dies_at):
    attempt, key, client = handed_in(ana), uuid.uuid4(), as_person(mei)
    task = take_lease(task=task_of(attempt), marker=mei, now=timezone.now())
    sent = score_form(key=key, levels=(4, 4, 4, 4))

    def dies(**_given):
        raise Killed

    with monkeypatch.context() as broken:
        where = marking_actions if dies_at == "follow" else marking_actions.follow.__globals__
        broken.setitem(where if isinstance(where, dict) else vars(where), dies_at, dies)
        with pytest.raises(Killed):
            client.post(f"/practice/marking/{task.pk}/", sent)
    task.refresh_from_db()
    attempt.refresh_from_db()
    assert (Score.objects.count(), task.done_at, task.leased_by, attempt.state) == (0, None, mei, State.AWAITING)
    assert not Evidence.objects.filter(attempt=attempt).exists()
    for _again in range(2):
        assert client.post(f"/practice/marking/{task.pk}/", sent).status_code == 302
    attempt.refresh_from_db()
    assert (Score.objects.count(), attempt.state) == (1, State.PASSED)
    assert OutboxMessage.objects.filter(topic="reply.scored").count() == 1
