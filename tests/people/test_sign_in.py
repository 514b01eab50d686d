"""Who gets in, by what, and what someone is told who does not."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutboxMessage
from people.actions import change_email
from people.handlers import send_reset_link

LOGIN = "/accounts/login/"
PASSWORD = "a long enough password"
YESTERDAY = dt.timedelta(days=1)


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


@pytest.mark.parametrize("login", ["100101", "ana@alder.example", " Ana@Alder.example "])
def test_ana_signs_in_by_number_or_address(client, ana, login):
    assert sign_in(client, login).status_code == 302
    assert client.session["_auth_user_id"] == str(ana.pk)


@pytest.mark.parametrize("login", ["100101", "999999", "x@y.example", "a\x00b"])
def test_a_wrong_password_and_an_unknown_person_get_the_same_sentence(client, ana, login):
    answer = sign_in(client, login, "wrong")
    assert answer.status_code == 200
    assert "do not go together" in answer.content.decode() or "Null characters" in answer.content.decode()


def test_after_sign_in_one_comes_to_the_page_asked_for(client, ana):
    assert sign_in(client, "100101", next="/people/me/").url == "/people/me/"
    assert sign_in(client, "100101", next="https://elsewhere.example/").url != "https://elsewhere.example/"


def test_too_many_wrong_passwords_are_stopped(client, ana, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _n in range(5):
        sign_in(client, "100101", "wrong")
    answer = sign_in(client, "100101")
    assert "too many tries" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_someone_who_left_is_told_kindly_and_no_sign_in_is_written(client, ana):
    ana.left_on = timezone.localdate() - YESTERDAY
    ana.save()
    answer = client.post(LOGIN, {"login": "100101", "password": PASSWORD}, follow=True)
    ana.refresh_from_db()
    assert "Thank you for your work" in answer.content.decode()
    assert ana.last_login is None
    assert "_auth_user_id" not in client.session


def test_on_the_last_day_one_can_still_sign_in(client, ana):
    ana.left_on = timezone.localdate()
    ana.save()
    sign_in(client, "100101")
    assert "_auth_user_id" in client.session


def test_the_open_session_of_someone_who_left_ends(as_person, ana):
    client = as_person(ana)
    assert client.get("/people/me/").status_code == 200
    ana.left_on = timezone.localdate() - YESTERDAY
    ana.save()
    assert client.get("/people/me/").status_code == 302


def test_sign_out_needs_a_press(as_person, ana):
    client = as_person(ana)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_after_a_change_of_address_the_old_one_opens_nothing(client, ana):
    EmailAddress.objects.create(user=ana, email="ana@alder.example", verified=True, primary=True)
    change_email(person=ana, email="new@alder.example")
    assert not EmailAddress.objects.filter(email="ana@alder.example").exists()
    sign_in(client, "ana@alder.example")
    assert "_auth_user_id" not in client.session
    client.post("/accounts/password/reset/", {"email": "ana@alder.example"})
    assert not OutboxMessage.objects.filter(topic="password.forgotten").exists()


@pytest.mark.parametrize("typed", ["ana@alder.example", "100101"])
def test_a_forgotten_password_is_set_by_a_link_that_works_once(client, ana, typed):
    client.post("/accounts/password/reset/", {"email": typed})
    message = OutboxMessage.objects.get(topic="password.forgotten")
    assert "token" not in str(message.payload)
    send_reset_link(message.payload)
    (letter,) = mail.outbox
    path = next(line for line in letter.body.splitlines() if "/accounts/" in line).split("8000", 1)[1]
    form = client.get(path, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": "three quiet green buses", "password2": "three quiet green buses"}
    )
    assert done.url == reverse("account_reset_password_from_key_done")
    assert "no longer works" in client.get(path, follow=True).content.decode()
    sign_in(client, "100101", "three quiet green buses")
    assert "_auth_user_id" in client.session


def test_asking_for_someone_unknown_gets_the_same_page_and_no_letter(client, ana):
    known = client.post("/accounts/password/reset/", {"email": "ana@alder.example"}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@x.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert OutboxMessage.objects.filter(topic="password.forgotten").count() == 1


def test_ana_changes_her_password_and_stays_signed_in(as_person, ana):
    client = as_person(ana)
    new = "three quiet green buses"
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert "Your password is changed" in answer.content.decode()
    ana.refresh_from_db()
    assert ana.check_password(new)


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/", "password/reset/confirm/"])
def test_allauth_pages_that_we_do_not_need_are_shut(as_person, ana, path):
    assert as_person(ana).get(f"/accounts/{path}").status_code == 404


def test_there_is_no_sign_up_and_the_page_says_how_to_get_in(client, db):
    answer = client.get("/accounts/signup/")
    assert "You do not need to sign up" in answer.content.decode()
    assert client.post("/accounts/signup/", {"username": "x", "password1": PASSWORD}).status_code == 405


def test_the_studio_door_sends_strangers_to_sign_in_and_tells_a_clerk_no(client, ana):
    assert client.get("/admin/login/?next=/admin/pages/").url == "/accounts/login/?next=/admin/pages/"
    assert client.get("/admin/login/?next=//evil.example/").url == "/accounts/login/?next=/admin/"
    client.force_login(ana)
    assert client.get("/admin/login/").status_code == 403


def test_the_own_page_shows_jobs_roles_and_ways(as_person, paul):
    text = as_person(paul).get("/people/me/").content.decode()
    assert "Principal, Cedar Middle School" in text
    assert "leader (Cedar Middle School)" in text
    assert "/accounts/password/change/" in text


def test_a_job_that_has_not_begun_stands_on_the_own_page_with_its_day(as_person, walt):
    walt.jobs.update(starts_on=dt.date(2126, 12, 1))
    text = as_person(walt).get("/people/me/").content.decode()
    assert "Bus driver, Transportation" in text
    assert "from December 1, 2126" in text
