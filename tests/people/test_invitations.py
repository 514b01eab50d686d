"""The first way in: used once, guessed never, kept by hash."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone

from outbox.models import OutboxMessage
from people.actions import CannotInvite, claim_invitation, invite, withdraw
from people.actions.invitations import SIGNS, hash_code, hash_link, new_code
from people.handlers import send_invitation
from people.models import Invitation

OWN = {"password1": "three quiet green buses", "password2": "three quiet green buses"}


def letter_path(person):
    invite(person=person, kind="link", actor=None)
    send_invitation(OutboxMessage.objects.get(topic="person.invited", payload__invitation_id=newest(person).pk).payload)
    return re.search(r"/welcome/\S+", mail.outbox[-1].body)[0]


def newest(person):
    return person.invitations.order_by("-pk").first()


def test_a_code_can_be_read_from_paper():
    assert re.fullmatch(rf"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}-[{SIGNS}]{{4}}", new_code())
    assert not set("O0I1L") & set(SIGNS)


def test_only_hashes_are_stored(ana, walt):
    path = letter_path(ana)
    _invitation, code = invite(person=walt, kind="code", actor=None)
    stored = str(list(Invitation.objects.values())) + str(list(OutboxMessage.objects.values()))
    assert code not in stored
    assert path.split("/")[2] not in stored
    assert newest(walt).token_hash == hash_code("100110", code.lower().replace("-", " "))


def test_opening_the_link_uses_nothing_up(client, ana):
    path = letter_path(ana)
    for _n in range(2):
        assert "Welcome, Ana" in client.get(path).content.decode()
    assert newest(ana).used_at is None


def test_ana_chooses_a_password_and_is_in(client, ana):
    path = letter_path(ana)
    assert client.post(path, OWN).status_code == 302
    assert client.session["_auth_user_id"] == str(ana.pk)
    ana.refresh_from_db()
    assert ana.check_password(OWN["password1"])


def test_the_second_use_is_gone_with_a_sentence(client, ana):
    path = letter_path(ana)
    client.post(path, OWN)
    for answer in (client.get(path), client.post(path, OWN)):
        assert answer.status_code == 410
        assert "used already" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "word"),
    [({"expires_at": timezone.now() - dt.timedelta(days=1)}, "too old"), ({"withdrawn_at": timezone.now()}, "newer")],
)
def test_a_late_or_withdrawn_one_is_gone(client, ana, change, word):
    path = letter_path(ana)
    Invitation.objects.update(**change)
    answer = client.post(path, OWN)
    assert (answer.status_code, word in answer.content.decode()) == (410, True)
    ana.refresh_from_db()
    assert not ana.check_password(OWN["password1"])


def test_a_link_that_never_was_is_not_found(client, db):
    assert client.get("/welcome/not-a-link/").status_code == 404


def test_a_weak_or_mistyped_password_uses_nothing_up(client, ana):
    path = letter_path(ana)
    assert "too short" in client.post(path, {"password1": "short", "password2": "short"}).content.decode()
    assert "not the same" in client.post(path, {**OWN, "password2": "other words here"}).content.decode()
    assert newest(ana).used_at is None


def test_walt_gets_in_with_number_and_code(client, walt):
    _invitation, code = invite(person=walt, kind="code", actor=None)
    typed = code.lower().replace("-", " ")
    assert client.post("/welcome/", {"employee_number": "100110", "code": typed, **OWN}).status_code == 302
    assert client.session["_auth_user_id"] == str(walt.pk)
    again = client.post("/welcome/", {"employee_number": "100110", "code": typed, **OWN})
    assert again.status_code == 410


def test_a_code_goes_with_its_own_number_alone(client, walt, ana):
    _invitation, code = invite(person=walt, kind="code", actor=None)
    answer = client.post("/welcome/", {"employee_number": "100101", "code": code, **OWN})
    assert "do not go together" in answer.content.decode()
    assert newest(walt).used_at is None


def test_guessing_codes_is_stopped_even_for_the_right_one(client, walt):
    _invitation, code = invite(person=walt, kind="code", actor=None)
    for _n in range(6):
        client.post("/welcome/", {"employee_number": "100110", "code": "2222-2222-2222", **OWN})
    answer = client.post("/welcome/", {"employee_number": "100110", "code": code, **OWN})
    assert (answer.status_code, "too many tries" in answer.content.decode()) == (429, True)
    assert newest(walt).used_at is None


def test_of_two_claims_of_one_invitation_one_wins(walt):
    _invitation, _code = invite(person=walt, kind="code", actor=None)
    first_tab, second_tab = newest(walt), newest(walt)
    now = timezone.now()
    assert claim_invitation(invitation=first_tab, password="the first password", now=now) == walt
    assert claim_invitation(invitation=second_tab, password="the second password", now=now) is None
    walt.refresh_from_db()
    assert walt.check_password("the first password")


def test_a_new_invitation_ends_the_one_before(ana):
    first, _code = invite(person=ana, kind="code", actor=None)
    invite(person=ana, kind="code", actor=None)
    first.refresh_from_db()
    assert first.withdrawn_at is not None


def test_pressing_twice_sends_one_letter(ana):
    assert invite(person=ana, kind="link", actor=None)[0] == invite(person=ana, kind="link", actor=None)[0]
    assert OutboxMessage.objects.filter(topic="person.invited").count() == 1


def test_no_letter_goes_out_for_an_invitation_withdrawn_meanwhile(ana):
    invitation, _code = invite(person=ana, kind="link", actor=None)
    withdraw(person=ana)
    send_invitation({"invitation_id": invitation.pk})
    assert mail.outbox == []


def test_a_letter_sent_twice_leaves_the_newest_working(client, ana):
    invitation, _code = invite(person=ana, kind="link", actor=None)
    for _n in range(2):
        send_invitation({"invitation_id": invitation.pk})
    tokens = [re.search(r"/welcome/(\S+)/", letter.body)[1] for letter in mail.outbox]
    invitation.refresh_from_db()
    assert [hash_link(token) == invitation.token_hash for token in tokens] == [False, True]


def test_no_one_without_an_address_or_who_left_is_sent_a_link(walt, ana):
    with pytest.raises(CannotInvite):
        invite(person=walt, kind="link", actor=None)
    ana.left_on = timezone.localdate() - dt.timedelta(days=1)
    ana.save()
    with pytest.raises(CannotInvite):
        invite(person=ana, kind="code", actor=None)


def test_helen_prints_codes_for_those_without_an_address(as_person, helen, walt, ana):
    answer = as_person(helen).post("/people/invitations/codes/")
    (code,) = re.findall(rf"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}-[{SIGNS}]{{4}}", answer.content.decode())
    assert newest(walt).token_hash == hash_code("100110", code)
    assert "no-store" in answer["Cache-Control"]
    assert newest(ana) is None


def test_helen_sends_links_to_everyone_who_has_never_signed_in(as_person, helen, walt, ana, bruno):
    bruno.last_login = timezone.now()
    bruno.save()
    as_person(helen).post("/people/invitations/links/")
    assert [invitation.person for invitation in Invitation.objects.all()] == [ana]
