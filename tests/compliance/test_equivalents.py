"""One course counts for another, in either order: what is asked is done, its round leaves the list, and why is told."""

import datetime as dt
import json
import uuid

import pytest
from django.core.management import call_command

from compliance import actions
from compliance.actions.answered import close_unasked
from compliance.actions.rounds import open_rounds
from compliance.models import Assignment
from courses.actions.equivalencies import approve_equivalency, undo_equivalency
from courses.actions.evidence import tell_of
from courses.models import Enrollment
from tests.courses.factories import course_of, lesson_version

D = dt.date.fromisoformat


@pytest.fixture
def long(db):
    return course_of(lesson_version())


@pytest.fixture
def short(db):
    return course_of(lesson_version())


@pytest.fixture
def asked(office, ana, short):
    """Ana must do the short course, and it is on her list."""
    made = office.asks({"cadence": "once"}, courses=[short])
    assert round_of(ana, short).source == "required"
    return made


def round_of(person, course) -> Enrollment:
    return Enrollment.objects.get(person=person, course=course)


def does(office, person, course):
    """Out of a round, so that the worker hears of it."""
    made = office.completes(person, course=course, settled=False)
    tell_of([made.pk])
    office.works()
    return made


def approve(office, long, short, helen):
    rule = approve_equivalency(
        course=long, counts_for=short, both_ways=False, counts_from=D("2026-07-01"), counts_until=None,
        reason="It holds the short one.", actor=helen, client_key=uuid.uuid4(),
    )  # fmt: skip
    office.works()
    return rule


@pytest.mark.parametrize("rule_first", [True, False])
def test_in_either_order_what_is_asked_is_done_and_leaves_the_list(
    rule_first, office, ana, helen, long, short, asked, as_person, capsys
):
    if rule_first:
        approve(office, long, short, helen)
    trigger = does(office, ana, long)
    if not rule_first:
        approve(office, long, short, helen)
    assert office.row(ana, asked).completed_on == D("2026-08-03")
    assert round_of(ana, short).closed_reason.startswith("Nothing asks for it any more")
    assert short.newest.title not in [row.title for row in as_person(ana).get("/my/").context["rows"]]
    page = as_person(ana).get(f"/compliance/people/100101/why/{asked.slug}/").content.decode()
    assert "done August 3, 2026, counts for it. Helen Brandt: It holds the short one." in page
    call_command("explain_status", "--person", "100101", "--requirement", asked.slug, "--json")
    told = json.loads(capsys.readouterr().out)["evidence"][0]
    assert (told["kind"], told["trigger"]["id"], told["trigger"]["course"]) == ("equivalent", trigger.pk, long.slug)


def test_asked_after_both_nothing_is_opened(office, ana, helen, long, short):
    does(office, ana, long)
    approve(office, long, short, helen)
    asked = office.asks({"cadence": "once"}, courses=[short])
    assert office.status(ana, asked) == "completed"
    assert not Enrollment.objects.filter(person=ana, course=short).exists()


def test_taken_back_it_is_asked_again(office, ana, helen, long, short, asked):
    rule = approve(office, long, short, helen)
    does(office, ana, long)
    undo_equivalency(rule=rule, reason="The short one changed.", actor=helen)
    office.works()
    open_rounds(now=office.clock.now)
    assert office.status(ana, asked) == "assigned"
    rounds = Enrollment.objects.filter(person=ana, course=short).order_by("round")
    assert [each.closed_at is None for each in rounds] == [False, True]


def test_what_has_begun_is_hers_to_finish_and_says_that_it_counts_already(
    office, ana, helen, long, short, asked, as_person
):
    Enrollment.objects.filter(course=short).update(started_at=office.clock.now, edition=short.newest)
    approve(office, long, short, helen)
    does(office, ana, long)
    assert round_of(ana, short).closed_at is None
    page = as_person(ana).get("/my/").context
    words = {row.course_id: said for row, said in page["lines"]}
    assert "Counts already: you may finish it, and need not" in words[short.pk]
    assert (page["next"], page["summary"].finished, page["summary"].minutes_left) == (None, 1, 0)


def test_of_a_program_the_course_that_is_shown_leaves_the_list_and_the_other_stays(office, ana, helen, long, short):
    other = course_of(lesson_version())
    asked = office.asks({"cadence": "once"}, courses=[short, other])
    approve(office, long, short, helen)
    does(office, ana, long)
    assert office.status(ana, asked) == "in_progress"
    assert (round_of(ana, short).closed_at is None, round_of(ana, other).closed_at is None) == (False, True)


def test_waived_it_leaves_the_list_and_at_night_what_nobody_is_asked(office, ana, helen, short, asked):
    actions.waive(assignment=office.row(ana, asked), reason="Knows it.", approver=helen, now=office.clock.now)
    office.works()
    assert round_of(ana, short).closed_at
    Enrollment.objects.update(closed_at=None, closed_reason="")
    assert [close_unasked(), close_unasked()] == [1, 0]
    assert Assignment.objects.filter(person=ana).count() == 1
