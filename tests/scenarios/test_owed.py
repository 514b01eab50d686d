"""Scores that are owed while nobody is there to give them: an administrator hears, a second one lapses in the end."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from courses.models import Attempt, Evidence
from outbox.actions import drain
from people.models import Person, Role, RoleGrant
from scenarios.actions.owed import GRACE, look_after_owed
from scenarios.admissions import eyes_for
from scenarios.models import MarkingTask
from tests.factories import AdmissionFactory, PersonFactory, RoleGrantFactory
from tests.scenarios.desk import LOW, PLAIN, handed_in, scored, slots, task_of
from tests.scenarios.factories import ScenarioVersionFactory

pytestmark = pytest.mark.django_db
State = Attempt.State
NOW = timezone.now()
LATER = NOW + GRACE


@pytest.fixture
def office(ana, mei, ruth):
    """An administrator; Ana's reply, scored by Mei and owed a second score; Ruth, the only other marker, is gone."""
    administrator = PersonFactory(email="office@alder.example")
    RoleGrantFactory(person=administrator, role=Role.ADMIN)
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN)
    assert slots(attempt) == {"second"}
    leave(ruth)
    return attempt


def leave(marker):
    today = timezone.localdate()
    RoleGrant.objects.filter(person=marker, role=Role.MARKER).update(ends_on=today)


def letters():
    drain(strict=True)
    return [(*letter.to, letter.subject.partition(":")[0]) for letter in mail.outbox]


def test_an_administrator_hears_once_and_the_page_of_markers_says_so(as_person, office, helen):
    assert [look_after_owed(now=NOW) for _again in range(2)] == [1, 1]
    assert letters() == [("office@alder.example", "Replies wait, and nobody can score them")]
    assert slots(office) == {"second"}
    assert (
        "1 score is owed and nobody can give it" in as_person(helen).get("/practice/marking/markers/").content.decode()
    )


def test_a_second_score_that_nobody_can_give_lapses_and_the_score_says_that_one_person_gave_it(as_person, office, ana):
    look_after_owed(now=NOW)
    look_after_owed(now=LATER - dt.timedelta(minutes=1))
    office.refresh_from_db()
    assert (office.state, slots(office)) == (State.AWAITING, {"second"})
    for _again in range(2):
        look_after_owed(now=LATER)
    office.refresh_from_db()
    assert (office.state, slots(office)) == (State.PASSED, set())
    assert Evidence.objects.get(attempt=office).occurred_at == office.handed_in_at
    page = as_person(ana).get(f"/practice/{office.key}/score/").content.decode()
    assert ("Scored by one person." in page, "Nobody was there for a second score" in page) == (True, True)
    assert ("ana@alder.example", "Your reply is scored") in letters()


def test_a_marker_who_comes_in_time_gives_the_second_score(office, tomas):
    MarkingTask.objects.waiting().update(nobody_since=NOW - GRACE)
    assert look_after_owed(now=NOW) == 0
    assert task_of(office, "second").nobody_since is None
    scored(office, tomas, PLAIN, "second")
    assert office.state == State.PASSED


def test_the_outsider_gives_it_and_hears_also_when_named_later(office, dario):
    look_after_owed(now=NOW)
    AdmissionFactory(person=dario, kind="outsider")
    for _again in range(2):
        assert look_after_owed(now=LATER) == 0
    assert letters().count(("dario@alder.example", "A reply needs somebody new")) == 1
    assert slots(office) == {"second"}


@pytest.mark.parametrize("outsider", ["ana", "nobody"])
def test_two_that_differ_wait_for_a_third_however_long_it_takes(request, ana, mei, ruth, outsider):
    attempt = handed_in(ana)
    scored(attempt, mei, PLAIN)
    scored(attempt, ruth, LOW, "second")
    if outsider == "ana":  # whose own reply it is
        AdmissionFactory(person=ana, kind="outsider")
    assert [look_after_owed(now=when) for when in (NOW, LATER)] == [1, 1]
    attempt.refresh_from_db()
    assert (attempt.state, slots(attempt)) == (State.AWAITING, {"adjudication"})


def test_a_first_score_that_only_its_writer_could_give_is_told_too(mei):
    attempt = handed_in(mei)
    assert [look_after_owed(now=when) for when in (NOW, LATER)] == [1, 1]
    assert slots(attempt) == {"first"}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("outsider", "queries"), [(False, 5), (True, 6)])
def test_a_day_costs_the_same_for_one_and_for_three_that_were_told(
    count, outsider, queries, ana, mei, ruth, dario, django_assert_num_queries
):
    version = ScenarioVersionFactory()
    for _n in range(count):
        attempt = handed_in(PersonFactory(), version)
        scored(attempt, mei, PLAIN)
        scored(attempt, ruth, LOW, "second")
    if outsider:
        AdmissionFactory(person=dario, kind="outsider")
    look_after_owed(now=NOW)
    with django_assert_num_queries(queries):
        assert look_after_owed(now=LATER) == (0 if outsider else count)


def test_who_scored_under_another_number_is_nobody_new(office, mei, ruth):
    """Mei's old record gave the first score; merged, it is still hers."""
    new = PersonFactory()
    RoleGrantFactory(person=new, role=Role.MARKER)
    AdmissionFactory(person=new)
    task = task_of(office, "second")
    before = eyes_for([task], timezone.localdate()).anybody_for(task)
    Person.objects.filter(pk=mei.pk).update(merged_into=new, is_active=False)
    after = eyes_for([task], timezone.localdate()).anybody_for(task)
    assert (before, after) == (True, False)
