"""Rule book: a supervisor refers one of their people, and the person reads why."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import hand_in, open_practice, put_away, refer, withdraw_referral
from courses.models import Enrollment, Referral
from courses.referring import waiting_for
from courses.refusals import Refused
from people.models import Job
from tests.courses.factories import course_of, lesson_version, opened, started
from tests.scenarios.factories import ScenarioVersionFactory

pytestmark = pytest.mark.django_db
WHY = "Three callers were passed on last week. This helps."


@pytest.fixture
def course():
    return course_of(lesson_version())


@pytest.fixture
def practice():
    return ScenarioVersionFactory().activity


def referred(person, to, by, reason=WHY, key=None):
    return refer(person=person, to=to, reason=reason, by=by, client_key=key or uuid.uuid4())


# --- what it does ----------------------------------------------------------------------------------------------------
def test_a_referral_to_a_course_opens_a_round_and_gives_its_reason(ana, bruno, course):
    referral = referred(ana, course, bruno)
    assert (referral.enrollment.source, referral.enrollment.enrolled_by) == ("referral", bruno)
    (each,) = waiting_for(ana)
    assert (each.title, each.reason, each.by) == (course.newest.title, WHY, "Bruno Keller")


def test_a_round_that_is_open_already_is_the_one(ana, bruno, course):
    enrollment = started(ana, course)
    assert referred(ana, course, bruno).enrollment == enrollment


def test_a_practice_is_referred_to_without_a_round(ana, bruno, practice, as_person):
    referred(ana, practice, bruno)
    (each,) = waiting_for(ana)
    assert as_person(ana).get(each.url).url == reverse("scenarios:start", args=[practice.key])
    assert not Enrollment.objects.exists()


def test_a_lesson_is_not_practiced_outside_of_a_course(ana, as_person):
    version = lesson_version()
    assert as_person(ana).get(reverse("courses:practice", args=[version.activity.key])).status_code == 404


def test_pressing_twice_is_one_referral(ana, bruno, course):
    key = uuid.uuid4()
    assert referred(ana, course, bruno, key=key) == referred(ana, course, bruno, key=key)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason_there_is_none(ana, bruno, course, reason):
    with pytest.raises(Refused, match="Say why"):
        referred(ana, course, bruno, reason)


# --- when it is answered ---------------------------------------------------------------------------------------------
def test_a_finished_course_answers_it(ana, bruno, course):
    referred(ana, course, bruno)
    hand_in(attempt=opened(started(ana, course)), now=timezone.now(), awaiting=False, passed=True)
    assert waiting_for(ana) == []


def test_a_try_since_answers_a_practice_and_an_earlier_one_does_not(ana, bruno, practice):
    open_practice(person=ana, activity=practice, key=uuid.uuid4())
    referred(ana, practice, bruno)
    assert len(waiting_for(ana)) == 1
    open_practice(person=ana, activity=practice, key=uuid.uuid4())
    assert waiting_for(ana) == []


@pytest.mark.parametrize("over", [put_away, withdraw_referral])
def test_it_is_put_away_or_taken_back(ana, bruno, course, over):
    over(referral=referred(ana, course, bruno))
    assert waiting_for(ana) == []
    assert Enrollment.objects.get().closed_at is None


# --- who may ---------------------------------------------------------------------------------------------------------
def page(person):
    return reverse("courses:refer", args=[person.username])


def said(to, key=None, reason=WHY):
    return {"to": to, "reason": reason, "client_key": key or uuid.uuid4()}


@pytest.mark.parametrize("who", ["dario", "paul", "tomas", "lena"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_refers_her(request, ana, course, who, method, as_person):
    client = as_person(request.getfixturevalue(who))
    assert getattr(client, method)(page(ana), said(f"course:{course.slug}")).status_code == 404
    assert not Referral.objects.exists()


def test_nobody_refers_themselves(bruno, helen, as_person):
    assert as_person(helen).get(page(helen)).status_code == 404
    with pytest.raises(Refused, match="yourself"):
        referred(bruno, course_of(lesson_version()), bruno)


def test_a_supervisor_of_last_year_may_no_more(ana, bruno, as_person):
    Job.objects.filter(person=ana).update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert as_person(bruno).get(page(ana)).status_code == 404


@pytest.mark.parametrize("who", ["bruno", "helen"])
def test_her_supervisor_and_human_resources_do(request, ana, course, who, as_person):
    response = as_person(request.getfixturevalue(who)).post(page(ana), said(f"course:{course.slug}"))
    assert (response.status_code, Referral.objects.get().reason) == (302, WHY)


@pytest.mark.parametrize("to", ["", "course:none", "practice:x", "nonsense"])
def test_what_is_not_there_cannot_be_referred_to(ana, bruno, course, to, as_person):
    assert as_person(bruno).post(page(ana), said(to)).status_code == 422


def test_nothing_chosen_and_nothing_said_is_answered_in_our_words(ana, bruno, course, as_person):
    form = as_person(bruno).post(page(ana), said("", reason="")).context["form"]
    assert form.errors == {"to": ["Please choose one."], "reason": ["Say why. The person reads it."]}


def test_she_reads_it_on_her_first_page_and_puts_it_away(ana, bruno, course, as_person):
    referral = referred(ana, course, bruno, "<b>Busy</b> mornings")
    client = as_person(ana)
    assert "“&lt;b&gt;Busy&lt;/b&gt; mornings”" in client.get(reverse("my_learning")).content.decode()
    client.post(reverse("courses:put_referral_away", args=[referral.pk]))
    assert "Busy" not in client.get(reverse("my_learning")).content.decode()


def test_another_may_not_put_it_away(ana, dario, bruno, course, as_person):
    referral = referred(ana, course, bruno)
    assert as_person(dario).post(reverse("courses:put_referral_away", args=[referral.pk])).status_code == 404


def test_it_is_taken_back_by_those_who_may_refer(ana, bruno, dario, course, as_person):
    address = reverse("courses:withdraw_referral", args=[ana.username, referred(ana, course, bruno).pk])
    assert as_person(dario).post(address).status_code == 404
    assert as_person(bruno).post(address).status_code == 302
    assert waiting_for(ana) == []


@pytest.mark.parametrize("times", [1, 3])
def test_my_learning_stays_within_twelve_queries_with_them(ana, bruno, times, as_person, django_assert_max_num_queries):
    for _n in range(times):
        started(ana, course_of(lesson_version(), lesson_version()))
        referred(ana, course_of(lesson_version()), bruno)
        referred(ana, ScenarioVersionFactory().activity, bruno)
    client = as_person(ana)
    client.get("/my/")
    with django_assert_max_num_queries(12):
        client.get("/my/")
