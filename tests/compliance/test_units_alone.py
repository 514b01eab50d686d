"""A row of the matrix is one unit alone, also when others stand below it; its figures lead to as many people."""

import re

import pytest

from compliance.actions.saved_views import save_view
from compliance.models import SavedView
from compliance.report_words import counts_for, words_of_view
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
ONCE = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
LINK = re.compile(r'class="cell-sum" href="([^"]+)"><b>\d+</b> of (\d+)')


@pytest.fixture
def asked(office, district, front_office, ana, bruno, dario):
    """One in the office of the district, above all schools; one is done there."""
    boss = PersonFactory(last_name="Atop")
    JobFactory(person=boss, unit=district, family=front_office)
    requirement = office.asks(ONCE)
    office.nights("2026-09-10")
    return requirement


def cells(page):
    return [(link.replace("&amp;", "&"), int(n)) for link, n in LINK.findall(page.content.decode())]


@pytest.mark.parametrize("address", ["/compliance/", "/compliance/day/?as_of=2026-09-09"])
def test_each_cell_leads_to_as_many_people_as_it_counts(address, asked, as_person, helen):
    browser = as_person(helen)
    found = cells(browser.get(address))
    assert [browser.get(link).context["page"].paginator.count for link, _n in found] == [n for _link, n in found]
    assert 1 in [n for _link, n in found]


def test_the_file_of_a_unit_alone_has_its_people_alone(asked, district, as_person, helen):
    lines = as_person(helen).get(f"/compliance/list.csv?unit={district.slug}&below=without").getvalue().decode()
    assert [line.split(",")[1] for line in lines.splitlines()[1:]] == ["Atop"]


def test_a_view_of_a_unit_alone_stays_so(asked, district, as_person, helen, office):
    given = f"?page=list&unit={district.slug}&below=without"
    form = as_person(helen).get(f"/compliance/views/new/{given}").context["form"]
    sent = {"key": form["key"].value(), "name": "The office", "page": "list", "unit": district.slug, "below": "without"}
    as_person(helen).post("/compliance/views/new/", sent)
    view = SavedView.objects.get()
    assert (view.url, counts_for(view, helen, office.clock.today).total, words_of_view(view)) == (
        f"/compliance/list/?unit={district.slug}&below=without", 1,
        f"Everyone asked; {district} alone; all requirements",
    )  # fmt: skip


def test_a_view_with_the_units_below_counts_them(asked, district, helen, office):
    view = save_view(owner=helen, name="All", key="8c1f5b1e-6a36-4a39-b0a5-0f4c9f0d7a11", now=office.clock.now,
                     page="list", unit=district)  # fmt: skip
    assert counts_for(view, helen, office.clock.today).total > 1
