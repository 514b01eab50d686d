"""HR presses twice, or two officers at once: one merge, one undo, one place, one completion."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions.past import apply_import, check_import
from courses.actions.sessions import plan_session, sign_up
from courses.models import Evidence
from people.actions import CannotMerge, merge_people, move_person, plan_undo, undo_merge, undo_roster
from people.models import Merge, Person
from people.roster.undo import digest
from tests.factories import CourseEditionFactory, PersonFactory
from tests.people.test_move import terms
from tests.people.test_roster_load import BRUNO, DARIO, NEW, load

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_two_clicks_on_merge_are_one_merge(at_once, ana, bruno):
    at_once(*[lambda: merge_people(keeper=fresh(ana), other=fresh(bruno), reason="Twice.", actor=None)] * 3)
    assert (Merge.objects.count(), fresh(bruno).merged_into_id) == (1, ana.pk)


def test_merged_both_ways_at_once_one_is_kept(at_once, ana, bruno):
    def merge(keeper, other):
        try:
            return merge_people(keeper=fresh(keeper), other=fresh(other), reason="Twice.", actor=None)
        except CannotMerge as error:
            return error.code

    outcomes = at_once(lambda: merge(ana, bruno), lambda: merge(bruno, ana))
    assert Merge.objects.count() == 1
    assert [each for each in outcomes if isinstance(each, str)] in (["keeper_is_merged"], ["keeps_others"])


def test_two_clicks_on_the_undo_of_a_merge_are_one(at_once, ana, bruno):
    merge = merge_people(keeper=ana, other=bruno, reason="Twice.", actor=None)
    at_once(*[lambda: undo_merge(merge=Merge.objects.get(pk=merge.pk), actor=None)] * 2)
    assert (fresh(bruno).merged_into, fresh(bruno).jobs.count()) == (None, 1)


def test_two_clicks_on_the_undo_of_a_load_are_one(at_once, ana, bruno, dario):
    wrong = load(BRUNO, DARIO, NEW)  # Ana is not in the file
    shown = digest(plan_undo(wrong))
    at_once(*[lambda: undo_roster(load=wrong, shown=shown, actor=None)] * 2)
    assert (fresh(ana).left_on, fresh(ana).jobs.get().ends_on) == (None, None)
    assert not Person.objects.filter(username="100111").exists()


def test_two_clicks_on_a_move_are_one(at_once, ana, alder_high, today):
    job = ana.jobs.get()
    asked = terms(job, unit=alder_high)
    at_once(*[lambda: move_person(job=job, terms=asked, on=today)] * 2)
    assert sorted(ana.jobs.values_list("unit__slug", flat=True)) == ["alder-high", "cedar-middle"]


def test_one_place_is_not_given_twice(at_once, tomas):
    now = timezone.now()
    session = plan_session(
        activity=None, title="Radio", place="Depot", starts_at=now + dt.timedelta(days=1),
        ends_at=now + dt.timedelta(days=1, hours=1), capacity=1, facilitator=tomas, actor=tomas,
    )  # fmt: skip
    people = [PersonFactory() for _n in range(3)]
    at_once(*(lambda person=person: sign_up(session=session, person=person, now=now) for person in people))
    assert sorted(session.sign_ups.values_list("state", flat=True)) == ["in", "waiting", "waiting"]


def test_one_file_sent_twice_adds_each_completion_once(at_once, ana):
    CourseEditionFactory(course__slug="empathy")
    data, on = b"employee_number,course,completed_on\n100101,empathy,2025-10-15", timezone.localdate()
    loads = [check_import(data=data, file_name="old.csv", actor=None, on=on) for _n in range(2)]

    def add(each):
        try:
            return apply_import(load=each, actor=None, on=on)
        except Exception as error:
            return type(error).__name__

    outcomes = at_once(*(lambda each=each: add(each) for each in loads))
    assert Evidence.objects.count() == 1
    assert [each for each in outcomes if isinstance(each, str)] == ["ImportChanged"]
