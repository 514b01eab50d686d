"""The public check: open to anyone who has the number, five answers, the least personal data."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates import actions
from tests.certificates.factories import completed, issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pen")]


def check(client, number, **asked):
    return client.get(reverse("certificates:check", args=[getattr(number, "public_id", number)]), asked)


def seen(client, number, **asked):
    return check(client, number, **asked).content.decode()


@pytest.fixture
def credential(ana):
    return issued(ana, title="Empathy and trust", validity_months=24, scored=1)


def on(monkeypatch, day):
    noon = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(17), tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)


def test_a_valid_certificate_says_so_without_signing_in(client, credential, monkeypatch):
    on(monkeypatch, "2026-11-20")
    page = seen(client, credential)
    for part in (
        "This certificate is valid",
        "Checked Friday, November 20, 2026, 12:00 pm, against the district",
        "Ana Delgado",
        "Empathy and trust, edition",
        "Hold well",
        "1 conversation scored by a person",
        "October 15, 2026",
        "October 15, 2028",
        "Alder County Schools",
        credential.public_id,
        credential.issues.get().sha256[:16],
    ):
        assert part in page


def test_on_its_last_day_it_is_valid(client, credential, monkeypatch):
    on(monkeypatch, "2028-10-15")
    assert "This certificate is valid" in seen(client, credential)


def test_from_the_next_day_it_was_valid_until_then(client, credential, monkeypatch):
    on(monkeypatch, "2028-10-16")
    page = seen(client, credential)
    assert "This certificate was valid until October 15, 2028" in page
    assert "This certificate is valid" not in page


def test_a_revoked_certificate_says_so_and_not_why(client, credential, helen):
    actions.revoke(credential=credential, reason="Someone else sat the quiz.", actor=helen)
    page = seen(client, credential)
    assert "This certificate was revoked" in page
    assert "quiz" not in page
    assert "Helen" not in page


def test_a_restored_certificate_is_valid_with_its_history(client, credential, helen):
    actions.revoke(credential=credential, reason="By mistake.", actor=helen)
    actions.restore(credential=credential, reason="It was a mistake.", actor=helen)
    page = seen(client, credential)
    assert "This certificate is valid" in page
    assert page.index("Issued") < page.index("Revoked") < page.index("Restored")
    assert "mistake" not in page


def test_the_code_on_a_replaced_paper_says_so_and_shows_the_newer_copy(client, credential, ana, helen):
    ana.last_name = "Ruiz"
    ana.save()
    actions.reissue(credential=credential, reason="Her name changed.", actor=helen, client_key=uuid.uuid4())
    old = seen(client, credential, issue=1)
    assert "This copy was replaced by a corrected one" in old
    assert "Ana Ruiz" in old
    assert "Delgado" not in old
    assert "Her name changed" not in old


@pytest.mark.parametrize(
    "asked", [{}, {"issue": "2"}, {"issue": "99"}, {"issue": "x"}, {"issue": "²"}, {"issue": "9" * 50}]
)
def test_the_newest_paper_and_a_typed_number_show_what_stands(client, credential, helen, asked):
    actions.reissue(credential=credential, reason="Lost.", actor=helen, client_key=uuid.uuid4())
    assert "This certificate is valid" in seen(client, credential, **asked)


@pytest.mark.parametrize("number", ["TR-2222-2222", "x", "ÄÖÜ", "<script>", "a" * 500, "%00"])
def test_an_unknown_number_gets_an_answer(client, db, number):
    response = check(client, number)
    assert response.status_code == 404
    assert "There is no certificate with this number" in response.content.decode()
    assert "<script>" not in response.content.decode().split("</head>")[1].split("<script type")[0]


def test_the_page_shows_the_least_personal_data(client, credential, ana):
    page = seen(client, credential)
    for kept_back in (ana.username, ana.email, "Cedar", "clerk", "100101", "percent", f"person/{ana.pk}"):
        assert kept_back not in page


@pytest.mark.parametrize("number", ["credential", "TR-2222-2222"])
def test_search_engines_are_asked_to_stay_away(client, credential, number):
    response = check(client, credential if number == "credential" else number)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_a_number_is_looked_up_however_it_is_typed(client, credential):
    typed = credential.public_id.lower().replace("-", " ")
    response = client.get(reverse("certificates:look_up"), {"number": typed})
    assert response.url == reverse("certificates:check", args=[credential.public_id])


@pytest.mark.parametrize("typed", ["../../admin/", "a/b", "?x=1", "TR/7K4M/92QX", "😀 a"])
def test_whatever_is_typed_leads_to_an_answer(client, db, typed):
    response = client.get(reverse("certificates:look_up"), {"number": typed}, follow=True)
    assert response.status_code == 404
    assert "There is no certificate with this number" in response.content.decode()


@pytest.mark.parametrize("typed", [None, "", "   ", "😀"])
def test_without_a_number_the_box_is_shown(client, db, typed):
    response = client.get(reverse("certificates:look_up"), {} if typed is None else {"number": typed})
    assert response.status_code == 200
    assert ("Type a number first." in response.content.decode()) == (typed is not None)


def test_a_claim_that_is_not_on_paper_is_unknown(client, ana):
    assert check(client, actions.claim(enrollment=completed(ana))).status_code == 404


def test_nothing_can_be_posted(client, credential):
    assert client.post(reverse("certificates:check", args=[credential.public_id])).status_code == 405


@pytest.mark.parametrize("again", [0, 2])
def test_the_check_takes_as_many_queries_after_reissues(client, credential, helen, django_assert_num_queries, again):
    for n in range(again):
        actions.reissue(credential=credential, reason=f"Lost {n}.", actor=helen, client_key=uuid.uuid4())
    with django_assert_num_queries(4):
        check(client, credential)
