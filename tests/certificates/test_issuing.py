"""Exactly one claim, frozen when it is put on paper."""

import datetime as dt
import hashlib
import uuid
from pathlib import Path

import pytest
from django.db import IntegrityError
from django.db.models.query import QuerySet

from certificates import actions
from certificates.models import Credential, CredentialEvent, CredentialIssue
from courses.models import Attempt
from outbox.models import OutboxMessage
from safe.private_files import private_storage
from tests.certificates.factories import completed, issued, void
from tests.factories import CourseEditionFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pen")]


def reissued(credential, helen, **changes):
    return actions.reissue(
        **{
            "credential": credential,
            "reason": "Her name changed.",
            "actor": helen,
            "client_key": uuid.uuid4(),
            **changes,
        }
    )


# --- one claim --------------------------------------------------------------------------------------------------------
def test_a_completion_is_claimed_once(ana):
    enrollment = completed(ana)
    assert actions.claim(enrollment=enrollment) == actions.claim(enrollment=enrollment)
    assert Credential.objects.count() == 1


def test_a_claim_that_another_worker_made_in_between_is_returned(ana, monkeypatch):
    """The other one's row lands after our look and before our insert, so that the unique constraint answers."""
    enrollment = completed(ana)
    look, rivals = QuerySet.get, []

    def late(self, *args, **kwargs):
        if self.model is Credential and not rivals:
            rivals.append(
                Credential.objects.create(
                    enrollment=enrollment, person=ana, course=enrollment.course, public_id="TR-2222-2222"
                )
            )
            raise Credential.DoesNotExist
        return look(self, *args, **kwargs)

    monkeypatch.setattr(QuerySet, "get", late)
    assert actions.claim(enrollment=enrollment) == rivals[0]
    assert Credential.objects.count() == 1


def test_a_second_row_for_the_same_round_is_refused_by_the_database(ana):
    credential = issued(ana)
    with pytest.raises(IntegrityError):
        Credential.objects.create(
            enrollment=credential.enrollment, person=ana, course=credential.course, public_id="TR-2222-2222"
        )


def test_without_a_completion_there_is_nothing_to_claim(ana):
    enrollment = completed(ana)
    void(enrollment)
    with pytest.raises(actions.NotComplete):
        actions.claim(enrollment=enrollment)
    assert not Credential.objects.exists()


# --- one issue --------------------------------------------------------------------------------------------------------
def test_putting_a_claim_on_paper_twice_makes_one_issue_and_one_piece_of_news(ana, quick_pen):
    credential = issued(ana)
    actions.issue_first(credential=credential)
    assert credential.issues.count() == 1
    assert len(quick_pen) == 1
    assert OutboxMessage.objects.filter(topic="certificate.ready").count() == 1


def test_an_issue_written_while_we_drew_is_returned_and_stays_the_only_one(ana, monkeypatch):
    credential = actions.claim(enrollment=completed(ana))
    rivals = []

    def slow_pen(claim):
        if not rivals:
            rivals.append(None)
            rivals[0] = actions.issue_first(credential=credential)
        return b"%PDF-1.7 one"

    monkeypatch.setattr(actions, "draw", slow_pen)
    assert actions.issue_first(credential=credential) == rivals[0]
    assert credential.issues.count() == 1


def test_the_number_of_an_issue_is_used_once(ana):
    credential = issued(ana)
    first = credential.issues.get()
    with pytest.raises(IntegrityError):
        CredentialIssue.objects.create(
            credential=credential,
            number=1,
            name="Someone Else",
            title="x",
            edition=first.edition,
            minutes=1,
            district="x",
            signer="x",
            completed_on=first.completed_on,
            file="x",
            sha256="x",
        )


def test_a_worker_that_dies_after_storing_the_file_leaves_a_claim_that_is_finished_later(ana, monkeypatch):
    enrollment = completed(ana)
    real = actions.promise
    monkeypatch.setattr(actions, "promise", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        actions.issue_first(credential=actions.claim(enrollment=enrollment))
    assert not CredentialIssue.objects.exists()  # the row went back with the transaction; the file lies there

    monkeypatch.setattr(actions, "promise", real)
    issue = actions.issue_first(credential=actions.claim(enrollment=enrollment))
    assert Credential.objects.count() == 1
    assert stored(issue) == issue.sha256
    assert len(list(Path(private_storage.location).rglob("*.pdf"))) == 1


def stored(issue):
    with private_storage.open(issue.file) as file:
        return hashlib.sha256(file.read()).hexdigest()


def test_the_issue_keeps_the_hash_of_the_file_that_is_stored(ana):
    issue = issued(ana).issues.get()
    assert stored(issue) == issue.sha256


def test_a_completion_voided_while_we_drew_makes_no_issue(ana, monkeypatch):
    enrollment = completed(ana)
    credential = actions.claim(enrollment=enrollment)

    def slow_pen(claim):
        void(enrollment)
        return b"%PDF-1.7"

    monkeypatch.setattr(actions, "draw", slow_pen)
    with pytest.raises(actions.NotComplete):
        actions.issue_first(credential=credential)
    assert not CredentialIssue.objects.exists()


# --- what is frozen ---------------------------------------------------------------------------------------------------
def test_the_issue_says_what_the_edition_said(ana):
    edition = CourseEditionFactory(
        title="Empathy and trust",
        minutes=95,
        validity_months=12,
        definition={"outcomes": [{"code": "E1", "text": "Hear"}, {"code": "E2", "text": "Say"}]},
    )
    issue = issued(ana, edition=edition).issues.get()
    assert (issue.title, issue.minutes, issue.outcomes) == ("Empathy and trust", 95, ["Hear", "Say"])
    assert (issue.name, issue.edition) == ("Ana Delgado", edition)
    assert (issue.completed_on, issue.good_until) == (dt.date(2026, 10, 15), dt.date(2027, 10, 15))


def test_the_day_of_completion_is_the_districts_day(ana):
    late_evening = dt.datetime(2026, 10, 16, 2, 0, tzinfo=dt.UTC)  # 10 pm of the 15th in New York
    assert issued(ana, at=late_evening).issues.get().completed_on == dt.date(2026, 10, 15)


def test_conversations_scored_by_a_person_are_counted_once_each(ana):
    enrollment = completed(ana, scored=2)
    again = Attempt.objects.filter(enrollment=enrollment).first()
    again.pk, again.key = None, uuid.uuid4()
    again.save()
    issue = actions.issue_first(credential=actions.claim(enrollment=enrollment))
    assert issue.scored_conversations == 2


def test_later_changes_of_name_title_edition_and_validity_change_nothing(ana):
    credential = issued(ana)
    before = CredentialIssue.objects.values().get()
    ana.last_name = "Delgado-Ruiz"
    ana.save()
    course = credential.course
    course.title = "Another title"
    course.save()
    CourseEditionFactory(course=course, title="Another title", validity_months=1, minutes=1, items=[])
    actions.issue_first(credential=credential)
    assert CredentialIssue.objects.values().get() == before
    assert stored(credential.issues.get()) == before["sha256"]


def test_expired_is_read_from_the_last_day(ana):
    issue = issued(ana).issues.get()
    assert not issue.expired(dt.date(2028, 10, 15))
    assert issue.expired(dt.date(2028, 10, 16))


# --- issue again ------------------------------------------------------------------------------------------------------
def test_issued_again_with_the_name_of_today_and_the_same_dates(ana, helen):
    credential = issued(ana)
    ana.last_name = "Ruiz"
    ana.save()
    newest = reissued(credential, helen)
    first = credential.issues.get(number=1)
    assert (newest.number, newest.why, newest.name) == (2, CredentialIssue.Why.CORRECTED, "Ana Ruiz")
    assert (newest.completed_on, newest.good_until) == (first.completed_on, first.good_until)
    assert (newest.issued_by, newest.reason) == (helen, "Her name changed.")
    assert first.name == "Ana Delgado"


def test_issued_again_with_the_same_name_is_not_called_corrected(ana, helen):
    assert reissued(issued(ana), helen).why == CredentialIssue.Why.REISSUED


def test_the_same_click_twice_issues_once(ana, helen, quick_pen):
    credential, key = issued(ana), uuid.uuid4()
    assert reissued(credential, helen, client_key=key) == reissued(credential, helen, client_key=key)
    assert credential.issues.count() == 2
    assert len(quick_pen) == 2


def test_two_people_issuing_again_at_once_are_two_issues_one_after_the_other(ana, helen, monkeypatch):
    credential = issued(ana)
    rivals = []

    def slow_pen(claim):
        if not rivals:
            rivals.append(None)
            reissued(credential, helen, reason="The file was lost.")
        return f"%PDF-1.7 {claim}".encode()

    monkeypatch.setattr(actions, "draw", slow_pen)
    key = uuid.uuid4()
    with pytest.raises(actions.Overtaken):  # the outbox tries again a moment later
        reissued(credential, helen, client_key=key)
    assert reissued(credential, helen, client_key=key).number == 3


def test_after_the_completion_is_withdrawn_it_cannot_be_issued_again(ana, helen):
    enrollment = completed(ana)
    credential = actions.issue_first(credential=actions.claim(enrollment=enrollment)).credential
    void(enrollment)
    with pytest.raises(actions.NotComplete):
        reissued(credential, helen)


def test_what_was_never_issued_cannot_be_issued_again(ana, helen):
    with pytest.raises(actions.NotComplete):
        reissued(actions.claim(enrollment=completed(ana)), helen)


# --- standing ---------------------------------------------------------------------------------------------------------
def test_revoked_then_restored_then_revoked_are_three_events(ana, helen):
    credential = issued(ana)
    for verb in (actions.revoke, actions.restore, actions.revoke):
        verb(credential=credential, reason="Why.", actor=helen)
    assert [event.kind for event in credential.events.all()] == ["revoked", "restored", "revoked"]


def test_revoking_twice_is_one_event_with_the_first_reason(ana, helen):
    credential = issued(ana)
    actions.revoke(credential=credential, reason="First.", actor=helen)
    actions.revoke(credential=credential, reason="Second.", actor=helen)
    assert [event.reason for event in credential.events.all()] == ["First."]


def test_restoring_what_stands_changes_nothing(ana, helen):
    credential = issued(ana)
    assert actions.restore(credential=credential, reason="Why.", actor=helen) is None
    assert not CredentialEvent.objects.exists()


# --- kept as written --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("change", [lambda rows: rows.update(reason="x"), lambda rows: rows._raw_delete(rows.db)])
def test_issues_cannot_be_changed_or_deleted(ana, change):
    issued(ana)
    with pytest.raises(IntegrityError, match="Issue the certificate again"):
        change(CredentialIssue.objects.all())


@pytest.mark.parametrize("change", [lambda rows: rows.update(reason="x"), lambda rows: rows._raw_delete(rows.db)])
def test_events_cannot_be_changed_or_deleted(ana, helen, change):
    actions.revoke(credential=issued(ana), reason="Why.", actor=helen)
    with pytest.raises(IntegrityError, match="Revoke or restore"):
        change(CredentialEvent.objects.all())


def test_a_claim_cannot_be_deleted(ana):
    credential = actions.claim(enrollment=completed(ana))
    with pytest.raises(IntegrityError, match="Revoke it"):
        Credential.objects.filter(pk=credential.pk)._raw_delete("default")


def test_the_name_on_a_paper_is_that_of_the_record_that_is_kept(ana):
    double = PersonFactory(first_name="Anna", last_name="Delgado", merged_into=ana, email=None)
    assert issued(double).issues.get().name == "Ana Delgado"
