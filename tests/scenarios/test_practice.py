"""Practice is the learner's own: listed for no one else, deletable, gone after 180 days."""

import datetime as dt
import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.models import Attempt
from outbox.registry import handlers_of
from scenarios.actions import purge_practice
from scenarios.handlers import purge_old_practice
from scenarios.models import Move
from scenarios.queries import for_first_page
from scenarios.scoring import version
from tests.factories import ActivityVersionFactory
from tests.scenarios.factories import (
    SENT_WORDS,
    MoveFactory,
    ScenarioActivityFactory,
    ScenarioVersionFactory,
    assessed,
    practice,
    scenario_definition,
)  # fmt: skip

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OLD = NOW - dt.timedelta(days=181)


def aged(attempt, when, text=SENT_WORDS):
    Attempt.objects.filter(pk=attempt.pk).update(started_at=when)
    move = MoveFactory(attempt=attempt, text=text)
    if attempt.mode == "practice":
        Move.objects.filter(pk=move.pk).update(made_at=when)
    return attempt


# --- the library ----------------------------------------------------------------------------------
def test_the_library_shows_channel_minutes_title_and_a_line(as_person, ana):
    ScenarioVersionFactory(title="First-day bus")
    page = as_person(ana).get("/practice/").content.decode()
    for words in ("First-day bus", "8 minutes", "Phone", "Finally, a person."):
        assert words in page


def test_a_scenario_that_stands_in_a_course_is_in_the_library_too(as_person, ana):
    attempt = assessed(ana, ScenarioVersionFactory(title="Scored call"))
    client = as_person(ana)
    assert "Scored call" in client.get("/practice/").content.decode()
    assert client.post(f"/practice/start/{attempt.activity.key}/").status_code == 302


def test_only_the_newest_version_is_offered(as_person, ana):
    activity = ScenarioActivityFactory()
    ScenarioVersionFactory(activity=activity, title="Old title")
    ScenarioVersionFactory(activity=activity, title="New title")
    page = as_person(ana).get("/practice/").content.decode()
    assert "New title" in page
    assert "Old title" not in page


def test_other_kinds_of_activity_are_not_in_the_library(as_person, ana):
    ActivityVersionFactory(title="A lesson by mistake")
    assert "A lesson by mistake" not in as_person(ana).get("/practice/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bus", True),
        ("q=BUS+third", True),
        ("q=cafeteria", False),
        ("channel=email", False),
        ("channel=phone", True),
        ("q=%00", True),
    ],
)
def test_words_and_channel_narrow_the_library(as_person, ana, query, found):
    ScenarioVersionFactory(title="First-day bus")
    assert ("First-day bus" in as_person(ana).get(f"/practice/?{query}").content.decode()) is found


def test_an_empty_library_says_what_to_do(as_person, ana):
    assert "No practice conversation is ready yet." in as_person(ana).get("/practice/").content.decode()


def test_start_opens_one_try_for_one_key(as_person, ana):
    version, form = ScenarioVersionFactory(), {"client_key": "7f0e2c6e-25ac-4c0a-8f0e-0a1b2c3d4e5f"}
    client = as_person(ana)
    assert client.get(f"/practice/start/{version.activity.key}/").status_code == 200
    for _again in range(2):
        client.post(f"/practice/start/{version.activity.key}/", form)
    assert Attempt.objects.filter(mode="practice").count() == 1


def test_reading_the_start_page_opens_nothing(as_person, ana):
    version = ScenarioVersionFactory()
    as_person(ana).get(f"/practice/start/{version.activity.key}/")
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_costs_the_same_however_many_stand_there(as_person, ana, count, django_assert_max_num_queries):
    for _n in range(count):
        MoveFactory(attempt=practice(ana))
    client = as_person(ana)
    with django_assert_max_num_queries(6):
        client.get("/practice/")


def test_tiles_for_the_first_page_begin_with_what_is_new_to_me(ana, django_assert_num_queries):
    tried, new = ScenarioVersionFactory(title="A tried one"), ScenarioVersionFactory(title="B new one")
    practice(ana, tried)
    for_first_page(ana, on=NOW.date(), limit=3)  # the tiles themselves are remembered for a minute
    with django_assert_num_queries(1):
        tiles = for_first_page(ana, on=NOW.date(), limit=3).tiles
    assert [tile["title"] for tile in tiles] == [new.title, tried.title]
    assert tiles[0]["url"] == f"/practice/start/{new.activity.key}/"


# --- privacy --------------------------------------------------------------------------------------
SECRET = "I never told anyone that I froze on the phone"
PAGES = ["/practice/", "/practice/marking/", "/my/", "/progress/", "/plan/", "/courses/", "/people/", "/"]


@pytest.mark.parametrize("name", ["dario", "bruno", "tomas", "mei", "helen", "lena", "paul"])
@pytest.mark.parametrize("path", PAGES)
def test_practice_shows_on_no_page_of_anyone_else(request, as_person, ana, name, path):
    attempt = practice(ana, ScenarioVersionFactory(activity__title="Quiet corner", title="Quiet corner"))
    MoveFactory(attempt=attempt, text=SECRET)
    page = as_person(request.getfixturevalue(name)).get(path, follow=True).content.decode()
    assert SECRET not in page
    assert str(attempt.key) not in page


def test_my_own_tries_are_listed_for_me(as_person, ana):
    attempt = practice(ana)
    MoveFactory(attempt=attempt)
    assert str(attempt.key) in as_person(ana).get("/practice/").content.decode()


def test_i_delete_my_practice_whole(as_person, ana):
    attempt = practice(ana)
    MoveFactory(attempt=attempt)
    client = as_person(ana)
    assert "cannot be brought back" in client.get(f"/practice/{attempt.key}/delete/").content.decode()
    client.post(f"/practice/{attempt.key}/delete/")
    assert not Attempt.objects.filter(pk=attempt.pk).exists()
    assert not Move.objects.exists()


def test_assessed_work_is_not_deleted_here(as_person, ana):
    attempt = assessed(ana)
    assert as_person(ana).post(f"/practice/{attempt.key}/delete/").status_code == 404


# --- the purge ------------------------------------------------------------------------------------
def test_the_purge_takes_old_practice_and_leaves_the_rest(ana, dario):
    gone, recent, kept = aged(practice(ana), OLD), aged(practice(ana), NOW), aged(assessed(dario), OLD)
    assert purge_practice(now=NOW) == 1
    assert set(Attempt.objects.values_list("pk", flat=True)) == {recent.pk, kept.pk}
    assert gone.pk not in set(Move.objects.values_list("attempt", flat=True))


def test_a_try_without_a_move_goes_by_its_start(ana):
    attempt = practice(ana)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=OLD)
    assert purge_practice(now=NOW) == 1


def test_a_late_move_keeps_an_old_try(ana):
    attempt = aged(practice(ana), OLD)
    MoveFactory(attempt=attempt, number=2)
    assert purge_practice(now=NOW) == 0


def test_the_command_only_counts_when_asked_to(ana):
    aged(practice(ana), OLD)
    out = io.StringIO()
    call_command("purge_practice", "--dry-run", stdout=out)
    assert "1 practice tries would go" in out.getvalue()
    assert Attempt.objects.count() == 1


def test_the_worker_purges_each_day(ana):
    aged(practice(ana), OLD)
    assert purge_old_practice in handlers_of("practice.purge")
    purge_old_practice({})
    assert not Attempt.objects.exists()


# --- scoring from the command line ----------------------------------------------------------------
def run(monkeypatch, *args, text=SENT_WORDS):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("score_reply", *args, stdout=out)
    return out.getvalue()


def test_a_released_scenario_is_scored_by_its_slug(monkeypatch):
    ScenarioVersionFactory(activity__slug="first-day-bus", definition=scenario_definition())
    result = json.loads(run(monkeypatch, "--scenario", "first-day-bus", "--json"))
    assert set(result["levels"]) == {"accurate", "complete", "courteous", "empathy"}


@pytest.mark.parametrize("args", [["--scenario", "nowhere"], ["--scenario", "/nowhere.yaml"]])
def test_a_scenario_that_is_not_there_gets_a_sentence(monkeypatch, args):
    with pytest.raises(CommandError):
        run(monkeypatch, *args)


def test_a_step_that_is_not_there_gets_a_sentence(monkeypatch):
    ScenarioVersionFactory(activity__slug="first-day-bus")
    with pytest.raises(CommandError, match="no reply step"):
        run(monkeypatch, "--scenario", "first-day-bus", "--step", "other")


def test_the_first_written_step_is_the_one_that_is_scored(monkeypatch):
    definition = scenario_definition()
    definition["steps"] = [{"key": "pick", "kind": "choice", "prompt": "Pick.", "options": []}, *definition["steps"]]
    ScenarioVersionFactory(activity__slug="first-day-bus", definition=definition)
    assert json.loads(run(monkeypatch, "--scenario", "first-day-bus", "--json"))["levels"]


def test_a_scenario_without_a_written_reply_gets_a_sentence(monkeypatch):
    steps = [{"key": "pick", "kind": "choice", "prompt": "Pick.", "options": []}]
    ScenarioVersionFactory(activity__slug="first-day-bus", definition={**scenario_definition(), "steps": steps})
    with pytest.raises(CommandError, match="no written reply"):
        run(monkeypatch, "--scenario", "first-day-bus")


def test_without_json_the_facts_the_chances_and_the_scorer_are_told(monkeypatch):
    ScenarioVersionFactory(activity__slug="first-day-bus", definition=scenario_definition())
    lines = run(monkeypatch, "--scenario", "first-day-bus").splitlines()
    assert sum(line.startswith("Fact ") for line in lines) == len(scenario_definition()["facts"])
    assert lines[-1] == f"Scorer {version()}"


def test_what_may_be_private_is_told_as_the_page_tells_it(monkeypatch):
    ScenarioVersionFactory(activity__slug="first-day-bus", definition=scenario_definition())
    said = f"{SENT_WORDS} Her number is 555-0188."
    whole = json.loads(run(monkeypatch, "--scenario", "first-day-bus", "--json", text=said))
    assert [row["text"] for row in whole["private"]] == ["555-0188"]
    assert "May be private: “555-0188”." in run(monkeypatch, "--scenario", "first-day-bus", text=said)
