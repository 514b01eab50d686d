"""A hold without an end ends on a day: the due date moves by its days, and both rows stay on record."""

import datetime as dt

import pytest

from compliance import actions
from compliance.models import Adjustment
from compliance.refusals import Refused

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}


@pytest.fixture
def asked(office):
    return office.asks(THIRTY)


@pytest.fixture
def held(office, ana, asked, helen):
    """Due September 2; on hold from August 10 on."""
    office.clock.on("2026-08-10")
    row = office.row(ana, asked)
    made = actions.hold(assignment=row, reason="Loaned to another office.", approver=helen, now=office.clock.now)
    office.nights("2026-10-01")
    return made


def end(held, office, helen, back):
    return actions.end_hold(adjustment=held, back=back and D(back), approver=helen, now=office.clock.now)


def test_the_days_on_hold_move_the_due_date(held, office, ana, asked, helen):
    end(held, office, helen, "2026-10-01")
    row = office.row(ana, asked)
    assert (row.due_on, row.status(office.clock.today)) == (D("2026-10-24"), "assigned")


def test_both_rows_stay_on_record(held, office, helen):
    end(held, office, helen, "2026-10-01")
    rows = Adjustment.objects.filter(voids=None).order_by("pk").values_list("on", "until", "reason")
    said = "Loaned to another office."
    assert list(rows) == [(D("2026-08-10"), None, said), (D("2026-08-10"), D("2026-10-01"), said)]


def test_two_presses_are_one_end(held, office, helen):
    assert end(held, office, helen, "2026-10-01") == end(held, office, helen, "2026-10-01")


@pytest.mark.parametrize(
    ("back", "sentence"), [(None, "Say from which day"), ("2026-08-10", "ends on a later day than it began, August 10")]
)
def test_an_end_that_cannot_be_is_refused(back, sentence, held, office, helen):
    with pytest.raises(Refused, match=sentence):
        end(held, office, helen, back)


def test_what_was_taken_back_has_no_end(held, office, helen):
    actions.void_adjustment(adjustment=held, reason="Wrong person.", approver=helen, now=office.clock.now)
    with pytest.raises(Refused, match="has an end already, or was taken back"):
        end(held, office, helen, "2026-10-01")


def test_her_supervisor_ends_it_on_the_page_of_why(held, office, ana, asked, bruno, as_person):
    browser, why = as_person(bruno), f"/compliance/people/{ana.username}/why/{asked.slug}/"
    assert f"/compliance/adjustments/{held.pk}/end/" in browser.get(why).content.decode()
    page = browser.post(f"/compliance/adjustments/{held.pk}/end/", {"back": "2026-10-01"}, follow=True)
    assert "It is due October 24, 2026 now." in page.content.decode()
