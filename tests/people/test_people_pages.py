"""HR's pages: who may open them, what they find, and what they cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import Invitation, JobFamily, Person, RosterLoad
from tests.factories import JobFactory, PersonFactory
from tests.people.test_roster_load import ANA, BRUNO, DARIO, NEW, sheet

PAGES = [
    "/people/",
    "/people/add/",
    "/people/staff/100101/",
    "/people/staff/100101/end/",
    "/people/staff/100101/email/",
    "/people/invitations/",
    "/people/roster/",
    "/people/roster/template.csv",
]
POSTS = [
    "/people/staff/100101/keep/",
    "/people/staff/100101/roles/",
    "/people/staff/100101/roles/1/end/",
    "/people/staff/100101/invite/",
    "/people/staff/100101/withdraw/",
    "/people/invitations/links/",
    "/people/invitations/codes/",
]


@pytest.mark.parametrize("page", PAGES)
def test_helen_opens_each_page(as_person, helen, ana, page):
    assert as_person(helen).get(page).status_code == 200


@pytest.mark.parametrize("who", ["ana", "bruno", "tomas", "lena", "paul"])
@pytest.mark.parametrize("page", [*PAGES, *POSTS])
def test_no_one_else_opens_any(request, as_person, ana, who, page):
    client = as_person(request.getfixturevalue(who))
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("page", [*PAGES, "/people/me/"])
def test_strangers_are_sent_to_sign_in(client, ana, page):
    assert client.get(page).url.startswith("/accounts/login/")


@pytest.mark.parametrize("page", POSTS)
def test_reading_an_address_that_writes_is_refused(as_person, helen, ana, page):
    assert as_person(helen).get(page).status_code == 405


@pytest.mark.parametrize("number", ["999999", "a%00b", "…"])
def test_an_unknown_person_is_not_found(as_person, helen, number):
    assert as_person(helen).get(f"/people/staff/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=delg", {"100101"}),
        ("q=Ana+Delgado", {"100101"}),
        ("q=10010", {"100101", "100102", "100106"}),
        ("q=o%27brien", set()),
        ("unit=CEDAR", {"100101", "100102"}),
        ("unit=DISTRICT", {"100101", "100102", "100106", "100110"}),
        ("unit=CEDAR&family=TRANSPORTATION", set()),
        ("family=TRANSPORTATION", {"100110"}),
        ("show=left", {"100109"}),
        ("unit=99999", {"100101", "100102", "100106", "100110"}),
    ],
)
def test_people_are_found(as_person, helen, ana, walt, dario, cedar, district, today, query, found):
    dario.left_on = today.replace(year=2025)
    dario.save()
    family = JobFamily.objects.get(slug="transportation")
    for word, pk in (("CEDAR", cedar.pk), ("DISTRICT", district.pk), ("TRANSPORTATION", family.pk)):
        query = query.replace(word, str(pk))
    page = as_person(helen).get(f"/people/?{query}").context["page"]
    assert {person.username for person in page} == found


def test_the_list_costs_the_same_for_few_and_for_fifty(as_person, helen, django_assert_num_queries):
    client = as_person(helen)
    for people in (1, 3, 50):
        for _n in range(people):
            JobFactory(person=PersonFactory())
        with django_assert_num_queries(8):
            client.get("/people/")


def test_the_list_has_fifty_to_a_page(as_person, helen):
    PersonFactory.create_batch(60)
    client = as_person(helen)
    assert len(client.get("/people/").context["page"]) == 50
    assert len(client.get("/people/?page=2&q=").context["page"]) == 11


def test_the_person_page_costs_the_same_for_one_job_and_three(as_person, helen, ana, bruno, django_assert_num_queries):
    client = as_person(helen)
    client.get("/people/staff/100101/")
    with django_assert_num_queries(10):
        client.get("/people/staff/100101/")
    for _n in range(2):
        JobFactory(person=ana, primary=False, supervisor=bruno)
    with django_assert_num_queries(10):
        client.get("/people/staff/100101/")


def test_a_search_that_finds_no_one_says_what_to_do(as_person, helen):
    text = as_person(helen).get("/people/?q=nobody").content.decode()
    assert "No one fits this search." in text


# --- the roster in the browser ---------------------------------------------------------------------------------------
def send(client, data, **more):
    return client.post("/people/roster/", {"file": SimpleUploadedFile("staff.csv", data), **more})


KEY = "6f1c3e0e-58a6-4c2b-9a5e-0d0f3a1b2c3d"


def test_helen_sends_reads_and_applies(as_person, helen, ana, bruno, dario):
    client = as_person(helen)
    answer = send(client, sheet(BRUNO, ANA.replace("Front-office", "Head"), DARIO, NEW), key=KEY)
    check = client.get(answer.url)
    text = check.content.decode()
    assert "Job title:" in text
    assert "Ines Ruiz" in text
    assert "Helen Brandt" in text  # she is not in the file
    assert 'name="yes"' in text
    client.post(f"{answer.url}apply/")
    assert not Person.objects.filter(username="100111").exists()
    client.post(f"{answer.url}apply/", {"yes": "on"})
    client.post(f"{answer.url}apply/", {"yes": "on"})
    assert Person.objects.filter(username="100111").count() == 1


def test_the_box_is_shown_only_when_it_is_needed(as_person, helen, ana, bruno, dario, central):
    hr = "100106,Helen,Brandt,helen@alder.example,central-office,central-office,Human resources,"
    client = as_person(helen)
    answer = send(client, sheet(BRUNO, ANA, DARIO, hr, NEW), key=KEY)
    text = client.get(answer.url).content.decode()
    assert 'name="yes"' not in text
    assert "Apply these changes" in text


@pytest.mark.parametrize("there", [True, False])
def test_who_would_end_their_own_sign_in_is_told(there, as_person, helen, ana, bruno, dario, central):
    hr = "100106,Helen,Brandt,helen@alder.example,central-office,central-office,Human resources,"
    client = as_person(helen)
    answer = send(client, sheet(BRUNO, ANA, DARIO, hr if there else NEW), key=KEY)
    assert ("You are not in this file" in client.get(answer.url).content.decode()) is not there


def test_the_check_page_names_each_refused_line_with_its_number(as_person, helen, ana, bruno, dario):
    client = as_person(helen)
    answer = send(client, sheet(BRUNO, ANA.replace("cedar-middle", "<b>cedr</b>"), DARIO), key=KEY)
    text = client.get(answer.url).content.decode()
    assert "Unit “&lt;b&gt;cedr&lt;/b&gt;” is not known." in text
    assert '<th scope="row" class="num">3</th>' in text


def test_the_same_upload_sent_twice_is_one_load_and_another_file_is_another(as_person, helen, bruno):
    client = as_person(helen)
    for data in (sheet(BRUNO), sheet(BRUNO), sheet(BRUNO, NEW)):
        send(client, data, key=KEY)
    assert RosterLoad.objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"\xff\xfea", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_gets_a_sentence(as_person, helen, data):
    answer = send(as_person(helen), data, key=KEY)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not RosterLoad.objects.exists()


def test_when_things_changed_helen_looks_again(as_person, helen, ana, bruno, dario, today):
    client = as_person(helen)
    url = send(client, sheet(BRUNO, ANA), key=KEY).url
    Person.objects.filter(pk=dario.pk).update(left_on=today)
    client.post(f"{url}apply/", {"yes": "on"})
    assert RosterLoad.objects.get().state == "checked"
    assert "Things changed since you looked" in client.get(url).content.decode()
    client.post(f"{url}again/")
    client.post(f"{url}apply/", {"yes": "on"})
    assert RosterLoad.objects.get().state == "applied"


def test_a_file_put_aside_cannot_be_applied(as_person, helen, ana, bruno):
    client = as_person(helen)
    url = send(client, sheet(BRUNO, ANA), key=KEY).url
    client.post(f"{url}discard/")
    client.post(f"{url}apply/", {"yes": "on"})
    assert RosterLoad.objects.get().state == "discarded"
    assert not Person.objects.filter(left_on__isnull=False).exists()


def test_the_file_itself_is_sent_to_hr_alone(as_person, helen, ana, bruno, client):
    url = send(as_person(helen), sheet(BRUNO), key=KEY).url
    answer = client.get(f"{url}file/")
    assert b"".join(answer.streaming_content) == sheet(BRUNO)
    assert "attachment" in answer["Content-Disposition"]
    for address in (url, f"{url}file/"):
        assert as_person(ana).get(address).status_code == 404
