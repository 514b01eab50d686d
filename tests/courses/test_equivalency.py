"""Rule book: one course counts for another. Dated, with its trigger, seen before it reaches back, undone by voids."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import hand_in
from courses.actions.equivalencies import approve_equivalency, bring, follow, reach, rule_of, undo_equivalency
from courses.actions.evidence import void_evidence
from courses.equivalence import Completion, Rule, brought
from courses.models import Equivalency, Evidence
from courses.refusals import Refused
from outbox.actions import drain
from tests.courses.factories import course_of, lesson_version, opened, started

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 1)


# --- the decision ----------------------------------------------------------------------------------------------------
def targets(both_ways=False, last=None, **completion):
    given = {"evidence_id": 1, "person_id": 9, "course_id": 1, "day": DAY, **completion}
    return [each.course_id for each in brought(Rule(1, 2, both_ways, DAY, last), [Completion(**given)])]


@pytest.mark.parametrize(
    ("case", "courses"),
    [
        ({}, [2]),
        ({"course_id": 2}, []),
        ({"course_id": 2, "both_ways": True}, [1]),
        ({"course_id": 3, "both_ways": True}, []),
        ({"day": DAY - dt.timedelta(days=1)}, []),
        ({"last": DAY}, [2]),
        ({"last": DAY, "day": DAY + dt.timedelta(days=1)}, []),
        ({"kind": "imported"}, [2]),
        ({"kind": "equivalent"}, []),
    ],
)
def test_what_counts(case, courses):
    assert targets(**case) == courses


# --- the rows --------------------------------------------------------------------------------------------------------
@pytest.fixture
def long():
    return course_of(lesson_version())


@pytest.fixture
def short():
    return course_of(lesson_version())


def done(person, course):
    hand_in(attempt=opened(started(person, course)), now=timezone.now(), awaiting=False, passed=True)
    return Evidence.objects.get(course=course, person=person)


def approve(long, short, actor, **given):
    fields = {"both_ways": False, "counts_from": DAY, "counts_until": None, "reason": "It holds the shorter one."}
    key = given.pop("client_key", None) or uuid.uuid4()
    return approve_equivalency(course=long, counts_for=short, actor=actor, client_key=key, **{**fields, **given})


def equivalents():
    return Evidence.objects.standing().filter(kind="equivalent")


def test_it_reaches_back_with_trigger_edition_day_reason_and_approver(ana, helen, long, short):
    trigger = done(ana, long)
    rule = approve(long, short, helen)
    row = equivalents().get()
    assert (row.person, row.course, row.edition, row.trigger, row.equivalency, row.actor, row.reason) == (
        ana, short, short.newest, trigger, rule, helen, "It holds the shorter one.",
    )  # fmt: skip
    assert (row.occurred_at, row.trigger.edition) == (trigger.occurred_at, long.newest)


def test_what_it_reaches_is_told_before_and_is_what_happens(ana, dario, walt, helen, long, short):
    for person in (ana, dario):
        done(person, long)
    done(dario, short)
    done(walt, short)
    found = reach(Rule(long.pk, short.pk, False, DAY))
    assert (found.rows, found.gain, found.have) == (2, 1, 1)
    approve(long, short, helen)
    assert equivalents().count() == found.rows


def test_a_later_completion_is_followed_by_the_worker(ana, helen, long, short):
    approve(long, short, helen)
    done(ana, long)
    drain(strict=True)
    assert equivalents().get().person == ana


def test_both_ways_end_after_one_step(ana, helen, long, short):
    approve(long, short, helen, both_ways=True)
    done(ana, long)
    drain(strict=True)
    assert [row.course for row in equivalents()] == [short]


def test_run_again_it_brings_nothing_more(ana, helen, long, short):
    done(ana, long)
    rule = approve(long, short, helen)
    assert (bring(rule=rule), equivalents().count()) == (0, 1)


def test_pressing_twice_is_one_rule(helen, long, short):
    key = uuid.uuid4()
    assert approve(long, short, helen, client_key=key) == approve(long, short, helen, client_key=key)


def test_it_opens_no_round_and_gives_no_certificate(ana, helen, long, short):
    done(ana, long)
    approve(long, short, helen)
    drain(strict=True)
    assert not ana.enrollments.filter(course=short).exists()
    assert [paper.course for paper in ana.credentials.all()] == [long]


def test_undone_every_row_is_answered_by_a_void(ana, helen, long, short):
    done(ana, long)
    rule = approve(long, short, helen)
    undo_equivalency(rule=rule, reason="The short one changed.", actor=helen)
    assert not equivalents().exists()
    assert Evidence.objects.get(voids__equivalency=rule).reason == "The short one changed."
    assert bring(rule=rule) == 0


def test_undone_twice_is_undone_once(ana, helen, long, short):
    done(ana, long)
    rule = approve(long, short, helen)
    for _n in range(2):
        undo_equivalency(rule=rule, reason="A mistake.", actor=helen)
    assert Evidence.objects.filter(voids__isnull=False).count() == 1


def test_a_completion_that_is_voided_takes_its_equivalent_with_it(ana, helen, long, short):
    trigger = done(ana, long)
    approve(long, short, helen)
    void_evidence(evidence=trigger, actor=helen, reason="Another person's.")
    follow(evidence=[trigger.pk])
    assert not equivalents().exists()


def test_the_rule_as_kept_is_the_rule_as_approved(helen, long, short):
    rule = approve(long, short, helen, both_ways=True, counts_until=DAY)
    assert rule_of(rule) == Rule(long.pk, short.pk, True, DAY, DAY)


@pytest.mark.parametrize("given", [{"reason": " "}, {"counts_until": DAY - dt.timedelta(days=1)}])
def test_what_cannot_be_is_refused(helen, long, short, given):
    with pytest.raises(Refused):
        approve(long, short, helen, **given)


def test_a_course_is_not_its_own_equivalent(helen, long):
    with pytest.raises(Refused):
        approve(long, long, helen)


# --- the page --------------------------------------------------------------------------------------------------------
def said(long, short, **more):
    fields = {"course": long.slug, "counts_for": short.slug, "counts_from": "2026-09-01", "reason": "It holds it."}
    return {**fields, "client_key": uuid.uuid4(), **more}


ADDRESS = "/courses/equivalencies/"


def test_helen_sees_the_reach_first_and_nothing_is_written(ana, helen, long, short, as_person):
    done(ana, long)
    response = as_person(helen).post(ADDRESS, said(long, short, do="look"))
    assert (response.context["reach"].gain, Equivalency.objects.count()) == (1, 0)


def test_helen_approves_and_takes_back(ana, helen, long, short, as_person):
    done(ana, long)
    client = as_person(helen)
    client.post(ADDRESS, said(long, short, do="approve"))
    rule = Equivalency.objects.get()
    assert (rule.approved_by, equivalents().count()) == (helen, 1)
    client.post(reverse("courses:undo_equivalency", args=[rule.pk]), {"reason": ""})
    assert equivalents().count() == 1
    client.post(reverse("courses:undo_equivalency", args=[rule.pk]), {"reason": "A mistake."})
    assert not equivalents().exists()


@pytest.mark.parametrize("bad", [{"course": "none"}, {"counts_from": "soon"}, {"reason": ""}, {"client_key": "x"}])
def test_bad_input_gets_a_sentence(helen, long, short, as_person, bad):
    assert as_person(helen).post(ADDRESS, said(long, short, do="approve", **bad)).status_code == 422


def test_the_same_course_twice_gets_a_sentence(helen, long, as_person):
    assert as_person(helen).post(ADDRESS, said(long, long, do="approve")).status_code == 422


@pytest.mark.parametrize("rules", [1, 3])
def test_the_page_costs_the_same_however_many_rules(helen, rules, as_person, django_assert_max_num_queries):
    for _n in range(rules):
        approve(course_of(lesson_version()), course_of(lesson_version()), helen)
    client = as_person(helen)
    client.get(ADDRESS)
    with django_assert_max_num_queries(8):
        client.get(ADDRESS)
