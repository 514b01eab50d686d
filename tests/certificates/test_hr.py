"""Human resources: the list, one certificate's history, and the three things that may be done."""

import uuid

import pytest
from django.urls import reverse

from certificates import actions, paper_check
from outbox.actions import drain
from outbox.models import OutboxMessage
from tests.certificates.factories import issued, void

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pen")]
VERBS = ["revoke", "restore", "reissue"]


def place(name, credential):
    return reverse(f"certificates:{name}", args=[credential.public_id])


def the_list(client, **asked):
    return client.get(reverse("certificates:issued"), asked).content.decode()


def test_the_list_shows_every_certificate_with_its_standing(as_person, helen, ana, dario):
    issued(ana, title="Empathy and trust")
    actions.revoke(credential=issued(dario, title="Safe transport"), reason="Why.", actor=helen)
    page = the_list(as_person(helen))
    for part in (
        "Ana Delgado",
        "Empathy and trust",
        "Valid",
        "Dario Conti",
        "Safe transport",
        "Revoked",
        "2 certificates",
    ):
        assert part in page


@pytest.mark.parametrize(
    "words", ["delgado", "Ana Delgado", "empathy", "100101", "EMPATHY ana", "tr-"], ids=lambda words: words
)
def test_search_finds_by_name_course_and_numbers(as_person, helen, ana, words):
    credential = issued(ana, title="Empathy and trust")
    assert credential.public_id in the_list(as_person(helen), q=words)


def test_search_finds_the_name_on_an_earlier_paper(as_person, helen, ana):
    credential = issued(ana)
    ana.last_name = "Ruiz"
    ana.save()
    assert credential.public_id in the_list(as_person(helen), q="Delgado")
    assert credential.public_id in the_list(as_person(helen), q="Ruiz")


@pytest.mark.parametrize("words", ["nobody", "ana nobody", "%", "\x00", "'; --"])
def test_search_that_finds_nothing_or_asks_oddly_gets_an_answer(as_person, helen, ana, words):
    issued(ana)
    response = as_person(helen).get(reverse("certificates:issued"), {"q": words})
    assert response.status_code == 200


def test_nothing_found_says_what_to_try(as_person, helen, ana):
    issued(ana)
    assert "Try one word of the name" in the_list(as_person(helen), q="nobody")


def test_before_the_first_certificate_the_list_says_so(as_person, helen):
    assert "No certificate has been issued yet." in the_list(as_person(helen))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(as_person, helen, ana, django_assert_num_queries, count):
    for _ in range(count):
        issued(ana)
    client = as_person(helen)
    with django_assert_num_queries(6):
        the_list(client)


def test_the_list_has_pages(as_person, helen, ana, monkeypatch):
    monkeypatch.setattr("certificates.views_hr.PAGE_SIZE", 1)
    older, newer = issued(ana), issued(ana)
    client = as_person(helen)
    first, second = the_list(client), the_list(client, page=2, q="Ana")
    assert (newer.public_id in first, older.public_id in first) == (True, False)
    assert (newer.public_id in second, older.public_id in second) == (False, True)
    assert "?q=Ana&amp;page=1" in second


# --- who --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["ana", "tomas", "lena", "paul", "dario"])
def test_only_human_resources_opens_the_list_and_the_page(request, as_person, ana, who):
    credential = issued(ana)
    client = as_person(request.getfixturevalue(who))
    assert client.get(reverse("certificates:issued")).status_code == 404
    assert client.get(place("manage", credential)).status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_only_human_resources_may_change_a_standing(as_person, ana, lena, verb):
    credential = issued(ana)
    assert as_person(lena).post(place(verb, credential), {"reason": "x"}).status_code == 404
    assert not credential.events.exists()
    assert not OutboxMessage.objects.filter(topic="certificate.reissue").exists()


@pytest.mark.parametrize("verb", VERBS)
def test_looking_changes_nothing(as_person, helen, ana, verb):
    assert as_person(helen).get(place(verb, issued(ana))).status_code == 405


@pytest.mark.parametrize("verb", [*VERBS, "manage"])
def test_an_unknown_number_is_not_found(as_person, helen, verb):
    client = as_person(helen)
    ask = client.get if verb == "manage" else client.post
    assert ask(reverse(f"certificates:{verb}", args=["TR-2222-2222"])).status_code == 404


# --- what -------------------------------------------------------------------------------------------------------------
def test_the_page_says_what_the_public_will_read(as_person, helen, ana):
    page = as_person(helen).get(place("manage", issued(ana))).content.decode()
    assert "The public page will say that the district has withdrawn this certificate" in page
    assert "told that it was replaced" in page


def test_revoking_keeps_the_reason_and_shows_it_here(as_person, helen, ana):
    credential = issued(ana)
    response = as_person(helen).post(place("revoke", credential), {"reason": "Someone else sat the quiz."}, follow=True)
    page = response.content.decode()
    assert "The certificate is revoked." in page
    assert "Someone else sat the quiz." in page
    assert "Helen Brandt" in page
    assert "Restore certificate" in page


def test_a_double_click_revokes_once(as_person, helen, ana):
    credential, client = issued(ana), as_person(helen)
    for _click in range(2):
        client.post(place("revoke", credential), {"reason": "Why."})
    assert credential.events.count() == 1


def test_restoring_lets_it_count_again(as_person, helen, ana):
    credential, client = issued(ana), as_person(helen)
    client.post(place("revoke", credential), {"reason": "By mistake."})
    page = client.post(place("restore", credential), {"reason": "It was a mistake."}, follow=True).content.decode()
    assert "The certificate counts again." in page
    assert "Revoke certificate" in page


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "a\x00b"])
def test_without_a_fitting_reason_nothing_happens_and_a_sentence_says_so(as_person, helen, ana, verb, reason):
    credential = issued(ana)
    response = as_person(helen).post(place(verb, credential), {"reason": reason, "client_key": uuid.uuid4()})
    assert response.status_code == 422
    assert "Please look again at this" in response.content.decode()
    assert not credential.events.exists()
    assert not OutboxMessage.objects.filter(topic="certificate.reissue").exists()


def test_issuing_again_only_promises_and_the_page_says_when_it_is_ready(as_person, helen, ana, quick_pen):
    credential, key = issued(ana), uuid.uuid4()
    client = as_person(helen)
    for _click in range(2):
        response = client.post(place("reissue", credential), {"reason": "Lost.", "client_key": key}, follow=True)
    assert "It will be ready in a few moments." in response.content.decode()
    assert len(quick_pen) == 1  # the first issue's
    drain(strict=True)
    assert credential.issues.count() == 2
    assert "Issued again" in client.get(place("manage", credential)).content.decode()


@pytest.mark.parametrize("key", ["", "not-a-key"])
def test_a_page_that_lost_its_key_asks_to_try_again(as_person, helen, ana, key):
    response = as_person(helen).post(place("reissue", issued(ana)), {"reason": "Lost.", "client_key": key})
    assert response.status_code == 422


def test_the_page_says_that_a_new_copy_carries_the_name_of_today(as_person, helen, ana):
    credential = issued(ana)
    ana.last_name = "Ruiz"
    ana.save()
    page = as_person(helen).get(place("manage", credential)).content.decode()
    assert "The new copy carries the name of today: <b>Ana Ruiz</b>." in page


def test_a_withdrawn_completion_is_told_and_nothing_is_promised(as_person, helen, ana):
    credential = issued(ana)
    void(credential.enrollment)
    response = as_person(helen).post(place("reissue", credential), {"reason": "Lost.", "client_key": uuid.uuid4()})
    assert response.status_code == 422
    assert "was withdrawn" in response.content.decode()
    assert not OutboxMessage.objects.filter(topic="certificate.reissue").exists()


def test_a_revoked_certificate_is_not_issued_again(as_person, helen, ana):
    credential = issued(ana)
    actions.revoke(credential=credential, reason="Why.", actor=helen)
    asked = {"reason": "Lost.", "client_key": uuid.uuid4()}
    told = as_person(helen).post(place("reissue", credential), asked, follow=True).content.decode()
    assert "Let it count again first." in told
    assert place("reissue", credential) not in told
    assert not OutboxMessage.objects.filter(topic="certificate.reissue").exists()


# --- a machine without the libraries ---------------------------------------------------------------------------------
def test_a_machine_that_can_draw_gets_no_warning():
    assert paper_check.warn_without_pango(None) == []


def test_a_machine_that_cannot_draw_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(paper_check, "LIBRARIES", (("libno-such-thing.so.0",),))
    (warning,) = paper_check.warn_without_pango(None)
    assert "libno-such-thing.so.0 is missing" in warning.msg
    assert "apt-get install" in warning.hint
    assert "\n" not in warning.hint
