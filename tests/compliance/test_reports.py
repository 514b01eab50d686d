"""Reports by mail: on their day, in duty hours, once, with what each reader may see, and nothing lost."""

import datetime as dt
import re
import uuid

import pytest
from django.core import mail

from compliance import handlers
from compliance.actions import saved_views, send_reports
from compliance.actions.send_letter import send_again, send_letter
from compliance.actions.send_reports import send_reports as run
from compliance.counting import recount
from compliance.models import Letter, ReportSent
from compliance.refusals import Refused
from compliance.report_days import following, latest
from compliance.stopping import Stop, read_token
from outbox import pieces
from outbox.actions import drain, promise
from outbox.models import OutboxMessage
from people.models import Holiday, Person, RoleGrant
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.factories import RoleGrantFactory

D = dt.date


# --- the days, plain --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("every", "day", "on", "last", "next_"),
    [
        ("weekly", 1, D(2026, 8, 3), D(2026, 8, 3), D(2026, 8, 10)),  # a Monday itself
        ("weekly", 5, D(2026, 8, 3), D(2026, 7, 31), D(2026, 8, 7)),
        ("weekly", 7, D(2027, 1, 2), D(2026, 12, 27), D(2027, 1, 3)),
        ("monthly", 1, D(2026, 8, 1), D(2026, 8, 1), D(2026, 9, 1)),
        ("monthly", 31, D(2026, 3, 1), D(2026, 2, 28), D(2026, 3, 31)),
        ("monthly", 31, D(2028, 2, 29), D(2028, 2, 29), D(2028, 3, 31)),
        ("monthly", 30, D(2027, 1, 31), D(2027, 1, 30), D(2027, 2, 28)),
        ("monthly", 15, D(2026, 1, 1), D(2025, 12, 15), D(2026, 1, 15)),
    ],
)
def test_the_day_before_and_the_day_after(every, day, on, last, next_):
    assert (latest(every, day, on), following(every, day, on)) == (last, next_)


def test_every_date_lies_between_its_two_days():
    for n in range(800):
        on = D(2027, 1, 1) + dt.timedelta(days=n)
        for every, day in [("weekly", 3), ("monthly", 29), ("monthly", 31)]:
            assert latest(every, day, on) <= on < following(every, day, on)


# --- letters ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def late(ana, dario, clock):
    """Ana and Dario are late with the same thing."""
    terms = TermsFactory(requirement__name="Phone etiquette")
    due, began = clock.today - dt.timedelta(days=5), clock.today - dt.timedelta(days=90)
    for person in (ana, dario):
        AssignmentFactory(
            person=person, terms=terms, unit=person.jobs.get().unit, assigned_on=began, first_due_on=due,
            counted_on=clock.today,
        )  # fmt: skip
    recount()


@pytest.fixture
def order(helen, clock):
    def ordered(*readers, every="weekly", day=1, name="Who is late", **narrowed):
        view = saved_views.save_view(
            owner=helen, name=name, key=uuid.uuid4(), now=clock.now, shared=False, page="list",
            **{"unit": None, "requirement": None, "show": "late", **narrowed},
        )  # fmt: skip
        said = {"every": every, "day": day, "readers": readers or [helen], "key": uuid.uuid4(), "now": clock.now}
        return saved_views.order_report(view=view, owner=helen, **said)

    return ordered


def sent(clock):
    run(now=clock.now)
    drain(strict=True, clock=lambda: clock.now)
    return mail.outbox


def ledger():
    return [(row.person.first_name, row.day, row.why) for row in ReportSent.objects.order_by("day", "pk")]


MONDAY = D(2026, 8, 3)


@pytest.mark.django_db
def test_it_comes_on_its_day_with_counts_and_no_names(order, late, helen, clock):
    order()
    [letter] = sent(clock)
    html, _kind = letter.alternatives[0]
    assert (letter.to, letter.subject) == (["helen@alder.example"], "Who is late, Monday, August 3, 2026")
    for body in (letter.body, html):
        assert ("Late: 2" in body, "Asked in all: 2" in body, "/compliance/list/?show=late" in body) == (True,) * 3
        assert [name for name in ("Ana", "Dario", "Delgado", "Conti", "100101") if name in body] == []
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.django_db
def test_each_reader_gets_what_they_may_see(order, late, helen, bruno, clock):
    order(helen, bruno)
    by_reader = {letter.to[0].split("@")[0]: letter.body for letter in sent(clock)}
    assert ("Late: 2" in by_reader["helen"], "Late: 1" in by_reader["bruno"]) == (True, True)
    assert ("/compliance/my-people/" in by_reader["bruno"], "/compliance/list/" in by_reader["bruno"]) == (True, False)


@pytest.mark.django_db
def test_the_filter_of_the_view_narrows_the_counts(order, late, cedar, clock):
    order(unit=cedar)
    assert "Late: 1" in sent(clock)[0].body


@pytest.mark.django_db
def test_run_again_it_sends_nothing_twice_and_the_next_week_again(order, late, clock):
    order()
    sent(clock), sent(clock)
    once = len(mail.outbox)
    clock.on("2026-08-10")
    assert (once, len(sent(clock))) == (1, 2)


@pytest.mark.django_db
def test_before_hours_and_on_a_holiday_it_waits_and_comes_after(order, late, clock):
    Holiday.objects.create(name="Fair", starts_on=MONDAY, ends_on=MONDAY)
    order()
    on_holiday = len(sent(clock))
    clock.on("2026-08-04")
    assert (on_holiday, len(sent(clock)), ledger()) == (0, 1, [("Helen", MONDAY, "")])


@pytest.mark.django_db
def test_a_worker_that_stood_still_for_a_month_sends_the_last_one_alone(order, late, clock):
    order()
    clock.on("2026-09-03")
    assert (len(sent(clock)), ledger()) == (1, [("Helen", D(2026, 8, 31), "")])


@pytest.mark.django_db
def test_a_pause_sends_nothing_then_or_for_its_days(order, late, clock):
    report = order(day=3)
    saved_views.pause_report(report=report)
    clock.on("2026-08-05")
    in_pause = len(sent(clock))
    clock.on("2026-08-06")
    saved_views.resume_report(report=report, now=clock.now)
    resumed = len(sent(clock))
    clock.on("2026-08-12")
    next_week = len(sent(clock))
    saved_views.stop_report(report=report)
    clock.on("2026-08-19")
    assert (in_pause, resumed, next_week, len(sent(clock))) == (0, 0, 1, 1)


@pytest.mark.django_db
def test_who_lost_the_role_gets_nothing_and_the_owner_reads_why(order, helen, bruno, dario, ana, clock, as_person):
    report = order(helen, dario, bruno)
    ana.jobs.update(supervisor=None)
    bruno.email = None
    bruno.save()
    sent(clock)
    page = as_person(helen).get(f"/compliance/reports/{report.key}/").content.decode()
    assert sorted(ledger()) == [("Bruno", MONDAY, "role"), ("Dario", MONDAY, "role"), ("Helen", MONDAY, "")]
    assert page.count("not sent: may not see this list any more") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "why"), [({"email": None}, "no_email"), ({"left_on": D(2026, 8, 1)}, "gone")])
def test_who_cannot_be_reached_is_written_down(change, why, order, ana, bruno, clock):
    order(bruno)
    Person.objects.filter(pk=bruno.pk).update(**change)
    assert (len(sent(clock)), ledger()) == (0, [("Bruno", MONDAY, why)])


@pytest.mark.django_db
def test_when_its_owner_lost_the_role_nothing_goes_out(order, late, helen, bruno, clock):
    order(bruno)
    RoleGrant.objects.filter(person=helen).update(ends_on=MONDAY)
    assert (len(sent(clock)), ledger()) == (0, [("Bruno", MONDAY, "owner")])


@pytest.mark.django_db
def test_a_role_lost_between_writing_and_sending_stops_the_letter(order, late, bruno, ana, clock):
    order(bruno)
    run(now=clock.now)
    ana.jobs.update(supervisor=None)
    drain(strict=True, clock=lambda: clock.now)
    letter = Letter.objects.get()
    assert (mail.outbox, letter.sent_at, letter.error) == ([], None, "This person may not see that list any more.")
    with pytest.raises(Refused, match="may not see"):
        send_again(letter=letter, actor=bruno, now=clock.now)


NOT_RUNNING = "This report does not run any more."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ended", "sentence"),
    [
        (lambda report, clock: saved_views.stop_report(report=report), NOT_RUNNING),
        (lambda report, clock: saved_views.pause_report(report=report), NOT_RUNNING),
        (lambda report, clock: saved_views.remove_view(view=report.view, now=clock.now), NOT_RUNNING),
        (lambda report, clock: report.owner.role_grants.all().delete(),
         "Whoever ordered this report may not see that list any more."),
    ],
    ids=["stopped", "paused", "view deleted", "owner lost the role"],
)  # fmt: skip
def test_what_ends_a_report_between_writing_and_sending_stops_its_letter(ended, sentence, order, late, bruno, clock):
    report = order(bruno)
    run(now=clock.now)
    ended(report, clock)
    drain(strict=True, clock=lambda: clock.now)
    assert (mail.outbox, Letter.objects.get().error) == ([], sentence)


@pytest.mark.django_db
def test_who_sees_only_their_own_people_now_gets_no_letter_about_everybody(order, late, bruno, clock):
    grant = RoleGrantFactory(person=bruno, role="hr")
    order(bruno)
    run(now=clock.now)
    grant.delete()
    drain(strict=True, clock=lambda: clock.now)
    assert (mail.outbox, Letter.objects.get().error) == (
        [], "This person may see only their own people now. Their next letter counts those.",
    )  # fmt: skip


@pytest.mark.django_db
def test_the_link_of_a_supervisor_leads_to_what_was_counted(order, late, bruno, clock):
    order(bruno)
    (letter,) = sent(clock)
    assert "/compliance/my-people/?show=late" in letter.body


# --- faults -----------------------------------------------------------------------------------------------------------
class Killed(BaseException):
    """The process ends there: no handler of ours catches it."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["text_of", "promise_letters", "hours_by_person"])
def test_killed_in_mid_run_the_next_run_sends_the_rest_once(where, order, late, helen, bruno, clock, monkeypatch):
    order(helen, bruno)
    real, calls = getattr(send_reports, where), []

    def dies(*args, **kwargs):
        calls.append(1)
        if len(calls) == (1 if where == "hours_by_person" else 2):
            raise Killed
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(send_reports, where, dies)
        with pytest.raises(Killed):
            run(now=clock.now)
    assert len(ledger()) == Letter.objects.count() == OutboxMessage.objects.filter(topic="compliance.letter").count()
    told = sorted(each.to[0] for each in sent(clock))
    assert (told, len(ledger())) == (["bruno@alder.example", "helen@alder.example"], 2)


@pytest.mark.django_db
def test_a_report_that_fails_holds_up_no_other(order, late, bruno, helen, clock, monkeypatch):
    broken, sound = order(helen), order(bruno, name="Other")
    real = send_reports.text_of
    with monkeypatch.context() as patched:
        patched.setattr(send_reports, "text_of", lambda one, *more: 1 / (one.pk - broken.pk) and real(one, *more))
        with pytest.raises(send_reports.NotSent):
            run(now=clock.now)
    first = list(ReportSent.objects.values_list("report", flat=True))
    sent(clock)
    assert (first, len(mail.outbox)) == ([sound.pk], 2)


@pytest.mark.django_db
def test_many_reports_go_out_a_piece_at_a_time_and_each_once(order, late, bruno, helen, clock, monkeypatch):
    for n in range(3):
        order(helen, bruno, name=f"Report {n}")
    monkeypatch.setattr(pieces, "SECONDS", 0)
    began, real = [], send_reports.send_one
    monkeypatch.setattr(handlers, "send_one", lambda **more: began.append(more["at"]) or real(**more))
    promise(topic="compliance.reports", key="reports:by hand", payload={})
    drain(strict=True, clock=lambda: clock.now)
    assert (began[0], len(began), ReportSent.objects.count()) == (None, 4, 6)


@pytest.mark.django_db
def test_a_mail_server_that_refuses_delays_and_sends_once(order, late, clock, monkeypatch):
    order()
    run(now=clock.now)
    letter = Letter.objects.get()
    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMultiAlternatives.send", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send_letter(letter_id=letter.pk, now=clock.now)
    assert [send_letter(letter_id=letter.pk, now=clock.now) for _n in range(2)] == [True, False]
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_killed_while_sending_it_is_not_sent_again_and_somebody_sees_it(order, helen, clock, monkeypatch, as_person):
    report = order()
    run(now=clock.now)

    def dies(self):
        raise Killed

    with monkeypatch.context() as killed:
        killed.setattr("django.core.mail.EmailMultiAlternatives.send", dies)
        with pytest.raises(Killed):
            send_letter(letter_id=Letter.objects.get().pk, now=clock.now)
    assert sent(clock) == []
    page = as_person(helen).get(f"/compliance/reports/{report.key}/").content.decode()
    assert "it may or may not have gone out" in page


@pytest.mark.django_db
def test_a_reader_stops_it_from_their_own_page(order, late, helen, bruno, clock, as_person):
    report, browser = order(helen, bruno), as_person(bruno)

    def offered():
        # By what it stops: the address itself also holds the second in which the page was made.
        page = browser.get("/compliance/letters/").content.decode()
        return re.findall(r"/compliance/stop/([\w:.-]+)/", page)

    [token] = offered()
    assert read_token(token) == Stop(bruno.pk, reader=report.readers.get(person=bruno).pk)
    browser.post(f"/compliance/stop/{token}/")
    assert (offered(), [letter.to for letter in sent(clock)]) == ([], [["helen@alder.example"]])
