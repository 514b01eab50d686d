"""A date far off, typed by mistake, is answered in a sentence; what one rule or person breaks stops nobody else."""

import datetime as dt
import json
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from compliance.cases import run_case
from compliance.models import Adjustment, Assignment, Audience, ExtensionRequest, Leave, Requirement
from compliance.rule import Refused, read_rule, stored_rule
from people.hr_forms import DayField
from tests.compliance.planted import required_of
from tests.courses.factories import course_of, lesson_version

FAR = ["9999-12-31", "0001-01-01"]
TOLD = "The year must lie between 1930 and 2200."
DAY = dt.timedelta(days=1)


@pytest.fixture
def course(db):
    return course_of(lesson_version())


@pytest.fixture
def asked(ana, bruno, helen, front_office, course):
    return Assignment.objects.get(person=ana, requirement=required_of(front_office, course, helen))


def told(response) -> tuple[int, bool]:
    return response.status_code, TOLD in response.content.decode()


@pytest.mark.parametrize(
    ("day", "good"),
    [("1929-12-31", False), ("1930-01-01", True), ("2200-12-31", True), ("2201-01-01", False), ("2026-02-30", False)],
)
def test_a_day_is_of_the_calendar_or_it_is_refused(day, good):
    try:
        found = DayField().clean(day).isoformat()
    except ValidationError:
        found = None
    assert found == (day if good else None)


def test_every_form_that_asks_for_a_day_asks_with_the_one_field():
    """The page of samples has no form that is sent; the field itself is at home in people."""
    here = Path(__file__).parents[2]
    found = {
        path.relative_to(here).as_posix()
        for room in ("lms", "certificates", "compliance", "scenarios", "courses", "goals", "people")
        for path in (here / room).rglob("*.py")
        if "forms.DateField" in path.read_text()
    }
    assert found == {"lms/views/styleguide.py", "people/hr_forms.py"}


# --- pages ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize("box", ["starts_on", "due_date", "anchor"])
def test_a_requirement_of_a_far_date_is_refused_in_a_sentence(box, far, helen, asked, course, today, as_person):
    said = {
        "name": "Student privacy", "why": "Families trust us.", "audience": Audience.objects.get().pk,
        "courses": [course.pk], "starts_on": today, "cadence": "fixed_date", "anchor": today, "period": 12,
        "hold": "shift", box: far,
    }  # fmt: skip
    answer = as_person(helen).post("/compliance/requirements/new/", said)
    assert (told(answer), Requirement.objects.count()) == ((200, True), 1)


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize("kind", ["extension", "waiver", "hold"])
def test_an_adjustment_of_a_far_date_is_refused_in_a_sentence(kind, far, bruno, asked, as_person):
    said = {"kind": kind, "until": far, "reason": "A slip of the hand."}
    answer = as_person(bruno).post(f"/compliance/assignments/{asked.pk}/adjust/", said)
    assert (told(answer), Adjustment.objects.count()) == ((200, True), 0)


@pytest.mark.parametrize("far", FAR)
def test_a_learner_who_asks_for_a_far_date_reads_why_not(far, ana, asked, as_person):
    said = {"key": uuid.uuid4(), "until": far, "reason": "A slip of the hand."}
    answer = as_person(ana).post(f"/compliance/assignments/{asked.pk}/ask/", said)
    assert (told(answer), ExtensionRequest.objects.count()) == ((200, True), 0)


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize(
    "page",
    [
        "/compliance/people/100101/why/phone/?as_of={far}",
        "/compliance/people/100101/why/phone/?unit=alder-high&from_on={far}",
        "/compliance/day/?as_of={far}",
        "/compliance/groups/count/?hired_from={far}",
    ],
)
def test_a_far_date_in_an_address_never_breaks_a_page(page, far, helen, asked, alder_high, as_person):
    assert as_person(helen).get(page.format(far=far)).status_code in (200, 422)


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize("box", ["starts_on", "back_on"])
def test_leave_of_a_far_date_is_refused_in_a_sentence(box, far, helen, asked, today, as_person):
    said = {"number": "100101", "starts_on": today, "back_on": today + DAY, "reason": "Family leave.", box: far}
    answer = as_person(helen).post("/compliance/leave/100101/", said)
    assert (TOLD in answer.content.decode(), Leave.objects.count()) == (True, 0)


# --- rules and cases ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"due": {"date": "9999-12-31"}}, "date"),
        ({"due": {"date": "0001-01-01"}}, "date"),
        ({"due": {"date": None}}, "due"),
        ({"due": {"days": 99_999_999}}, "days"),
        ({"due": {"days": None}}, "days"),
        ({"starts": "9999-12-31"}, "starts"),
        ({"grace_days": 10**12}, "grace_days"),
        ({"grace_days": None}, "grace_days"),
        ({"cadence": "from_completion", "period": {"months": 10**12}}, "months"),
        ({"cadence": "from_completion", "period": {"years": 9999}}, "years"),
        ({"cadence": "fixed_date", "period": {"years": 1}, "anchor": "0001-01-01"}, "anchor"),
        ({"zone": 5}, "zone"),
        ({"zone": None}, "zone"),
        ({"zone": ""}, "zone"),
        ({"zone": ["America/New_York"]}, "zone"),
        ({"weekend": None}, "weekend"),
        ({"cadence": None}, "cadence"),
        ({"cadence": {}}, "cadence"),
        ({"due_day": 5, "cadence": "school_year"}, "due_day"),
        ({"freshness": {"days": 10**9}}, "days"),
        ({"hold": {"days_after_return": None}}, "days_after_return"),
        ([], "rule"),
        (5, "rule"),
        ("once", "rule"),
    ],
)
def test_a_rule_that_reaches_too_far_or_says_nothing_is_refused_by_its_field(rule, field):
    with pytest.raises(Refused) as refused:
        read_rule(rule)
    assert (refused.value.field, str(refused.value)[-1]) == (field, ".")


CASE = {"rule": {}, "events": [{"kind": "joined", "on": "2026-08-03"}], "as_of": "2026-09-01"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"as_of": "9999-12-31"}, "as_of"),
        ({"as_of": None}, "as_of"),
        ({"rule": 5}, "rule"),
        ({"rule": [1]}, "rule"),
        ({"rule": None, "as_of": 5}, "as_of"),
        ({"events": 5}, "events"),
        ({"events": [None]}, "events"),
        ({"events": {"kind": "joined"}}, "events"),
        ({"events": [{"kind": None, "on": "2026-08-03"}]}, "events"),
        ({"events": [{"kind": "joined", "on": "9999-12-31"}]}, "events"),
        ({"events": [{"kind": "joined", "on": "0001-01-01"}]}, "events"),
        ({"events": [{"kind": "joined", "on": "9999-12-31T23:00:00-05:00"}]}, "events"),
        ({"events": [{"kind": "joined", "on": 5}]}, "events"),
        ({"events": [{"kind": "extended", "on": "2026-08-04", "to": "9999-12-31"}]}, "events"),
    ],
)
def test_a_case_that_cannot_be_worked_out_is_answered_in_a_sentence(wrong, field):
    found = run_case(CASE | wrong)
    assert (found["field"], found["error"][-1], json.dumps(found)[0]) == (field, ".", "{")


@pytest.mark.parametrize(
    "rule",
    [
        {"due": {"date": "9999-12-31"}},
        {"due": {"days": 10**9}},
        {"cadence": "fixed_date", "period": {"years": 1}, "anchor": "0001-01-01"},
        {"cadence": "from_completion", "period": {"months": 10**9}, "window": {"days": 10**9}},
        {"starts": "0001-01-01", "grace_days": 10**9},
    ],
)
def test_a_rule_that_was_kept_before_there_were_limits_still_opens(rule):
    assert stored_rule(rule).cadence == rule.get("cadence", "once")
