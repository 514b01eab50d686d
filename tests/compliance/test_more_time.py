"""A request for more time: who has to answer it, until when, and what is said to whoever comes too late."""

import datetime as dt
import uuid

import pytest

from compliance import actions
from compliance.models import Adjustment, ExtensionRequest
from compliance.reminded import asked_as_of

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
DAY = dt.timedelta(days=1)
THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
WANTED = D("2026-09-20")


@pytest.fixture
def asked(office, ana, bruno):
    return office.asks(THIRTY)


@pytest.fixture
def wish(office, ana, asked):
    """Due September 2; Ana asks for September 20."""
    return ask(office, ana, asked)


def ask(office, ana, asked, until=WANTED):
    return actions.ask_extension(
        assignment=office.row(ana, asked), until=until, reason="Enrollment week.", asked_by=ana, key=uuid.uuid4(),
        now=office.clock.now,
    )  # fmt: skip


def allowed(office, helen, ana, asked, kind, until=None):
    verb = {"waiver": actions.waive, "extension": actions.extend}[kind]
    return verb(assignment=office.row(ana, asked), until=until, reason="A storm.", approver=helen, now=office.clock.now)


def done(office, ana, asked, helen):
    office.completes(ana, asked)


def waived(office, ana, asked, helen):
    allowed(office, helen, ana, asked, "waiver")


def retired(office, ana, asked, helen):
    actions.retire(requirement=asked, on=office.clock.today, actor=helen, now=office.clock.now)
    office.works()


def left(office, ana, asked, helen):
    ana.jobs.update(ends_on=office.clock.today + DAY)
    office.nights("2026-08-05")


def given_as_much(office, ana, asked, helen):
    allowed(office, helen, ana, asked, "extension", WANTED)


def given_more(office, ana, asked, helen):
    allowed(office, helen, ana, asked, "extension", WANTED + DAY)


OVERTAKEN = [done, waived, retired, left, given_as_much, given_more]


def texts(response):
    return response.content.decode()


def test_a_request_stands_on_the_page_of_who_answers_it(wish, bruno, as_person):
    assert list(as_person(bruno).get("/compliance/my-people/").context["requests"]) == [wish]


def test_less_time_than_was_asked_for_leaves_it_to_be_answered(office, ana, helen, asked, wish):
    allowed(office, helen, ana, asked, "extension", WANTED - DAY)
    assert list(ExtensionRequest.objects.waiting()) == [wish]


@pytest.mark.parametrize("overtake", OVERTAKEN)
def test_what_needs_no_answer_any_more_waits_for_nobody(overtake, office, ana, helen, asked, wish):
    overtake(office, ana, asked, helen)
    wish = ExtensionRequest.objects.get()
    assert (list(ExtensionRequest.objects.waiting()), wish.waits, actions.overtaken(wish) != "") == ([], False, True)


def test_its_page_says_why_it_needs_none(office, ana, bruno, helen, asked, wish, as_person):
    given_more(office, ana, asked, helen)
    page = texts(as_person(bruno).get(f"/compliance/requests/{wish.key}/"))
    assert ("It is due September 21, 2026 already" in page, "Grant it" in page) == (True, False)


@pytest.mark.parametrize("answer", [{"grant": "yes"}, {"refuse": "yes", "answer": "No."}])
def test_what_needs_none_is_neither_granted_nor_refused(answer, office, ana, bruno, helen, asked, wish, as_person):
    given_more(office, ana, asked, helen)
    as_person(bruno).post(f"/compliance/requests/{wish.key}/", answer)
    assert (ExtensionRequest.objects.get().state, Adjustment.objects.count()) == ("asked", 1)


def test_work_that_was_not_done_after_all_brings_the_request_back(office, ana, asked, wish):
    office.voids(office.completes(ana, asked))
    assert list(ExtensionRequest.objects.waiting()) == [wish]


def test_who_was_given_time_meanwhile_may_ask_again(office, ana, helen, asked, wish):
    given_as_much(office, ana, asked, helen)
    again = ask(office, ana, asked, WANTED + 7 * DAY)
    wish.refresh_from_db()
    assert (wish.state, list(ExtensionRequest.objects.waiting())) == ("withdrawn", [again])


def test_the_page_offers_to_ask_again(office, ana, helen, asked, wish, as_person):
    given_as_much(office, ana, asked, helen)
    page = texts(as_person(ana).get(f"/compliance/people/100101/why/{asked.slug}/"))
    assert ("Ask for more time" in page, "More time was asked for" in page) == (True, False)


# --- taking it back
def test_ana_takes_it_back_and_asks_for_another_day(office, ana, asked, wish, as_person):
    page = f"/compliance/requests/{wish.key}/withdraw/"
    assert f'action="{page}"' in texts(as_person(ana).get(f"/compliance/people/100101/why/{asked.slug}/"))
    as_person(ana).post(page)
    wish.refresh_from_db()
    assert (wish.state, ask(office, ana, asked, WANTED + DAY).waits) == ("withdrawn", True)


def test_nobody_takes_back_the_request_of_another(bruno, wish, as_person):
    answer = as_person(bruno).post(f"/compliance/requests/{wish.key}/withdraw/")
    assert (answer.status_code, ExtensionRequest.objects.get().state) == (404, "asked")


def test_what_was_answered_is_not_taken_back_and_ana_reads_who_did(office, ana, helen, wish, as_person):
    actions.refuse_extension(request=wish, approver=helen, answer="School opens.", now=office.clock.now)
    page = texts(as_person(ana).post(f"/compliance/requests/{wish.key}/withdraw/", follow=True))
    assert "Helen Brandt answered this request already: not granted." in page


# --- two who answer
def said(answer):
    return [(each.level_tag, str(each)) for each in answer.context["messages"]]


def test_who_answers_second_is_told_by_whom_and_how_it_was_answered(office, bruno, helen, wish, as_person):
    actions.grant_extension(request=wish, approver=helen, now=office.clock.now)
    words = {"refuse": "yes", "answer": "The office is quiet then."}
    answer = as_person(bruno).post(f"/compliance/requests/{wish.key}/", words, follow=True)
    told = "Helen Brandt answered this request already: granted. Your answer was not kept."
    assert said(answer) == [("warning", told)]


def test_a_request_that_was_taken_back_meanwhile_says_so(office, bruno, wish, as_person):
    actions.withdraw_extension(request=wish, now=office.clock.now)
    answer = as_person(bruno).post(f"/compliance/requests/{wish.key}/", {"grant": "yes"}, follow=True)
    assert said(answer) == [("warning", "Ana Delgado took this request back already. Your answer was not kept.")]


def test_two_clicks_of_one_answer_are_one(bruno, wish, as_person):
    for _click in range(2):
        answer = as_person(bruno).post(f"/compliance/requests/{wish.key}/", {"grant": "yes"}, follow=True)
    assert (said(answer), Adjustment.objects.count()) == ([("success", "Answered: granted.")], 1)


# --- the letter
@pytest.mark.parametrize(("voided", "told"), [(False, 1), (True, 0)])
def test_what_was_granted_and_taken_back_is_not_announced(voided, told, office, ana, bruno, asked, wish):
    actions.grant_extension(request=wish, approver=bruno, now=office.clock.now)
    if voided:
        actions.void_adjustment(
            adjustment=wish.adjustment, reason="The wrong Ana.", approver=bruno, now=office.clock.now
        )
    row = office.row(ana, asked)
    assert len(asked_as_of([row], office.clock.today, ["answered"])[row.pk].answered_on) == told


def test_an_answer_of_no_is_told(office, ana, bruno, asked, wish):
    actions.refuse_extension(request=wish, approver=bruno, answer="School opens.", now=office.clock.now)
    row = office.row(ana, asked)
    assert len(asked_as_of([row], office.clock.today, ["answered"])[row.pk].answered_on) == 1
