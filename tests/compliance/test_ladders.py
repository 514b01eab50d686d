"""A ladder of new people: built on one page, climbed step by step, and who is cleared for a duty meanwhile."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from compliance import actions
from compliance.clearances import clearances_of, own_clearances
from compliance.climbing import climbs_of, people_on
from compliance.models import Assignment, DutyGate, Ladder, Requirement, Rung
from tests.compliance.factories import hired
from tests.factories import CourseFactory, JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
DAY = dt.timedelta(days=1)
PHONES = "answer the phones"


@pytest.fixture
def courses(db):
    return [CourseFactory(title=title) for title in ("Essentials first", "Empathy", "E-mail")]


@pytest.fixture
def ladder(office, newcomer, courses, helen):
    return built(office, courses, helen)


def built(office, courses, helen, **more):
    group = office.audience({"job_family": ["front-office"], "hired": {"from": "2026-07-15"}})
    steps = [
        actions.Step(name, days, [course], before_duty=days == 5)
        for name, days, course in zip(
            ("Essentials", "First courses", "Next courses"), (5, 30, 60), courses, strict=True
        )
    ]
    said = {
        "name": "New in the office", "why": "The first weeks decide.", "audience": group, "counts_from": "hire",
        "starts_on": office.clock.today, "steps": steps, "duty": PHONES, "actor": helen, "now": office.clock.now,
    }  # fmt: skip
    made = actions.create_ladder(**said | more)
    office.works()
    return made


def essentials():
    return Requirement.objects.get(slug="essentials")


def texts(response):
    return response.content.decode()


def sentences(person, on):
    return [told.sentence for told in own_clearances(person, on)]


# --- what it makes
def test_each_step_is_an_ordinary_requirement_in_order(ladder, newcomer):
    rows = Assignment.objects.filter(person=newcomer).order_by("due_on")
    assert [(row.requirement.name, row.due_on) for row in rows] == [
        ("Essentials", D("2026-08-08")), ("First courses", D("2026-09-02")), ("Next courses", D("2026-10-02")),
    ]  # fmt: skip
    assert list(ladder.rungs.values_list("order", "requirement__slug")) == [
        (1, "essentials"), (2, "first-courses"), (3, "next-courses"),
    ]  # fmt: skip


def test_who_was_hired_before_it_began_gets_as_many_days_from_then(office, cedar, front_office, bruno, courses, helen):
    earlier = hired(cedar, front_office, bruno, "100202", "Ed", "Lowe", D("2026-07-20"))
    built(office, courses, helen)
    assert office.row(earlier, essentials()).due_on == D("2026-08-08")


def test_a_new_hire_joins_alone_and_is_never_dropped_by_the_days_going_by(office, ladder, cedar, front_office, bruno):
    later = hired(cedar, front_office, bruno, "100203", "Uma", "Reed", D("2026-09-01"))
    office.nights("2026-09-01")
    assert office.row(later, essentials()).due_on == D("2026-09-06")
    office.nights("2027-12-01")
    assert office.row(later, essentials()).status(office.clock.today) == "overdue"


def test_counted_from_the_start_in_the_job_a_mover_is_asked_from_then(
    office, walt, cedar, front_office, courses, helen
):
    group = office.audience({"job_family": ["front-office"], "job_started": {"from": "2026-07-15"}})
    built(office, courses, helen, audience=group, counts_from="job_start")
    JobFactory(person=walt, unit=cedar, family=front_office, starts_on=D("2026-08-20"), primary=False)
    office.nights("2026-08-20")
    assert office.row(walt, essentials()).due_on == D("2026-08-25")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "New"}, "There is a ladder of this name"),
        ({"starts_on": D("2026-08-01")}, "cannot begin in the past"),
        ({"steps": []}, "at least one step"),
        ({"duty": " "}, "Say which duty waits for it"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_half_written(wrong, sentence, office, newcomer, courses, helen):
    with pytest.raises(actions.Refused, match=sentence):
        built(office, courses, helen, **wrong)
    assert (Ladder.objects.count(), Requirement.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("second", "field"), [(("Second", 5), "step1-days"), (("essentials", 9), "step1-name"), (("New", 9), "step1-name")]
)
def test_a_step_that_cannot_be_is_named(second, field, office, newcomer, courses, helen):
    steps = [actions.Step("Essentials", 5, courses[:1]), actions.Step(*second, courses[1:2])]
    with pytest.raises(actions.Refused) as refused:
        built(office, courses, helen, steps=steps)
    assert (refused.value.field, Requirement.objects.count()) == (field, 0)


def test_withdrawn_it_asks_nobody_and_the_first_day_stands(office, ladder, newcomer, helen):
    office.clock.on("2026-08-10")
    for _click in range(2):
        actions.withdraw_ladder(ladder=ladder, on=office.clock.today, actor=helen, now=office.clock.now)
        office.works()
        office.clock.forward(1)
    ladder.refresh_from_db()
    assert ladder.withdrawn_on == D("2026-08-10")
    assert set(Assignment.objects.values_list("closed_reason", flat=True)) == {"the requirement was retired"}


@pytest.mark.parametrize("model", [Ladder, Rung, DutyGate])
def test_what_was_written_of_a_ladder_stays(model, ladder):
    columns = {Ladder: {"name": "Other"}, Rung: {"order": 9}, DutyGate: {"duty": "drive"}}
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**columns[model])


# --- who is cleared
def test_before_the_essentials_nobody_is_cleared(office, ladder, newcomer):
    assert sentences(newcomer, office.clock.today) == [
        "Not yet cleared to answer the phones: Essentials is not finished"
    ]


def test_after_them_one_is_cleared_since_that_day(office, ladder, newcomer, courses):
    office.clock.on("2026-08-06")
    office.completes(newcomer, course=courses[0])
    assert sentences(newcomer, office.clock.today) == ["Cleared to answer the phones since August 6, 2026"]


def test_a_waiver_clears_with_its_reason(office, ladder, newcomer, helen):
    row = office.row(newcomer, essentials())
    actions.waive(assignment=row, reason="She taught it.", approver=helen, now=office.clock.now)
    office.works()
    (told,) = own_clearances(newcomer, office.clock.today)
    assert (told.sentence, told.notes) == (
        "Cleared to answer the phones since August 3, 2026", ("Essentials was waived: She taught it.",),
    )  # fmt: skip


def test_a_waiver_taken_back_clears_no_longer(office, ladder, newcomer, helen):
    row = office.row(newcomer, essentials())
    given = actions.waive(assignment=row, reason="She taught it.", approver=helen, now=office.clock.now)
    actions.void_adjustment(adjustment=given, reason="Wrong person.", approver=helen, now=office.clock.now)
    assert sentences(newcomer, office.clock.today) == [
        "Not yet cleared to answer the phones: Essentials is not finished"
    ]


def test_what_ran_out_says_so(office, ana, courses, helen):
    asked = office.asks({"cadence": "from_completion", "period": {"months": 1}}, courses=courses[:1])
    actions.set_gate(requirement=asked, duty=PHONES, actor=helen, now=office.clock.now)
    office.completes(ana, asked)
    office.nights("2026-10-01")
    assert sentences(ana, office.clock.today) == [
        f"Not cleared any more to answer the phones: {asked.name} has run out"
    ]


def test_a_renewal_that_has_opened_leaves_one_cleared(office, ana, courses, helen):
    rule = {"cadence": "from_completion", "period": {"months": 2}, "window": {"months": 1}}
    asked = office.asks(rule, courses=courses[:1])
    actions.set_gate(requirement=asked, duty=PHONES, actor=helen, now=office.clock.now)
    office.completes(ana, asked)
    office.nights("2026-09-10")
    assert office.row(ana, asked).cycle == 2
    assert sentences(ana, office.clock.today) == [
        "Cleared to answer the phones since August 3, 2026, good until October 3, 2026"
    ]


def test_a_duty_is_kept_once_and_taken_back_by_a_row(office, ladder, newcomer, helen):
    for duty in (f"{PHONES}.", PHONES, "", ""):
        actions.set_gate(requirement=essentials(), duty=duty, actor=helen, now=office.clock.now)
    assert list(DutyGate.objects.order_by("pk").values_list("duty", flat=True)) == [PHONES, ""]
    assert sentences(newcomer, office.clock.today) == []


def test_who_is_asked_for_nothing_before_a_duty_is_told_nothing(office, ladder, walt):
    assert sentences(walt, office.clock.today) == []


@pytest.mark.parametrize("count", [1, 3])
def test_clearances_and_steps_cost_the_same_for_one_and_for_three(
    count, office, cedar, front_office, bruno, courses, helen, django_assert_num_queries
):
    people = [hired(cedar, front_office, bruno, f"10030{n}", "Nia", f"Ward {n}", D("2026-08-03")) for n in range(count)]
    ladder = built(office, courses, helen)
    for person in people:
        row = office.row(person, essentials())
        actions.waive(assignment=row, reason="She taught it.", approver=helen, now=office.clock.now)
    today, rungs = office.clock.today, list(ladder.rungs.select_related("requirement"))
    with django_assert_num_queries(2):
        clearances_of([person.pk for person in people], today)
    with django_assert_num_queries(3):
        climbs_of(people, rungs, today)


# --- pages
def test_human_resources_sees_everyone_on_it(office, ladder, newcomer, helen, as_person):
    page = as_person(helen).get("/compliance/ladders/new-in-the-office/")
    assert [(one.person, one.finished) for one in page.context["climbs"]] == [(newcomer, 0)]


def test_a_supervisor_sees_only_their_own_on_it(
    office, newcomer, alder_high, front_office, bruno, courses, helen, as_person
):
    hired(alder_high, front_office, helen, "100204", "Lee", "Moss", D("2026-08-03"))
    built(office, courses, helen)
    page = as_person(bruno).get("/compliance/ladders/new-in-the-office/")
    assert [one.person for one in page.context["climbs"]] == [newcomer]


@pytest.mark.parametrize("who", ["ana", "dario", "paul", "lena", "tomas"])
def test_to_others_the_ladder_is_not_there(who, ladder, request, as_person):
    person = request.getfixturevalue(who)
    assert as_person(person).get("/compliance/ladders/new-in-the-office/").status_code == 404


def test_another_units_supervisor_finds_no_ladder_of_anothers_people(
    ladder, alder_high, dario, front_office, as_person
):
    boss = PersonFactory(username="100190")
    JobFactory(person=boss, unit=alder_high, family=front_office, starts_on=D("2020-01-01"))
    dario.jobs.update(supervisor=boss)
    assert as_person(boss).get("/compliance/ladders/new-in-the-office/").status_code == 404


def test_who_has_finished_stands_apart(office, ladder, newcomer, courses):
    for course in courses:
        office.completes(newcomer, course=course)
    assert (list(people_on(ladder, "climbing")), list(people_on(ladder, "done"))) == ([], [newcomer])


def test_the_pages_of_the_person_the_supervisor_and_the_unit_say_who_is_not_cleared(
    office, ladder, newcomer, bruno, helen, as_person
):
    words = "Not yet cleared to answer the phones: Essentials is not finished"
    pages = [
        (newcomer, "/my/"), (newcomer, "/compliance/mine/"), (bruno, "/compliance/my-people/"),
        (bruno, f"/compliance/people/{newcomer.username}/"), (helen, "/compliance/units/cedar-middle/"),
    ]  # fmt: skip
    assert [words in texts(as_person(person).get(page)) for person, page in pages] == [True] * 5


def test_the_same_pages_say_who_is_cleared(office, ladder, newcomer, courses, bruno, helen, as_person):
    office.completes(newcomer, course=courses[0])
    words = "Cleared to answer the phones since August 3, 2026"
    pages = [
        (newcomer, "/my/"), (newcomer, "/compliance/mine/"), (bruno, "/compliance/my-people/"),
        (bruno, f"/compliance/people/{newcomer.username}/"), (helen, "/compliance/units/cedar-middle/"),
    ]  # fmt: skip
    assert [words in texts(as_person(person).get(page)) for person, page in pages] == [True] * 5


def test_the_file_of_my_people_says_who_is_cleared(office, ladder, newcomer, bruno, as_person):
    lines = as_person(bruno).get("/compliance/my-people.csv").getvalue().decode("utf-8-sig").splitlines()
    assert lines[1].endswith("Not yet cleared to answer the phones: Essentials is not finished")


def test_the_unit_that_is_the_whole_district_says_so_too(office, ladder, newcomer, helen, as_person):
    assert "Not yet cleared" in texts(as_person(helen).get("/compliance/units/acs/"))


def test_another_unit_does_not_show_them(office, ladder, newcomer, alder_high, helen, as_person):
    assert "cleared" not in texts(as_person(helen).get("/compliance/units/alder-high/"))


def test_helen_says_which_duty_waits_and_takes_it_back(office, ladder, newcomer, helen, as_person):
    as_person(helen).post("/compliance/requirements/first-courses/duty/", {"duty": "drive alone"})
    page = texts(as_person(helen).get("/compliance/requirements/first-courses/"))
    assert "Must be finished before people are cleared to drive alone" in page


def test_a_duty_that_is_too_long_is_told_and_not_kept(office, ladder, helen, as_person):
    page = as_person(helen).post("/compliance/requirements/essentials/duty/", {"duty": "x" * 81}, follow=True)
    assert ("The duty is too long" in texts(page), DutyGate.objects.count()) == (True, 1)
