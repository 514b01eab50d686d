"""Rule book: Helen puts people on a course. She sees names before anything happens."""

import pytest
from django.urls import reverse

from courses.models import Enrollment
from people.models import Person
from tests.courses.factories import course_of, lesson_version, started
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
URL = "/courses/enroll/"


@pytest.fixture
def course():
    return course_of(lesson_version())


def preview(client, course, **fields):
    return client.post(URL, {"do": "preview", "course": course.slug, **fields})


def confirm(client, course, people):
    return client.post(URL, {"do": "confirm", "course": course.slug, "people": ",".join(str(p.pk) for p in people)})


def names(response, key="new"):
    return [person.username for person in response.context[key]]


def test_a_unit_means_everyone_in_it_and_below(helen, ana, dario, walt, district, course, as_person):
    response = preview(as_person(helen), course, by="unit", unit=district.slug)
    assert {ana.username, dario.username, walt.username, helen.username} <= set(names(response))


def test_a_school_means_its_own_people_alone(helen, ana, bruno, dario, cedar, course, as_person):
    assert set(names(preview(as_person(helen), course, by="unit", unit=cedar.slug))) == {ana.username, bruno.username}


def test_a_job_family_means_everyone_in_it(helen, ana, bruno, dario, walt, front_office, course, as_person):
    found = names(preview(as_person(helen), course, by="family", family=front_office.slug))
    assert set(found) == {ana.username, bruno.username, dario.username}


@pytest.mark.parametrize(
    "line", ["100101", "ana@alder.example", "ANA@alder.example", "Ana Delgado", "delgado, ana", "  Ana   Delgado "]
)
def test_a_person_is_found_by_number_address_or_name(helen, ana, course, as_person, line):
    assert names(preview(as_person(helen), course, by="names", names=line)) == ["100101"]


def test_a_line_that_names_nobody_is_told(helen, course, as_person):
    response = preview(as_person(helen), course, by="names", names="Nobody Here")
    assert "“Nobody Here”: nobody with this number" in response.content.decode()


def test_a_name_of_two_people_is_told_and_nobody_guessed(helen, course, as_person):
    for _ in range(2):
        PersonFactory(first_name="Sam", last_name="Lee")
    response = preview(as_person(helen), course, by="names", names="Sam Lee")
    assert (names(response), "is the name of 2 people" in response.content.decode()) == ([], True)


def test_someone_who_left_is_not_enrolled(helen, ana, cedar, course, as_person):
    Person.objects.filter(pk=ana.pk).update(left_on="2025-01-01")
    assert ana.username not in names(preview(as_person(helen), course, by="unit", unit=cedar.slug))


def test_a_preview_changes_nothing(helen, ana, cedar, course, as_person):
    preview(as_person(helen), course, by="unit", unit=cedar.slug)
    assert not Enrollment.objects.exists()


def test_the_preview_sets_apart_who_is_on_the_course(helen, ana, bruno, cedar, course, as_person):
    started(ana, course)
    response = preview(as_person(helen), course, by="unit", unit=cedar.slug)
    assert (names(response), names(response, "open")) == ([bruno.username], [ana.username])


def test_someone_with_two_jobs_is_shown_once(helen, ana, cedar, front_office, course, as_person):
    JobFactory(person=ana, unit=cedar, family=front_office, primary=False)
    assert names(preview(as_person(helen), course, by="unit", unit=cedar.slug)).count(ana.username) == 1


def test_confirming_enrolls_exactly_those_shown(helen, ana, bruno, course, as_person):
    response = confirm(as_person(helen), course, [ana])
    assert response.url == reverse("courses:enrolled", args=[course.slug])
    assert Enrollment.objects.get().person == ana


def test_a_double_click_on_confirm_enrolls_once(helen, ana, bruno, course, as_person):
    for _ in range(2):
        confirm(as_person(helen), course, [ana, bruno])
    assert Enrollment.objects.count() == 2


def test_afterwards_the_page_lists_who_was_enrolled(helen, ana, course, as_person):
    client = as_person(helen)
    confirm(client, course, [ana])
    assert "Ana Delgado" in client.get(reverse("courses:enrolled", args=[course.slug])).content.decode()


@pytest.mark.parametrize("people", ["", "x", "1,", "1;2", "9" * 40, "\x00"])
def test_a_list_that_cannot_be_read_enrolls_nobody(helen, course, as_person, people):
    response = as_person(helen).post(URL, {"do": "confirm", "course": course.slug, "people": people}, follow=True)
    assert "could not be read" in response.content.decode()
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize(
    "fields", [{}, {"by": "unit"}, {"by": "family"}, {"by": "names"}, {"by": "moon"}, {"by": "unit", "unit": "x"}]
)
def test_an_incomplete_choice_is_asked_again(helen, course, as_person, fields):
    response = preview(as_person(helen), course, **fields)
    assert "Please look again at this" in response.content.decode()


@pytest.mark.parametrize("text", ["x" * 50_000, "\x00", "a\n" * 2500, "<script>alert(1)</script>", "😀"])
def test_odd_lists_get_an_answer(helen, course, as_person, text):
    response = preview(as_person(helen), course, by="names", names=text)
    assert (response.status_code, b"<script>alert" in response.content) == (200, False)


@pytest.mark.parametrize("who", ["ana", "bruno", "tomas", "lena", "paul"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_enrolling_others_is_for_human_resources(request, as_person, course, who, method):
    client = as_person(request.getfixturevalue(who))
    assert getattr(client, method)(URL).status_code == 404


@pytest.mark.parametrize("who", ["ana", "lena"])
def test_the_list_of_the_enrolled_is_for_human_resources(request, as_person, course, who):
    assert as_person(request.getfixturevalue(who)).get(f"{URL}{course.slug}/done/").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_costs_the_same_for_any_number_of_people(
    helen, cedar, front_office, course, as_person, django_assert_max_num_queries, people
):
    for _ in range(people):
        JobFactory(unit=cedar, family=front_office)
    client = as_person(helen)
    preview(client, course, by="unit", unit=cedar.slug)
    with django_assert_max_num_queries(9):
        preview(client, course, by="unit", unit=cedar.slug)
