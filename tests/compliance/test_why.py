"""Why this status: as the record showed that day, as we know now, and what if she moved."""

import datetime as dt
import json
import uuid

import pytest
from django.core.management import CommandError, call_command

from compliance import actions
from compliance.explain import explain, status
from compliance.explained import lines
from compliance.models import Adjustment, Assignment, Leave, Membership
from compliance.what_if import WhatIf
from tests.compliance.office import FRONT_OFFICE
from tests.factories import CourseFactory

D = dt.date.fromisoformat
THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
AT_CEDAR = FRONT_OFFICE | {"unit": ["cedar-middle"]}


def why(capsys, person, requirement, *more):
    call_command("explain_status", "--person", person, "--requirement", requirement, "--json", *more)
    return json.loads(capsys.readouterr().out)


def test_the_sum_the_rule_and_who_changed_what(office, ana, helen, capsys):
    asked = office.asks(THIRTY, audience=office.audience(AT_CEDAR))
    actions.extend(
        assignment=office.row(ana, asked), until=D("2026-09-20"), reason="Enrollment week.", approver=helen,
        now=office.clock.now,
    )  # fmt: skip
    found = why(capsys, "100101", asked.slug)
    assert found["status"] == "assigned"
    assert found["sum"] == [
        "Assigned August 3, 2026",
        "+ 30 days = September 2, 2026",
        "extended on August 3, 2026 to September 20, 2026",
    ]
    assert found["audience"]["rule"] == (
        "Everyone with a job that is in Front office, and at Cedar Middle School or below."
    )
    assert [(each["what"], each["actor"]) for each in found["changes"]][-1] == (
        "Extension until September 20, 2026",
        "100106",
    )


def test_in_words_a_day_is_the_districts_and_said_in_full(office, ana, helen):
    asked = office.asks(THIRTY, audience=office.audience(AT_CEDAR))
    office.clock.now = dt.datetime(2026, 8, 5, 1, tzinfo=dt.UTC)  # still the evening of the 4th in the district
    row, approver = office.row(ana, asked), helen
    actions.extend(assignment=row, until=D("2026-09-20"), reason="Enrollment.", approver=approver, now=office.clock.now)
    told = lines(explain(person=ana, requirement=asked, as_of=D("2026-08-04")))
    assert (told[0], told[-1].strip()) == (
        f"{ana}, {asked}: assigned as of August 4, 2026",
        f"August 4, 2026: Extension until September 20, 2026 ({approver})",
    )


def test_what_is_waived_is_not_offered_to_be_waived_again(office, ana, helen, as_person):
    asked = office.asks(THIRTY)
    page = as_person(helen)
    before = "?kind=waiver" in page.get(f"/compliance/people/100101/why/{asked.slug}/").content.decode()
    actions.waive(assignment=office.row(ana, asked), reason="She taught it.", approver=helen, now=office.clock.now)
    after = "?kind=" in page.get(f"/compliance/people/100101/why/{asked.slug}/").content.decode()
    assert (before, after) == (True, False)


def test_as_of_shows_what_the_record_showed(office, ana, capsys):
    asked = office.asks(THIRTY)
    office.clock.on("2026-09-10")
    office.completes(ana, asked, on="2026-08-20")
    assert why(capsys, "ana@alder.example", asked.slug, "--as-of", "2026-08-25")["status"] == "assigned"
    looked = why(capsys, "ana@alder.example", asked.slug, "--as-of", "2026-08-25", "--hindsight")
    assert (looked["status"], looked["completed"]) == ("completed", "2026-08-20")


def test_a_void_is_not_known_before_it_was_written(office, ana):
    asked = office.asks(THIRTY)
    shown = office.completes(ana, asked)
    office.clock.on("2026-08-20")
    office.voids(shown)
    seen = [status(ana, asked, D("2026-08-10"), hindsight=later)[0] for later in (False, True)]
    assert seen == ["completed", "assigned"]


def test_before_the_requirement_nothing_was_asked(office, ana):
    asked = office.asks(THIRTY)
    assert status(ana, asked, D("2026-07-01"))[0] == "not_assigned"


def test_what_if_she_moves_out_of_the_audience(office, ana, alder_high):
    asked = office.asks(THIRTY, audience=office.audience(AT_CEDAR))
    found = explain(
        person=ana, requirement=asked, as_of=office.clock.today, what_if=WhatIf(alder_high, D("2026-08-15"))
    )
    assert (found.status, found.answer.left) == ("closed", D("2026-08-15"))
    assert office.status(ana, asked) == "assigned"
    assert Membership.objects.filter(ends_on__isnull=False).count() == 0


def test_what_if_he_moves_into_it(office, ana, dario, cedar):
    asked = office.asks(THIRTY, audience=office.audience(AT_CEDAR))
    found = explain(person=dario, requirement=asked, as_of=office.clock.today, what_if=WhatIf(cedar, D("2026-08-15")))
    assert (found.status, found.answer.current.due) == ("assigned", D("2026-09-14"))
    assert not Assignment.objects.filter(person=dario).exists()


def test_a_what_if_that_cannot_be_read_is_a_sentence(office, ana, capsys):
    asked = office.asks(THIRTY)
    for text, told in (("unit=moon,from=2026-08-01", "no unit"), ("from=2026-08-01", "Say where")):
        with pytest.raises(CommandError, match=told):
            why(capsys, "100101", asked.slug, "--what-if", text)
    with pytest.raises(CommandError, match="There is no requirement"):
        why(capsys, "100101", "nothing")
    with pytest.raises(CommandError, match="Nobody has"):
        why(capsys, "777", asked.slug)


def test_an_explanation_asks_a_fixed_number_of_times(office, ana, bruno, dario, django_assert_num_queries):
    asked = office.asks(THIRTY)
    office.completes(ana, asked)
    with django_assert_num_queries(20):
        explain(person=ana, requirement=asked, as_of=office.clock.today)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("reader", ["helen", "bruno"])
def test_the_page_costs_the_same_for_one_and_for_three_of_everything(
    reader, count, office, ana, helen, request, as_person, django_assert_num_queries
):
    courses = CourseFactory.create_batch(count)
    asked = office.asks(THIRTY, courses=courses)
    for course in courses:
        office.completes(ana, course=course)
    row = office.row(ana, asked)
    told = {"approver": helen, "reason": "Family leave.", "recorded_at": office.clock.now}
    for course in courses:
        office.voids(office.completes(ana, course=course))
    for _n in range(count):
        Adjustment.objects.create(assignment=row, kind="waiver", on=office.clock.today, **told)
        Leave.objects.create(person=ana, starts_on=office.clock.today, **told)
    browser = as_person(request.getfixturevalue(reader))
    with django_assert_num_queries(9):
        page = browser.get(f"/compliance/people/100101/why/{asked.slug}/")
    assert [len(page.context[name]) for name in ("uses", "aside", "adjustments")] == [count] * 3


def test_a_request_that_waits_stands_on_the_page(office, ana, as_person):
    asked = office.asks(THIRTY)
    actions.ask_extension(
        key=uuid.uuid4(), assignment=office.row(ana, asked), until=D("2026-09-20"), reason="Enrollment week.",
        asked_by=ana, now=office.clock.now,
    )  # fmt: skip
    page = as_person(ana).get(f"/compliance/people/100101/why/{asked.slug}/").content.decode()
    assert "More time was asked for, until September 20, 2026" in page


def test_a_rebuild_gives_the_same_rows(office, ana, bruno, helen, capsys):
    asked = office.asks(THIRTY)
    office.completes(ana, asked)
    actions.waive(assignment=office.row(bruno, asked), reason="Knows it.", approver=helen, now=office.clock.now)
    call_command("rebuild_status", "--json")
    first = json.loads(capsys.readouterr().out)
    Assignment.objects.filter(person=ana).update(completed_on=None, due_on=D("2030-01-01"))
    call_command("rebuild_status", "--json")
    second = json.loads(capsys.readouterr().out)
    assert (first["changed"], second["changed"]) == (0, 1)
    assert first["digest"] == second["digest"]


# --- what the page tells ----------------------------------------------------------------------------------------------
def page_of(browser, asked, more=""):
    return browser.get(f"/compliance/people/100101/why/{asked.slug}/{more}")


def aside_of(browser, asked):
    return [reason for _row, reason in page_of(browser, asked).context["aside"]]


def test_what_if_begins_with_the_answer(office, ana, alder_high, as_person):
    asked = office.asks(THIRTY)
    page = page_of(as_person(ana), asked, "?unit=alder-high&from_on=2026-08-17")
    assert page.context["answered"][:2] == [
        "If the job moved to Alder High School from August 17, 2026:",
        "Assigned on August 17, 2026, due September 2, 2026.",
    ]


def test_what_if_says_that_it_would_not_be_asked(office, ana, alder_high, as_person):
    asked = office.asks(THIRTY, audience=office.audience(AT_CEDAR))
    page = page_of(as_person(ana), asked, "?unit=alder-high&from_on=2026-08-17")
    assert page.context["answered"][1] == "Not asked on August 17, 2026."


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("unit=alder-high", "from_on", "Say from when the job would move."),
        ("unit=alder-high&from_on=31/31/2026", "from_on", "This is not a date. Write 2026-08-03 or 8/3/2026."),
        ("from_on=2026-08-17", "unit", "Choose where the job would move to."),
        ("hindsight=on", "as_of", "Choose the day to look at."),
    ],
)
def test_half_a_question_is_answered_with_what_is_missing(query, field, sentence, office, ana, alder_high, as_person):
    page = page_of(as_person(ana), office.asks(THIRTY), f"?{query}")
    assert page.context["further"].errors == {field: [sentence]}


def test_what_is_waived_says_since_when(office, ana, helen, as_person):
    asked = office.asks(THIRTY)
    actions.waive(assignment=office.row(ana, asked), reason="She taught it.", approver=helen, now=office.clock.now)
    assert page_of(as_person(ana), asked).context["sentence"] == "Waived on August 3, 2026"


def test_what_if_is_offered_where_nothing_is_asked(office, ana, alder_high, helen, as_person):
    asked = office.asks(THIRTY, audience=office.audience(FRONT_OFFICE | {"unit": ["alder-high"]}))
    page = page_of(as_person(helen), asked, "?unit=alder-high&from_on=2026-08-17").content.decode()
    told = (
        "This is not asked here.",
        "If the job moved to Alder High School from August 17, 2026:",
        "Assigned on August 17, 2026, due",
    )
    assert [words in page for words in told] == [True] * 3


def test_a_completion_that_was_voided_is_listed_with_who_and_why(office, ana, helen, as_person):
    asked = office.asks(THIRTY)
    void = office.voids(office.completes(ana, asked))
    assert aside_of(as_person(helen), asked) == [f"Does not stand, – wrote on August 3, 2026: {void.reason}"]


def test_a_completion_that_ran_out_is_listed_with_its_last_day(office, ana, helen, as_person):
    asked = office.asks({"cadence": "from_completion", "period": {"months": 12}, "window": {"days": 30}})
    office.completes(ana, asked)
    office.nights("2027-09-01")
    assert "counted until August 3, 2027" in page_of(as_person(helen), asked).content.decode()


@pytest.mark.parametrize(
    ("freshness", "told"),
    [
        ({"freshness": None}, "Done before this was asked. Only what is done from then on counts."),
        ({"freshness": {"months": 2}}, "Done more than 2 months before this was asked."),
        ({"freshness": "any"}, "It had run out by the day on which this was asked."),
    ],
)
def test_what_was_done_before_and_does_not_count_is_listed_with_the_reason(
    freshness, told, office, ana, helen, as_person
):
    course = CourseFactory()
    office.completes(ana, course=course, on="2025-01-10")
    rule = {"cadence": "from_completion", "period": {"months": 12}, **freshness}
    assert aside_of(as_person(helen), office.asks(rule, courses=[course])) == [told]


def test_who_changed_the_terms_and_the_rule_of_the_group_stands_on_the_page(office, ana, helen, as_person):
    asked = office.asks(THIRTY)
    common = {"starts_on": office.clock.today, "actor": helen, "now": office.clock.now}
    actions.change_terms(requirement=asked, courses=[CourseFactory()], rule=THIRTY, **common)
    actions.change_audience(audience=asked.audience, definition=FRONT_OFFICE, **common)
    changes = page_of(as_person(helen), asked, "?changes=1").context["changes"]
    assert sorted((each.what, each.actor) for each in changes if each.actor) == [
        ("The rule of the group from August 3, 2026", helen),
        ("The terms from August 3, 2026", helen),
    ]


def test_a_waiver_that_ran_out_can_be_given_again_from_the_page(office, ana, helen, as_person):
    asked = office.asks(THIRTY)
    actions.waive(
        assignment=office.row(ana, asked), reason="On a project.", approver=helen, now=office.clock.now,
        until=D("2026-09-30"),
    )  # fmt: skip
    office.nights("2026-10-05")
    browser = as_person(helen)
    page = page_of(browser, asked).content.decode()
    given = {"kind": "waiver", "until": "2026-12-31", "reason": "The project goes on.", "key": uuid.uuid4()}
    browser.post(f"/compliance/assignments/{office.row(ana, asked).pk}/adjust/", given)
    row = office.row(ana, asked)
    assert ([f"?kind={kind}" in page for kind in ("waiver", "extension", "hold")], row.expires_on) == (
        [True, True, True],
        D("2026-12-31"),
    )
    assert row.status(office.clock.today) == "waived"


def test_the_page_about_somebody_else_says_the_employee_number(office, ana, helen, as_person):
    asked = office.asks(THIRTY, audience=office.audience(AT_CEDAR))
    address = f"/compliance/people/{ana.username}/why/{asked.slug}/"
    told = ["Employee number 100101." in as_person(one).get(address).content.decode() for one in (helen, ana)]
    assert told == [True, False]
