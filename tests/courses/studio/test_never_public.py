"""No page of ours shows itself to the public: not by its address, an API, the sitemap or search."""

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, Site

from courses.models import CourseIndexPage, CoursePage, LessonPage, QuizPage, SurveyPage
from courses.release.actions import release_course
from tests.courses.studio.factories import add_question, published_course

pytestmark = pytest.mark.django_db
PLANTED = "The answer is a persimmon"


@pytest.fixture
def course():
    course = published_course()
    for page in (course, *course.get_children().specific()):
        page.summary = PLANTED
        page.save_revision().publish()
    add_question(course, PLANTED)
    return CoursePage.objects.get(pk=course.pk)


def every_page(course):
    return [CourseIndexPage.objects.get(), course, *course.get_children().specific()]


def in_the_tree(page):
    """Where Wagtail serves the page, whatever the page itself says about its address."""
    return "/pages/" + page.url_path.removeprefix(CourseIndexPage.objects.get().url_path)


def test_before_a_release_an_address_is_not_found(client, course):
    for page in every_page(course)[1:]:
        assert client.get(in_the_tree(page)).status_code == 404


def test_after_a_release_an_address_sends_to_the_course(client, course):
    release_course(course_page=course, change="", note="", actor=None)
    for page in every_page(course)[1:]:
        response = client.get(in_the_tree(page))
        assert (response.status_code, response["Location"]) == (302, reverse("courses:course", args=["phones"]))
        assert PLANTED not in response.content.decode()


def test_a_signed_in_clerk_is_not_shown_a_page_either(as_person, ana, course):
    for page in every_page(course)[1:]:
        response = as_person(ana).get(in_the_tree(page), follow=False)
        assert PLANTED not in response.content.decode()


def test_preview_and_draft_views_are_for_authors_alone(client, as_person, ana, course):
    quiz = QuizPage.objects.get()
    for who in (client, as_person(ana)):
        for name in ("wagtailadmin_pages:view_draft", "wagtailadmin_pages:edit"):
            response = who.get(reverse(name, args=[quiz.pk]))
            assert response.status_code in (302, 403)
            assert PLANTED not in response.content.decode()


def test_no_page_stands_in_a_sitemap(course):
    assert [page.get_sitemap_urls() for page in every_page(course)] == [[], [], [], [], []]


def test_no_page_api_is_mounted(client):
    with pytest.raises(NoReverseMatch):
        reverse("wagtailapi:pages:listing")
    for address in ("/api/v2/pages/", "/api/", "/pages/api/v2/pages/"):
        assert client.get(address).status_code == 404


def test_search_knows_titles_alone(indexed, course):
    kinds = (LessonPage, QuizPage, SurveyPage, CoursePage)
    searched = {each.field_name for model in kinds for each in model.get_searchable_search_fields()}
    assert searched == {"title"}
    assert [page.title for page in Page.objects.search("Hold well")] == ["Hold well"]
    assert not Page.objects.search("persimmon")


def test_a_copy_and_an_alias_release_nothing(course):
    lesson = LessonPage.objects.get()
    lesson.copy(update_attrs={"slug": "copied", "title": "Copied"}, keep_live=True)
    lesson.create_alias(update_slug="mirrored")
    from courses.models import ActivityVersion  # noqa: PLC0415 -- only here

    assert not ActivityVersion.objects.exists()
    assert Site.objects.get().root_page.specific == CourseIndexPage.objects.get()
