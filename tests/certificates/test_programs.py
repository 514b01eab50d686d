"""A requirement of several courses is certified once for each cycle, and says what the courses taught."""

import datetime as dt

import pytest

from certificates.actions import NotComplete, claim_program, issue_first
from certificates.models import Credential, CredentialIssue
from compliance.actions import bring_up, waive
from outbox.actions import drain
from tests.certificates.factories import completed
from tests.compliance.conftest import clock, office  # noqa: F401 -- fixtures
from tests.factories import CourseFactory

YEARLY = {"cadence": "from_completion", "period": {"months": 12}, "freshness": {"months": 6}}
IN_JULY = dt.datetime(2026, 7, 15, 14, 0, tzinfo=dt.UTC)


@pytest.fixture
def program(office, ana):  # noqa: F811
    """Two courses, both shown by Ana in July, asked of her in August as one program."""
    rounds = [completed(ana, title=title, at=IN_JULY) for title in ("Phone etiquette", "Empathy and trust")]
    asked = office.asks(YEARLY, courses=[one.course for one in rounds])
    return office.row(ana, asked)


def test_one_certificate_of_the_program(office, program):  # noqa: F811
    issue = CredentialIssue.objects.get(credential__assignment=program)
    assert (issue.title, issue.minutes, issue.edition, issue.outcomes) == (
        program.requirement.name, 140, None, ["Hold well"],
    )  # fmt: skip
    assert (issue.completed_on, issue.good_until) == (dt.date(2026, 7, 15), dt.date(2027, 7, 15))


def test_asked_again_it_is_the_same(office, program, ana):  # noqa: F811
    bring_up(people=[ana.pk], now=office.clock.now)
    office.works()
    issue_first(credential=claim_program(assignment=program))
    assert Credential.objects.filter(assignment=program).count() == 1
    assert CredentialIssue.objects.filter(credential__assignment=program).count() == 1


def test_a_waiver_earns_no_certificate(office, ana, helen):  # noqa: F811

    asked = office.asks(YEARLY, courses=[CourseFactory(), CourseFactory()])
    waive(assignment=office.row(ana, asked), reason="Knows it.", approver=helen, now=office.clock.now)
    office.works()
    assert not Credential.objects.exists()
    with pytest.raises(NotComplete):
        claim_program(assignment=office.row(ana, asked))


def test_who_is_done_anew_on_the_same_day_gets_it_though_the_first_news_came_too_late(office, ana):  # noqa: F811
    courses = [CourseFactory(), CourseFactory()]
    asked = office.asks(YEARLY, courses=courses)
    office.completes(ana, course=courses[0])
    wrong = office.completes(ana, course=courses[1])
    office.voids(wrong)
    drain(clock=lambda: office.clock.now)  # the news of a completion that does not stand is laid aside
    office.completes(ana, course=courses[1])
    office.works()
    assert Credential.objects.filter(assignment=office.row(ana, asked)).count() == 1
