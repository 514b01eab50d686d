"""Trainers write, release and answer; clerks do not get in; nobody edits what is written once."""

import uuid

import pytest
from django.urls import reverse

from courses.models import CourseEdition, CoursePage, LessonPage, ProblemReport, Question, QuizPage
from goals.models import RubricVersion
from tests.courses.studio.factories import draft_course, lesson_body, publish, published_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return published_course()


def places(course):
    quiz, question = QuizPage.objects.get(), Question.objects.first()
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[course.pk]),
        reverse("wagtailadmin_pages:edit", args=[course.pk]),
        reverse("wagtailadmin_pages:edit", args=[quiz.pk]),
        reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk]),
        reverse("courses_release", args=[course.pk]),
        reverse("question_bank:index"),
        reverse("question_bank:index") + f"?course={course.pk}",
        reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]),
        reverse(question.snippet_viewset.get_url_name("add")) + f"?course={course.pk}",
        reverse(ProblemReport.snippet_viewset.get_url_name("list")),
        reverse(RubricVersion.snippet_viewset.get_url_name("list")),
        reverse(RubricVersion.snippet_viewset.get_url_name("inspect"), args=[RubricVersion.objects.get().pk]),
    ]


def test_a_trainer_opens_every_page_of_the_studio(as_person, trainer, course):
    client = as_person(trainer)
    opened = {address: client.get(address).status_code for address in places(course)}
    assert set(opened.values()) == {200}, opened


def test_a_clerk_opens_none_of_them(as_person, ana, course):
    client = as_person(ana)
    assert not [address for address in places(course) if client.get(address).status_code == 200]


def test_a_clerk_at_the_studios_door_reads_our_page_alone(as_person, ana):
    refused = as_person(ana).get(reverse("wagtailadmin_home"), follow=True)
    page = refused.content.decode()
    assert (refused.status_code, "This page is for another role" in page) == (403, True)
    assert "permission to access" not in page
    assert "permission to access" not in as_person(ana).get("/my/").content.decode()


def test_the_studio_opens_with_its_courses_and_what_waits(as_person, trainer, course, ana):
    ProblemReport.objects.create(client_key=uuid.uuid4(), person=ana, place="Lesson 3", text="The time is wrong.")
    page = as_person(trainer).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("courses_release", args=[course.pk]) in page
    assert "1 report waits for an answer" in page


def press(client, course, *, follow=False, **typed):
    """The button of the release page, by someone who has the page before them."""
    address = reverse("courses_release", args=[course.pk])
    plan = client.get(address).context["plan"]
    return client.post(address, {"seen": plan.digest, "after": plan.after, **typed}, follow=follow)


def test_a_trainer_releases(as_person, trainer, course):
    response = press(as_person(trainer), course, follow=True, note="First.")
    assert "edition 1, is released" in response.content.decode()
    edition = CourseEdition.objects.get()
    assert (edition.released_by, edition.note) == (trainer, "First.")


def test_a_clerk_releases_nothing(as_person, ana, course):
    as_person(ana).post(reverse("courses_release", args=[course.pk]), {"note": ""})
    assert not CourseEdition.objects.exists()


def test_a_second_click_makes_no_second_edition(as_person, trainer, course):
    client, address = as_person(trainer), reverse("courses_release", args=[course.pk])
    plan = client.get(address).context["plan"]
    seen = {"seen": plan.digest, "after": plan.after}
    client.post(address, {**seen, "note": ""})
    response = client.post(address, {**seen, "note": "", "change": "cosmetic"}, follow=True)
    assert "no new one" in response.content.decode()
    assert CourseEdition.objects.count() == 1


def test_a_correction_needs_its_sentence(as_person, trainer, course):
    client = as_person(trainer)
    press(client, course, note="")
    lesson = LessonPage.objects.get()
    lesson.body = lesson_body("<p>Other.</p>")
    publish(lesson)
    response = press(client, course, change="correction", note="")
    assert (response.status_code, CourseEdition.objects.count()) == (422, 1)
    assert "Say what changed" in response.content.decode()


def test_the_release_page_names_each_error_with_a_way_to_mend_it(as_person, trainer, course):
    LessonPage.objects.update(goal="")
    html = as_person(trainer).get(reverse("courses_release", args=[course.pk])).content.decode()
    assert "The goal is missing." in html
    assert reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk]) in html
    assert "Release the first edition" not in html


def test_a_lesson_is_not_released_alone(as_person, trainer, course):
    assert as_person(trainer).get(reverse("courses_release", args=[LessonPage.objects.get().pk])).status_code == 404


@pytest.mark.parametrize("name", ["lessonpage", "quizpage", "surveypage"])
def test_previews_show_it_as_learners_see_it(as_person, trainer, course, name):
    page = {"lessonpage": "Hold well", "quizpage": "Quiz", "surveypage": "Looking back"}[name]
    page = course.get_children().get(title=page).specific
    client = as_person(trainer)
    response = page.make_preview_request(original_request=None)
    html = response.content.decode()
    assert f"<h1>{page.title}</h1>" in html
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_the_preview_of_a_quiz_shows_its_author_the_answers(course):
    html = QuizPage.objects.get().make_preview_request().content.decode()
    assert "About The name." in html


def test_the_preview_of_a_course_shows_its_outline(course):
    html = CoursePage.objects.get().make_preview_request().content.decode()
    assert "Hold well" in html
    assert "must be passed" in html


def test_a_draft_may_be_unfinished(as_person, trainer):
    course = draft_course()
    fields = {
        "title": "Half", "slug": "half", "summary": "", "minutes": "5", "goal": "", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "body-count": "1", "body-0-deleted": "", "body-0-order": "0",
        "body-0-type": "image",
        "body-0-id": "", "body-0-value-image": "", "body-0-value-alt": "", "body-0-value-caption": "",
    }  # fmt: skip
    as_person(trainer).post(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk]), fields)
    assert LessonPage.objects.get().has_unpublished_changes


def test_the_list_of_problems_leads_to_each(as_person, trainer, ana):
    report = ProblemReport.objects.create(client_key=uuid.uuid4(), person=ana, place="Lesson 3", text="Wrong time.")
    page = as_person(trainer).get(reverse("wagtailsnippets_courses_problemreport:list")).content.decode()
    assert f'href="{reverse("wagtailsnippets_courses_problemreport:edit", args=[report.pk])}"' in page


def test_an_answer_settles_a_problem(as_person, trainer, ana):
    report = ProblemReport.objects.create(
        client_key=uuid.uuid4(), person=ana, place="Hold well, part 1", text="A typo."
    )
    address = reverse(ProblemReport.snippet_viewset.get_url_name("edit"), args=[report.pk])
    as_person(trainer).post(address, {"answer": "Mended, thank you."})
    report.refresh_from_db()
    assert (report.answer, report.settled_by) == ("Mended, thank you.", trainer)
    assert report.settled_at is not None


def test_a_rubric_version_cannot_be_edited_in_the_studio(as_person, trainer):
    version = RubricVersion.objects.get()
    address = reverse(RubricVersion.snippet_viewset.get_url_name("edit"), args=[version.pk])
    assert as_person(trainer).get(address).status_code in (302, 403)


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailsites:index", "wagtailusers_groups:index"])
def test_a_trainer_has_no_say_over_people_and_settings(as_person, trainer, name):
    assert as_person(trainer).get(reverse(name)).status_code in (302, 403)
