"""Which entry is marked as open: of two that match, the one of the office, to whoever is offered it."""

from types import SimpleNamespace

import pytest

from lms.navigation import navigation_for

KEY = "0b9f1c1e-9a51-4b5e-8f1c-000000000001"


def marked(path, *roles, leads=False):
    """(area, page) that are current, for somebody of these roles."""
    person = SimpleNamespace(_roles=frozenset(roles), leads_people=leads, named_outsider=False)
    [area] = [entry for entry in navigation_for(person, path) if entry["current"]]
    return area["label"], *[page["label"] for page in area["pages"] if page["current"]]


@pytest.mark.parametrize(
    "path",
    ["/courses/prior/", f"/courses/sessions/{KEY}/", "/courses/sessions/", "/courses/record/", "/courses/phone/",
     "/compliance/people/100101/", "/compliance/people/100101/why/phone/", "/compliance/assignments/1/ask/",
     "/certificates/records/100101/"],
)  # fmt: skip
def test_what_a_learner_opens_is_their_learning(path):
    assert marked(path) == ("My learning",)


WAITS = f"/courses/prior/waiting/{KEY}/"
PLAN, DESK = "/courses/sessions/plan/", f"/courses/sessions/{KEY}/desk/"


@pytest.mark.parametrize(
    ("path", "roles", "leads", "area"),
    [
        (WAITS, (), True, ("My people", "Learned elsewhere")),
        (WAITS, ("hr",), False, ("Requirements", "Learned elsewhere")),
        (WAITS, ("hr",), True, ("Requirements", "Learned elsewhere")),
        ("/courses/prior/", ("hr",), True, ("My learning",)),
        (PLAN, ("hr",), False, ("Requirements", "In-person sessions")),
        (DESK, ("hr",), False, ("Requirements", "In-person sessions")),
        (PLAN, ("trainer",), False, ("Marking", "In-person sessions")),
        (DESK, ("trainer",), True, ("Marking", "In-person sessions")),
        (DESK, ("marker",), False, ("My learning",)),
        ("/compliance/people/100101/", (), True, ("My people", "Where they stand")),
        ("/compliance/people/100101/", ("hr",), True, ("Status", "By person")),
        ("/courses/refer/100101/", (), True, ("My people", "Where they stand")),
        ("/courses/observed/100101/phone/", (), True, ("My people", "Observed calls")),
    ],
)
def test_what_belongs_to_an_office_is_marked_there(path, roles, leads, area):
    assert marked(path, *roles, leads=leads) == area
