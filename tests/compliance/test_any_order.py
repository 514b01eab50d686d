"""Whatever happens in whatever order: the stored rows are what a naive reading of all rows says, the counters are what
the rows say, and no completion is ever lost or dated anew.

The naive reading (`tests.compliance.naive`) knows nothing of what was stored before and shares no line with the engine.
"""

import datetime as dt
import os
from contextlib import suppress

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from compliance import actions
from compliance.actions.project import WITHDRAWN
from compliance.audience import read_audience
from compliance.audience_query import members
from compliance.models import Adjustment, Assignment, Audience, EvidenceUse, Leave, Terms
from compliance.record import View, answer_of, asked_by, books
from compliance.refusals import Refused
from courses.actions.rounds_due import open_rounds_due
from courses.models import Enrollment, Evidence
from outbox.actions import promise
from outbox.registry import GiveUp
from people.models import Job
from tests.compliance.cases import RULES
from tests.compliance.conftest import Clock
from tests.compliance.figures import counters_say_what_rows_say
from tests.compliance.naive import Reading
from tests.compliance.office import EVERYONE, FRONT_OFFICE, Office
from tests.factories import (
    CourseEditionFactory,
    CourseFactory,
    JobFactory,
    JobFamilyFactory,
    PersonFactory,
    UnitFactory,
)

MINUTE = dt.timedelta(minutes=1)
who = st.integers(0, 2)
which = st.integers(0, len(RULES) - 1)


class Busy(Office):
    def works(self) -> None:
        """News of a program whose completion was voided before the worker came is laid aside, and the next taken."""
        while True:
            try:
                return super().works()
            except GiveUp as told:
                if not str(told).endswith(" is not complete."):
                    raise


class District(RuleBasedStateMachine):
    """Three people, two units, two job families, two courses, and one requirement of each cadence."""

    @initialize()
    def opens(self):
        self.clock = Clock()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(timezone, "now", lambda: self.clock.now)
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        office = self.office = Busy(self.clock)
        self.units = [UnitFactory(), UnitFactory()]
        self.families = [JobFamilyFactory(slug="front-office"), JobFamilyFactory(slug="kitchen")]
        self.helen = PersonFactory()
        self.people = [PersonFactory() for _ in range(3)]
        for person in self.people:
            JobFactory(person=person, unit=self.units[0], family=self.families[0])
        self.courses = [CourseFactory(), CourseFactory()]
        fronts, all_ = office.audience(FRONT_OFFICE), office.audience(EVERYONE)
        self.asked = [
            office.asks(
                each, audience=all_ if n % 2 else fronts, courses=self.courses if n == 2 else self.courses[n % 2 :][:1],
                needed=1 if n == 2 else None, drained=False,
            )
            for n, each in enumerate(RULES)
        ]  # fmt: skip
        office.works()
        self.completions: dict[int, dt.date] = {}
        self.settled: dict[int, tuple[dt.date, frozenset[int]]] = {}
        # What a release was seen to ask: (person, requirement, edition) and the cycle, the day and the due date told.
        self.parts: dict[tuple[int, int, int], tuple[int, dt.date, dt.date]] = {}

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.patch.undo()

    # --- what happens ---------------------------------------------------------------------------------------------
    @rule(days=st.integers(1, 70))
    def time_goes_by(self, days):
        self.clock.forward(days)
        self.office.nights()
        left = Assignment.objects.filter(part=0, current=True, closed_on__isnull=False).values("person", "requirement")
        for each in left:
            assert not Assignment.objects.filter(part__gt=0, completed_on=None, closed_on=None, **each).exists()

    @rule(person=who, course=st.integers(0, 1), back=st.one_of(st.integers(0, 20), st.integers(21, 300)))
    def completes(self, person, course, back):
        on = self.clock.today - dt.timedelta(days=back)
        self.clock.now += MINUTE
        made = self.office.completes(self.people[person], course=self.courses[course], on=on)
        self.completions[made.pk] = on

    @precondition(lambda self: self.completions)
    @rule(data=st.data())
    def a_completion_is_voided(self, data):
        pk = data.draw(st.sampled_from(sorted(self.completions)))
        del self.completions[pk]
        self.office.voids(Evidence.objects.get(pk=pk))

    @rule(person=who, unit=st.integers(0, 1), family=st.integers(0, 1))
    def moves(self, person, unit, family):
        found = self.people[person]
        Job.objects.filter(person=found, ends_on=None, starts_on=self.clock.today).delete()
        Job.objects.filter(person=found, ends_on=None).update(ends_on=self.clock.today)
        JobFactory(person=found, unit=self.units[unit], family=self.families[family], starts_on=self.clock.today)
        self._back(found)
        actions.refresh_people(people=[found.pk], now=self.clock.now)

    @rule(person=who, unit=st.integers(0, 1), family=st.integers(0, 1), days=st.integers(0, 40))
    def takes_a_second_job(self, person, unit, family, days):
        """It may have begun before anyone wrote it down."""
        found, since = self.people[person], self.clock.today - dt.timedelta(days=days)
        JobFactory(person=found, unit=self.units[unit], family=self.families[family], starts_on=since, primary=False)
        self._back(found)
        actions.refresh_people(people=[found.pk], now=self.clock.now)

    @rule(person=who)
    def ends_a_second_job(self, person):
        found, today = self.people[person], self.clock.today
        Job.objects.filter(person=found, primary=False, ends_on=None, starts_on__gte=today).delete()
        Job.objects.filter(person=found, primary=False, ends_on=None).update(ends_on=today)
        actions.refresh_people(people=[found.pk], now=self.clock.now)

    @rule(person=who, days=st.integers(-60, 60))
    def a_hire_date_is_corrected(self, person, days):
        """No date moves that was told already."""
        found = self.people[person]
        told = list(Assignment.objects.filter(person=found).order_by("pk").values("pk", "due_on", "first_due_on"))
        found.hired_on += dt.timedelta(days=days)
        found.save()
        actions.refresh_people(people=[found.pk], now=self.clock.now)
        actions.bring_up(people=[found.pk], now=self.clock.now)
        stands = Assignment.objects.filter(person=found, pk__in=[each["pk"] for each in told]).order_by("pk")
        assert list(stands.values("pk", "due_on", "first_due_on")) == told

    @rule(person=who)
    def leaves_the_district(self, person):
        found = self.people[person]
        found.left_on = self.clock.today
        found.save()
        actions.refresh_people(people=[found.pk], now=self.clock.now)

    def _back(self, person):
        person.left_on = None
        person.save()

    @rule(person=who, days=st.integers(1, 40))
    def goes_on_leave(self, person, days):
        back = self.clock.today + dt.timedelta(days=days)
        self._allowed(
            actions.record_leave, person=self.people[person], starts_on=self.clock.today, back_on=back,
            reason="Leave", approver=self.helen,
        )  # fmt: skip

    @rule(data=st.data())
    def leave_is_taken_back(self, data):
        standing = list(Leave.objects.filter(voided_by=None, cancels=False).order_by("pk"))
        if standing:
            leave = data.draw(st.sampled_from(standing))
            self._allowed(actions.cancel_leave, leave=leave, reason="Was here.", approver=self.helen)

    @rule(person=who, asked=which, days=st.one_of(st.none(), st.integers(1, 200)))
    def is_waived(self, person, asked, days):
        if row := self._row(person, asked):
            until = days and max(self.clock.today, row.assigned_on) + dt.timedelta(days=days)
            self._allowed(actions.waive, assignment=row, until=until, reason="Knows it.", approver=self.helen)

    @rule(person=who, asked=which, days=st.integers(1, 30))
    def gets_more_time(self, person, asked, days):
        if row := self._row(person, asked):
            until = row.due_on + dt.timedelta(days=days)
            self._allowed(actions.extend, assignment=row, until=until, reason="Busy.", approver=self.helen)

    @rule(person=who, asked=which, days=st.one_of(st.none(), st.integers(1, 40)))
    def is_put_on_hold(self, person, asked, days):
        if row := self._row(person, asked):
            until = days and max(self.clock.today, row.assigned_on) + dt.timedelta(days=days)
            self._allowed(actions.hold, assignment=row, until=until, reason="A long course.", approver=self.helen)

    @rule(data=st.data())
    def an_adjustment_is_voided(self, data):
        standing = list(Adjustment.objects.standing().order_by("pk"))
        if standing:
            adjustment = data.draw(st.sampled_from(standing))
            self._allowed(actions.void_adjustment, adjustment=adjustment, reason="A slip.", approver=self.helen)

    @rule(asked=which, months=st.integers(2, 8), either=st.booleans())
    def terms_change(self, asked, months, either):
        """Of the program, sometimes one course is enough and sometimes it takes both."""
        self.clock.now += MINUTE
        requirement, terms = self.asked[asked], self.asked[asked].terms.order_by("pk").last()
        needed = (1 if either else None) if asked == 2 else terms.needed
        rule = RULES[asked] if asked in (0, 3) else RULES[asked] | {"period": {"months": months}}
        actions.change_terms(
            requirement=requirement, courses=list(terms.courses.all()), rule=rule, needed=needed,
            starts_on=self.clock.today, actor=self.helen, now=self.clock.now,
        )  # fmt: skip
        self.office.works()

    @rule(course=st.integers(0, 1))
    def a_course_is_released_anew(self, course):
        CourseEditionFactory(course=self.courses[course], change="correction")

    @rule(course=st.integers(0, 1), due=st.sampled_from(["top_up", "retake"]))
    def a_release_asks_those_who_are_done(self, course, due):
        course, today = self.courses[course], self.clock.today
        busy = Enrollment.objects.open().whole().filter(course=course).values("person")
        done = Evidence.objects.standing().filter(course=course, person__left_on=None).exclude(person__in=busy)
        people = set(done.values_list("person", flat=True))
        expected = {
            (person, requirement.pk): (current.number, today, today + dt.timedelta(days=least))
            for requirement in self.asked
            for person in people
            if (current := self._done_with(requirement, person, course))
            and not self._open_part(requirement, person, course)
            and (least := Terms.objects.get(pk=int(current.terms)).rule.get("least_days", 30))
        }
        edition = CourseEditionFactory(course=course, change=due)
        open_rounds_due(edition=edition, due=due, people=people, actor=None)
        self.office.works()
        self.parts |= {(*key, edition.pk): told for key, told in expected.items()}

    def _done_with(self, requirement, person, course):
        """The cycle that stands as done for this course today."""
        asked, view = asked_by(requirement), View(self.clock.today)
        found = answer_of(asked, books(requirement, [person], view, asked)[person], view)
        current = None if found.left else found.current
        asks = current and Terms.objects.filter(pk=int(current.terms), courses=course).exists()
        return current if asks and current.completed and not current.closed else None

    def _open_part(self, requirement, person, course):
        rows = Assignment.objects.filter(requirement=requirement, person=person, release__course=course)
        return rows.filter(completed_on=None, closed_on=None).exists()

    @rule(data=st.data())
    def a_round_of_a_release_is_finished(self, data):
        rounds = list(Enrollment.objects.open().filter(release__isnull=False).order_by("pk"))
        if not rounds:
            return
        done, now = data.draw(st.sampled_from(rounds)), self.clock.now
        done.edition, done.started_at, done.completed_at = done.release, now, now
        done.save()
        if done.kind == Enrollment.Kind.WHOLE:
            made = self.office.completes(done.person, course=done.course)
            self.completions[made.pk] = self.clock.today
        promise(topic="round.moved", key=f"round.moved:{done.pk}:{now}", payload={"enrollment_id": done.pk})
        self.office.works()

    def _row(self, person, asked):
        return Assignment.objects.filter(
            person=self.people[person], requirement=self.asked[asked], current=True, part=0
        ).first()

    def _allowed(self, action, **arguments):
        with suppress(Refused):
            action(**arguments, now=self.clock.now)

    # --- what is always so ----------------------------------------------------------------------------------------
    @invariant()
    def the_rows_are_what_a_naive_reading_says(self):
        if not hasattr(self, "asked"):
            return
        today = self.clock.today
        stored = Assignment.objects.filter(part=0).prefetch_related("uses")
        rows_of = {(each.pk, one.pk): [] for each in self.people for one in self.asked}
        for row in stored:
            rows_of[row.person_id, row.requirement_id].append(row)
        for requirement in self.asked:
            for person in self.people:
                found = Reading(requirement, person, today)
                naive = {
                    cycle.number: (
                        cycle.assigned, cycle.first_due, cycle.due, cycle.completed, cycle.waived, cycle.expires,
                        cycle.evidence,
                    )
                    for cycle in found.cycles
                }  # fmt: skip
                rows = rows_of[person.pk, requirement.pk]
                kept = {
                    row.cycle: (
                        row.assigned_on, row.first_due_on, row.due_on, row.completed_on, row.waived_on, row.expires_on,
                        frozenset(use.evidence_id for use in row.uses.all()),
                    )
                    for row in rows
                    if row.closed_reason != WITHDRAWN
                }  # fmt: skip
                assert kept == naive
                current = [row for row in rows if row.current]
                assert len(current) == (1 if naive else 0)
                if current:
                    assert current[0].status(today) == found.word()

    @invariant()
    def what_settled_a_cycle_stays(self):
        """Its day moves only when what it rests on was voided."""
        if not hasattr(self, "asked"):
            return
        done = {
            row.pk: (row.completed_on, frozenset(use.evidence_id for use in row.uses.all()))
            for row in Assignment.objects.filter(part=0, completed_on__isnull=False).prefetch_related("uses")
        }
        for pk, (day, used) in self.settled.items():
            if used <= self.completions.keys() and pk in done:
                assert done[pk] == (day, used)
        self.settled = done

    @invariant()
    def parts_are_what_the_releases_asked(self):
        """Told once and not moved; done on the day on which the first round that answers them was finished."""
        if not hasattr(self, "asked"):
            return
        rows = Assignment.objects.filter(part__gt=0).select_related("release")
        kept = {(row.person_id, row.requirement_id, row.release_id): row for row in rows}
        assert {key: (row.cycle, row.assigned_on, row.due_on) for key, row in kept.items()} == self.parts
        for row in kept.values():
            rounds = Enrollment.objects.filter(
                person=row.person_id, course=row.release.course_id, release__number__gte=row.release.number,
                closed_at=None,
            ).order_by("round")  # fmt: skip
            done = rounds[0].completed_at if rounds else None
            assert row.completed_on == (done and timezone.localdate(done))

    @invariant()
    def those_are_members_who_match_today(self):
        if not hasattr(self, "asked"):
            return
        for audience in Audience.objects.all():
            rule = read_audience(audience.rules.in_force(self.clock.today).first().definition)
            matching = set(members(rule, self.clock.today).values_list("pk", flat=True))
            held = audience.memberships.held(self.clock.today).values_list("person", flat=True)
            assert set(held) == matching

    @invariant()
    def no_completion_is_lost_or_dated_anew(self):
        if not hasattr(self, "asked"):
            return
        standing = {row.pk: timezone.localdate(row.occurred_at) for row in Evidence.objects.standing()}
        assert standing == self.completions
        for use in EvidenceUse.objects.select_related("assignment"):
            assert self.completions[use.evidence_id] <= use.assignment.completed_on
        dates = set(Assignment.objects.filter(part=0).exclude(completed_on=None).values_list("completed_on", flat=True))
        assert dates <= set(self.completions.values())

    @invariant()
    def the_counters_are_what_the_rows_say(self):
        if hasattr(self, "asked"):
            counters_say_what_rows_say(self.clock.today)


def test_whatever_happens_in_whatever_order(db):
    run_state_machine_as_test(
        District,
        settings=settings(
            max_examples=int(os.environ.get("ORDERS", "3")),
            stateful_step_count=int(os.environ.get("STEPS", "10")),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
