"""Rule book: a job change while a round is under way proposes a path; the learner takes it or keeps theirs."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import hand_in
from courses.actions.change_path import keep_path, proposal_of, take_path
from courses.actions.offer_path import offer_paths, offer_paths_of_the_day
from courses.models import Enrollment
from courses.path import OutlineItem, PathItem, Reason
from courses.path_change import asks_more, propose
from courses.refusals import Refused
from people.models import Job
from tests.courses.factories import course_of, lesson_version, opened, started
from tests.factories import JobFactory, JobFamilyFactory

pytestmark = pytest.mark.django_db


def step(n):
    return PathItem(OutlineItem(n, n), Reason("everyone"))


def test_what_is_new_is_added_and_what_no_longer_fits_is_dropped_unless_done():
    found = propose([step(1), step(2), step(3)], [step(1), step(4)], done={3})
    assert ([each.item.id for each in found.added], [each.item.id for each in found.dropped]) == ([4], [2])


def test_the_same_path_proposes_nothing():
    assert not propose([step(1)], [step(1)], done=())


@pytest.mark.parametrize(
    ("before", "now", "more"), [("", "4-2", True), ("4-2", "4-", False), ("4-2", "4-2-5", True), ("4-2", "6-2", True)]
)
def test_a_step_that_was_finished_since_is_no_other_job_change(before, now, more):
    assert asks_more(before, now) is more


# --- in a round ------------------------------------------------------------------------------------------------------
@pytest.fixture
def enrollment(ana, transportation):
    """One lesson for everyone, one each for the front office, for drivers and for the kitchen."""
    families = {1: "front-office", 2: "transportation", 3: "kitchen"}
    rows = {n: {"fit": {"job_families": [family]}} for n, family in families.items()}
    return started(ana, course_of(*(lesson_version() for _n in range(4)), rows=rows))


@pytest.fixture
def kitchen_job(ana, depot):
    """From today on Ana works in the kitchen, too."""
    return lambda: JobFactory(
        person=ana, unit=depot, family=JobFamilyFactory(slug="kitchen"), starts_on=timezone.localdate(), primary=False
    )


@pytest.fixture
def driver(ana, depot, transportation):
    """Ana drives a bus from today on."""
    today = timezone.localdate()
    Job.objects.filter(person=ana).update(ends_on=today, primary=False)
    return JobFactory(person=ana, unit=depot, family=transportation, starts_on=today)


def places(enrollment):
    return [step.item.order for step in enrollment.items.select_related("item").order_by("order")]


def proposed(enrollment):
    return proposal_of(Enrollment.objects.get(pk=enrollment.pk), timezone.localdate())


def take(enrollment, key=None):
    key = proposed(enrollment).key if key is None else key
    return take_path(enrollment=enrollment, key=key, now=timezone.now(), on=timezone.localdate())


def test_taken_it_swaps_what_fits_with_the_new_reason(enrollment, driver):
    take(enrollment)
    assert places(enrollment) == [1, 3]
    assert enrollment.items.last().reason == {"code": "job_family", "names": ["Transportation"], "n": 0}


def test_what_is_done_stays_on_the_path(enrollment, driver):
    hand_in(attempt=opened(enrollment, 1), now=timezone.now(), awaiting=False, passed=True)
    take(enrollment)
    assert places(enrollment) == [1, 2, 3]


def test_a_path_of_which_nothing_is_left_to_do_completes_the_course(ana, enrollment, driver):
    for n in (0, 1):
        hand_in(attempt=opened(enrollment, n), now=timezone.now(), awaiting=False, passed=True)
    enrollment.refresh_from_db()
    assert enrollment.completed_at  # finished on the old path before anything was answered
    assert not proposed(enrollment)


def test_kept_it_is_not_proposed_again_until_another_change(ana, enrollment, driver, as_person):
    keep_path(enrollment=enrollment, key=proposed(enrollment).key, on=timezone.localdate())
    page = reverse("courses:course", args=[enrollment.course.slug])
    assert as_person(ana).get(page).context["new_path"] is None
    assert places(enrollment) == [1, 2]
    family = JobFamilyFactory(slug="nursing")
    Job.objects.filter(pk=driver.pk).update(family=family)
    assert as_person(ana).get(page).context["new_path"].added == []


def test_an_answer_to_an_older_proposal_is_refused(enrollment, driver):
    with pytest.raises(Refused, match="Look at it again"):
        take(enrollment, key="+9-")


def test_without_a_job_change_nothing_is_proposed(enrollment):
    assert not proposed(enrollment)


@pytest.mark.parametrize("over", ["completed_at", "closed_at"])
def test_a_finished_round_is_never_touched(enrollment, driver, over):
    key = proposed(enrollment).key
    Enrollment.objects.filter(pk=enrollment.pk).update(**{over: timezone.now() - dt.timedelta(days=1)})
    with pytest.raises(Refused):
        take(enrollment, key=key)
    assert places(enrollment) == [1, 2]


# --- the page --------------------------------------------------------------------------------------------------------
def test_the_course_page_proposes_with_reasons_and_takes_the_answer(ana, enrollment, driver, as_person):
    client, address = as_person(ana), reverse("courses:course", args=[enrollment.course.slug])
    page = client.get(address)
    assert "For your job: Transportation" in page.content.decode()
    answer = {"do": "take", "key": page.context["new_path"].key}
    client.post(reverse("courses:change_path", args=[enrollment.course.slug]), answer)
    assert places(enrollment) == [1, 3]
    assert client.get(address).context["new_path"] is None


def test_another_answers_nothing(dario, enrollment, driver, as_person):
    address = reverse("courses:change_path", args=[enrollment.course.slug])
    assert as_person(dario).post(address, {"do": "take", "key": proposed(enrollment).key}).status_code == 404


# --- told once on My learning ----------------------------------------------------------------------------------------
def news(ana, as_person):
    offers = as_person(ana).get("/my/").context["offers"]
    return [(row.offer.on, row.offer.added, row.offer.dropped) for row in offers]


def test_my_learning_tells_of_it_until_it_is_put_away_and_of_the_next_change_again(
    ana, enrollment, driver, kitchen_job, as_person
):
    today, titles = timezone.localdate(), [item.version.title for item in enrollment.edition.items.order_by("order")]
    assert offer_paths(people=[ana.pk], now=timezone.now()) == 1
    assert news(ana, as_person) == [(today, [titles[2]], [titles[1]])]
    as_person(ana).post(reverse("courses:put_path_news_away"))
    hand_in(attempt=opened(enrollment, 1), now=timezone.now(), awaiting=False, passed=True)
    offer_paths_of_the_day(now=timezone.now())
    assert (news(ana, as_person), bool(proposed(enrollment))) == ([], True)
    kitchen_job()
    assert offer_paths_of_the_day(now=timezone.now()) == 1
    assert news(ana, as_person) == [(today, [titles[2], titles[3]], [])]


def test_answered_it_is_told_no_more(ana, enrollment, driver, as_person):
    offer_paths(people=None, now=timezone.now())
    take(enrollment)
    assert news(ana, as_person) == []
    assert offer_paths(people=None, now=timezone.now()) == 1  # nothing is proposed any more: the next change is news
    assert offer_paths(people=None, now=timezone.now()) == 0


def test_without_a_job_change_nothing_is_told(ana, enrollment):
    assert offer_paths(people=None, now=timezone.now()) == 0
