"""Rule book: what a release means for people. The table of the design, and what a mix of meanings does."""

import pytest

from courses.meaning import Effect, Impact, Stand, effect_of, impact_of, strongest
from courses.path import Fit, JobFacts

DRIVERS = Fit(job_families=("transportation",))
PEOPLE = [
    Stand(1, "not_started"),
    Stand(2, "under_way"),
    Stand(3, "under_way", behind=True),
    Stand(4, "done"),
    Stand(5, "done", has_round=False),
]
JOBS = {4: [JobFacts("front-office")], 5: [JobFacts("transportation")]}


@pytest.mark.parametrize(
    ("meanings", "effect"),
    [
        ({"cosmetic"}, Effect("up_to_date")),
        ({"correction"}, Effect("all", told=True)),
        ({"top_up"}, Effect("none", offered=True, due="top_up")),
        ({"retake"}, Effect("none", due="retake")),
        ({"cosmetic", "correction"}, Effect("all", told=True)),
        ({"cosmetic", "top_up"}, Effect("none", offered=True, due="top_up")),
        ({"correction", "top_up"}, Effect("all", told=True, due="top_up")),
        ({"correction", "retake"}, Effect("all", told=True, due="retake")),
        ({"top_up", "retake"}, Effect("none", due="retake")),
    ],
)
def test_the_table_and_its_mixes(meanings, effect):
    assert effect_of(meanings) == effect


@pytest.mark.parametrize(
    ("meaning", "impact"),
    [
        ("cosmetic", Impact(newest=1, moved=1, stay=1, nothing=2)),
        ("correction", Impact(newest=1, moved=2, nothing=2, told=3)),
        ("top_up", Impact(newest=1, offered=2, top_up=1, nothing=1)),
        ("retake", Impact(newest=1, stay=2, retake=2)),
    ],
)
def test_everyone_is_counted_once(meaning, impact):
    assert impact_of(effect_of({meaning}), PEOPLE, fits=[DRIVERS], jobs=JOBS) == impact


def test_what_is_for_everyone_is_also_for_someone_without_a_job():
    assert impact_of(effect_of({"top_up"}), [Stand(9, "done")], fits=[Fit()], jobs={}).top_up == 1


def test_the_strongest_of_nothing_is_nothing():
    assert (strongest([]), strongest(["cosmetic", "retake", "top_up"])) == ("", "retake")
