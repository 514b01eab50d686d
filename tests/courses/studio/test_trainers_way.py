"""What a trainer stumbled over while making a course from nothing: each step leads on, and says what it means here."""

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow

from courses.models import LessonPage, Question, QuizPage, SurveyPage
from courses.release.actions import release_course
from courses.release.plan import plan_release
from tests.courses.studio.factories import (
    block,
    lesson_body,
    picture,
    publish,
    published_course,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return published_course()


def added(kind, course):
    return reverse("wagtailadmin_pages:add", args=["courses", kind, course.pk])


# --- where to begin, and what comes next
def test_the_first_page_leads_to_an_empty_course(studio, course):
    page = studio.get(reverse("wagtailadmin_home")).content.decode()
    assert added("coursepage", course.get_parent()) in page


def test_a_course_page_leads_to_its_parts_and_to_new_ones(studio, course):
    page = studio.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    lesson = reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk])
    ways = [lesson, *(added(kind, course) for kind in ("lessonpage", "quizpage", "surveypage"))]
    assert [way for way in ways if way not in page] == []
    assert "Question bank (2 questions)" in page


def test_a_new_course_says_that_it_must_be_saved_first(studio, course):
    page = studio.get(added("coursepage", course.get_parent())).content.decode()
    assert "Save this page as a draft first." in page


def test_publishing_a_lesson_says_ready_and_leads_to_the_release(studio, course):
    fields = {
        "title": "Third", "slug": "third", "summary": "", "minutes": "5", "goal": "You can.", "body-count": "0",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1",
    }  # fmt: skip
    page = studio.post(added("lessonpage", course), fields, follow=True).content.decode()
    assert "Learners see it after the next release." in page
    assert reverse("courses_release", args=[course.pk]) in page
    assert "View live" not in page


def test_a_published_page_is_ready_not_live(course):
    lesson = LessonPage.objects.get()
    assert lesson.status_string == "ready"
    lesson.save_revision()
    assert LessonPage.objects.get().status_string == "ready + draft"


def test_the_address_of_a_page_is_the_players_and_none_before_a_release(course):
    assert LessonPage.objects.get().url is None
    release_course(course_page=course, change="", note="", actor=None)
    assert LessonPage.objects.get().url == reverse("courses:course", args=["phones"])


def test_a_page_sent_for_approval_reaches_the_trainers():
    readers = GroupApprovalTask.objects.get().groups.values_list("name", flat=True)
    assert sorted(readers) == ["Administrators", "Trainers"]
    assert Workflow.objects.get().name == "a second reader"


def test_a_trainer_finds_a_page_that_waits_on_the_first_page(studio, course, tomas):
    lesson = LessonPage.objects.get()
    before = studio.get(reverse("wagtailadmin_home")).content.decode()
    lesson.save_revision()
    Workflow.objects.get().start(lesson, tomas)
    after = studio.get(reverse("wagtailadmin_home")).content.decode()
    assert ["Awaiting your review" in page for page in (before, after)] == [False, True]


# --- the outline
def chooser(studio, came_from):
    kinds = "courses.lessonpage,courses.quizpage,courses.surveypage"
    address = reverse("choose_activity")
    return studio.get(address, {"page_type": kinds}, headers={"referer": came_from}).json()["html"]


def test_the_chooser_of_an_outline_opens_on_the_course(studio, course):
    edited = "http://testserver" + reverse("wagtailadmin_pages:edit", args=[course.pk])
    assert "Hold well" in chooser(studio, edited)


@pytest.mark.parametrize("came_from", ["", "http://testserver/admin/pages/999999/edit/", "not an address"])
def test_a_chooser_that_does_not_know_its_course_still_opens(studio, course, came_from):
    assert "Choose" in chooser(studio, came_from)


def test_the_editor_of_a_course_uses_that_chooser(studio, course):
    assert (
        reverse("choose_activity") in studio.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    )


# --- the question bank
def question_fields(course, **given):
    kept = {"course": course.pk, "outcome": "E1", "form": "a", "prompt": "By when?", "accepted": "11", "rationale": ""}
    return {**kept, **given}


def add_short(studio, course, **given):
    return studio.post(reverse("wagtailsnippets_courses_shorttextquestion:add"), question_fields(course, **given))


def test_a_saved_question_leads_back_to_the_bank_of_its_course(studio, course):
    response = add_short(studio, course)
    assert response["Location"] == reverse("question_bank:index") + f"?course={course.pk}"


def test_a_changed_question_leads_back_to_the_bank(studio, course):
    add_short(studio, course)
    question = Question.objects.get(prompt="By when?")
    address = reverse("wagtailsnippets_courses_shorttextquestion:edit", args=[question.pk])
    response = studio.post(address, question_fields(course, prompt="By what hour?"))
    assert response["Location"] == reverse("question_bank:index")


def test_the_code_of_an_outcome_may_be_typed_small(studio, course):
    add_short(studio, course, outcome=" e1 ")
    assert Question.objects.get(prompt="By when?").outcome == "E1"


def test_a_question_on_an_outcome_that_is_not_there_is_told_so(studio, course):
    page = add_short(studio, course, outcome="E9").content.decode()
    assert "“Phones” has no outcome E9. It has: E1." in page
    assert not Question.objects.filter(prompt="By when?").exists()


def test_a_quiz_takes_the_code_typed_small():
    block_of_draw = QuizPage._meta.get_field("draw").stream_block.child_blocks["draw"]
    assert block_of_draw.clean(block_of_draw.to_python({"outcome": " e1", "count": 2}))["outcome"] == "E1"


def test_an_outcome_of_the_newest_draft_is_offered_to_a_lesson(studio, course):
    course.outcomes.add(type(course.outcomes.first())(code="E2", text="listen"))
    course.save_revision()
    page = studio.get(reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk])).content.decode()
    assert "E2: listen" in page


def test_kinds_of_questions_have_no_menu_beside_the_bank(studio, course):
    page = studio.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Question bank" in page, "Questions by kind" in page, "Snippets" in page) == (True, False, False)


# --- what is told
def told(course):
    return {(each.page_title, each.field, each.message) for each in plan_release(course).problems}


def test_a_quiz_that_draws_too_many_says_where_and_what_to_do(course):
    QuizPage.objects.update(draw=[block("draw", outcome="E1", count=3)])
    said = "The quiz draws 3 questions on E1, but the bank has 2. Add questions to the bank or draw fewer."
    assert told(course) == {("Quiz", "What each try draws", said)}


def test_a_picture_is_described_by_its_own_description_when_the_lesson_says_nothing(course):
    drawing = picture()
    drawing.description = "A tidy desk"
    drawing.save()
    lesson = LessonPage.objects.get()
    lesson.body = lesson_body("<p>Look.</p>", block("image", image=drawing.pk, alt="", caption=""))
    publish(lesson)
    assert told(course) == set()


def test_a_word_of_the_district_may_begin_a_sentence(course):
    LessonPage.objects.update(goal="{Families} call once. {families} too.")
    page = LessonPage.objects.get().make_preview_request().content.decode()
    assert "Families call once. families too." in page


def test_a_preview_keeps_what_must_be_mended_apart_from_what_is_good_to_know(course):
    page = LessonPage.objects.get()
    page.goal = ""
    html = page.make_preview_request().content.decode()
    assert ("Before this can be released" in html, "Good to know" in html) == (True, False)


def test_an_empty_reflection_is_called_a_reflection(course):
    SurveyPage.objects.update(questions=[])
    assert {message for _page, _field, message in told(course)} == {"The reflection asks nothing. Add a question."}


def test_a_list_of_pages_gives_the_release_no_picture(studio, course):
    page = studio.get(reverse("wagtailadmin_explore", args=[course.get_parent().pk])).content.decode()
    _before, _here, after = page.partition(f'href="{reverse("courses_release", args=[course.pk])}"')
    assert "<svg" not in after.partition("</a>")[0]
