"""A trainer puts a session and an observed call into a course: they are released like any other step."""

from courses.models import CoursePage, ObservedCallActivity, ObservedCallPage, SessionActivity, SessionPage
from courses.release.context import CompileContext


def compiled(page_class):
    context = CompileContext()
    page = page_class(title="Radio practice", slug="radio", summary="Together.", minutes=45, about="<p>Bring it.</p>")
    return page.compile(context), context.problems


def test_what_learners_are_told_is_released():
    definition, problems = compiled(SessionPage)
    assert problems == []
    assert definition == {
        "schema": 1,
        "kind": "session",
        "title": "Radio practice",
        "summary": "Together.",
        "about_html": "<p>Bring it.</p>",
        "minutes": 45,
    }


def test_an_observed_call_is_a_kind_of_its_own():
    assert compiled(ObservedCallPage)[0]["kind"] == "observed"


def test_both_may_stand_below_a_course():
    assert {"courses.SessionPage", "courses.ObservedCallPage"} <= set(CoursePage.subpage_types)
    assert (SessionPage.activity_model, ObservedCallPage.activity_model) == (SessionActivity, ObservedCallActivity)
