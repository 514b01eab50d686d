"""One release of many courses: each looked at, chosen, released by itself; what is refused stops no other."""

import pytest
from django.db import OperationalError
from django.utils import timezone

from courses.actions import enroll, start
from courses.models import BulkRelease, Course, CoursePage, Enrollment
from courses.models.bulk_release import BulkReleasePart
from courses.quoting import actions
from courses.quoting.actions import begin_bulk_release, choose
from courses.quoting.found import Found
from courses.quoting.told import how_far, rows_of
from outbox.actions import drain
from tests.courses.quoting.factories import (
    call_them,
    conversation,
    release,
    released,
    revise,
    rewrite,
    standard,
    word,
)
from tests.courses.studio.factories import add_lesson, item, publish

pytestmark = pytest.mark.django_db
State = BulkReleasePart.State


def looked_at(subject, trainer) -> BulkRelease:
    bulk = begin_bulk_release(subject=subject, actor=trainer)
    drain()
    return bulk


def found(bulk):
    return {part.title: Found.read(part.found) for part in bulk.parts.all()}


def hints(bulk):
    return {row.part.title: row.hint for row in rows_of(list(bulk.parts.all()))}


def send(bulk, *titles, change="correction", note="It reads anew."):
    parts = bulk.parts.filter(title__in=titles).values_list("pk", flat=True)
    done = choose(bulk=bulk, parts=list(parts), change=change, note=note)
    drain()
    return done


def outcomes(bulk):
    return {part.title: part.state for part in bulk.parts.all()}


def editions():
    return dict(Course.objects.order_by("title").values_list("title", "newest__number"))


def plain(lines):
    return ["".join(f"[{piece['kind']}:{piece['text']}]" for piece in line) for line in lines]


# --- looking --------------------------------------------------------------------------------------------------------
def test_nothing_older_is_nothing_to_look_at(trainer):
    released()
    assert begin_bulk_release(subject=standard(), actor=trainer) is None


def test_a_course_in_which_only_the_quote_changed_is_ticked_at_first(trainer, ana):
    released()
    enroll(person=ana, course=Course.objects.get(), actor=ana, source="self")
    call_them("parents")
    bulk = looked_at(word(), trainer)
    each = found(bulk)["Phones"]
    assert (each.chosen_at_first, each.others, each.problems, each.same) == (True, [], [], False)
    assert each.heads == {"not_started": 1, "under_way": 0, "done": 0}
    assert hints(bulk) == {"Phones": ""}


def test_the_words_that_change_are_shown_by_item(trainer):
    released()
    call_them("parents")
    [item] = found(looked_at(word(), trainer))["Phones"].compared
    assert item["title"] == "Hold well, Phones"
    assert plain(item["lines"]) == ["[same:We call ][dropped:families][added:parents][same: back.]"]


def test_the_texts_of_the_course_page_are_compared_too(trainer):
    course = released(code="", text="<p>Say it.</p>")
    page = CoursePage.objects.get(pk=course.pk)
    page.summary = "For {families}."
    publish(page)
    release(course)
    call_them("parents")
    each = found(looked_at(word(), trainer))["Phones"]
    assert [(item["title"], plain(item["lines"])) for item in each.compared] == [
        ("The course page", ["[same:For ][dropped:families][added:parents][same:.]"])
    ]
    assert each.chosen_at_first is True


def another_text(course):
    rewrite(course, "<p>We call {families} back today.</p>")


def another_summary(course):
    page = CoursePage.objects.get(pk=course.pk)
    page.summary = "How we answer today."
    publish(page)


def another_word(course):
    revise(code="P-1")


@pytest.mark.parametrize(
    ("change", "others"),
    [
        (another_text, ["Hold well, Phones"]),
        (another_summary, ["the course page"]),
        (another_word, ["Hold well, Phones"]),
    ],
)
def test_other_changes_are_named_and_the_course_is_not_ticked(trainer, change, others):
    course = released()
    change(course)
    call_them("parents")
    each = found(looked_at(word(), trainer))["Phones"]
    assert (each.others, each.may_be_chosen, each.chosen_at_first) == (others, True, False)


def test_a_lesson_that_would_be_new_is_named_too(trainer):
    course = released()
    page = CoursePage.objects.get(pk=course.pk)
    lesson = add_lesson(page, "The second call")
    page.outline = [
        {**row, "value": {**row["value"], "items": [*row["value"]["items"], item(lesson)]}}
        for row in page.outline.raw_data
    ]
    publish(page), publish(lesson)
    call_them("parents")
    assert found(looked_at(word(), trainer))["Phones"].others == ["The second call"]


def test_what_is_wrong_is_listed_and_cannot_be_chosen(trainer):
    course = released()
    lesson = rewrite(course, "<p>{Nobodys} {families}.</p>")
    call_them("parents")
    bulk = looked_at(word(), trainer)
    each = found(bulk)["Phones"]
    assert [(problem["page_id"], problem["message"]) for problem in each.problems] == [
        (lesson.pk, "“{Nobodys}” is not one of our words.")
    ]
    assert each.may_be_chosen is False
    assert hints(bulk)["Phones"] == "It cannot be released: one thing is wrong. Mend it, then look again."


def test_a_page_that_was_taken_back_is_a_thing_that_is_wrong(trainer):
    course = released()
    CoursePage.objects.get(pk=course.pk).unpublish()
    call_them("parents")
    each = found(looked_at(word(), trainer))["Phones"]
    assert [problem["message"] for problem in each.problems] == [
        "The course is not published. Publish it: that says it is ready."
    ]


def test_a_course_without_its_page_cannot_be_chosen(trainer):
    course = released()
    CoursePage.objects.get(pk=course.pk).delete()
    call_them("parents")
    bulk = looked_at(word(), trainer)
    assert (found(bulk)["Phones"].may_be_chosen, hints(bulk)["Phones"]) == (
        False,
        "Its page was deleted in the studio, so it cannot be released.",
    )


def test_who_may_not_publish_the_page_may_not_choose_it(trainer):
    released()
    call_them("parents")
    trainer.groups.clear()
    bulk = looked_at(word(), trainer)
    assert (found(bulk)["Phones"].may_be_chosen, hints(bulk)["Phones"]) == (
        False,
        "You may not release it. Ask someone who may publish its page.",
    )


def test_what_reads_the_same_for_learners_is_nothing_to_release(trainer):
    course = released(code="", text="<p>{Families} first.</p>")
    call_them("Families")
    bulk = looked_at(word(), trainer)
    assert (found(bulk)[course.title].same, found(bulk)[course.title].may_be_chosen) == (True, False)


def test_a_conversation_is_looked_at_by_itself(trainer):
    page = conversation()
    call_them("parents")
    each = found(looked_at(word(), trainer))["The late bus"]
    assert (each.page_id, each.chosen_at_first, each.heads, each.others) == (page.pk, True, None, [])
    page.summary = "A parent of our {families} writes."
    publish(page)
    assert found(looked_at(word(), trainer))["The late bus"].others == ["The late bus"]


# --- releasing ------------------------------------------------------------------------------------------------------
def test_what_is_chosen_is_released_and_the_rest_left(trainer):
    for title in ("Phones", "Buses", "Meals"):
        released(title)
    revise()
    bulk = looked_at(standard(), trainer)
    send(bulk, "Phones", "Meals", change="cosmetic")
    assert editions() == {"Buses": 1, "Meals": 2, "Phones": 2}
    assert outcomes(bulk) == {"Buses": State.LOOKED_AT, "Meals": State.RELEASED, "Phones": State.RELEASED}
    edition = Course.objects.get(title="Phones").newest
    assert (edition.change, edition.note, edition.released_by) == ("cosmetic", "It reads anew.", trainer)


def test_the_meaning_reaches_people(trainer, ana):
    released()
    enrollment = enroll(person=ana, course=Course.objects.get(), actor=ana, source="self")
    start(enrollment=enrollment, now=timezone.now())
    revise()
    send(looked_at(standard(), trainer), "Phones")
    assert Enrollment.objects.values_list("edition__number", "notice").get() == (2, "It reads anew.")


def test_a_conversation_gets_its_next_version(trainer):
    conversation()
    call_them("parents")
    bulk = looked_at(word(), trainer)
    send(bulk, "The late bus")
    assert bulk.parts.values_list("state", "made").get() == (State.RELEASED, 2)


def test_one_refusal_stops_no_other_and_leaves_nothing_half_written(trainer):
    for title in ("Phones", "Buses", "Meals"):
        released(title)
    call_them("parents")
    bulk = looked_at(word(), trainer)
    rewrite(CoursePage.objects.get(title="Meals"), "<p>{Families} first.</p>")
    rewrite(CoursePage.objects.get(title="Buses"), "<p>{Nobodys}.</p>")
    send(bulk, "Phones", "Buses", "Meals")
    assert editions() == {"Buses": 1, "Meals": 1, "Phones": 2}
    refused = {part.title: [each["message"] for each in part.refused] for part in bulk.parts.all()}
    assert refused == {
        "Buses": ["“{Nobodys}” is not one of our words."],
        "Meals": ["It was changed after you looked at it. Look at what it would release now, and release it then."],
        "Phones": [],
    }
    assert how_far(bulk_now(bulk), list(bulk.parts.all())) == "3 of 3 are done. 2 were refused."


def bulk_now(bulk):
    return BulkRelease.objects.get(pk=bulk.pk)


def test_what_nobody_foresaw_stops_no_other(trainer, monkeypatch):
    for title in ("Phones", "Buses"):
        released(title)
    call_them("parents")
    bulk = looked_at(word(), trainer)

    def breaks(*, course_page, **more):
        if course_page.title == "Buses":
            raise KeyError("a block of another time")
        return whole(course_page=course_page, **more)

    whole = actions.release_course
    monkeypatch.setattr(actions, "release_course", breaks)
    send(bulk, "Phones", "Buses")
    assert (outcomes(bulk), editions()) == (
        {"Buses": State.REFUSED, "Phones": State.RELEASED},
        {"Buses": 1, "Phones": 2},
    )


def test_a_database_that_is_away_is_no_refusal(trainer, monkeypatch):
    released()
    call_them("parents")
    bulk = looked_at(word(), trainer)

    def away(**_more):
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "release_course", away)
    send(bulk, "Phones")
    assert outcomes(bulk) == {"Phones": State.CHOSEN}


def test_somebody_who_lost_the_right_meanwhile_is_refused(trainer):
    released()
    call_them("parents")
    bulk = looked_at(word(), trainer)
    trainer.groups.clear()
    send(bulk, "Phones")
    assert (outcomes(bulk), editions()) == ({"Phones": State.REFUSED}, {"Phones": 1})


def test_a_worker_that_died_after_the_release_makes_no_second_edition(trainer):
    released()
    call_them("parents")
    bulk = looked_at(word(), trainer)
    send(bulk, "Phones")
    bulk.parts.update(state=State.CHOSEN)
    actions.release_next(bulk.pk)
    assert (outcomes(bulk), editions()) == ({"Phones": State.RELEASED}, {"Phones": 2})


def test_what_someone_else_released_meanwhile_is_told(trainer):
    course = released()
    call_them("parents")
    bulk = looked_at(word(), trainer)
    release(course)
    send(bulk, "Phones")
    assert (outcomes(bulk), editions()) == ({"Phones": State.NOTHING_NEW}, {"Phones": 2})


def test_sent_off_twice_it_goes_out_once(trainer):
    released("Phones"), released("Buses")
    call_them("parents")
    bulk = looked_at(word(), trainer)
    assert (send(bulk, "Phones"), send(bulk, "Buses", change="retake")) == (True, False)
    assert (editions(), bulk_now(bulk).change) == ({"Buses": 1, "Phones": 2}, "correction")


def test_nothing_is_sent_off_before_all_is_looked_at(trainer):
    released()
    call_them("parents")
    bulk = begin_bulk_release(subject=word(), actor=trainer)
    assert choose(bulk=bulk, parts=[bulk.parts.get().pk], change="cosmetic", note="") is False
