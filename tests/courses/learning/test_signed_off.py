"""An observed call signed off by the supervisor, and prior learning that is counted: who may, and what it leaves."""

import datetime as dt
import io
import uuid
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.models import Credential
from courses.actions.past import at_noon
from courses.actions.prior import Upload, claim_prior, decide_prior
from courses.actions.settle import decision_of
from courses.models import Evidence, ObservedCall, ObservedCallActivity, PriorClaim
from courses.permissions import may_sign_off
from courses.refusals import Refused
from courses.sign_off import DIMENSIONS, signed_off
from outbox.actions import drain
from people.models import Person
from scenarios.scoring.verdict import verdict
from tests.courses.factories import course_of, lesson_version, started
from tests.factories import ActivityVersionFactory, CourseEditionFactory

GOOD = {"accurate": 3, "complete": 3, "courteous": 3, "empathy": 3}
PDF = b"%PDF-1.7 a certificate"


def test_the_rule_is_the_pass_rule_of_practice():
    """The two rooms may not know each other, so the rule stands twice: it must be one rule."""
    for levels in product((1, 2, 3, 4), repeat=4):
        given = dict(zip(DIMENSIONS, levels, strict=True))
        assert signed_off(given, gate_failed=False) == verdict(given, {}).passed
    assert not signed_off(GOOD, gate_failed=True)


@pytest.fixture
def call(db):
    return ObservedCallActivity.objects.create(slug="real-call", title="A real call")


def form(today, **more):
    return {"client_key": str(uuid.uuid4()), "day": str(today), "note": "Keep the name. Say the day.", **GOOD, **more}


def test_bruno_signs_off_a_call_of_ana(as_person, bruno, ana, call, today):
    given = form(today)
    client = as_person(bruno)
    for _click in range(2):
        client.post("/courses/observed/100101/real-call/", given)
    row = Evidence.objects.get()
    assert (row.person, row.activity_id, row.kind, row.actor) == (ana, call.pk, "attested", bruno)
    assert (ObservedCall.objects.get().levels, ObservedCall.objects.get().signed_off) == (GOOD, True)


def test_a_call_that_does_not_meet_is_kept_and_is_no_evidence(as_person, bruno, ana, call, today):
    as_person(bruno).post("/courses/observed/100101/real-call/", form(today, accurate=2))
    assert ObservedCall.objects.get().signed_off is False
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("empathy", "5"), ("empathy", ""), ("note", ""), ("day", "2999-01-01")])
def test_a_bad_field_gets_a_sentence(as_person, bruno, ana, call, today, field, value):
    page = as_person(bruno).post("/courses/observed/100101/real-call/", form(today, **{field: value}))
    assert list(page.context["form"].errors) == [field]
    assert not ObservedCall.objects.exists()


def test_a_call_of_the_day_on_which_somebody_joins_counts(as_person, bruno, ana, call, monkeypatch):
    three_pm = dt.datetime(2026, 9, 14, 19, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: three_pm)
    version = ActivityVersionFactory(activity=call, definition={"kind": "observed_call", "title": "A real call"})
    round_ = started(ana, course_of(lesson_version(), version), three_pm)
    four_pm = three_pm + dt.timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: four_pm)
    as_person(bruno).post("/courses/observed/100101/real-call/", form(timezone.localdate()))
    assert (Evidence.objects.get().occurred_at, decision_of(round_).items[1].state) == (four_pm, "completed")


def test_a_call_of_an_earlier_day_is_dated_to_its_noon(as_person, bruno, ana, call, today):
    as_person(bruno).post("/courses/observed/100101/real-call/", form(today - dt.timedelta(days=1)))
    assert ObservedCall.objects.get().occurred_at == at_noon(today - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("hired_on", "This is before the day they were hired. Check the year."),
        ("left_on", "This is after the last day on which they worked here. Check the day."),
    ],
)
def test_a_call_of_a_day_on_which_the_person_was_not_here_is_refused(
    as_person, tomas, ana, call, today, field, sentence
):
    days = {"hired_on": today - dt.timedelta(days=3), "left_on": today - dt.timedelta(days=6)}
    Person.objects.filter(pk=ana.pk).update(hired_on=None)
    Person.objects.filter(pk=ana.pk).update(**{field: days[field]})
    given = form(today - dt.timedelta(days=4))
    page = as_person(tomas).post("/courses/observed/100101/real-call/", given)
    assert page.context["form"].errors == {"day": [sentence]}
    assert not ObservedCall.objects.exists()


def test_only_the_persons_own_supervisor_or_a_trainer_signs_off(bruno, ana, dario, tomas, helen, paul, today):
    people = {"bruno": bruno, "ana": ana, "dario": dario, "tomas": tomas, "helen": helen, "paul": paul}
    assert [name for name, actor in people.items() if may_sign_off(actor, ana, today)] == ["bruno", "tomas"]
    assert not may_sign_off(bruno, dario, today)


def test_a_supervisor_of_someone_else_finds_nothing(as_person, bruno, dario, call, today):
    answer = as_person(bruno).post("/courses/observed/100109/real-call/", form(today))
    assert answer.status_code == 404
    assert not ObservedCall.objects.exists()


def test_an_observed_call_cannot_be_rewritten(as_person, bruno, ana, call, today):
    as_person(bruno).post("/courses/observed/100101/real-call/", form(today))
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservedCall.objects.update(note="Other.")


# --- learned elsewhere -----------------------------------------------------------------------------------------------
@pytest.fixture
def course(db):
    return CourseEditionFactory(course__slug="empathy", course__title="Empathy and trust").course


@pytest.fixture
def claim(ana, course, today, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    upload = Upload("paper.pdf", PDF)
    about = {"title": "Phone course", "learned_on": today, "text": "", "upload": upload, "key": uuid.uuid4()}
    return claim_prior(person=ana, course=course, **about)


def decided(claim, actor, approve=True):
    return decide_prior(claim=claim, approve=approve, actor=actor, reason="I know this course.", now=timezone.now())


def test_what_is_approved_is_evidence_on_its_own_day_and_no_certificate(claim, bruno, ana, today):
    decided(claim, bruno)
    drain(strict=True)
    row = Evidence.objects.get()
    assert (row.person, row.kind, timezone.localdate(row.occurred_at), row.actor) == (ana, "prior", today, bruno)
    assert row.reason == "Phone course: I know this course."
    assert not Credential.objects.exists()


def test_what_is_declined_is_none(claim, bruno):
    assert decided(claim, bruno, approve=False).state == "declined"
    assert not Evidence.objects.exists()


def test_the_first_answer_stands(claim, bruno, helen):
    decided(claim, bruno)
    assert decided(claim, helen, approve=False).decided_by == bruno
    assert Evidence.objects.count() == 1


def test_nobody_answers_for_themselves(claim, ana):
    with pytest.raises(Refused):
        decided(claim, ana)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"MZ\x90 a program", "Send a PDF, a PNG or a JPEG."),
        (b"<html>", "Send a PDF, a PNG or a JPEG."),
        (PDF + b"x" * (10 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_a_file_is_what_its_bytes_say(ana, course, today, data, sentence):
    about = {"title": "T", "learned_on": today, "text": "", "upload": Upload("paper.pdf", data), "key": uuid.uuid4()}
    with pytest.raises(Refused, match=sentence):
        claim_prior(person=ana, course=course, **about)
    assert not PriorClaim.objects.exists()


def asked(today, course, **more):
    return {
        "key": str(uuid.uuid4()), "course": course.pk, "title": "Phone course", "learned_on": str(today),
        "text": "", **more,
    }  # fmt: skip


def test_ana_sends_a_certificate_and_bruno_counts_it(as_person, ana, bruno, course, today, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    sent = io.BytesIO(PDF)
    sent.name = "paper.pdf"
    as_person(ana).post("/courses/prior/", asked(today, course, file=sent))
    claim = PriorClaim.objects.get()
    client = as_person(bruno)
    assert [each.pk for each in client.get("/courses/prior/waiting/").context["claims"]] == [claim.pk]
    assert b"".join(client.get(f"/courses/prior/{claim.key}/file/").streaming_content) == PDF
    client.post(f"/courses/prior/waiting/{claim.key}/", {"do": "approve", "reason": ""})
    assert not Evidence.objects.exists()
    client.post(f"/courses/prior/waiting/{claim.key}/", {"do": "approve", "reason": "I know this course."})
    assert Evidence.objects.get().kind == "prior"


def test_neither_file_nor_words_is_not_enough(as_person, ana, course, today):
    page = as_person(ana).post("/courses/prior/", asked(today, course, text="I learned a lot."))
    assert list(page.context["form"].errors) == ["text"]


def test_a_reflection_is_enough(as_person, ana, course, today):
    as_person(ana).post("/courses/prior/", asked(today, course, text="I say who I am. " * 6))
    assert PriorClaim.objects.get().stored_as == ""


@pytest.mark.parametrize("path", ["waiting/{}/", "{}/file/"])
def test_a_claim_is_nobody_elses(as_person, claim, dario, tomas, paul, path):
    for person in (dario, tomas, paul):
        assert as_person(person).get(f"/courses/prior/{path.format(claim.key)}").status_code == 404


def test_a_supervisor_sees_the_claims_of_their_own_people(as_person, claim, helen, dario, bruno):
    dario.supervised_jobs.set([])
    assert as_person(dario).get("/courses/prior/waiting/").status_code == 404
    assert list(as_person(helen).get("/courses/prior/waiting/").context["claims"]) == [claim]
