"""From a rule to the boxes of its form and back: nothing is lost, and what a cadence does not read is refused."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance.days import Span
from compliance.models import Requirement
from compliance.requirement_form import RequirementForm
from compliance.rule import CADENCES, Refused, read_rule, stored_rule
from compliance.rule_boxes import boxes_of
from compliance.span_field import SpanField
from compliance.terms_words import terms_lines
from tests.compliance.factories import TermsFactory

TODAY = dt.date(2026, 8, 3)


def opened(rule) -> tuple[RequirementForm, dict]:
    """The form as the page opens it, but for the courses, and what its boxes send when nobody changes them."""
    filled = {**boxes_of(stored_rule(rule)), "starts_on": TODAY}
    form = RequirementForm(requirement=Requirement(), terms=SimpleNamespace(rule=rule), initial=filled)
    sent = {name: form[name].value() for name in form.fields if name != "courses"}
    return filled, {name: "" if value is None else str(value) for name, value in sent.items()}


def saved(rule, **changes) -> dict:
    filled, sent = opened(rule)
    form = RequirementForm(sent | changes, requirement=Requirement(), terms=SimpleNamespace(rule=rule), initial=filled)
    del form.fields["courses"]
    assert form.is_valid(), form.errors
    return form.rule()


spans = st.dictionaries(st.sampled_from(["years", "months", "days"]), st.integers(0, 99), min_size=1)
days = st.integers(0, 36_500)
dates = st.dates(dt.date(1930, 1, 1), dt.date(2200, 12, 31)).map(dt.date.isoformat)
of_year = st.sampled_from(["07-01", "10-31", "01-01", "02-28"])
dues = st.one_of(
    st.fixed_dictionaries({"date": dates}),
    st.fixed_dictionaries({}, optional={"days": days, "after": st.sampled_from(["hire", "job_start", "assignment"])}),
)
rules = st.fixed_dictionaries(
    {"cadence": st.sampled_from(CADENCES)},
    optional={
        "due": dues, "period": spans, "window": spans, "minimum_active": spans, "anchor": dates, "year_start": of_year,
        "due_day": of_year, "grace_days": days, "least_days": days, "revise_days": days, "starts": dates,
        "freshness": st.one_of(spans, st.sampled_from(["any", None])),
        "hold": st.one_of(st.just("shift"), st.fixed_dictionaries({"days_after_return": days})),
        "weekend": st.sampled_from(["stay", "next", "before"]),
        "zone": st.sampled_from(["America/New_York", "America/Chicago"]),
    },
)  # fmt: skip


@given(rules)
def test_any_rule_that_is_opened_and_kept_unchanged_is_the_same_rule(rule):
    try:
        read_rule(rule)
    except Refused:
        assume(False)
    assert saved(rule) == {**rule, "starts": "2026-08-03"}


FULL = {
    "cadence": "from_completion", "period": {"days": 400}, "window": {"months": 2}, "least_days": 10,
    "weekend": "next", "revise_days": 5, "freshness": {"months": 6}, "hold": {"days_after_return": 21},
    "zone": "America/Chicago", "due": {"days": 30, "after": "hire"}, "starts": "2026-08-03",
}  # fmt: skip


@pytest.mark.parametrize(
    ("box", "value", "key", "said"),
    [
        ("period", "1 year and 15 days", "period", {"months": 12, "days": 15}),
        ("window", "45", "window", {"days": 45}),
        ("fresh_within", "90 days", "freshness", {"days": 90}),
        ("freshness", "none", "freshness", None),
        ("least_days", "20", "least_days", 20),
        ("weekend", "before", "weekend", "before"),
        ("revise_days", "7", "revise_days", 7),
        ("hold_days", "30", "hold", {"days_after_return": 30}),
        ("due_days", "60", "due", {"days": 60, "after": "hire"}),
    ],
)
def test_one_box_changes_one_field_of_the_rule(box, value, key, said):
    assert saved(FULL, **{box: value}) == FULL | {key: said}


def test_another_cadence_takes_what_it_does_not_read_with_it():
    rule = {"cadence": "fixed_date", "anchor": "2026-12-01", "period": {"years": 1}, "minimum_active": {"months": 6}}
    made = saved(rule | {"starts": "2026-08-03"}, cadence="from_expiry")
    assert made == {"cadence": "from_expiry", "period": {"years": 1}, "starts": "2026-08-03"}


def test_what_was_done_shortly_before_needs_how_shortly():
    filled, sent = opened({"cadence": "once"})
    form = RequirementForm(sent | {"freshness": "within"}, requirement=Requirement(), initial=filled)
    assert form.errors["fresh_within"] == ["Say how shortly before, such as 6 months."]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("12", Span(12)), ("12 months", Span(12)), ("1 month", Span(1)), ("2 years", Span(24)), ("", Span()),
        ("1 year and 15 days", Span(12, 15)), ("90 Days", Span(0, 90)), ("a year", None), ("-3", None), ("1.5", None),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_as_the_office_writes_it(text, span):
    field = SpanField(unit="month")
    try:
        found = field.clean(text)
    except Exception as wrong:
        found, told = None, wrong.messages
        assert told == ["Write a number with days, months or years, such as 12 months."]
    assert found == span


# --- what a school year does not read ---------------------------------------------------------------------------------
UNREAD = [
    ({"due": {"date": "2026-10-31"}}, "due"),
    ({"due": {"days": 30, "after": "hire"}}, "due"),
    ({"due": {"days": 90, "after": "job_start"}}, "due"),
    ({"period": {"months": 24}}, "period"),
    ({"anchor": "2026-12-01"}, "anchor"),
]


@pytest.mark.parametrize(("more", "field"), UNREAD)
def test_what_a_school_year_does_not_read_is_refused_by_its_field(more, field):
    with pytest.raises(Refused) as refused:
        read_rule({"cadence": "school_year", **more})
    assert (refused.value.field, f"“{field}”" in str(refused.value)) == (field, True)


@pytest.mark.parametrize(("more", "field"), UNREAD)
def test_a_school_year_that_was_kept_with_what_it_does_not_read_opens_without(more, field):
    kept = stored_rule({"cadence": "school_year", "due_day": "10-31", **more})
    assert (kept.due_day, kept.period, kept.due.date, kept.due.after, kept.anchor) == (
        (10, 31), Span(12), None, "assignment", None,
    )  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"period": {"years": 1}}, {"due": {"days": 45}}, {"due": None, "anchor": None}])
def test_what_says_the_same_as_a_school_year_is_taken(more):
    assert read_rule({"cadence": "school_year", **more}).period == Span(12)


def test_what_is_less_usual_stands_among_the_terms_in_sentences(db):
    terms = TermsFactory(rule=FULL)
    assert terms_lines(terms)[-5:] == [
        "A due date on a weekend moves to the Monday after.",
        "If that day is past when it is asked, people get 10 days from then.",
        "After leave, at least 21 days after the return.",
        "A reply that comes back has 5 days to be revised.",
        "What was done at most 6 months before it is asked counts.",
    ]
