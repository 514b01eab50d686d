"""Who may mark: by ten samples, or by an administrator's word; the first day works."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from courses.refusals import Refused
from lms.templatetags.ring import long_date, long_full_date
from outbox.actions import drain
from people.models import Role, RoleGrant
from scenarios.actions import admit_provisionally, begin_calibration, score_sample, take_lease
from scenarios.actions.ending import tell_of_ending_admissions
from scenarios.admissions import Standing, admission_of, markers_on
from scenarios.calibration import sample_of
from scenarios.models import Admission, Calibration, CalibrationScore, Score
from tests.factories import AdmissionFactory, RoleGrantFactory
from tests.scenarios.desk import handed_in, task_of
from tests.scenarios.factories import ScenarioVersionFactory, score_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples(db):
    """Twelve levelled samples, three of each of four conversations."""
    return [ScenarioVersionFactory() for _n in range(4)]


@pytest.fixture
def newcomer(dario):
    """Holds the role since today, and nobody has admitted him."""
    RoleGrantFactory(person=dario, role=Role.MARKER)
    return dario


@pytest.fixture
def admin(helen):
    RoleGrantFactory(person=helen, role=Role.ADMIN)
    return helen


def judge(calibration, off=0):
    """All ten, each as it is known, but for `off` levels on accurate."""
    for number in range(1, 11):
        definition, sample = sample_of(calibration, number)
        levels = dict(sample["levels"])
        levels["accurate"] = min(4, levels["accurate"] + off) if levels["accurate"] < 3 else levels["accurate"] - off
        gates = {gate["key"]: (sample.get("gates") or {}).get(gate["key"], True) for gate in definition["gates"]}
        score_sample(calibration=calibration, number=number, levels=levels, gates=gates, now=timezone.now())
    calibration.refresh_from_db()
    return calibration


def test_who_is_not_admitted_reads_what_is_missing_and_opens_nothing(as_person, ana, newcomer):
    task = task_of(handed_in(ana))
    page = as_person(newcomer).get("/practice/marking/").content.decode()
    assert ("You are not admitted to mark yet" in page, f"Open R-{task.pk}" in page) == (True, False)
    answer = as_person(newcomer).post(f"/practice/marking/{task.pk}/open/", follow=True).content.decode()
    assert "Calibrate first" in answer
    page = as_person(newcomer).post(f"/practice/marking/{task.pk}/", score_form()).content.decode()
    assert "Calibrate first" in page
    assert not Score.objects.exists()


def test_ten_samples_close_enough_admit_for_a_year(newcomer, samples, today):
    calibration = judge(begin_calibration(person=newcomer))
    assert calibration.passed
    admission = Admission.objects.get(person=newcomer)
    assert (admission.kind, admission.calibration) == ("calibrated", calibration)
    assert admission_of(newcomer, admission.ends_on - dt.timedelta(days=1)) == admission
    assert admission_of(newcomer, admission.ends_on) is None


def test_ten_samples_too_far_off_do_not_and_others_are_drawn(newcomer, samples):
    first = judge(begin_calibration(person=newcomer), off=2)
    assert (first.passed, Admission.objects.filter(person=newcomer).exists()) == (False, False)
    assert begin_calibration(person=newcomer).pack != first.pack


def test_calibration_touches_no_live_score(newcomer, samples, ana, mei):
    attempt = handed_in(ana)
    judge(begin_calibration(person=newcomer))
    attempt.refresh_from_db()
    assert (Score.objects.count(), attempt.state) == (0, "awaiting")


def test_the_samples_are_scored_one_after_the_other_and_shown_at_the_end(as_person, newcomer, samples):
    client = as_person(newcomer)
    page = client.post("/practice/marking/calibration/begin/", follow=True)
    calibration = Calibration.objects.get()
    for number in range(1, 11):
        assert page.request["PATH_INFO"] == f"/practice/marking/calibration/{number}/"
        _definition, sample = sample_of(calibration, number)
        assert sample.get("comment", "-")[:40] not in page.content.decode()
        levels = [sample["levels"][name] for name in ("accurate", "complete", "courteous", "empathy")]
        sent = score_form(levels=levels, note="")
        for key, passed in (sample.get("gates") or {}).items():
            sent[f"gate_{key}"] = "passed" if passed else "not_passed"
        page = client.post(f"/practice/marking/calibration/{number}/", sent, follow=True)
    assert "Your last ten: close enough" in page.content.decode()
    assert "You are calibrated" in page.content.decode()


def test_the_tenth_sample_sent_twice_is_answered_as_the_first_time(as_person, newcomer, samples):
    judge(begin_calibration(person=newcomer))
    answer = as_person(newcomer).post("/practice/marking/calibration/10/", score_form())
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/practice/marking/calibration/")
    assert as_person(newcomer).post("/practice/marking/calibration/11/", score_form()).status_code == 404


def test_a_sample_scored_twice_keeps_what_was_given_first(as_person, newcomer, samples):
    client = as_person(newcomer)
    client.post("/practice/marking/calibration/begin/")
    for levels in ((1, 1, 1, 1), (4, 4, 4, 4)):
        client.post("/practice/marking/calibration/1/", score_form(levels=levels))
    assert CalibrationScore.objects.get().levels["accurate"] == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationScore.objects.update(levels={})


def test_an_incomplete_sample_comes_back(as_person, newcomer, samples):
    client = as_person(newcomer)
    client.post("/practice/marking/calibration/begin/")
    assert client.post("/practice/marking/calibration/1/", score_form(level_empathy="")).status_code == 422
    assert client.get("/practice/marking/calibration/11/").status_code == 404


def test_fewer_than_ten_samples_are_told(as_person, newcomer):
    ScenarioVersionFactory()
    page = as_person(newcomer).post("/practice/marking/calibration/begin/", follow=True).content.decode()
    assert "fewer than 10 levelled sample replies" in page
    with pytest.raises(Refused):
        begin_calibration(person=newcomer)


# --- an administrator's word ----------------------------------------------------------------------
def test_an_administrator_admits_with_a_reason_so_that_the_first_day_works(as_person, ana, newcomer, admin):
    sent = {"what": "admit", "number": newcomer.username, "reason": "Three replies wait and the samples come Friday."}
    assert as_person(admin).post("/practice/marking/markers/", sent).status_code == 302
    task = take_lease(task=task_of(handed_in(ana)), marker=newcomer, now=timezone.now())
    assert task.leased_by == newcomer
    page = as_person(newcomer).get("/practice/marking/").content.decode()
    assert ("You may mark provisionally until" in page, "the samples come Friday" in page) == (True, True)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": " "}, "Say why in a sentence"),
        ({"number": "999999"}, "Nobody who works here"),
        ({"number": "100101"}, "is not a marker"),
    ],
)
def test_what_an_administrator_left_out_is_told_and_kept(as_person, ana, newcomer, admin, changes, told):
    sent = {"what": "admit", "number": newcomer.username, "reason": "For now.", **changes}
    answer = as_person(admin).post("/practice/marking/markers/", sent)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not Admission.objects.exists()


@pytest.mark.parametrize("name", ["helen", "tomas"])
def test_others_may_look_and_not_admit(request, as_person, newcomer, name):
    client, before = as_person(request.getfixturevalue(name)), Admission.objects.count()
    assert client.get("/practice/marking/markers/").status_code == 200
    sent = {"what": "admit", "number": newcomer.username, "reason": "For now."}
    assert client.post("/practice/marking/markers/", sent).status_code == 403
    assert Admission.objects.count() == before


def test_the_page_of_markers_says_what_is_missing(as_person, newcomer, mei, helen):
    page = as_person(helen).get("/practice/marking/markers/").content.decode()
    assert "Missing: the ten samples, or an administrator’s word." in page
    assert "Marks in tests." in page


def test_naming_another_outsider_ends_the_earlier_naming(as_person, admin, ana, mei):
    for number in ("100101", "100104"):
        sent = {"what": "outsider", "number": number, "reason": "From the next district."}
        as_person(admin).post("/practice/marking/markers/", sent)
    assert "Mei Tanaka, until" in as_person(admin).get("/practice/marking/markers/").content.decode()


def test_an_admission_is_not_changed(mei, admin, today):
    admission = admit_provisionally(person=mei, actor=admin, reason="For now.", on=today)
    assert admission.ends_on == today + dt.timedelta(days=90)
    with pytest.raises(IntegrityError), transaction.atomic():
        Admission.objects.filter(pk=admission.pk).update(ends_on=today + dt.timedelta(days=900))


def test_who_was_admitted_when_they_took_it_may_finish_past_the_last_day(as_person, ana, newcomer, today):
    admission = Admission(person=newcomer, kind="provisional", reason="For now.")
    admission.starts_on, admission.ends_on = today - dt.timedelta(days=5), today
    admission.save()
    task = task_of(handed_in(ana))
    take_lease(task=task, marker=newcomer, now=timezone.now() - dt.timedelta(days=1))
    assert as_person(newcomer).post(f"/practice/marking/{task.pk}/", score_form()).status_code == 302


def test_an_administrator_who_is_admitted_is_one_of_the_markers(mei, admin, today):
    before = markers_on(today).count()
    admit_provisionally(person=admin, actor=mei, reason="Until a second marker is here.", on=today)
    assert markers_on(today).count() == before + 1


@pytest.mark.parametrize(("days", "told"), [(31, False), (30, True), (1, True)])
def test_the_desk_tells_the_last_day_in_its_last_thirty_days(mei, today, days, told):
    row = Admission(person=mei, kind="calibrated", starts_on=today, ends_on=today + dt.timedelta(days=days))
    standing = Standing(admission=row, outsider=None, is_outsider=False, markers=2)
    page = render_to_string("scenarios/parts/desk_notices.html", {"standing": standing})
    last = long_date(today + dt.timedelta(days=days - 1))
    assert (f"You may mark until {last}" in page, "You may mark until" in page) == (told, told)


def subjects():
    drain(strict=True)
    return [(letter.to, letter.subject) for letter in mail.outbox]


@pytest.mark.parametrize(("days", "told"), [(31, 0), (30, 1), (1, 1)])
def test_a_marker_hears_once_by_mail_that_their_admission_ends(newcomer, today, days, told):
    ends_on = today + dt.timedelta(days=days)
    AdmissionFactory(person=newcomer, starts_on=today - dt.timedelta(days=300), ends_on=ends_on)
    for _day in range(2):
        tell_of_ending_admissions(now=timezone.now())
    day = long_full_date(ends_on - dt.timedelta(days=1))
    assert subjects() == [([newcomer.email], f"You may mark until {day}")] * told


def test_whoever_calibrated_anew_hears_nothing_of_the_admission_before(newcomer, today):
    AdmissionFactory(person=newcomer, starts_on=today, ends_on=today + dt.timedelta(days=3))
    AdmissionFactory(person=newcomer, starts_on=today, ends_on=today + dt.timedelta(days=365))
    assert (tell_of_ending_admissions(now=timezone.now()), subjects()) == (0, [])


def test_whoever_no_longer_marks_hears_nothing(newcomer, today):
    AdmissionFactory(person=newcomer, starts_on=today, ends_on=today + dt.timedelta(days=3))
    RoleGrant.objects.filter(person=newcomer).update(ends_on=today)
    assert (tell_of_ending_admissions(now=timezone.now()), subjects()) == (0, [])
