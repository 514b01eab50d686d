"""Rule book: before a release the trainer sees what it does to whom; and that is what it then does."""

import datetime as dt
import random
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.models import Credential
from courses.actions import enroll, hand_in, open_attempt, start
from courses.meaning import Impact
from courses.models import Change, CoursePage, Enrollment, EnrollmentItem, Evidence, LessonPage
from courses.release.actions import release_course
from courses.release.heads import people_of
from courses.release.impact import impact
from courses.release.plan import plan_release
from courses.release.problems import ReleaseErrors
from tests.courses.studio.factories import (
    add_lesson,
    item,
    lesson_body,
    outline,
    publish,
    published_course,
    set_outline,
)
from tests.factories import JobFactory, JobFamilyFactory, PersonFactory

pytestmark = pytest.mark.django_db
LARGE_AND_SMALL = (Change.COSMETIC, Change.CORRECTION, Change.TOP_UP, Change.RETAKE)


def page_of(course):
    return CoursePage.objects.get(pk=course.pk)


def release(course, change=Change.COSMETIC, note="What changed.", **more):
    return release_course(course_page=page_of(course), change=change, note=note, actor=None, **more)


def rewrite(course, title, text):
    lesson = LessonPage.objects.get(title=title)
    lesson.body = lesson_body(f"<p>{text}</p>")
    publish(lesson)
    return str(lesson.translation_key)


@pytest.fixture
def families(db):
    return [JobFamilyFactory(slug=slug) for slug in ("front-office", "transportation")]


@pytest.fixture
def course(families):
    """One lesson for everyone, one for drivers."""
    course = published_course()
    everyone, drivers = LessonPage.objects.get(title="Hold well"), add_lesson(course, "At the stop")
    return set_outline(course, outline(item(everyone), item(drivers, fit={"job_families": ["transportation"]})))


# --- the preview equals what then happens ----------------------------------------------------------------------------
def finish(enrollment):
    for step in enrollment.items.all():
        attempt = open_attempt(enrollment=enrollment, item=step, key=uuid.uuid4())
        hand_in(attempt=attempt, now=timezone.now(), awaiting=False, passed=True)


def put_somewhere(chance, person, course):
    """One of the places in which someone can stand with a course, by chance."""
    where = chance.choice(["off", "waiting", "under_way", "done", "done", "again", "imported", "closed", "voided"])
    if where == "off":
        return
    if where == "imported":
        row = {"person": person, "course": course, "kind": "imported", "occurred_at": timezone.now()}
        Evidence.objects.create(key=f"import:{person.pk}", **row)
        return
    enrollment = enroll(person=person, course=course, actor=person, source="self")
    if where != "waiting":
        start(enrollment=enrollment, now=timezone.now())
    if where in ("done", "again", "voided"):
        finish(enrollment)
    if where == "again":
        start(enrollment=enroll(person=person, course=course, actor=person, source="self"), now=timezone.now())
    if where == "closed":
        Enrollment.objects.filter(pk=enrollment.pk).update(closed_at=timezone.now())
    if where == "voided":
        row = Evidence.objects.get(key=f"course:{enrollment.pk}")
        fields = {"person": person, "course": course, "kind": row.kind, "occurred_at": row.occurred_at}
        Evidence.objects.create(key=f"void:{row.pk}", voids=row, reason="By mistake", **fields)


def rounds_now():
    columns = ("pk", "person", "kind", "edition", "release", "notice", "started_at", "completed_at", "closed_at")
    return {row[0]: dict(zip(columns, row, strict=True)) for row in Enrollment.objects.values_list(*columns)}


def what_happened(before, after, edition, people) -> Impact:
    """Read from the rows alone, without asking the code that decided it."""
    employed = {each.person_id for each in people}
    state = {each.person_id: each.state for each in people}
    open_whole = [
        row for row in before.values()
        if row["kind"] == "whole" and not row["completed_at"] and not row["closed_at"] and row["person"] in employed
    ]  # fmt: skip
    moved = [row for row in open_whole if row["started_at"] and after[row["pk"]]["edition"] == edition.pk]
    stayed = [row for row in open_whole if row["started_at"] and after[row["pk"]]["edition"] == row["edition"]]
    asked = {"top_up": set(), "whole": set()}
    for pk, row in after.items():
        fresh = row["release"] == edition.pk and (pk not in before or before[pk]["release"] != edition.pk)
        if fresh and not row["closed_at"]:
            asked[row["kind"]].add(row["person"])
    told = {row["person"] for pk, row in after.items() if row["notice"] and not (pk in before and before[pk]["notice"])}
    done = {person for person, where in state.items() if where == "done"}
    offers = edition.items.filter(change=Change.TOP_UP).exists() and not moved
    offered = offers and not edition.items.filter(change=Change.RETAKE).exists()
    return Impact(
        newest=sum(not row["started_at"] for row in open_whole),
        moved=len(moved),
        offered=len(stayed) if offered else 0,
        stay=0 if offered else len(stayed),
        top_up=len(asked["top_up"]),
        retake=len(asked["whole"]),
        nothing=len(done - asked["top_up"] - asked["whole"]),
        told=len(told & employed),
    )


@pytest.mark.parametrize("seed", range(10))
def test_the_preview_is_what_then_happens(course, families, seed):
    chance = random.Random(seed)
    first = release(course)
    people = [JobFactory(family=chance.choice(families)).person for _n in range(9)] + [PersonFactory()]
    for person in people:
        put_somewhere(chance, person, first.course)
    leaver = people[0]
    leaver.left_on = timezone.localdate() - dt.timedelta(days=3)
    leaver.save()
    for _turn in range(2):
        keys = [rewrite(course, title, f"Text {chance.random()}.") for title in ("Hold well", "At the stop")]
        change = chance.choice(LARGE_AND_SMALL)
        per_item = {keys[1]: chance.choice(LARGE_AND_SMALL)} if chance.random() < 0.6 else {}
        stands = people_of(first.course, timezone.localdate())
        promised = impact(plan_release(page_of(course)), stands, change, per_item)
        Enrollment.objects.update(notice="")
        before = rounds_now()
        edition = release(course, change, per_item_change=per_item)
        assert what_happened(before, rounds_now(), edition, stands) == promised
        some = Enrollment.objects.open().filter(started_at=None).order_by("pk")
        for waiting in list(some)[:2]:
            start(enrollment=waiting, now=timezone.now())
    assert not Enrollment.objects.filter(person=leaver, release__isnull=False).exists()


def test_no_release_takes_away_or_dates_anew_what_was_earned(course, families):
    first = release(course)
    person = JobFactory(family=families[0]).person
    finish(
        start(enrollment=enroll(person=person, course=first.course, actor=person, source="self"), now=timezone.now())
    )
    earned = list(Evidence.objects.standing().values_list("pk", "occurred_at", "edition"))
    for change in LARGE_AND_SMALL:
        rewrite(course, "Hold well", f"For {change}.")
        release(course, change)
    assert list(Evidence.objects.standing().values_list("pk", "occurred_at", "edition")) == earned


# --- what is refused -------------------------------------------------------------------------------------------------
def test_a_top_up_without_anything_new_is_refused(course):
    release(course)
    page = page_of(course)
    page.title = "Phones, again"
    publish(page)
    with pytest.raises(ReleaseErrors, match="nothing required is"):
        release(course, Change.TOP_UP)


def test_an_item_that_is_only_if_you_wish_asks_nobody_for_a_round(course):
    release(course)
    extra = add_lesson(course, "More to read")
    course = set_outline(course, outline(item(LessonPage.objects.get(title="Hold well")), item(extra, required=False)))
    with pytest.raises(ReleaseErrors, match="nothing required is"):
        release(course, Change.TOP_UP)


# --- the page --------------------------------------------------------------------------------------------------------
@pytest.fixture
def done(course, ana, front_office):
    first = release(course)
    enrollment = enroll(person=ana, course=first.course, actor=ana, source="self")
    finish(start(enrollment=enrollment, now=timezone.now()))
    Credential.objects.create(public_id="TR-1", person=ana, enrollment=enrollment, course=first.course)
    return enrollment


def address(course):
    return reverse("courses_release", args=[course.pk])


def test_the_page_shows_words_heads_and_certificates(course, done, studio):
    rewrite(course, "Hold well", "Say it at once.")
    text = studio.get(address(course)).content.decode()
    assert "Done: 1" in text
    assert "1 gets a top-up" in text
    assert "1 is due again" in text
    assert "Certificates that people hold: 1." in text
    assert "<ins>" in text
    assert "plainly" in text


def test_looking_at_a_choice_writes_nothing(course, done, studio):
    rewrite(course, "Hold well", "Say it at once.")
    before = (Enrollment.objects.count(), EnrollmentItem.objects.count(), done.course.editions.count())
    response = studio.post(address(course), {"change": "retake", "note": "New rules.", "do": "look"})
    assert response.context["chosen"].done == ["1 is due again"]
    assert (Enrollment.objects.count(), EnrollmentItem.objects.count(), done.course.editions.count()) == before


@pytest.mark.parametrize("change", ["correction", "top_up", "retake"])
def test_what_people_will_read_must_be_said(course, done, studio, change):
    rewrite(course, "Hold well", "Say it at once.")
    plan = studio.get(address(course)).context["plan"]
    response = studio.post(address(course), {"change": change, "note": " ", "seen": plan.digest, "after": plan.after})
    assert (list(response.context["form"].errors), done.course.editions.count()) == (["note"], 1)


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_however_many_people(course, families, studio, django_assert_max_num_queries, people):
    first = release(course)
    for _n in range(people):
        person = JobFactory(family=families[1]).person
        finish(
            start(
                enrollment=enroll(person=person, course=first.course, actor=person, source="self"), now=timezone.now()
            )
        )
    rewrite(course, "At the stop", "Stand clear.")
    studio.get(address(course))
    with django_assert_max_num_queries(75):
        studio.get(address(course))
