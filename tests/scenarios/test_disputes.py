"""A learner disputes one criterion or gate, once; somebody new looks; the record follows and nothing is taken back."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Attempt, Evidence
from courses.refusals import Refused
from outbox.actions import drain
from scenarios.actions import dispute_score, take_lease
from scenarios.deciding import deciding_score
from scenarios.models import Dispute, MarkingTask
from tests.factories import AdmissionFactory
from tests.scenarios.desk import LOW, STRONG, handed_in, scored, slots, task_of
from tests.scenarios.factories import score_form

pytestmark = pytest.mark.django_db
State = Attempt.State
WHY = "I gave him the time, 7:40, in the second sentence."


def disputed(attempt, criterion="accurate", reason=WHY):
    return dispute_score(attempt=attempt, number=1, criterion=criterion, reason=reason, now=timezone.now())


@pytest.fixture
def not_passed(ana, mei):
    attempt = handed_in(ana)
    scored(attempt, mei, (2, 4, 4, 4))
    assert attempt.state == State.NOT_PASSED
    return attempt


def post(client, attempt, **changes):
    sent = {"about": "1:level:accurate", "reason": WHY, **changes}
    return client.post(f"/practice/{attempt.key}/dispute/", sent, follow=True).content.decode()


def test_a_dispute_goes_to_somebody_new_with_the_sentence_and_without_the_level(as_person, not_passed, ana, mei, ruth):
    assert "Somebody new looks at it now" in post(as_person(ana), not_passed)
    task = task_of(not_passed, "dispute")
    with pytest.raises(Refused, match="scored this reply already"):
        take_lease(task=task, marker=mei, now=timezone.now())
    take_lease(task=task, marker=ruth, now=timezone.now())
    page = as_person(ruth).get(f"/practice/marking/{task.pk}/").content.decode()
    assert (WHY in page, "Disputed: Accurate" in page) == (True, True)
    assert [name for name in ("complete", "courteous", "empathy") if f"level_{name}" in page] == []
    assert "gate_" not in page


def test_a_level_that_is_raised_passes_and_is_evidence_of_the_day_it_was_handed_in(not_passed, ana, mei, ruth):
    disputed(not_passed)
    assert (not_passed.state, Evidence.objects.filter(attempt=not_passed).count()) == (State.NOT_PASSED, 0)
    score = scored(not_passed, ruth, {"accurate": 4}, "dispute", note="The time is there.")
    assert (not_passed.state, score.passed) == (State.PASSED, True)
    evidence = Evidence.objects.get(attempt=not_passed)
    assert (evidence.occurred_at, evidence.actor) == (not_passed.handed_in_at, ruth)
    assert deciding_score(score.move).levels == {"accurate": 4, "complete": 4, "courteous": 4, "empathy": 4}


@pytest.mark.parametrize(("passed", "state"), [(True, State.PASSED), (False, State.NOT_PASSED)])
def test_a_gate_that_was_not_passed_is_looked_at_by_somebody_new(as_person, ana, mei, ruth, tomas, passed, state):
    attempt = handed_in(ana)
    for marker, slot in ((mei, "first"), (ruth, "second")):
        scored(attempt, marker, STRONG, slot, gates={"no-protected-data": False, "nothing-forbidden": True})
    page = as_person(ana).get(f"/practice/{attempt.key}/score/").content.decode()
    assert re.findall(r'name="about" value="([^"]+)"', page) == ["1:gate:no-protected-data"]
    assert "Somebody new looks at it now" in post(as_person(ana), attempt, about="1:gate:no-protected-data")
    task = take_lease(task=task_of(attempt, "dispute"), marker=tomas, now=timezone.now())
    page = as_person(tomas).get(f"/practice/marking/{task.pk}/").content.decode()
    assert re.findall(r'name="((?:level|gate)_[^"]+)"', page) == ["gate_no-protected-data"] * 2
    said = {"gate_no-protected-data": "passed" if passed else "not_passed"}
    sent = as_person(tomas).post(f"/practice/marking/{task.pk}/", {**score_form(), **said}, follow=True)
    attempt.refresh_from_db()
    assert (sent.status_code, attempt.state) == (200, state)
    assert Evidence.objects.filter(attempt=attempt).count() == passed
    page = as_person(ana).get(f"/practice/{attempt.key}/score/").content.decode()
    told = "It was not passed and is passed now." if passed else "It stays not passed."
    assert (told in page, "from the disputed point" in page) == (True, passed)


@pytest.mark.parametrize("level", [1, 2])
def test_a_level_that_is_not_raised_stays(not_passed, ana, ruth, level):
    disputed(not_passed)
    score = scored(not_passed, ruth, {"accurate": level}, "dispute")
    assert (not_passed.state, deciding_score(score.move).levels["accurate"]) == (State.NOT_PASSED, 2)


def test_asking_takes_nothing_from_a_pass(ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, STRONG)
    before = Evidence.objects.get(attempt=attempt)
    disputed(attempt, "empathy")
    scored(attempt, ruth, {"empathy": 1}, "dispute")
    assert (attempt.state, Evidence.objects.get(attempt=attempt)) == (State.PASSED, before)


def test_the_writer_reads_the_outcome_with_its_reason_and_gets_a_letter(as_person, not_passed, ana, ruth):
    disputed(not_passed)
    drain(strict=True)
    mail.outbox.clear()
    scored(not_passed, ruth, {"accurate": 4}, "dispute", note="The time stands in your second sentence.")
    drain(strict=True)
    assert [letter.subject.partition(":")[0] for letter in mail.outbox] == [
        "Another look at your reply",
        "Your certificate is ready",
    ]
    for page in ("score", "feedback"):
        told = as_person(ana).get(f"/practice/{not_passed.key}/{page}/").content.decode()
        assert "It was 2 and is 4 now." in told
        assert "The time stands in your second sentence." in told


def test_it_is_done_once(as_person, not_passed, ana, ruth):
    client = as_person(ana)
    post(client, not_passed)
    assert "It is done once." in post(client, not_passed, about="1:level:empathy")
    assert Dispute.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": "  "}, "Write a sentence"),
        ({"reason": "x" * 2001}, "Shorten your sentence"),
        *(
            ({"about": about}, "Choose one criterion")
            for about in (
                "1:level:kindness",
                "7:level:accurate",
                "\x00",
                "",
                "1",
                "1:gate:line",
                "1:gate:",
                "1:gate:\x00",
            )
        ),
    ],
)
def test_what_cannot_be_disputed_is_told_in_a_sentence(as_person, not_passed, ana, ruth, changes, told):
    assert told in post(as_person(ana), not_passed, **changes)
    assert (Dispute.objects.count(), slots(not_passed)) == (0, set())


def test_nothing_is_disputed_before_it_is_scored(as_person, ana, mei, ruth):
    attempt = handed_in(ana)
    assert "no score yet" in post(as_person(ana), attempt)
    assert not MarkingTask.objects.filter(slot="dispute").exists()


def test_nobody_disputes_for_another(as_person, not_passed, dario, bruno):
    for person in (dario, bruno):
        assert as_person(person).post(f"/practice/{not_passed.key}/dispute/", {}).status_code == 404


def test_with_one_marker_the_named_outsider_answers(as_person, not_passed, ana, mei, dario):
    disputed(not_passed)
    task = task_of(not_passed, "dispute")
    with pytest.raises(Refused):
        take_lease(task=task, marker=mei, now=timezone.now())
    AdmissionFactory(person=dario, kind="outsider")
    scored(not_passed, dario, {"accurate": 3}, "dispute")
    assert not_passed.state == State.PASSED


@pytest.mark.parametrize(("others", "letters"), [(False, 1), (True, 0)])
def test_the_outsider_is_written_to_only_where_nobody_else_is_new(request, not_passed, dario, others, letters):
    AdmissionFactory(person=dario, kind="outsider")
    if others:
        request.getfixturevalue("ruth")
    disputed(not_passed)
    drain(strict=True)
    told = [letter.to for letter in mail.outbox if letter.subject.startswith("A reply needs somebody new")]
    assert told == [["dario@alder.example"]] * letters


def test_a_dispute_stays_as_it_was_written(not_passed, ana, ruth):
    dispute = disputed(not_passed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(reason="Something else")


def test_a_low_score_of_two_can_be_disputed_too(ana, tomas, mei, ruth, dario):
    attempt = handed_in(ana)
    scored(attempt, tomas, (3, 3, 3, 3))
    scored(attempt, mei, LOW, "second")
    scored(attempt, ruth, (2, 3, 3, 3), "adjudication")
    disputed(attempt)
    AdmissionFactory(person=dario, kind="outsider")
    scored(attempt, dario, {"accurate": 3}, "dispute")
    assert attempt.state == State.PASSED
