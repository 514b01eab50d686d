"""A release freezes what is published: versions, an edition, and what it means for people."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from courses.actions import enroll, start
from courses.models import (
    ActivityVersion,
    Change,
    Course,
    CourseEdition,
    CoursePage,
    EditionItem,
    Enrollment,
    LessonActivity,
    LessonPage,
    QuizActivity,
)  # fmt: skip
from courses.release import actions
from courses.release.actions import release_activity, release_course
from courses.release.heads import heads, people_of
from courses.release.plan import plan_release
from courses.release.problems import ReleaseErrors
from goals.models import Word
from outbox.models import OutboxMessage
from tests.courses.studio.factories import (
    add_lesson,
    any_of,
    item,
    lesson_body,
    outline,
    publish,
    published_course,
    set_outline,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def release(course, change=Change.COSMETIC, note="", **more):
    page = CoursePage.objects.get(pk=course.pk)
    return release_course(course_page=page, change=change, note=note, actor=None, **more)


def edit_lesson(text="<p>Say it first.</p>", title="Hold well"):
    lesson = LessonPage.objects.get(title=title)
    lesson.body = lesson_body(text)
    return publish(lesson)


@pytest.fixture
def course():
    return published_course()


@pytest.fixture
def under_way(ana, course):
    first = release(course)
    enrollment = enroll(person=ana, course=first.course, actor=ana, source="self")
    return start(enrollment=enrollment, now=timezone.now())


# --- the first edition ---------------------------------------------------------------------------------------------
def test_the_first_release_makes_an_edition_with_a_row_for_each_item(course):
    edition = release(course)
    rows = list(edition.items.all())
    assert [(row.kind, row.required, row.gate) for row in rows] == [
        ("lesson", True, False), ("quiz", True, True), ("survey", False, False),
    ]  # fmt: skip
    assert (edition.number, edition.minutes, edition.course.newest) == (1, 14, edition)


def test_an_activity_keeps_the_key_of_its_page(course):
    release(course)
    page = LessonPage.objects.get()
    assert LessonActivity.objects.get().key == page.translation_key
    assert Course.objects.get().key == course.translation_key


def test_a_lesson_becomes_parts_and_blocks_with_short_ids(course):
    release(course)
    definition = ActivityVersion.objects.get(activity__slug="hold-well").definition
    assert definition["parts"][0]["title"] == "Why it matters"
    (text,) = definition["parts"][0]["blocks"]
    assert (text["type"], text["html"], len(text["id"])) == ("text", "<p>Say it plainly.</p>", 8)


def test_a_quiz_freezes_the_questions_it_may_draw(course):
    release(course)
    definition = ActivityVersion.objects.get(activity__in=QuizActivity.objects.all()).definition
    assert definition["draw"] == [{"outcome": "E1", "count": 2}]
    assert sorted(each["prompt"] for each in definition["pool"]) == ["What comes first?", "What comes last?"]
    assert [option["right"] for option in definition["pool"][0]["options"]] == [True, False]


def test_our_words_are_put_in(course):
    Word.objects.update_or_create(key="families", defaults={"text": "parents & carers"})
    edit_lesson("<p>Greet {families}.</p>")
    release(course)
    definition = ActivityVersion.objects.get(activity__slug="hold-well").definition
    assert definition["parts"][0]["blocks"][0]["html"] == "<p>Greet parents &amp; carers.</p>"


def test_a_script_that_got_into_a_text_never_reaches_learners(course):
    edit_lesson('<p onclick="x()">Hi<script>alert(1)</script></p>')
    release(course)
    html = ActivityVersion.objects.get(activity__slug="hold-well").definition["parts"][0]["blocks"][0]["html"]
    assert html == "<p>Hi</p>"


def test_a_link_to_a_page_is_kept_by_key(course):
    quiz = course.get_children().get(title="Quiz")
    edit_lesson(f'<p><a linktype="page" id="{quiz.pk}">Try it</a></p>')
    release(course)
    html = ActivityVersion.objects.get(activity__slug="hold-well").definition["parts"][0]["blocks"][0]["html"]
    assert html == f'<p><a href="activity:{quiz.translation_key}">Try it</a></p>'


def test_n_of_these_share_a_group(course):
    one, two = add_lesson(course, "One"), add_lesson(course, "Two")
    course = set_outline(course, outline(any_of(1, one, two)))
    rows = list(release(course).items.all())
    assert {(row.group, row.group_n) for row in rows} == {("any-1", 1)}


def test_the_news_of_an_edition_is_promised(course):
    edition = release(course)
    assert OutboxMessage.objects.get(topic="edition.released").payload == {"edition_id": edition.pk}


# --- the same content ----------------------------------------------------------------------------------------------
def test_the_same_content_makes_no_new_edition(course):
    first = release(course)
    assert release(course) == first
    assert (CourseEdition.objects.count(), ActivityVersion.objects.count()) == (1, 3)


def test_publishing_again_changes_nothing(course):
    first = release(course)
    for page in course.get_children().specific():
        publish(page)
    publish(CoursePage.objects.get())
    assert release(course) == first


def test_another_host_changes_nothing(course, settings):
    first = release(course)
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = "https://elsewhere.example"
    from wagtail.models import Site  # noqa: PLC0415 -- only here

    Site.objects.update(hostname="elsewhere.example", port=443)
    assert release(course) == first


def test_typing_the_same_block_again_changes_nothing(course):
    first = release(course)
    edit_lesson("<p>Say it plainly.</p>")  # new block ids
    assert release(course) == first


def test_a_draft_is_not_released_and_the_page_says_so(course):
    first = release(course)
    lesson = LessonPage.objects.get()
    lesson.body = lesson_body("<p>Not ready.</p>")
    lesson.save_revision()
    plan = plan_release(CoursePage.objects.get())
    assert release(course) == first
    assert ["not published" in each.message for each in plan.warnings] == [True]


# --- what a change means -------------------------------------------------------------------------------------------
def test_only_changed_rows_carry_the_meaning(course):
    release(course)
    edit_lesson()
    edition = release(course, Change.TOP_UP, "New words.")
    assert [row.change for row in edition.items.all()] == [Change.TOP_UP, "", ""]
    assert (edition.change, edition.note) == (Change.TOP_UP, "New words.")


def test_an_edition_after_the_first_needs_a_meaning(course):
    release(course)
    edit_lesson()
    with pytest.raises(ReleaseErrors, match="means for people"):
        release(course, Change.NONE)


def test_a_cosmetic_change_accepts_the_versions_before_it(course):
    release(course)
    edit_lesson()
    assert release(course).items.first().accepts_from == 1


def test_any_other_change_asks_for_the_new_version_from_then_on(course):
    release(course)
    edit_lesson()
    assert release(course, Change.RETAKE).items.first().accepts_from == 2
    edit_lesson("<p>Third.</p>")
    assert release(course, Change.COSMETIC).items.first().accepts_from == 2


def test_single_items_may_have_another_meaning(course):
    release(course)
    lesson = edit_lesson()
    per_item = {str(lesson.translation_key): Change.CORRECTION}
    edition = release(course, Change.COSMETIC, "Fixed.", per_item_change=per_item)
    assert (edition.items.first().change, edition.change) == (Change.CORRECTION, Change.CORRECTION)


def test_a_new_title_alone_is_a_new_edition_without_new_versions(course):
    release(course)
    page = CoursePage.objects.get()
    page.title = "Phones, again"
    publish(page)
    edition = release(course)
    assert (edition.number, ActivityVersion.objects.count()) == (2, 3)
    assert Course.objects.get().title == "Phones, again"


# --- people --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("change", [Change.COSMETIC, Change.CORRECTION])
def test_people_under_way_move_at_once(under_way, course, change):
    edit_lesson()
    edition = release(course, change, "The number was wrong.")
    under_way.refresh_from_db()
    assert under_way.edition == edition
    assert {step.item.edition for step in under_way.items.select_related("item__edition")} == {edition}
    assert under_way.notice == ("The number was wrong." if change == Change.CORRECTION else "")


@pytest.mark.parametrize("change", [Change.TOP_UP, Change.RETAKE])
def test_people_under_way_stay_for_the_larger_changes(under_way, course, change):
    before = under_way.edition
    edit_lesson()
    release(course, change, "More.")
    under_way.refresh_from_db()
    assert under_way.edition == before


def test_a_dropped_item_leaves_the_path_and_a_new_one_joins_it(under_way, course):
    extra = add_lesson(course, "Extra")
    set_outline(course, outline(item(LessonPage.objects.get(title="Hold well")), item(extra)))
    release(course)
    assert [step.item.version.title for step in under_way.items.all()] == ["Hold well", "Extra"]
    assert under_way.items.last().reason["code"] == "everyone"


def test_a_new_item_that_fits_another_job_does_not_join_the_path(under_way, course):
    extra = add_lesson(course, "For drivers")
    set_outline(
        course, outline(item(extra, fit={"job_families": ["transportation"]}), item(LessonPage.objects.first()))
    )
    release(course)
    assert [step.item.version.title for step in under_way.items.all()] == ["Hold well"]


def test_an_item_that_was_for_others_joins_the_path_when_it_is_for_everyone(under_way, course):
    extra, lesson = add_lesson(course, "For drivers"), LessonPage.objects.get(title="Hold well")
    set_outline(course, outline(item(lesson), item(extra, fit={"job_families": ["transportation"]})))
    release(course)
    set_outline(course, outline(item(lesson), item(extra)))
    release(course)
    assert [step.item.version.title for step in under_way.items.all()] == ["Hold well", "For drivers"]


def test_those_who_are_done_keep_their_edition_and_read_of_a_correction(under_way, course):
    Enrollment.objects.filter(pk=under_way.pk).update(completed_at=timezone.now())
    edit_lesson()
    release(course, Change.CORRECTION, "The number was wrong.")
    before, under_way = under_way.edition, Enrollment.objects.get(pk=under_way.pk)
    assert (under_way.edition, under_way.notice) == (before, "The number was wrong.")


def test_heads_are_counted_by_state(under_way, course, dario, bruno):
    enroll(person=dario, course=under_way.course, actor=dario, source="self")
    Enrollment.objects.create(
        person=bruno,
        course=under_way.course,
        opened_at=timezone.now() - dt.timedelta(days=9),
        completed_at=timezone.now(),
    )
    counted = heads(people_of(under_way.course, timezone.localdate()))
    assert (counted.not_started, counted.under_way, counted.done) == (1, 1, 1)


# --- whole or not at all -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("broken", ["promise", "_row", "move_to_newest"])
def test_a_fault_in_the_middle_leaves_nothing(course, monkeypatch, broken):
    release(course)
    edit_lesson()
    before = (ActivityVersion.objects.count(), CourseEdition.objects.count(), EditionItem.objects.count())

    def fail(*args, **kwargs):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(actions, broken, fail)
    with pytest.raises(RuntimeError):
        release(course)
    assert (ActivityVersion.objects.count(), CourseEdition.objects.count(), EditionItem.objects.count()) == before
    assert Course.objects.get().newest.number == 1


def test_two_releases_at_once_are_refused_the_second_time(course, monkeypatch):
    stale = plan_release(CoursePage.objects.get())
    release(course)
    monkeypatch.setattr(actions, "plan_release", lambda page: stale)
    with pytest.raises(ReleaseErrors, match="Someone else"):
        release(course)


@pytest.mark.parametrize("table", ["courses_activityversion", "courses_courseedition", "courses_editionitem"])
def test_the_database_refuses_to_change_what_was_released(course, table):
    release(course)
    with pytest.raises(IntegrityError, match="kept as written"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_a_page_released_alone_makes_a_version_and_no_edition(course):
    lesson = LessonPage.objects.get()
    version = release_activity(page=lesson, actor=None)
    assert (version.number, CourseEdition.objects.count()) == (1, 0)
    assert release_activity(page=lesson, actor=None) == version
