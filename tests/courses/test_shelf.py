"""The first course that a new site gets finds the page it stands under."""

import pytest
from wagtail.models import Page, Site

from courses.pages.index import CourseIndexPage
from courses.shelf import ensure_course_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def welcome():
    """A site as Wagtail's migrations leave it: one page that nobody wrote."""
    Site.objects.all().delete()
    CourseIndexPage.objects.get().delete()
    page = Page.get_first_root_node().add_child(instance=Page(title="Welcome to Wagtail", slug="home"))
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


def titles():
    return list(Page.objects.filter(depth=2).order_by("path").values_list("title", flat=True))


def test_it_takes_the_place_of_the_page_that_nobody_wrote(welcome):
    index = ensure_course_index()
    assert (titles(), Site.objects.get().root_page_id) == (["Courses"], index.pk)


def test_a_first_page_that_somebody_built_on_stays(welcome):
    welcome.add_child(instance=Page(title="About us", slug="about"))
    ensure_course_index()
    assert titles() == ["Welcome to Wagtail", "Courses"]


def test_a_site_that_was_taken_away_is_made(welcome):
    Site.objects.all().delete()
    index = ensure_course_index()
    assert list(Site.objects.values_list("root_page", "is_default_site")) == [(index.pk, True)]


def test_asked_twice_it_is_one():
    assert ensure_course_index() == ensure_course_index() == CourseIndexPage.objects.get()
