"""What a release asks of those who were done is a part of their cycle: it moves no date of the whole."""

import datetime as dt

import pytest

from compliance import actions
from compliance.actions.parts import open_parts
from compliance.models import Adjustment, Assignment
from courses.models import Enrollment
from outbox.actions import promise
from tests.factories import CourseEditionFactory, CourseFactory, EnrollmentFactory

D = dt.date.fromisoformat
YEARLY = {"cadence": "from_completion", "period": {"months": 12}, "least_days": 14}


@pytest.fixture
def asked(office, ana, bruno):
    """Ana is done, Bruno is not."""
    requirement = office.asks(YEARLY, courses=[CourseFactory(slug="phone")])
    office.completes(ana, requirement)
    return requirement


@pytest.fixture
def release(office, asked, ana):
    """A top-up of the course, with the round that it opened for Ana."""
    course = asked.terms.get().courses.get()
    edition = CourseEditionFactory(course=course, change="top_up", number=2)
    EnrollmentFactory(person=ana, course=course, kind="top_up", release=edition, source="release")
    office.clock.on("2026-09-01")
    promise(topic="top_up.due", key=f"top_up.due:{edition.pk}", payload={"edition_id": edition.pk})
    office.works()
    return edition


def part_of(ana, asked) -> Assignment:
    return Assignment.objects.get(person=ana, requirement=asked, part__gt=0)


def test_who_was_done_is_asked_for_the_part(office, ana, asked, release):
    part = part_of(ana, asked)
    assert (part.cycle, part.part, part.due_on, part.release) == (1, 1, D("2026-09-15"), release)
    assert Assignment.objects.filter(part__gt=0).count() == 1


def test_the_whole_stays_as_it_was(office, ana, asked, release):
    whole = office.row(ana, asked)
    assert (whole.completed_on, whole.expires_on, whole.status(D("2026-09-20"))) == (
        D("2026-08-03"), D("2027-08-03"), "completed",
    )  # fmt: skip


def test_the_news_may_come_twice(office, ana, asked, release):
    assert open_parts(edition=release, people=[ana.pk], now=office.clock.now) == 0


def test_a_retake_has_days_of_its_own_and_closes_the_part_before_it(office, ana, asked, release):
    office.clock.on("2026-09-14")
    Enrollment.objects.update(closed_at=office.clock.now, closed_reason="The whole course is due again.")
    retake = CourseEditionFactory(course=release.course, change="retake", number=3)
    EnrollmentFactory(person=ana, course=release.course, kind="whole", release=retake, source="release", round=2)
    promise(topic="retake.due", key=f"retake.due:{retake.pk}", payload={"edition_id": retake.pk})
    office.works()
    parts = Assignment.objects.filter(person=ana, part__gt=0).order_by("part")
    assert list(parts.values_list("due_on", "closed_on")) == [
        (D("2026-09-15"), D("2026-09-14")), (D("2026-09-28"), None),
    ]  # fmt: skip


def test_done_in_its_round_it_is_done(office, ana, asked, release):
    office.clock.on("2026-09-05")
    done = Enrollment.objects.get(release=release)
    Enrollment.objects.filter(pk=done.pk).update(
        edition=release, started_at=office.clock.now, completed_at=office.clock.now
    )
    news = {"enrollment_id": done.pk}
    promise(topic="top_up.completed", key=f"top_up.completed:{done.pk}", payload=news)
    office.works()
    assert part_of(ana, asked).completed_on == D("2026-09-05")
    assert office.row(ana, asked).completed_on == D("2026-08-03")


def test_who_left_is_asked_for_no_part(office, ana, asked, release):
    ana.left_on = D("2026-09-03")
    ana.save()
    office.nights("2026-09-04")
    assert (part_of(ana, asked).closed_on, part_of(ana, asked).closed_reason) == (D("2026-09-04"), "left the district")


def test_a_rebuild_leaves_parts_alone(office, ana, asked, release):
    before = Assignment.objects.filter(part__gt=0).values().get()
    office.nights("2026-09-02")
    assert Assignment.objects.filter(part__gt=0).values().get() == before


# --- what moves it --------------------------------------------------------------------------------------------------
def allow(verb, office, ana, asked, helen, **more):
    words = {"reason": "Two were out.", "approver": helen, "now": office.clock.now}
    verb(assignment=part_of(ana, asked), **words, **more)


def test_more_time_moves_the_part_and_the_first_date_stays(office, ana, helen, asked, release):
    allow(actions.extend, office, ana, asked, helen, until=D("2026-09-25"))
    part = part_of(ana, asked)
    assert (part.first_due_on, part.due_on, part.overdue_from) == (D("2026-09-15"), D("2026-09-25"), D("2026-09-26"))
    assert part.sum[-1] == "extended on September 1, 2026 to September 25, 2026"


def test_a_waived_part_asks_nothing(office, ana, helen, asked, release):
    allow(actions.waive, office, ana, asked, helen)
    assert part_of(ana, asked).status(D("2026-09-20")) == "waived"


def test_taken_back_it_is_asked_again(office, ana, helen, asked, release):
    allow(actions.extend, office, ana, asked, helen, until=D("2026-09-25"))
    given = Adjustment.objects.get()
    actions.void_adjustment(adjustment=given, reason="A slip.", approver=helen, now=office.clock.now)
    assert part_of(ana, asked).due_on == D("2026-09-15")


def test_a_hold_and_leave_that_overlap_move_it_by_their_days(office, ana, helen, asked, release):
    allow(actions.hold, office, ana, asked, helen, until=D("2026-09-06"))
    away = {"starts_on": D("2026-09-04"), "back_on": D("2026-09-11")}
    actions.record_leave(person=ana, reason="Leave", approver=helen, now=office.clock.now, **away)
    held = part_of(ana, asked)
    assert (held.status(D("2026-09-01")), held.held_from, held.due_on) == ("on_hold", D("2026-09-01"), D("2026-09-15"))
    office.nights("2026-09-11")
    part = part_of(ana, asked)
    assert (part.status(D("2026-09-11")), part.due_on, part.changes_on) == ("assigned", D("2026-09-25"), None)


def test_an_adjustment_of_the_part_moves_no_date_of_the_whole(office, ana, helen, asked, release):
    before = office.row(ana, asked)
    allow(actions.extend, office, ana, asked, helen, until=D("2026-09-25"))
    after = office.row(ana, asked)
    assert (after.due_on, after.expires_on, after.sum) == (before.due_on, before.expires_on, before.sum)


def test_why_adds_its_date_up_and_leads_to_what_can_be_allowed(office, ana, bruno, asked, release, as_person):
    part = part_of(ana, asked)
    page = as_person(bruno).get(f"/compliance/people/{ana.username}/why/{asked.slug}/").content.decode()
    assert "Asked by edition 2 on September 1, 2026; + 14 days = September 15, 2026" in page
    assert f"/compliance/assignments/{part.pk}/adjust/?kind=extension" in page
    own = as_person(ana).get(f"/compliance/people/{ana.username}/why/{asked.slug}/").content.decode()
    assert (f"/assignments/{part.pk}/ask/" in own, f"/assignments/{part.pk}/adjust/" in own) == (True, False)
