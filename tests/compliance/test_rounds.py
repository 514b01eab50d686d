"""What is required stands on My learning: a round is opened when its assignment opens, and never twice."""

import datetime as dt

import pytest
from django.utils import timezone

from compliance import actions
from compliance.actions.rounds import open_rounds
from courses.models import Enrollment, Evidence
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.courses.factories import course_of, lesson_version

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def course(db):
    return course_of(lesson_version())


def asked(person, today, courses, rule=None, **more):
    terms = TermsFactory(courses=courses, rule=rule or {"cadence": "once"}, **more.pop("terms", {}))
    return AssignmentFactory(person=person, terms=terms, assigned_on=today, **more)


def shown(person, course, when):
    Evidence.objects.create(key=f"shown-{when}", person=person, course=course, kind="completed", occurred_at=when)


def test_a_round_is_opened_once(ana, course, today):
    asked(ana, today, [course])
    opened = [open_rounds(now=timezone.now()) for _run in range(2)]
    assert (opened, Enrollment.objects.get().source) == ([1, 0], "required")


def test_a_round_that_is_open_already_serves(ana, course, today):
    Enrollment.objects.create(person=ana, course=course, opened_at=timezone.now())
    asked(ana, today, [course])
    assert open_rounds(now=timezone.now()) == 0


def test_a_top_up_that_is_open_gives_way_to_the_whole_course(ana, course, today):
    Enrollment.objects.create(
        person=ana, course=course, kind="top_up", release=course.newest, source="release", opened_at=timezone.now()
    )
    asked(ana, today, [course])
    opened = [open_rounds(now=timezone.now()) for _run in range(2)]
    rounds = [(each.kind, each.closed_at is None) for each in Enrollment.objects.order_by("pk")]
    assert (opened, rounds) == ([1, 0], [("top_up", False), ("whole", True)])


@pytest.mark.parametrize(
    "why_not",
    [{"opens_on": dt.date(2999, 1, 1)}, {"completed_on": dt.date(2026, 1, 1)}, {"awaiting_since": dt.date(2026, 1, 1)},
     {"closed_on": dt.date(2026, 1, 1), "closed_reason": "left"}, {"terms": {"needed": 1}}],
)  # fmt: skip
def test_nothing_is_opened_for_what_does_not_ask(why_not, ana, course, today):
    asked(ana, today, [course], **why_not)
    assert open_rounds(now=timezone.now()) == 0


LAST_YEAR = {"cadence": "from_completion", "period": {"months": 12}}


@pytest.mark.parametrize(
    ("rule", "days_ago", "opened"),
    [
        ({"cadence": "once"}, 400, 0),
        ({"cadence": "once", "freshness": None}, 400, 1),
        ({"cadence": "once", "freshness": {"days": 90}}, 400, 1),
        ({"cadence": "once", "freshness": {"days": 90}}, 80, 0),
        (LAST_YEAR, 30, 1),
        (LAST_YEAR, 0, 0),
        # Fresh for ever, but lapsed before it was asked.
        (LAST_YEAR | {"freshness": "any"}, 400, 1),
        (LAST_YEAR | {"freshness": "any"}, 300, 0),
        (LAST_YEAR | {"freshness": {"months": 24}}, 400, 1),
    ],
)
def test_what_counts_already_is_not_done_again(rule, days_ago, opened, office, ana, cedar, front_office, course):
    shown(ana, course, office.clock.now - days_ago * DAY)
    office.asks(rule, courses=[course, course_of(lesson_version())], drained=False)
    actions.refresh_people(people=[ana.pk], now=office.clock.now)
    assert open_rounds(now=office.clock.now, people=[ana.pk]) == opened + 1


def test_a_renewal_of_what_was_imported_opens_a_round(office, ana, course, clock):
    """It lapsed long ago: asked, and there to be done."""
    shown(ana, course, office.clock.now - 300 * DAY)
    asked = office.asks(LAST_YEAR | {"freshness": "any", "window": {"months": 1}}, courses=[course])
    office.nights(office.row(ana, asked).expires_on - DAY)
    office.works()
    opened = Enrollment.objects.filter(person=ana, course=course, source="required")
    assert (open_rounds(now=clock.now, people=[ana.pk]), opened.count()) == (1, 1)


def test_a_run_takes_so_many_and_leaves_the_rest(ana, course, today):
    asked(ana, today, [course, course_of(lesson_version())])
    assert [open_rounds(now=timezone.now(), at_most=1) for _run in range(3)] == [1, 1, 0]
