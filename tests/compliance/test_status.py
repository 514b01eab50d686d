"""The word for an assignment on a day: read in Python, in a query, and counted beforehand, always the same."""

import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.models import Assignment
from compliance.status import LATE, Facts, group_of, late_day, place_of, status_of
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.factories import PersonFactory, UnitFactory

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 10, 1)


def facts(**more):
    return Facts(**({"overdue_from": TODAY + DAY} | more))


def test_due_today_is_in_time():
    assert status_of(facts(), TODAY) == "assigned"


def test_the_day_after_is_overdue():
    assert status_of(facts(), TODAY + DAY) == "overdue"


def test_what_waits_for_a_score_is_never_overdue():
    assert status_of(facts(awaiting_since=TODAY), TODAY + 40 * DAY) == "awaiting_score"


def test_away_is_on_hold_until_the_day_of_return():
    away = facts(held_from=TODAY, held_until=TODAY + 5 * DAY)
    assert [status_of(away, TODAY + n * DAY) for n in (4, 5)] == ["on_hold", "overdue"]


def test_a_completion_counts_through_its_last_day():
    done = facts(completed_on=TODAY, expires_on=TODAY + 10 * DAY)
    assert [status_of(done, TODAY + n * DAY) for n in (10, 11)] == ["completed", "expired"]


def test_an_undone_renewal_reads_expired_once_the_proof_has_lapsed():
    renewal = facts(proof_until=TODAY)
    assert [status_of(renewal, TODAY + n * DAY) for n in (0, 1)] == ["assigned", "expired"]


def test_what_was_closed_stands_in_no_count():
    assert place_of(facts(closed_on=TODAY), TODAY) is None


days = st.integers(0, 12).map(lambda n: TODAY + n * DAY)
maybe = st.none() | days
anything = st.builds(
    Facts,
    overdue_from=days,
    started_on=maybe,
    awaiting_since=maybe,
    returned_until=maybe,
    held_from=maybe,
    held_until=maybe,
    completed_on=maybe,
    waived_on=st.none(),
    expires_on=maybe,
    closed_on=maybe,
    proof_until=maybe,
)


@given(anything, days)
def test_the_place_of_a_row_is_the_group_of_its_status_until_the_second_change(found, on):
    place = place_of(found, on)
    if place is None:
        assert status_of(found, on) == "closed"
        return
    day = on
    while day < place.day and day < TODAY + 20 * DAY:
        assert group_of(place.on(day)) == group_of(status_of(found, day)) == group_of(place.state)
        day += DAY
    if place.day <= TODAY + 20 * DAY:
        assert place.on(place.day) == status_of(found, place.day)
        assert group_of(place.then) != group_of(place.state)


@given(anything, days)
def test_late_by_its_day_is_late_by_its_word_unless_it_is_held(found, on):
    from_then = late_day(found)
    assert (status_of(replace(found, held_from=None), on) in LATE) == (from_then is not None and on >= from_then)


def test_a_query_reads_the_same_word(db):
    drawn: list[Facts] = []

    @settings(max_examples=60, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(anything)
    def draw(found):
        drawn.append(found)

    draw()
    terms, unit = TermsFactory(), UnitFactory()
    rows = []
    for number, found in enumerate(drawn, 1):
        values = vars(found) | {"closed_reason": "left" if found.closed_on else ""}
        rows.append(
            AssignmentFactory.build(
                person=None,
                terms=terms,
                requirement=terms.requirement,
                unit=unit,
                cycle=number,
                current=False,
                **values,
            )
        )
    person = PersonFactory()
    for row in rows:
        row.person = person
    Assignment.objects.bulk_create(rows)
    for on in (TODAY, TODAY + 5 * DAY, TODAY + 11 * DAY):
        words = dict(Assignment.objects.read(on).values_list("cycle", "word"))
        assert words == {n: status_of(found, on) for n, found in enumerate(drawn, 1)}
