"""The language of groups: Python asked of one person and SQL asked of the whole district say the same of every rule."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.audience import matches, read_audience
from compliance.audience_query import facts_of, members
from compliance.audience_words import words_of
from compliance.rule import Refused
from people.models import Person
from tests.factories import JobFactory, JobFamilyFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
DAYS = [D("2026-06-30"), D("2026-07-01"), D("2026-08-15"), D("2026-09-30"), D("2026-10-01"), D("2026-12-01")]
UNITS, FAMILIES, LEVELS = ["north", "north-annex", "south"], ["office", "kitchen"], ["new", "experienced"]
BOSSES = ["boss-1", "boss-2"]


def some(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


def between():
    pair = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)
    return pair.flatmap(
        lambda days: st.sampled_from(
            [{"from": days[0].isoformat()}, {"to": days[1].isoformat()},
             {"from": days[0].isoformat(), "to": days[1].isoformat()}]
        )
    )  # fmt: skip


LEAVES = st.fixed_dictionaries(
    {},
    optional={
        "job_family": some(FAMILIES), "level": some(LEVELS), "unit": some(UNITS), "supervisor": some(BOSSES),
        "hired": between(), "job_started": between(),
    },
).map(lambda found: found or {"everyone": True})  # fmt: skip
RULES = st.recursive(
    st.one_of(LEAVES, some(UNITS).map(lambda units: {"unit": units, "only": True})),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda each: {"any": each}),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: {"all": each}),
        st.tuples(LEAVES, inner).map(lambda pair: pair[0] | {"except": pair[1]}),
    ),
    max_leaves=5,
)
JOBS = st.tuples(
    st.sampled_from(UNITS), st.sampled_from(FAMILIES), st.sampled_from(LEVELS), st.sampled_from([None, *BOSSES]),
    st.sampled_from(DAYS), st.sampled_from([None, *DAYS]),
)  # fmt: skip
PEOPLE = st.lists(st.tuples(st.sampled_from([None, *DAYS]), st.lists(JOBS, max_size=2)), min_size=3, max_size=3)


def a_district(people):
    """Three people with their jobs; the third record may belong to the first."""
    north = UnitFactory(slug="north")
    units = {"north": north, "north-annex": UnitFactory(slug="north-annex", parent=north)}
    units["south"] = UnitFactory(slug="south")
    families = {slug: JobFamilyFactory(slug=slug) for slug in FAMILIES}
    bosses = {number: PersonFactory(username=number) for number in BOSSES}
    made = []
    for hired, jobs in people:
        person = PersonFactory(hired_on=hired)
        made.append(person)
        for n, (unit, family, level, boss, starts, ends) in enumerate(jobs):
            ends = ends if ends and ends > starts else None
            JobFactory(
                person=person, unit=units[unit], family=families[family], level=level, starts_on=starts, ends_on=ends,
                supervisor=bosses.get(boss), primary=n == 0,
            )  # fmt: skip
    return made


@given(people=PEOPLE, rule=RULES, on=st.sampled_from(DAYS), merged=st.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_python_and_the_database_name_the_same_people_for_any_rule_on_any_day(db, people, rule, on, merged):
    with transaction.atomic():
        made = a_district(people)
        if merged:
            Person.objects.filter(pk=made[2].pk).update(merged_into=made[0])
        read = read_audience(rule)
        by_python = {pk for pk, facts in facts_of().items() if matches(facts, read, on)}
        assert by_python == set(members(read, on).values_list("pk", flat=True))
        assert words_of(rule).endswith(".")
        transaction.set_rollback(True)


def test_a_start_in_the_job_counts_by_job_not_by_person(ana, cedar, transportation):
    ana.jobs.update(starts_on=D("2020-01-01"))
    JobFactory(person=ana, unit=cedar, family=transportation, starts_on=D("2026-09-01"), primary=False)
    rule = {"job_family": ["front-office"], "job_started": {"from": "2026-07-01"}}
    assert matches(facts_of([ana.pk])[ana.pk], read_audience(rule), D("2026-10-01")) is None


def test_a_start_in_the_job_is_said_in_words(front_office):
    told = words_of({"job_family": ["front-office"], "job_started": {"from": "2026-07-01"}})
    assert told == "Everyone with a job that is in Front office, and begun on or after July 1, 2026."


def test_what_is_taken_from_everyone_is_said_in_words(front_office):
    told = words_of({"everyone": True, "except": {"job_family": ["front-office"]}})
    assert told == "Everyone with a job in the district, not one that is in Front office."


def test_a_start_in_the_job_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="“job_started” ends before it begins"):
        read_audience({"job_started": {"from": "2026-07-01", "to": "2026-06-01"}})


def test_a_relative_condition_is_no_condition():
    """Who was in yesterday would be out today, with the ladder half climbed."""
    with pytest.raises(Refused, match="needs from, to, or both"):
        read_audience({"hired": {"last_days": 90}})
