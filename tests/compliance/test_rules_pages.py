"""Helen says who must do what by when, and whom it catches; what she, Bruno and Ana adjust for one person."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from compliance.actions import change_audience
from compliance.audience_form import AudienceForm
from compliance.audience_words import words_of
from compliance.models import Adjustment, Assignment, Audience, ExtensionRequest, Requirement
from lms.templatetags.ring import full_date
from tests.compliance.planted import allowed, required_of
from tests.courses.factories import course_of, lesson_version

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def course(db):
    return course_of(lesson_version())


@pytest.fixture
def asked(ana, bruno, helen, front_office, course):
    requirement = required_of(front_office, course, helen)
    return Assignment.objects.get(person=ana, requirement=requirement)


def texts(response):
    return response.content.decode()


# --- groups
def test_a_day_of_hire_is_said_in_full(db):
    told = words_of({"hired": {"from": "2026-11-02"}})
    assert told == "Everyone with a job who was hired on or after November 2, 2026."


def test_a_group_is_composed_of_ticks_and_said_in_words(helen, ana, walt, front_office, cedar, today, as_person):
    boxes = {"name": "Cedar office", "job_family": ["front-office"], "unit": ["cedar-middle"], "starts_on": today}
    as_person(helen).post("/compliance/groups/new/", boxes)
    rule = Audience.objects.get(slug="cedar-office").rules.get()
    assert rule.definition == {"job_family": ["front-office"], "unit": ["cedar-middle"]}


def test_the_count_follows_the_ticks(helen, ana, bruno, walt, front_office, transportation, as_person):
    counted = as_person(helen).get("/compliance/groups/count/?job_family=transportation").context
    assert (counted["count"], [str(person) for person in counted["sample"]]) == (1, ["Walt Jensen"])


def test_what_is_ticked_as_not_is_taken_away(helen, ana, bruno, walt, front_office, transportation, as_person):
    counted = (
        as_person(helen).get("/compliance/groups/count/?not_family=transportation&not_unit=central-office").context
    )
    assert {str(person) for person in counted["sample"]} == {"Ana Delgado", "Bruno Keller"}


def test_the_count_is_of_the_day_from_which_the_rule_would_hold(helen, ana, bruno, front_office, today, as_person):
    ana.jobs.update(starts_on=today + 10 * DAY)
    page = as_person(helen)
    counted = {
        day: page.get(f"/compliance/groups/count/?job_family=front-office&starts_on={today + day * DAY}")
        for day in (0, 10)
    }
    assert counted[10].context["count"] - counted[0].context["count"] == 1
    assert ("today" in texts(counted[0]), f"on {full_date(today + 10 * DAY)}" in texts(counted[10])) == (True, True)


def test_a_rule_that_the_boxes_cannot_say_is_told_what_can_be_done(helen, ana, cedar, asked, today, as_person):
    audience = Audience.objects.get()
    three = {"any": [{"job_family": ["front-office"]}, {"unit": ["cedar-middle"]}, {"level": ["supervisor"]}]}
    change_audience(audience=audience, definition=three, starts_on=today, actor=helen, now=timezone.now())
    page = texts(as_person(helen).get(f"/compliance/groups/{audience.slug}/"))
    assert ("make a new group and a new requirement for it" in page, "move the requirement" in page) == (True, False)


def test_a_new_rule_is_the_next_row_and_the_old_one_stays(helen, ana, asked, today, as_person):
    audience = Audience.objects.get()
    boxes = {"level": ["supervisor"], "starts_on": today + DAY}
    as_person(helen).post(f"/compliance/groups/{audience.slug}/", boxes)
    assert [rule.definition for rule in audience.rules.order_by("starts_on")] == [
        {"job_family": ["front-office"]},
        {"level": ["supervisor"]},
    ]


def test_a_rule_in_the_past_is_refused_in_a_sentence(helen, asked, today, as_person):
    audience = Audience.objects.get()
    page = texts(as_person(helen).post(f"/compliance/groups/{audience.slug}/", {"starts_on": today - DAY}))
    assert ("A new rule cannot begin in the past." in page, audience.rules.count()) == (True, 1)


# --- requirements
def boxes(course, audience, today, **more):
    return {
        "name": "Student privacy", "why": "Families trust us with their names.", "audience": audience.pk,
        "courses": [course.pk], "starts_on": today, "cadence": "from_completion", "period": 12,
        "due_days": 45, "due_after": "hire", "hold": "shift", **more,
    }  # fmt: skip


def test_a_requirement_keeps_what_the_boxes_say(helen, asked, course, today, as_person):
    given = boxes(course, Audience.objects.get(), today, window=60, grace_days=5)
    as_person(helen).post("/compliance/requirements/new/", given)
    assert Requirement.objects.get(slug="student-privacy").terms.get().rule == {
        "cadence": "from_completion", "starts": today.isoformat(), "due": {"days": 45, "after": "hire"},
        "period": {"months": 12}, "window": {"days": 60}, "grace_days": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"period": ""}, "A requirement that recurs needs a period"),
        ({"window": 800}, "cannot be longer than the period"),
        ({"cadence": "fixed_date"}, "A fixed date needs its first date"),
        ({"needed": 2}, "Choose between 1 and 1 courses"),
        ({"name": "Phone etiquette"}, "There is a requirement of this name."),
        ({"why": ""}, "Please fill this in."),
        ({"starts_on": "2020-01-01"}, "It cannot begin in the past"),
        (
            {"cadence": "school_year", "period": "", "due_date": "2031-10-31", "due_after": "assignment"},
            "“due” cannot be one date",
        ),
        ({"cadence": "school_year", "period": ""}, "not from hire or the job"),
        (
            {"cadence": "school_year", "due_after": "assignment", "period": "24"},
            "“period” means nothing in a school year",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, sentence, helen, asked, course, today, as_person):
    page = texts(
        as_person(helen).post("/compliance/requirements/new/", boxes(course, Audience.objects.get(), today, **wrong))
    )
    assert (sentence in page, Requirement.objects.count()) == (True, 1)


def test_a_requirement_is_composed_once_a_course_is_released(helen, asked, course, as_person):
    type(course).objects.update(newest=None)
    page = texts(as_person(helen).get("/compliance/requirements/new/"))
    assert ("No course is released yet." in page, 'name="courses"' in page) == (True, False)


def test_changed_terms_are_the_next_row(helen, asked, course, today, as_person):
    given = boxes(course, Audience.objects.get(), today, cadence="once", period="")
    as_person(helen).post("/compliance/requirements/phone/change/", given)
    assert [terms.rule["due"] for terms in Requirement.objects.get().terms.order_by("pk")] == [
        {"days": 30, "after": "assignment"},
        {"days": 45, "after": "hire"},
    ]


def test_who_would_retire_a_requirement_is_told_for_how_many_it_ends(helen, asked, as_person):
    page = as_person(helen).get("/compliance/requirements/phone/")
    assert page.context["open"] == Assignment.objects.filter(completed_on=None).count()


def test_a_retired_requirement_says_so_and_asks_no_more(helen, asked, today, as_person):
    as_person(helen).post("/compliance/requirements/phone/retire/")
    assert Requirement.objects.get().retired_on == today


# --- ladders: their pages are in test_ladders.py
def test_what_is_wrong_with_a_step_is_told_at_the_top_of_the_long_page(helen, as_person):
    page = as_person(helen).post("/compliance/ladders/new/", {"step1-days": "-3"})
    assert page.context["errors"] == ["Step 2, Due after so many days: Write 1 or more."]


# --- one person
def test_more_time_keeps_the_first_date_beside_the_new_one(bruno, asked, as_person):
    until = asked.due_on + 10 * DAY
    said = {"kind": "extension", "until": until, "reason": "Two were out.", "key": uuid.uuid4()}
    as_person(bruno).post(f"/compliance/assignments/{asked.pk}/adjust/", said)
    first = asked.due_on
    asked.refresh_from_db()
    assert (asked.first_due_on, asked.due_on) == (first, until)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "extension", "reason": "Ill."}, "Say until when: the new due date."),
        ({"kind": "extension", "until": "2020-01-01", "reason": "Ill."}, "later"),
        ({"kind": "waiver", "reason": ""}, "Please fill this in."),
    ],
)
def test_an_adjustment_that_cannot_be_is_refused_in_a_sentence(said, sentence, bruno, asked, as_person):
    page = texts(as_person(bruno).post(f"/compliance/assignments/{asked.pk}/adjust/", said | {"key": uuid.uuid4()}))
    assert (sentence in page, Adjustment.objects.count()) == (True, 0)


def test_a_mistyped_date_is_complained_of_once(bruno, asked, as_person):
    said = {"kind": "extension", "until": "31/31/2026", "reason": "Ill.", "key": uuid.uuid4()}
    form = as_person(bruno).post(f"/compliance/assignments/{asked.pk}/adjust/", said).context["form"]
    assert form.errors["until"] == ["This is not a date. Write 2026-08-03 or 8/3/2026."]


def test_a_hold_that_is_sent_twice_is_one(bruno, asked, today, as_person):
    said = {"kind": "hold", "until": today + 7 * DAY, "reason": "Two were out.", "key": uuid.uuid4()}
    answers = [as_person(bruno).post(f"/compliance/assignments/{asked.pk}/adjust/", said) for _click in range(2)]
    assert ([each.status_code for each in answers], Adjustment.objects.count()) == ([302, 302], 1)


def test_the_key_of_another_persons_page_adjusts_nobody(helen, asked, dario, today, as_person):
    other = required_of(dario.jobs.get().family, course_of(lesson_version()), helen, slug="other")
    theirs = Assignment.objects.get(person=dario, requirement=other)
    said = {"kind": "hold", "until": today + 7 * DAY, "reason": "Two were out.", "key": uuid.uuid4()}
    as_person(helen).post(f"/compliance/assignments/{asked.pk}/adjust/", said)
    page = texts(as_person(helen).post(f"/compliance/assignments/{theirs.pk}/adjust/", said))
    assert ("This page was used already" in page, Adjustment.objects.count()) == (True, 1)


def test_nobody_waives_their_own(ana, asked, as_person):
    said = {"kind": "waiver", "reason": "I know it."}
    assert as_person(ana).post(f"/compliance/assignments/{asked.pk}/adjust/", said).status_code == 404


def test_ana_asks_once_however_often_she_clicks(ana, asked, as_person):
    said = {"key": uuid.uuid4(), "until": asked.due_on + 7 * DAY, "reason": "The first week of school."}
    for _click in range(2):
        as_person(ana).post(f"/compliance/assignments/{asked.pk}/ask/", said)
    assert ExtensionRequest.objects.get().state == "asked"


def test_bruno_grants_and_the_date_moves(ana, bruno, helen, asked, as_person):
    given = allowed(ana, asked.requirement, helen)
    as_person(bruno).post(f"/compliance/requests/{given.wish.key}/", {"grant": "yes", "answer": ""})
    asked.refresh_from_db()
    assert (ExtensionRequest.objects.get().state, asked.due_on) == ("granted", given.wish.until)


def test_a_no_needs_its_reason(ana, bruno, helen, asked, as_person):
    given = allowed(ana, asked.requirement, helen)
    page = texts(as_person(bruno).post(f"/compliance/requests/{given.wish.key}/", {"refuse": "yes", "answer": ""}))
    assert ("Say why not, in a sentence" in page, ExtensionRequest.objects.get().state) == (True, "asked")


def test_what_is_taken_back_stays_to_be_read(ana, bruno, helen, asked, as_person):
    given = allowed(ana, asked.requirement, helen)
    as_person(bruno).post(f"/compliance/adjustments/{given.extension.pk}/void/", {"reason": "Wrong person."})
    page = texts(as_person(bruno).get("/compliance/people/100101/why/phone/"))
    asked.refresh_from_db()
    assert ("Wrong person." in page, "Two people were out." in page, asked.due_on) == (True, True, asked.first_due_on)


def test_why_names_the_rule_the_sum_and_who_allowed_what(ana, helen, asked, as_person):
    allowed(ana, asked.requirement, helen)
    page = texts(as_person(ana).get("/compliance/people/100101/why/phone/"))
    wanted = (
        "Families notice how a call is answered.",
        "Group of Phone etiquette",
        "Two people were out.",
        "Helen Brandt",
    )
    assert [words in page for words in wanted] == [True] * 4


def test_why_of_what_is_not_asked_says_so(walt, helen, asked, as_person):
    assert "This is not asked here." in texts(as_person(helen).get("/compliance/people/100110/why/phone/"))


@pytest.mark.parametrize("who", ["dario", "paul", "lena"])
def test_another_units_why_is_not_there(who, asked, request, as_person):
    person = request.getfixturevalue(who)
    assert as_person(person).get("/compliance/people/100101/why/phone/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_rules_costs_the_same_for_one_and_for_three(
    count, helen, asked, course, front_office, as_person, django_assert_num_queries
):
    for n in range(count - 1):
        required_of(front_office, course, helen, slug=f"more-{n}", name=f"More {n}")
    browser = as_person(helen)
    with django_assert_num_queries(11):
        browser.get("/compliance/rules/")


# --- asking further
def test_why_answers_for_another_day_and_for_a_move_that_is_only_thought_of(
    ana, helen, asked, alder_high, today, as_person
):
    browser, page = as_person(helen), "/compliance/people/100101/why/phone/"
    before = browser.get(f"{page}?as_of={today - DAY}").context["answered"]
    moved = browser.get(f"{page}?unit=alder-high&from_on={today + DAY}").context["answered"]
    assert (bool(before), bool(moved), before != moved, Assignment.objects.count()) == (True, True, True, 2)


def test_a_move_without_a_day_is_told_what_is_missing(ana, helen, asked, alder_high, as_person):
    page = texts(as_person(helen).get("/compliance/people/100101/why/phone/?unit=alder-high"))
    assert "Say from when the job would move." in page


# --- more of a group
def test_dates_that_cross_are_told_and_nothing_is_kept(helen, today, as_person):
    said = {"name": "Crossed", "starts_on": today, "hired_from": "2026-07-01", "hired_to": "2026-06-01"}
    page = texts(as_person(helen).post("/compliance/groups/new/", said))
    assert ("ends before it begins" in page, Audience.objects.count()) == (True, 0)


def test_the_live_count_says_what_is_wrong_instead_of_falling_over(helen, as_person):
    found = as_person(helen).get("/compliance/groups/count/?hired_from=2026-07-01&hired_to=2026-06-01")
    assert (found.status_code, "ends before it begins" in texts(found)) == (200, True)


def test_the_live_count_is_of_the_day_asked_for(helen, ana, front_office, today, as_person):
    ana.jobs.update(ends_on=today + 5 * DAY)
    counted = as_person(helen).get(f"/compliance/groups/count/?job_family=front-office&starts_on={today + 5 * DAY}")
    assert ([str(each) for each in counted.context["sample"]], counted.context["on"]) == (
        ["Bruno Keller"],
        today + 5 * DAY,
    )


def test_people_of_a_supervisor_are_a_group(helen, ana, bruno, today, as_person):
    as_person(helen).post("/compliance/groups/new/", {"name": "Of Bruno", "supervisor": "100102", "starts_on": today})
    assert Audience.objects.get().rules.get().definition == {"supervisor": ["100102"]}


def test_a_supervisor_nobody_knows_is_told_beside_the_count(helen, ana, as_person):
    page = texts(as_person(helen).get("/compliance/groups/count/?supervisor=999999"))
    assert "Nobody here has the employee number “999999”." in page


def test_two_sets_of_conditions_are_joined_by_or(helen, ana, walt, front_office, transportation, today, as_person):
    boxes = {
        "name": "Office of Cedar or the depot", "job_family": ["front-office"], "unit": ["cedar-middle"],
        "or_job_family": ["transportation"], "not_level": ["leader"], "starts_on": today,
    }  # fmt: skip
    as_person(helen).post("/compliance/groups/new/", boxes)
    assert Audience.objects.get().rules.get().definition == {
        "any": [{"job_family": ["front-office"], "unit": ["cedar-middle"]}, {"job_family": ["transportation"]}],
        "except": {"level": ["leader"]},
    }


def test_hired_in_the_last_days_is_kept_as_a_date_so_that_nobody_drops_out(helen, today, as_person):
    as_person(helen).post("/compliance/groups/new/", {"name": "New here", "hired_within": 90, "starts_on": today})
    assert Audience.objects.get().rules.get().definition == {"hired": {"from": str(today - 90 * DAY)}}


def test_a_group_whose_page_could_not_be_opened_is_told_to_choose_another_name(helen, today, as_person):
    page = texts(as_person(helen).post("/compliance/groups/new/", {"name": "New", "starts_on": today}))
    assert ("Choose another." in page, Audience.objects.count()) == (True, 0)


def test_a_number_of_days_and_a_date_cannot_both_be_meant(helen, today, as_person):
    said = {"name": "New", "hired_within": 90, "hired_from": "2026-07-01", "starts_on": today}
    page = texts(as_person(helen).post("/compliance/groups/new/", said))
    assert ("Choose one: a number of days, or a date." in page, Audience.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    "definition",
    [
        {"everyone": True},
        {"job_family": ["front-office"], "level": ["new"], "unit": ["cedar-middle"], "only": True},
        {"supervisor": ["100102"], "hired": {"from": "2026-07-01"}, "job_started": {"to": "2026-08-01"}},
        {"any": [{"job_family": ["front-office"]}, {"level": ["new"]}], "except": {"unit": ["cedar-middle"]}},
        {"everyone": True, "except": {"any": [{"job_family": ["front-office"]}, {"supervisor": ["100102"]}]}},
    ],
)
def test_boxes_filled_from_a_rule_write_the_same_rule(definition, bruno, cedar, front_office, today):
    filled = AudienceForm.filled(definition)
    form = AudienceForm(filled | {"name": "Again", "starts_on": today.isoformat()})
    assert (form.errors, form.definition()) == ({}, definition)


@pytest.mark.parametrize(
    "definition",
    [
        {"job_family": ["a"], "except": {"job_family": ["b"], "unit": ["c"]}},  # both at once, not either
        {"any": [{"job_family": ["a"]}, {"level": ["new"]}, {"unit": ["c"]}]},
        {"any": [{"any": [{"unit": ["c"]}]}, {"level": ["new"]}]},
        {"level": ["new"], "any": [{"unit": ["c"]}, {"unit": ["d"]}]},
    ],
)
def test_a_rule_that_the_boxes_cannot_say_fills_no_boxes(definition):
    assert AudienceForm.filled(definition) is None
