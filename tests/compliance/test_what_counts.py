"""Evidence, adjustments and what follows: each requirement by its own rule, and nothing lost or dated anew."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from compliance import actions
from compliance.models import Adjustment, Assignment, EvidenceUse, Leave, Membership, Terms
from courses.models import Evidence
from people.actions.merges import merge_people
from tests.factories import CourseFactory, PersonFactory

D = dt.date.fromisoformat
THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
YEARLY = {"cadence": "from_completion", "period": {"months": 12}, "window": {"months": 2}}
SCHOOL = {"cadence": "school_year", "due_day": "10-31"}


def test_two_requirements_share_a_course_with_different_cadences(office, ana):
    """The case that Totara refuses. One piece of evidence counts for both; a renewal of one touches the other not."""
    phone = CourseFactory()
    once, yearly = office.asks(THIRTY, courses=[phone]), office.asks(YEARLY, courses=[phone])
    shown = office.completes(ana, course=phone, on="2026-08-03")
    assert sorted(EvidenceUse.objects.values_list("assignment__requirement", "evidence")) == [
        (once.pk, shown.pk), (yearly.pk, shown.pk),
    ]  # fmt: skip
    office.nights("2027-06-03")
    assert (office.status(ana, once), office.status(ana, yearly)) == ("completed", "assigned")
    renewal = office.row(ana, yearly)
    assert (renewal.cycle, renewal.opens_on, renewal.due_on) == (2, D("2027-06-03"), D("2027-08-03"))
    office.completes(ana, course=phone, on="2027-06-03")
    first = Assignment.objects.get(person=ana, requirement=once)
    assert (first.completed_on, first.cycle) == (D("2026-08-03"), 1)
    assert office.row(ana, yearly).expires_on == D("2028-06-03")


def test_a_completion_that_is_voided_restores_the_due_date(office, ana):
    asked = office.asks(YEARLY)
    before = office.row(ana, asked)
    shown = office.completes(ana, asked)
    assert office.status(ana, asked) == "completed"
    office.clock.on("2026-08-20")
    office.voids(shown)
    after = office.row(ana, asked)
    assert (after.pk, after.due_on, after.completed_on) == (before.pk, before.due_on, None)
    assert not EvidenceUse.objects.exists()


def test_a_renewal_whose_completion_is_voided_is_withdrawn_and_kept(office, ana):
    asked = office.asks(YEARLY)
    shown = office.completes(ana, asked)
    office.nights("2027-06-10")
    assert office.row(ana, asked).cycle == 2
    office.voids(shown)
    rows = Assignment.objects.filter(person=ana, requirement=asked).values_list("cycle", "current", "closed_reason")
    assert list(rows) == [(1, True, ""), (2, False, "asked no longer, because what it rested on was found wrong")]
    assert office.status(ana, asked) == "overdue"


def test_any_two_of_three_courses(office, ana):
    one, two, three = CourseFactory(), CourseFactory(), CourseFactory()
    asked = office.asks(YEARLY, courses=[one, two, three], needed=2)
    office.completes(ana, course=one, on="2026-08-03")
    assert office.status(ana, asked) == "in_progress"
    office.clock.on("2026-08-10")
    office.completes(ana, course=three)
    row = office.row(ana, asked)
    assert (row.completed_on, row.expires_on, row.uses.count()) == (D("2026-08-10"), D("2027-08-10"), 2)


def test_earlier_learning_counts_once_for_what_is_asked_once(office, ana):
    phone = CourseFactory()
    office.completes(ana, course=phone, on="2026-02-01", settled=False)
    asked = office.asks(THIRTY, courses=[phone])
    assert office.row(ana, asked).completed_on == D("2026-02-01")


def test_earlier_learning_counts_for_a_recurring_one_as_far_as_it_is_fresh(office, ana, bruno):
    phone = CourseFactory()
    office.completes(ana, course=phone, on="2026-06-15", settled=False)
    office.completes(bruno, course=phone, on="2026-02-01", settled=False)
    asked = office.asks(YEARLY | {"freshness": {"months": 3}}, courses=[phone])
    assert (office.status(ana, asked), office.status(bruno, asked)) == ("completed", "assigned")


def test_new_terms_leave_what_was_assigned_under_the_old(office, ana):
    asked = office.asks(YEARLY)
    office.completes(ana, asked)
    office.clock.on("2026-12-01")
    course = asked.terms.first().courses.first()
    actions.change_terms(
        requirement=asked, courses=[course], rule=YEARLY | {"period": {"months": 24}}, starts_on=D("2027-01-01"),
        actor=None, now=office.clock.now,
    )  # fmt: skip
    office.nights("2027-06-10")
    first, second = Assignment.objects.filter(person=ana, requirement=asked)
    assert (first.expires_on, second.due_on) == (D("2027-08-03"), D("2027-08-03"))
    office.completes(ana, asked)
    assert office.row(ana, asked).expires_on == D("2029-06-10")


def test_a_correction_of_the_hire_date_moves_no_date(office, ana):
    ana.hired_on = D("2026-08-01")
    ana.save()
    asked = office.asks({"cadence": "once", "due": {"days": 30, "after": "hire"}})
    ana.hired_on = D("2026-05-01")
    ana.save()
    office.nights("2026-08-05")
    assert office.row(ana, asked).due_on == D("2026-08-31")


def test_a_school_year_that_was_missed_is_closed_as_not_done(office, ana):
    asked = office.asks(SCHOOL)
    office.nights("2027-07-01")
    first, second = Assignment.objects.filter(person=ana, requirement=asked)
    assert (first.closed_on, first.closed_reason) == (D("2027-06-30"), "not done by the end of the school year")
    assert (second.current, second.due_on, second.status(office.clock.today)) == (True, D("2027-10-31"), "assigned")


# --- adjustments ----------------------------------------------------------------------------------------------------
def test_a_waiver_covers_one_cycle_and_is_no_evidence(office, ana, helen):
    asked = office.asks(YEARLY)
    actions.waive(
        assignment=office.row(ana, asked), reason="Certified by the state.", approver=helen, now=office.clock.now
    )
    row = office.row(ana, asked)
    assert (row.waived_on, row.expires_on, row.status(office.clock.today)) == (
        D("2026-08-03"), D("2027-09-02"), "waived",
    )  # fmt: skip
    assert not Evidence.objects.exists()
    office.nights("2027-07-02")
    assert office.row(ana, asked).cycle == 2


def test_a_waiver_that_is_voided_restores_the_due_date(office, ana, helen):
    asked = office.asks(THIRTY)
    row = office.row(ana, asked)
    waiver = actions.waive(assignment=row, reason="A slip.", approver=helen, now=office.clock.now)
    voided = actions.void_adjustment(adjustment=waiver, reason="The wrong Ana.", approver=helen, now=office.clock.now)
    again = actions.void_adjustment(adjustment=waiver, reason="Twice.", approver=helen, now=office.clock.now)
    assert again == voided
    assert office.row(ana, asked).due_on == row.due_on
    assert office.status(ana, asked) == "assigned"


def test_a_learner_asks_and_the_supervisor_grants(office, ana, bruno):
    asked = office.asks(THIRTY)
    row, key = office.row(ana, asked), uuid.uuid4()
    wanted = {"assignment": row, "until": D("2026-09-20"), "reason": "Enrollment week.", "asked_by": ana, "key": key}
    request = actions.ask_extension(**wanted, now=office.clock.now)
    assert actions.ask_extension(**wanted, now=office.clock.now) == request
    actions.grant_extension(request=request, approver=bruno, now=office.clock.now)
    actions.grant_extension(request=request, approver=bruno, now=office.clock.now)
    after = office.row(ana, asked)
    assert (after.due_on, after.first_due_on) == (D("2026-09-20"), D("2026-09-02"))
    assert Adjustment.objects.get().approver == bruno


def test_nobody_grants_their_own_request(office, ana, bruno):
    asked = office.asks(THIRTY)
    request = actions.ask_extension(
        assignment=office.row(ana, asked), until=D("2026-09-20"), reason="Busy.", asked_by=ana, key=uuid.uuid4(),
        now=office.clock.now,
    )  # fmt: skip
    with pytest.raises(actions.Refused, match="Nobody grants their own"):
        actions.grant_extension(request=request, approver=ana, now=office.clock.now)


def test_a_request_that_is_refused_is_answered(office, ana, bruno):
    asked = office.asks(THIRTY)
    request = actions.ask_extension(
        assignment=office.row(ana, asked), until=D("2026-09-20"), reason="Busy.", asked_by=ana, key=uuid.uuid4(),
        now=office.clock.now,
    )  # fmt: skip
    with pytest.raises(actions.Refused, match="Say why not"):
        actions.refuse_extension(request=request, approver=bruno, answer=" ", now=office.clock.now)
    actions.refuse_extension(request=request, approver=bruno, answer="School opens.", now=office.clock.now)
    assert office.row(ana, asked).due_on == D("2026-09-02")


def test_an_extension_never_moves_earlier(office, ana, helen):
    asked = office.asks(THIRTY)
    with pytest.raises(actions.Refused, match="must be later"):
        actions.extend(
            assignment=office.row(ana, asked), until=D("2026-09-01"), reason="Oops.", approver=helen,
            now=office.clock.now,
        )  # fmt: skip


def test_more_time_that_is_over_already_is_refused(office, ana, helen):
    """Due September 2; on October 1 another week from then would leave Ana as late as before."""
    row = office.row(ana, office.asks(THIRTY))
    now = office.clock.on("2026-10-01")
    with pytest.raises(actions.Refused, match="past already"):
        actions.extend(assignment=row, until=D("2026-09-09"), reason="Storm.", approver=helen, now=now)


def test_a_request_whose_day_has_passed_is_granted_until_another(office, ana, bruno):
    row = office.row(ana, office.asks(THIRTY))
    request = actions.ask_extension(
        assignment=row, until=D("2026-09-20"), reason="Busy.", asked_by=ana, key=uuid.uuid4(), now=office.clock.now
    )
    now = office.clock.on("2026-10-01")
    with pytest.raises(actions.Refused, match="past already"):
        actions.grant_extension(request=request, approver=bruno, now=now)


def test_the_due_date_in_a_refusal_is_said_in_full(office, ana, helen):
    row, until = office.row(ana, office.asks(THIRTY)), D("2026-09-01")
    with pytest.raises(actions.Refused, match="September 2, 2026"):
        actions.extend(assignment=row, until=until, reason="Oops.", approver=helen, now=office.clock.now)


def test_leave_holds_and_then_shifts_the_due_date(office, ana, helen):
    asked = office.asks(THIRTY)
    office.clock.on("2026-08-10")
    leave = actions.record_leave(
        person=ana, starts_on=D("2026-08-10"), reason="Family leave", approver=helen, now=office.clock.now
    )
    assert office.status(ana, asked) == "on_hold"
    office.clock.on("2026-08-20")
    actions.change_leave(leave=leave, back_on=D("2026-08-25"), approver=helen, now=office.clock.now)
    office.nights("2026-08-25")
    row = office.row(ana, asked)
    assert (row.status(office.clock.today), row.due_on, row.first_due_on) == (
        "assigned", D("2026-09-17"), D("2026-09-02"),
    )  # fmt: skip
    actions.cancel_leave(
        leave=Leave.objects.get(voids=leave), reason="Was at work.", approver=helen, now=office.clock.now
    )
    assert office.row(ana, asked).due_on == D("2026-09-02")


def test_a_hold_of_one_requirement_leaves_the_others(office, ana, helen):
    one, other = office.asks(THIRTY), office.asks(THIRTY)
    actions.hold(assignment=office.row(ana, one), reason="Course in repair.", approver=helen, now=office.clock.now)
    assert (office.status(ana, one), office.status(ana, other)) == ("on_hold", "assigned")


def test_what_is_done_is_not_adjusted(office, ana, helen):
    asked = office.asks(THIRTY)
    office.completes(ana, asked)
    with pytest.raises(actions.Refused, match="done already"):
        actions.waive(assignment=office.row(ana, asked), reason="Why not.", approver=helen, now=office.clock.now)


def test_nobody_waives_their_own(office, ana, bruno):
    asked = office.asks(THIRTY)
    with pytest.raises(actions.Refused, match="their own"):
        actions.waive(assignment=office.row(bruno, asked), reason="I know it.", approver=bruno, now=office.clock.now)


# --- a person is one, over all records ------------------------------------------------------------------------------
def test_a_completion_of_a_merged_record_is_the_keepers(office, ana, cedar, front_office):
    asked = office.asks(THIRTY)
    other = PersonFactory(username="900900", first_name="Ana", last_name="D", email=None)
    shown = office.completes(other, asked, settled=False)
    other.merged_into = ana
    other.save()
    office.nights("2026-08-04")
    actions.bring_up(people=[ana.pk], now=office.clock.now)
    assert list(office.row(ana, asked).uses.values_list("evidence", flat=True)) == [shown.pk]


def test_what_another_record_shows_redates_nothing_when_the_two_become_one(office, ana, helen, cedar, front_office):
    asked = office.asks(THIRTY)
    other = PersonFactory(username="900900", first_name="Ana", last_name="D", email=None)
    office.completes(other, asked, on="2025-09-01", settled=False)
    office.nights("2026-08-10")
    mine = office.completes(ana, asked)
    office.nights("2026-08-20")
    merge_people(keeper=ana, other=other, reason="One person.", actor=helen)
    office.works()
    row = office.row(ana, asked)
    assert (row.completed_on, [use.evidence for use in row.uses.all()]) == (D("2026-08-10"), [mine])


# --- written down later ---------------------------------------------------------------------------------------------
def test_what_is_loaded_later_redates_nothing(office, ana):
    asked = office.asks(THIRTY)
    office.nights("2026-08-10")
    mine = office.completes(ana, asked)
    office.nights("2026-08-20")
    office.completes(ana, asked, on="2025-09-01", kind="imported")
    row = office.row(ana, asked)
    assert (row.completed_on, [use.evidence for use in row.uses.all()]) == (D("2026-08-10"), [mine])


def test_of_one_load_the_latest_counts(office, ana):
    """Its rows were known at one moment, whatever their order in the file."""
    asked, at = office.asks(YEARLY | {"freshness": "any"}), office.clock.now + dt.timedelta(hours=1)
    course = asked.terms.get().courses.get()
    for day in ("2025-09-01", "2026-05-01", "2025-12-01"):
        when = timezone.make_aware(dt.datetime.fromisoformat(f"{day}T12:00"))
        words = {"kind": "imported", "occurred_at": when, "recorded_at": at}
        Evidence.objects.create(key=f"load:{day}", person=ana, course=course, actor=None, **words)
    office.nights("2026-08-05")
    assert office.row(ana, asked).completed_on == D("2026-05-01")


# --- kept as written ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", [Adjustment, Leave, Terms, Membership])
def test_the_database_refuses_to_rewrite(office, ana, helen, model):
    asked = office.asks(THIRTY)
    actions.waive(assignment=office.row(ana, asked), reason="Why.", approver=helen, now=office.clock.now)
    actions.record_leave(person=ana, starts_on=D("2026-09-01"), reason="Leave", approver=helen, now=office.clock.now)
    changes = (
        {"known_on": D("2020-01-01")} if model is Membership else {"recorded_at": office.clock.now + dt.timedelta(1)}
    )
    with pytest.raises(IntegrityError, match="kept as written"), transaction.atomic():
        model.objects.update(**changes)
    with pytest.raises((IntegrityError, ObjectDoesNotExist)), transaction.atomic():
        model.objects.all()._raw_delete("default")
