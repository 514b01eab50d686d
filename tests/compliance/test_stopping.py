"""Letters that may be stopped: by one click in a mail program, without a sign-in, and nothing else by it."""

import pytest
from django.core import mail
from django.test import Client

from compliance.actions.send_letter import send_letter
from compliance.models import Letter, Reminder, ReminderTemplate, TurnedOff
from compliance.stopping import Stop, read_token
from tests.compliance.factories import AssignmentFactory, TermsFactory

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def letter_of(ana, clock):
    """`letter_of("assigned", "due_today")`: one letter with such parts."""

    def written(*occasions):
        row = AssignmentFactory(person=ana, terms=TermsFactory(), unit=ana.jobs.get().unit)
        letter = Letter.objects.create(
            key="one", person=ana, about="reminder", on=clock.today, subject="s", text="t", written_at=clock.now
        )
        for occasion in occasions:
            Reminder.objects.create(
                assignment=row, template=ReminderTemplate.objects.filter(occasion=occasion).first(), occasion="x",
                day=clock.today, person=ana, state="sent", letter=letter, until=clock.now, found_at=clock.now,
                settled_at=clock.now,
            )  # fmt: skip
        return letter

    return written


@pytest.fixture
def optional(db):
    ReminderTemplate.objects.filter(occasion="assigned").update(optional=True)
    return ReminderTemplate.objects.get(occasion="assigned")


def headers(letter, clock):
    send_letter(letter_id=letter.pk, now=clock.now)
    return {name: value for name, value in mail.outbox[0].extra_headers.items() if name.startswith("List-")}


def test_a_letter_that_may_be_stopped_says_how(letter_of, optional, clock, settings):
    settings.SITE_URL = "https://learn.alder.example"
    found = headers(letter_of("assigned"), clock)
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["List-Unsubscribe"].startswith("<https://learn.alder.example/compliance/stop/")


@pytest.mark.parametrize("parts", [("due_today",), ("assigned", "due_today"), ()])
def test_a_letter_with_a_part_that_must_come_has_no_such_header(parts, letter_of, optional, clock):
    assert headers(letter_of(*parts), clock) == {}


def test_one_click_works_without_a_sign_in_a_cookie_or_a_second_step(letter_of, optional, ana, clock, settings):
    settings.SITE_URL = ""
    stranger = Client(enforce_csrf_checks=True)
    address = headers(letter_of("assigned"), clock)["List-Unsubscribe"].strip("<>")
    looked = stranger.get(address)
    before = TurnedOff.objects.count()
    answers = [stranger.post(address, ONE_CLICK).status_code for _n in range(2)]
    assert (looked.status_code, before, answers) == (200, 0, [200, 200])
    assert list(TurnedOff.objects.values_list("person", "template")) == [(ana.pk, optional.pk)]
    assert [word for word in ("Ana", "Delgado", "100101") if word in looked.content.decode()] == []


def test_of_a_merged_record_the_kept_one_is_heard(ana, dario, optional, client):
    token = Stop(dario.pk, templates=(optional.pk,)).token
    dario.merged_into = ana
    dario.save()
    client.post(f"/compliance/stop/{token}/", ONE_CLICK)
    assert list(TurnedOff.objects.values_list("person", flat=True)) == [ana.pk]


def test_a_letter_that_must_come_by_now_still_comes_and_says_so(ana, optional, client):
    ReminderTemplate.objects.update(optional=False)
    answer = client.post(f"/compliance/stop/{Stop(ana.pk, templates=(optional.pk,)).token}/", ONE_CLICK)
    assert ("This letter still comes" in answer.content.decode(), TurnedOff.objects.count()) == (True, 0)


def test_a_forged_address_is_not_there(ana, optional, client):
    token = Stop(ana.pk, templates=(optional.pk,)).token
    forged = [token[:-2], token + "x", "nonsense", token.replace(":", ";")]
    assert [client.post(f"/compliance/stop/{each}/").status_code for each in forged] == [404] * 4
    assert read_token(token) == Stop(ana.pk, templates=(optional.pk,))
