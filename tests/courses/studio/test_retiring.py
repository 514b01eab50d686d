"""A question is retired in the studio: quizzes draw it no more, its history stays, and it can come back."""

import pytest
from django.urls import reverse

from courses.models import Answer, Question
from courses.release.plan import plan_release
from tests.courses.studio.factories import published_course
from tests.scenarios.factories import practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return published_course()


@pytest.fixture
def question(course):
    return Question.objects.filter(course=course).first()


def retire(client, question):
    return client.post(reverse("question_bank_retire", args=[question.pk]), follow=True)


def pool(course):
    quiz = next(item for item in plan_release(course).items if item.definition["kind"] == "quiz")
    return {entry["uuid"] for entry in quiz.definition["pool"]}


def page_of(client, name, question):
    return client.get(reverse(question.snippet_viewset.get_url_name(name), args=[question.pk]))


def answered(question, person):
    # Whatever it was answered in: statistics hang on the question's own number.
    return Answer.objects.create(attempt=practice(person), question=question.uuid, order=1, payload={}, right=True)


def test_a_retired_question_leaves_the_next_release_and_its_answers_stay(studio, course, question, ana):
    answered(question, ana)
    assert str(question.uuid) in pool(course)
    assert "quizzes leave it out" in retire(studio, question).content.decode()
    assert str(question.uuid) not in pool(course)
    assert Answer.objects.get().question == question.uuid


def test_it_can_come_back(studio, course, question):
    question.retire()
    assert "quizzes draw it again" in retire(studio, question).content.decode()
    assert str(question.uuid) in pool(course)


def test_it_asks_first_and_says_how_many_are_left(studio, course, question):
    others = Question.objects.filter(course=course, outcome=question.outcome).count() - 1
    page = studio.get(reverse("question_bank_retire", args=[question.pk])).content.decode()
    assert f"{others} other question" in page or "One other question" in page
    assert Question.objects.get(pk=question.pk).retired_at is None


@pytest.mark.parametrize(("retired", "label"), [(False, "Retire"), (True, "Bring back")])
def test_its_form_leads_there(studio, question, retired, label):
    if retired:
        question.retire()
    page = page_of(studio, "edit", question).content.decode()
    assert reverse("question_bank_retire", args=[question.pk]) in page
    assert label in page


def test_the_bank_says_which_are_retired_and_shows_them_alone(studio, course, question):
    question.retire()
    bank = studio.get(reverse("question_bank:index"), {"course": course.pk}).content.decode()
    alone = studio.get(reverse("question_bank:index"), {"course": course.pk, "retired": "true"}).content.decode()
    total = Question.objects.filter(course=course).count()
    assert (bank.count("in use"), bank.count("retired ")) == (total - 1, 1)
    assert (alone.count("in use"), alone.count("retired ")) == (0, 1)


def test_what_was_answered_is_not_deleted(studio, question, ana):
    answered(question, ana)
    page = page_of(studio, "edit", question).content.decode()
    address = reverse(question.snippet_viewset.get_url_name("delete"), args=[question.pk])
    assert address not in page
    studio.post(address)
    assert Question.objects.filter(pk=question.pk).exists()


def test_what_nobody_answered_may_be_deleted(studio, question):
    studio.post(reverse(question.snippet_viewset.get_url_name("delete"), args=[question.pk]))
    assert not Question.objects.filter(pk=question.pk).exists()


def test_a_clerk_retires_nothing(as_person, ana, question):
    retire(as_person(ana), question)
    assert Question.objects.get(pk=question.pk).retired_at is None


def test_a_question_that_is_not_there_is_not_found(studio):
    assert studio.get(reverse("question_bank_retire", args=[999_999])).status_code == 404
