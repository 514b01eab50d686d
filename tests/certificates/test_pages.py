"""My certificates, the framed page and its PDF: the owner's, and nobody else's."""

import hashlib
import subprocess
import sys

import pytest
from django.urls import reverse

from certificates.models import Credential
from safe.private_files import private_storage
from tests.certificates.factories import completed, issued
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pen")]


def page_of(credential):
    return reverse("certificates:view", args=[credential.public_id])


def pdf_of(credential, number=1):
    return reverse("certificates:pdf", args=[credential.public_id, number])


def bytes_of(response):
    return b"".join(response.streaming_content)


def test_my_page_lists_my_certificates_and_no_others(as_person, ana, dario):
    issued(ana, title="Empathy and trust")
    issued(dario, title="Safe transport")
    page = as_person(ana).get(reverse("certificates:mine")).content.decode()
    assert "Empathy and trust" in page
    assert "October 15, 2026. Good until October 15, 2028." in page
    assert "Safe transport" not in page


def test_without_certificates_my_page_says_how_one_comes(as_person, ana):
    page = as_person(ana).get(reverse("certificates:mine")).content.decode()
    assert "No certificate yet." in page
    assert reverse("my_learning") in page


def test_a_certificate_that_is_still_being_made_is_announced(as_person, ana):
    completed(ana, title="Empathy and trust")
    page = as_person(ana).get(reverse("certificates:mine")).content.decode()
    assert "Your certificate for “Empathy and trust” is being made" in page
    assert "No certificate yet." not in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_takes_as_many_queries_for_three_as_for_one(as_person, ana, django_assert_num_queries, count):
    for _ in range(count):
        issued(ana)
    client = as_person(ana)
    with django_assert_num_queries(5):
        client.get(reverse("certificates:mine"))


def test_the_framed_page_shows_what_the_paper_says(as_person, ana):
    credential = issued(ana, title="Empathy and trust", scored=1)
    page = as_person(ana).get(page_of(credential)).content.decode()
    for part in (
        "Your certificate",
        "Ana Delgado",
        "Empathy and trust",
        "completed, and met the pass rule in a conversation scored by a person,",
        "Hold well",
        "October 15, 2028",
        credential.public_id,
        pdf_of(credential),
        reverse("certificates:check", args=[credential.public_id]),
        f"learn.alder.example/c/{credential.public_id}",
    ):
        assert part in page
    assert "style=" not in page


def test_anas_pdf_is_the_file_whose_hash_was_kept(as_person, ana):
    credential = issued(ana)
    response = as_person(ana).get(pdf_of(credential))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{credential.public_id}.pdf"'
    assert hashlib.sha256(bytes_of(response)).hexdigest() == credential.issues.get().sha256


@pytest.mark.parametrize("place", [page_of, pdf_of])
def test_anothers_certificate_is_not_there(as_person, ana, dario, place):
    assert as_person(dario).get(place(issued(ana))).status_code == 404


@pytest.mark.parametrize("place", [page_of, pdf_of])
def test_leaders_and_markers_have_no_way_in_either(as_person, ana, paul, tomas, place):
    credential = issued(ana)
    assert as_person(paul).get(place(credential)).status_code == 404
    assert as_person(tomas).get(place(credential)).status_code == 404


@pytest.mark.parametrize("place", [page_of, pdf_of])
def test_human_resources_opens_any(as_person, ana, helen, place):
    assert as_person(helen).get(place(issued(ana))).status_code == 200


@pytest.mark.parametrize("place", [page_of, pdf_of])
def test_signed_out_one_is_asked_to_sign_in(client, ana, place):
    response = client.get(place(issued(ana)))
    assert response.status_code == 302
    assert reverse("account_login") in response.url


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_an_issue_that_does_not_exist_is_not_found(as_person, ana, number):
    assert as_person(ana).get(pdf_of(issued(ana), number)).status_code == 404


@pytest.mark.parametrize("public_id", ["TR-2222-2222", "x", "%00", "é", "a" * 300])
def test_an_unknown_number_is_not_found(as_person, ana, public_id):
    assert as_person(ana).get(f"/certificates/{public_id}/").status_code == 404


def test_the_number_may_be_typed_in_small_letters(as_person, ana):
    credential = issued(ana)
    assert as_person(ana).get(f"/certificates/{credential.public_id.lower()}/").status_code == 200


def test_a_claim_that_is_not_on_paper_yet_has_no_page(as_person, ana):
    enrollment = completed(ana)
    credential = Credential.objects.create(
        enrollment=enrollment, person=ana, course=enrollment.course, public_id="TR-2222-2222"
    )
    assert as_person(ana).get(page_of(credential)).status_code == 404


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_file_that_is_not_the_one_issued_is_refused_with_a_sentence(as_person, ana, harm):
    credential = issued(ana)
    file = credential.issues.get().file
    if harm == "gone":
        private_storage.delete(file)
    else:
        with open(private_storage.path(file), "ab") as paper:  # noqa: PTH123
            paper.write(b"% someone else's name")
    response = as_person(ana).get(pdf_of(credential))
    assert response.status_code == 409
    assert "The stored file is not the one that was issued" in response.content.decode()


def test_the_owner_sees_what_was_earned_under_a_record_merged_into_hers(as_person, ana):
    double = PersonFactory(first_name="Anna", last_name="Delgado")
    credential = issued(double, title="Empathy and trust")
    double.merged_into = ana
    double.save()
    client = as_person(ana)
    assert "Empathy and trust" in client.get(reverse("certificates:mine")).content.decode()
    assert "Your certificate" in client.get(page_of(credential)).content.decode()
    assert client.get(pdf_of(credential)).status_code == 200


def test_the_web_process_never_loads_the_slow_library():
    """Of all that our pages import, in a process of its own: this one may have drawn for real."""
    script = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; import django; django.setup(); "
        "import certificates.urls, certificates.handlers, certificates.paper_check as p; "
        "p.warn_without_pango(None); sys.exit('weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
