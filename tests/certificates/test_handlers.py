"""What the worker does, with the outbox between."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from certificates import actions, handlers
from certificates.models import Credential, CredentialIssue
from courses.models import Enrollment
from outbox.actions import drain, promise
from outbox.models import OutboxMessage
from outbox.registry import GiveUp
from tests.certificates.factories import completed, issued, void


def news_of(enrollment):
    return promise(
        topic="course.completed",
        key=f"course.completed:{enrollment.pk}",
        payload={"enrollment_id": enrollment.pk},
    )


def long_ago(enrollment):
    Enrollment.objects.filter(pk=enrollment.pk).update(completed_at=timezone.now() - dt.timedelta(hours=1))


@pytest.mark.django_db
def test_a_completion_brings_a_certificate_and_news_of_it(ana, quick_pen):
    news_of(completed(ana))
    drain(strict=True)
    credential = Credential.objects.get()
    assert credential.person == ana
    assert credential.issues.count() == 1
    assert OutboxMessage.objects.filter(topic="certificate.ready", payload={"credential_id": credential.pk}).exists()


@pytest.mark.django_db
def test_the_handler_twice_is_one_certificate(ana, quick_pen):
    payload = {"enrollment_id": completed(ana).pk}
    handlers.issue_certificate(payload)
    handlers.issue_certificate(payload)
    assert CredentialIssue.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_certificate(ana, monkeypatch):
    """Both have drawn before either may write: each sees no issue when it starts."""
    enrollment = completed(ana)
    both_drawn, troubles = threading.Barrier(2, timeout=20), []

    def pen(claim):
        both_drawn.wait()
        return f"%PDF-1.7 {threading.get_ident()}".encode()

    def work():
        try:
            handlers.issue_certificate({"enrollment_id": enrollment.pk})
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    monkeypatch.setattr(actions, "draw", pen)
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert troubles == []
    assert Credential.objects.count() == 1
    assert CredentialIssue.objects.count() == 1
    assert OutboxMessage.objects.filter(topic="certificate.ready").count() == 1


@pytest.mark.django_db
def test_a_top_up_earns_no_certificate(ana, quick_pen):
    handlers.issue_certificate({"enrollment_id": completed(ana, kind=Enrollment.Kind.TOP_UP).pk})
    assert not Credential.objects.exists()


@pytest.mark.django_db
def test_a_completion_voided_before_the_worker_came_is_given_up_and_not_tried_again(ana, quick_pen):
    enrollment = completed(ana)
    message = news_of(enrollment)
    void(enrollment)
    drain()
    message.refresh_from_db()
    assert message.dead_at is not None
    assert message.tries == 1
    assert not CredentialIssue.objects.exists()


@pytest.mark.django_db
def test_the_sweep_finds_what_a_lost_message_left_without_a_certificate(ana, dario, quick_pen):
    with_claim_only, without = completed(ana), completed(dario)
    actions.claim(enrollment=with_claim_only)
    long_ago(with_claim_only)
    long_ago(without)
    handlers.promise_what_is_missing({})
    drain(strict=True)
    assert {issue.credential.enrollment for issue in CredentialIssue.objects.all()} == {with_claim_only, without}


@pytest.mark.django_db
def test_the_sweep_leaves_alone_what_is_done_new_voided_or_a_top_up(ana, quick_pen):
    long_ago(issued(ana).enrollment)
    completed(ana)  # new: its own message is on the way
    voided = completed(ana)
    void(voided)
    long_ago(voided)
    long_ago(completed(ana, kind=Enrollment.Kind.TOP_UP))
    handlers.promise_what_is_missing({})
    assert not OutboxMessage.objects.filter(topic="certificate.missing").exists()


@pytest.mark.django_db
def test_the_sweep_twice_on_a_day_asks_once(ana, quick_pen):
    long_ago(completed(ana))
    handlers.promise_what_is_missing({})
    handlers.promise_what_is_missing({})
    assert OutboxMessage.objects.filter(topic="certificate.missing").count() == 1


@pytest.mark.django_db
def test_one_that_cannot_be_drawn_holds_up_no_other(ana, dario, monkeypatch):
    def pen(claim):
        if claim.name.startswith("Ana"):
            raise OSError("No font.")
        return b"%PDF-1.7"

    monkeypatch.setattr(actions, "draw", pen)
    long_ago(completed(ana))
    long_ago(completed(dario))
    handlers.promise_what_is_missing({})
    drain()
    assert [issue.name for issue in CredentialIssue.objects.all()] == ["Dario Conti"]


@pytest.mark.django_db
def test_a_promised_reissue_is_drawn_by_the_worker_once(ana, helen, quick_pen):
    credential, key = issued(ana), uuid.uuid4()
    for _click in range(2):
        actions.promise_reissue(credential=credential, reason=" Lost. ", actor=helen, client_key=key)
    assert credential.issues.count() == 1  # nothing is drawn here
    drain(strict=True)
    newest = credential.issues.first()
    assert (newest.number, newest.reason, newest.issued_by) == (2, "Lost.", helen)
    message = OutboxMessage.objects.get(topic="certificate.reissue")
    handlers.issue_again(message.payload)
    assert credential.issues.count() == 2


@pytest.mark.django_db
def test_a_reissue_of_a_withdrawn_completion_is_given_up(ana, helen, quick_pen):
    credential = issued(ana)
    actions.promise_reissue(credential=credential, reason="Lost.", actor=helen, client_key=uuid.uuid4())
    void(credential.enrollment)
    with pytest.raises(GiveUp):
        handlers.issue_again(OutboxMessage.objects.get(topic="certificate.reissue").payload)
