"""Agreement is measured on assessed replies that two scored; under 30 pairs there is no figure."""

import uuid

import pytest

from scenarios.models import Score
from scenarios.pairs import compared, figures, rated
from tests.factories import PersonFactory
from tests.scenarios.desk import handed_in, scored
from tests.scenarios.factories import MoveFactory, RubricVersionFactory, ScenarioVersionFactory, assessed

pytestmark = pytest.mark.django_db
NAMES = ("accurate", "complete", "courteous", "empathy")


def twice(count, mei, ruth, version=None):
    """So many replies scored by two, every third one level apart on complete; the machine gives 3 throughout."""
    version, rubric = version or ScenarioVersionFactory(), RubricVersionFactory()
    attempt = assessed(PersonFactory(), version)
    for n in range(count):
        levels = dict.fromkeys(NAMES, 2 + n % 3)
        move = MoveFactory(attempt=attempt, number=n + 1, result={"levels": dict.fromkeys(NAMES, 3)})
        second = {**levels, "complete": levels["complete"] - (n % 3 == 0)}
        for slot, marker, given in (("first", mei, levels), ("second", ruth, second)):
            Score.objects.create(
                move=move,
                slot=slot,
                marker=marker,
                rubric_version=rubric,
                levels=given,
                passed=True,
                weighted=300,
                client_key=uuid.uuid4(),
            )


def test_pairs_are_first_and_second_and_first_and_machine(ana, mei, ruth):
    attempt = handed_in(ana)
    scored(attempt, mei, (3, 3, 3, 3))
    scored(attempt, ruth, (3, 2, 3, 4), "second")
    found = compared(rated(), {})
    assert found.people == {"accurate": [(3, 3)], "complete": [(3, 2)], "courteous": [(3, 3)], "empathy": [(3, 4)]}
    machine = attempt.moves.get().result["levels"]
    assert found.machine == {name: [(3, level)] for name, level in machine.items()}


@pytest.mark.parametrize(("count", "told"), [(29, "too few"), (30, "(")])
def test_under_thirty_pairs_there_is_no_figure(as_person, mei, ruth, count, told):
    twice(count, mei, ruth)
    page = as_person(mei).get("/practice/marking/agreement/").content.decode()
    row = page.split("Complete</th>")[1].split("</tr>")[0]
    assert (f">{count}<" in row, told in row) == (True, True)
    assert ("<figure" in page) is (count >= 30)


def test_the_chart_keeps_the_policy_and_takes_the_color_of_the_page(as_person, mei, ruth):
    twice(36, mei, ruth)
    page = as_person(mei).get("/practice/marking/agreement/").content.decode()
    svg = page.split('<figure class="chart"')[1].split("</figure>")[0]
    assert [word for word in ("style=", "<style", "<script", "#010203", "white") if word in svg] == []
    assert "currentColor" in svg


def test_figures_are_those_of_the_pairs(mei, ruth):
    twice(36, mei, ruth)
    complete = next(row for row in figures(compared(rated(), {})) if row.name == "complete")
    assert complete.people.n == 36
    assert complete.people.exact_share.value == pytest.approx(2 / 3)
    assert complete.people.within_one_share.value == 1


def test_one_conversation_is_looked_at_by_itself(as_person, mei, ruth):
    one, other = ScenarioVersionFactory(title="First-day bus"), ScenarioVersionFactory(title="Shouting")
    twice(30, mei, ruth, one)
    twice(2, mei, ruth, other)
    page = as_person(mei).get(f"/practice/marking/agreement/?of={other.activity_id}").content.decode()
    assert ("Of one conversation: Shouting." in page, "<figure" in page) == (True, False)
    for odd in ("x", "", "999999", "\x00"):
        page = as_person(mei).get("/practice/marking/agreement/", {"of": odd}).content.decode()
        assert "Of one conversation" not in page


def test_the_checklist_is_shown_and_switches_nothing_on(as_person, helen, mei, ruth):
    twice(30, mei, ruth)
    page = as_person(helen).get("/practice/marking/agreement/").content.decode()
    assert ("Replies scored by two people: 30" in page, "needed: at least 200" in page) == (True, True)
    assert "Nothing is switched on here." in page
    assert "<form" not in page.split("<main")[1]


@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_the_same_however_many_pairs(as_person, mei, ruth, count, django_assert_max_num_queries):
    twice(count, mei, ruth)
    client = as_person(mei)
    with django_assert_max_num_queries(5):
        client.get("/practice/marking/agreement/")
