"""Who is caught by a rule, from when, by which job; and what becomes of it when they move, leave, or return."""

import datetime as dt

import pytest

from compliance import actions
from compliance.models import Assignment, Membership, MembershipUnit
from people.models import Job
from tests.compliance.office import EVERYONE, FRONT_OFFICE
from tests.factories import JobFactory

D = dt.date.fromisoformat
THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}


def test_people_who_were_in_the_group_before_the_rule_are_caught(office, ana, bruno, walt):
    asked = office.asks(THIRTY)
    rows = asked.assignments.order_by("person__first_name").values_list("person__first_name", "assigned_on", "due_on")
    assert list(rows) == [
        ("Ana", D("2026-08-03"), D("2026-09-02")),
        ("Bruno", D("2026-08-03"), D("2026-09-02")),
    ]


def test_nobody_is_late_on_the_first_day_when_the_hire_date_is_long_past(office, ana):
    asked = office.asks({"cadence": "once", "due": {"days": 30, "after": "hire"}})
    row = office.row(ana, asked)
    assert (row.due_on, row.unrealistic, row.status(office.clock.today)) == (D("2026-09-02"), True, "assigned")


def test_a_second_run_writes_nothing(office, ana):
    office.asks(THIRTY)
    assert office.nights() == {"people": 0, "assignments": 0, "caught_up": 0, "snags": 0, "parts": 0, "counters": 4}


def test_someone_who_joins_is_assigned_from_the_day_of_the_job(office, cedar, ana, walt, front_office):
    asked = office.asks(THIRTY)
    JobFactory(person=walt, unit=cedar, family=front_office, starts_on=D("2026-08-10"), primary=False)
    office.nights("2026-08-12")
    row = office.row(walt, asked)
    # Found on the 12th, and asked from then.
    assert (row.assigned_on, row.unit, row.membership.starts_on) == (D("2026-08-12"), cedar, D("2026-08-10"))


def test_a_mover_keeps_the_cycle_and_moves_the_figures_from_the_day(office, ana, cedar, alder_high, front_office):
    asked = office.asks(THIRTY)
    before = office.row(ana, asked)
    ana.jobs.update(ends_on=D("2026-08-20"))
    JobFactory(person=ana, unit=alder_high, family=front_office, starts_on=D("2026-08-20"))
    office.nights("2026-08-20")
    after = office.row(ana, asked)
    assert (after.pk, after.cycle, after.due_on, after.unit) == (before.pk, 1, before.due_on, alder_high)
    units = MembershipUnit.objects.filter(membership__person=ana).values_list("unit__slug", "from_on")
    assert list(units) == [("cedar-middle", D("2026-08-03")), ("alder-high", D("2026-08-20"))]


def test_two_jobs_are_one_assignment_and_the_primary_answers(office, ana, alder_high, front_office):
    JobFactory(person=ana, unit=alder_high, family=front_office, primary=False)
    asked = office.asks(THIRTY)
    assert list(asked.assignments.filter(person=ana).values_list("unit__slug", flat=True)) == ["cedar-middle"]


def test_the_job_that_matches_answers_though_another_is_primary(office, ana, depot, transportation):
    JobFactory(person=ana, unit=depot, family=transportation, primary=False)
    asked = office.asks(THIRTY, audience=office.audience({"job_family": ["transportation"]}))
    assert office.row(ana, asked).unit == depot


def test_who_leaves_the_audience_is_closed_with_date_and_reason(office, ana, depot, transportation):
    asked = office.asks(THIRTY)
    ana.jobs.update(ends_on=D("2026-08-20"))
    JobFactory(person=ana, unit=depot, family=transportation, starts_on=D("2026-08-20"))
    office.nights("2026-08-21")
    row = office.row(ana, asked)
    assert (row.closed_on, row.closed_reason) == (D("2026-08-20"), "no longer in a job that the rule is for")
    assert ana not in [one.person for one in Assignment.objects.counted()]


def test_who_leaves_the_district_is_closed_though_done(office, ana):
    asked = office.asks(THIRTY)
    office.completes(ana, asked)
    ana.left_on = D("2026-08-20")
    ana.save()
    office.nights("2026-08-21")
    row = office.row(ana, asked)
    assert (row.closed_on, row.closed_reason, row.completed_on) == (
        D("2026-08-21"), "left the district", D("2026-08-03"),
    )  # fmt: skip
    assert row.status(office.clock.today) == "closed"


def test_who_returns_gets_a_new_cycle_with_fresh_days(office, ana, cedar, front_office):
    asked = office.asks(THIRTY)
    job = ana.jobs.get()
    Job.objects.filter(pk=job.pk).update(ends_on=D("2026-08-20"))
    office.nights("2026-08-21")
    JobFactory(person=ana, unit=cedar, family=front_office, starts_on=D("2026-10-01"))
    office.nights("2026-10-01")
    row = office.row(ana, asked)
    assert (row.cycle, row.assigned_on, row.due_on, row.closed_on) == (2, D("2026-10-01"), D("2026-10-31"), None)


def test_a_roster_that_was_wrong_and_is_mended_leaves_the_cycle_as_it_was(office, ana):
    asked = office.asks(THIRTY)
    before = Assignment.objects.filter(requirement=asked, person=ana).values().get()
    ana.jobs.update(ends_on=D("2026-08-10"))
    office.nights("2026-08-11")
    assert office.status(ana, asked) == "closed"
    ana.jobs.update(ends_on=None)
    office.nights("2026-08-12")
    after = Assignment.objects.filter(requirement=asked, person=ana).values().get()
    differing = {name for name in after if after[name] != before[name]}
    assert differing == {"membership_id", "counted_on"}


def test_someone_on_leave_on_the_day_is_caught_on_return(office, ana, bruno, helen):
    actions.record_leave(
        person=ana, starts_on=D("2026-08-01"), back_on=D("2026-09-15"), reason="Family leave", approver=helen,
        now=office.clock.now,
    )  # fmt: skip
    asked = office.asks(THIRTY)
    assert office.status(ana, asked) is None
    office.nights("2026-09-15")
    assert office.row(ana, asked).due_on == D("2026-10-15")


def test_a_rule_that_changes_lets_go_who_is_not_meant_any_more(office, ana, dario, cedar):
    audience = office.audience()
    asked = office.asks(THIRTY, audience=audience)
    office.clock.on("2026-08-10")
    actions.change_audience(
        audience=audience, definition=FRONT_OFFICE | {"unit": ["alder-high"]}, starts_on=D("2026-08-12"), actor=None,
        now=office.clock.now,
    )  # fmt: skip
    office.nights("2026-08-12")
    assert (office.status(ana, asked), office.status(dario, asked)) == ("closed", "assigned")
    assert office.row(ana, asked).closed_reason == "the rule of the audience was changed"


def test_a_retired_requirement_asks_nobody(office, ana, helen):
    asked = office.asks(THIRTY)
    actions.retire(requirement=asked, on=D("2026-08-31"), actor=helen, now=office.clock.now)
    office.works()
    assert office.status(ana, asked) == "assigned"
    office.nights("2026-08-31")
    row = office.row(ana, asked)
    assert (row.closed_on, row.closed_reason) == (D("2026-08-31"), "the requirement was retired")


def test_terms_cannot_begin_in_the_past(office, ana):
    with pytest.raises(actions.Refused, match="cannot begin in the past"):
        office.asks(THIRTY, starts_on=D("2026-07-01"))


def test_terms_name_the_field_that_cannot_be(office):
    with pytest.raises(actions.Refused, match="The window") as refused:
        office.asks({"cadence": "from_completion", "period": {"months": 2}, "window": {"months": 3}})
    assert refused.value.field == "window"


def test_an_unknown_unit_in_a_rule_is_refused(office, db):
    with pytest.raises(actions.Refused, match="There is no unit “moon-base”"):
        office.audience({"unit": ["moon-base"]})


def test_everyone_is_everyone_with_a_job(office, ana, bruno, walt, helen):
    asked = office.asks(THIRTY, audience=office.audience(EVERYONE))
    assert asked.assignments.count() == 4
    assert Membership.objects.filter(audience=asked.audience).count() == 4
