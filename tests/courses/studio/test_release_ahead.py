"""Before a release the trainer sees what moving does to the work of those under way; and that is what it then does."""

import random
import uuid

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.actions import enroll, hand_in, open_attempt, start
from courses.completion import State
from courses.models import CoursePage, Enrollment
from courses.release.ahead import Ahead, ahead_of, movers_of
from courses.release.heads import people_of
from courses.release.plan import plan_release
from courses.rounds import reading_of
from tests.courses.studio.factories import add_lesson, arrange, item, lesson, published_course, release, rewrite
from tests.factories import JobFactory, JobFamilyFactory

pytestmark = pytest.mark.django_db
DRIVERS = {"job_families": ["transportation"]}
TITLES = ["Hold well", "Say it back", "At the stop"]


def shown(course, change="cosmetic") -> Ahead:
    plan = plan_release(CoursePage.objects.get(pk=course.pk))
    people = people_of(plan.previous.course, timezone.localdate())
    return ahead_of(plan, movers_of(plan, people), people, change, {})


@pytest.fixture
def families(db):
    return [JobFamilyFactory(slug=slug) for slug in ("front-office", "transportation")]


@pytest.fixture
def course(families):
    course = published_course()
    add_lesson(course, "Say it back"), add_lesson(course, "At the stop")
    arrange(course, item(lesson("Hold well")), item(lesson("Say it back")))
    return course


def under_way(person, edition, *titles) -> Enrollment:
    """On the course, with these lessons done."""
    enrollment = enroll(person=person, course=edition.course, actor=person, source="self")
    enrollment = start(enrollment=enrollment, now=timezone.now())
    for step in enrollment.items.filter(item__version__title__in=titles):
        attempt = open_attempt(enrollment=enrollment, item=step, key=uuid.uuid4())
        hand_in(attempt=attempt, now=timezone.now(), awaiting=False, passed=True)
    return enrollment


@pytest.fixture
def halfway(course, families):
    return under_way(JobFactory(family=families[0]).person, release(course), "Hold well")


def test_who_had_only_what_is_taken_out_before_them_is_done_by_it(course, halfway):
    arrange(course, item(lesson("Hold well")))
    assert shown(course) == Ahead(done=1)


def test_a_correction_of_what_was_done_is_a_part_again(course, halfway):
    rewrite("Hold well", "Hold it better.")
    assert (shown(course, "correction"), shown(course, "cosmetic")) == (Ahead(again=1), Ahead())


def test_what_joins_the_path_is_something_new(course, halfway):
    arrange(course, *(item(lesson(title)) for title in TITLES))
    assert shown(course) == Ahead(more=1)


def test_what_is_new_for_others_is_nothing_to_them(course, halfway):
    stop = item(lesson("At the stop"), fit=DRIVERS)
    arrange(course, item(lesson("Hold well")), item(lesson("Say it back")), stop)
    assert shown(course) == Ahead()


@pytest.mark.parametrize("change", ["top_up", "retake"])
def test_who_is_not_moved_does_as_before(change, course, halfway):
    rewrite("Hold well", "Hold it better.")
    assert shown(course, change) == Ahead()


def test_the_page_says_it(course, halfway, studio):
    arrange(course, item(lesson("Hold well")))
    page = studio.get(reverse("courses_release", args=[course.pk])).content.decode()
    assert "1 of them is done by it" in page


def test_the_page_costs_the_same_for_one_and_for_three(course, families, studio):
    first = release(course)
    rewrite("Hold well", "Hold it better.")
    costs = []
    for _n in range(3):
        under_way(JobFactory(family=families[0]).person, first, "Hold well")
        with CaptureQueriesContext(connection) as asked:
            studio.get(reverse("courses_release", args=[course.pk]))
        costs.append(len(asked))
    assert costs[2] <= costs[0]  # the first page also fills what is read once


# --- by chance, beside what then happens ----------------------------------------------------------------------------
def decisions(rounds):
    read = reading_of(rounds, facts_where=Q(person__in=[each.person_id for each in rounds]))
    return {each.pk: (read.paths[each.pk], read.decide(each)) for each in rounds}


def states_of(path, decision, *, asked=False):
    states = {each.item_id: each.state for each in decision.items}
    return {step.item.activity_id: states[step.item.id] for step in path if step.item.asks or not asked}


def happened(before, after) -> Ahead:
    found = {"done": 0, "again": 0, "more": 0}
    for pk, (path, decision) in after.items():
        was, becomes = states_of(*before[pk]), states_of(path, decision, asked=True)
        undone = {activity for activity, state in becomes.items() if state != State.COMPLETED}
        found["done"] += decision.complete
        found["again"] += any(was.get(each) == State.COMPLETED for each in undone)
        found["more"] += bool(undone - was.keys())
    return Ahead(**found)


def arrange_by_chance(course, chance):
    """The first lesson stays; of the others each may go, be left to the person, or be for drivers alone."""
    rows = [
        item(lesson(title), required=chance.random() < 0.7, fit=chance.choice([None, DRIVERS]))
        for title in TITLES[1:]
        if chance.random() < 0.7
    ]
    arrange(course, item(lesson(TITLES[0])), *rows)


@pytest.mark.parametrize("seed", range(8))
def test_what_was_shown_is_what_then_happens(course, families, seed):
    chance = random.Random(seed)
    arrange(course, item(lesson(TITLES[0])), item(lesson(TITLES[1])), item(lesson(TITLES[2]), fit=DRIVERS))
    first = release(course)
    for _n in range(6):
        person, titles = JobFactory(family=chance.choice(families)).person, chance.sample(TITLES, chance.randint(0, 1))
        under_way(person, first, *titles)
    arrange_by_chance(course, chance)
    rewrite(chance.choice(TITLES), f"Words {seed}.")
    change = chance.choice(["cosmetic", "correction"])
    moving = list(Enrollment.objects.open().filter(started_at__isnull=False))
    ahead, before = shown(course, change), decisions(moving)
    edition = release(course, change)
    moved = list(Enrollment.objects.filter(pk__in=[each.pk for each in moving], edition=edition))
    assert ahead == happened(before, decisions(moved))
