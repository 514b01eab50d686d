"""Who writes a page hears on the day that it was to be looked at again: once, and nobody else does."""

import datetime as dt

import pytest
from django.utils import timezone

from compliance.actions.reviews import tell_authors
from compliance.models import Letter, ReminderTemplate
from courses.pages.course import CoursePage
from people.actions.roles import sync_groups
from people.models import Role
from tests.courses.studio.factories import draft_course
from tests.factories import RoleGrantFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def page(clock, tomas, helen, mei):
    ReminderTemplate.objects.filter(occasion="review").update(starts_on=dt.date(2026, 1, 1))
    RoleGrantFactory(person=mei, role=Role.TRAINER)
    sync_groups(people=[tomas], on=clock.today)
    made = draft_course("Phones")
    CoursePage.objects.filter(pk=made.pk).update(owner=tomas, review_due_on=clock.today)
    return made


def told():
    return [letter.person.first_name for letter in Letter.objects.order_by("person__first_name")]


def test_the_author_hears_once(page, clock):
    assert [tell_authors(now=clock.now) for _n in range(2)] == [1, 0]
    letter = Letter.objects.get()
    assert (letter.person.first_name, letter.subject) == ("Tomas", "To be reviewed: Phones")
    assert f"/admin/pages/{page.pk}/edit/" in letter.text


def test_a_next_date_is_a_next_letter(page, clock):
    tell_authors(now=clock.now)
    clock.forward(30)
    CoursePage.objects.update(review_due_on=clock.today - DAY)
    assert (tell_authors(now=clock.now), told()) == (1, ["Tomas", "Tomas"])


def test_every_trainer_hears_of_a_page_whose_author_writes_no_more(page, helen, clock):
    CoursePage.objects.update(owner=helen)
    tell_authors(now=clock.now)
    assert told() == ["Mei", "Tomas"]


def test_before_the_day_and_at_night_nobody_hears(page, clock):
    CoursePage.objects.update(review_due_on=clock.today + DAY)
    assert tell_authors(now=clock.now) == 0
    CoursePage.objects.update(review_due_on=clock.today)
    clock.now = timezone.make_aware(dt.datetime(2026, 8, 3, 23))
    assert tell_authors(now=clock.now) == 0


def test_the_studio_shows_what_is_to_be_reviewed(page, tomas, as_person):
    assert "Phones</a>, by August 3, 2026" in as_person(tomas).get("/admin/").content.decode()


def test_an_author_sets_the_day_in_the_studio(page, tomas, as_person):
    assert 'name="review_due_on"' in as_person(tomas).get(f"/admin/pages/{page.pk}/edit/").content.decode()
