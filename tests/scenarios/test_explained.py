"""Every score can be explained a year later, from its rows: to its writer, its markers, trainers and HR."""

import re

import pytest
from django.db import connection
from django.utils import timezone

from people.models import Person
from safe.triggers import install, uninstall
from scenarios.actions import dispute_score
from scenarios.models import MarkingTask
from tests.factories import AdmissionFactory, PersonFactory, RoleGrantFactory
from tests.scenarios.desk import handed_in, scored
from tests.scenarios.factories import RubricVersionFactory, ScenarioVersionFactory, scenario_definition

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(ana, tomas, mei, ruth):
    """Two differ, a third decides; one criterion is disputed and raised."""
    attempt = handed_in(ana)
    scored(attempt, mei, (3, 3, 3, 3), note="The plan is thin.")
    scored(attempt, ruth, (3, 2, 3, 3), "second", note="No day is named.")
    scored(attempt, tomas, (3, 2, 3, 2), "adjudication", note="Name the day.")
    return attempt


def page(client, attempt):
    return client.get(f"/practice/{attempt.key}/score/")


def test_the_writer_reads_each_step_its_reason_and_what_counts(as_person, decided, ana):
    told = page(as_person(ana), decided).content.decode()
    for words in (
        "First score, marker 1",
        "Second score, marker 2",
        "one level would turn it",
        "two scores differ",
        "Adjudication, marker 3",
        "from the adjudication",
        "The plan is thin.",
        "By the rubric “",
        "It teaches and decides nothing.",
    ):
        assert words in told
    assert [name for name in ("Mei", "Ruth", "Tomas") if name in told] == []


def test_a_score_stands_before_what_it_asked_for(as_person, decided, ana):
    told = page(as_person(ana), decided).content.decode()
    heads = ["First score, marker 1", "second, blind score was asked for", "Second score, marker 2", "third person"]
    places = [told.index(head) for head in heads]
    assert places == sorted(places)


def test_who_scored_reads_a_dispute_without_its_writers_name(as_person, decided, mei, dario):
    dispute_score(attempt=decided, number=1, criterion="complete", reason="I am Ana Delgado.", now=timezone.now())
    AdmissionFactory(person=dario, kind="outsider")
    scored(decided, dario, {"complete": 3}, "dispute", note="Eleven is a time.")
    told = page(as_person(mei), decided).content.decode()
    assert ("I am [name]." in told, "Delgado" in told) == (True, False)


def test_a_disputed_level_says_where_it_comes_from(as_person, decided, ana, dario):
    dispute_score(attempt=decided, number=1, criterion="complete", reason="I named 11:00.", now=timezone.now())
    AdmissionFactory(person=dario, kind="outsider")
    scored(decided, dario, {"complete": 3}, "dispute", note="Eleven is a time.")
    told = page(as_person(ana), decided).content.decode()
    assert ("from the disputed point" in told, "I named 11:00." in told, "Eleven is a time." in told) == (True,) * 3


def test_hr_and_trainers_read_who_scored_and_hr_alone_who_wrote(as_person, decided, ana, helen, tomas):
    for person, names in ((helen, (True, True)), (tomas, (True, False))):
        told = page(as_person(person), decided).content.decode()
        assert ("Mei Tanaka" in told, "Ana Delgado" in told) == names


def test_a_marker_opens_what_they_scored_without_names(as_person, decided, mei, ana):
    told = page(as_person(mei), decided).content.decode()
    assert ("marker 1" in told, "Delgado" in told, "Ruth" in told) == (True, False, False)


@pytest.mark.parametrize("name", ["dario", "bruno", "lena", "paul"])
def test_for_others_it_is_not_there(request, as_person, decided, name):
    assert page(as_person(request.getfixturevalue(name)), decided).status_code == 404


def test_before_it_is_decided_the_writer_reads_no_level_and_markers_nothing(as_person, ana, mei, ruth, tomas):
    attempt = handed_in(ana)
    scored(attempt, mei, (3, 3, 3, 3), note="The plan is thin.")
    told = page(as_person(ana), attempt).content.decode()
    assert ("It is not decided yet" in told, "The plan is thin." in told, "What counts" in told) == (True, False, False)
    assert {page(as_person(person), attempt).status_code for person in (mei, ruth, tomas)} == {404}


def test_while_somebody_new_looks_no_marker_reads_what_others_gave(as_person, decided, ana, mei):
    dispute_score(attempt=decided, number=1, criterion="complete", reason="I named 11:00.", now=timezone.now())
    assert page(as_person(mei), decided).status_code == 404
    assert "What counts" in page(as_person(ana), decided).content.decode()


def test_a_year_later_it_is_told_in_the_same_words_whatever_was_mended_since(
    as_person, decided, ana, mei, ruth, tomas, dario, helen, monkeypatch
):
    """The rubric, the scenario's words, anchors and gates, the scorer, and the names of everyone who took part."""
    dispute_score(attempt=decided, number=1, criterion="complete", reason="I named 11:00.", now=timezone.now())
    AdmissionFactory(person=dario, kind="outsider")
    scored(decided, dario, {"complete": 3}, "dispute", note="Eleven is a time.")

    def told(person):
        main = page(as_person(person), decided).content.decode().split("<main")[1].split("</main>")[0]
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", main)

    before = {person.pk: told(person) for person in (ana, mei, tomas, helen)}
    RubricVersionFactory(number=2, definition={"criteria": [{"key": "accurate", "name": "Right", "levels": {}}]})
    definition = scenario_definition(title="Another title", anchors=[], gates=[], facts=[], descriptors={}, weights={})
    ScenarioVersionFactory(activity=decided.activity, number=2, definition={**definition, "rubric": {"version": 2}})
    monkeypatch.setattr("scenarios.scoring.scorer.score", None)
    monkeypatch.setattr("scenarios.scoring.version", lambda: "another")
    for person in (mei, ruth, tomas, dario, ana):
        Person.objects.filter(pk=person.pk).update(first_name="New", last_name=f"Name {person.pk}")
    named = [
        ("Mei Tanaka", mei),
        ("Ruth Abara", ruth),
        ("Tomas Reyes", tomas),
        ("Dario Conti", dario),
        ("Ana Delgado", ana),
    ]
    for reader in Person.objects.filter(pk__in=before):
        expected = before[reader.pk]
        for name, person in named:  # who may read names reads the ones that people have today
            expected = expected.replace(name, f"New Name {person.pk}")
        assert told(reader) == expected
    assert [words in before[ana.pk] for words in ("Scorer ", "By the rubric “", "I named 11:00.")] == [True] * 3


def test_a_score_of_before_second_scores_is_explained_too(as_person, ana, mei):
    """Rows that know of no task, no reason and no time that it took."""
    attempt = handed_in(ana)
    score = scored(attempt, mei)
    uninstall(connection, "scenarios")
    type(score).objects.filter(pk=score.pk).update(task=None, seconds=None, alone=False)
    install(connection, "scenarios")
    told = page(as_person(ana), attempt).content.decode()
    assert ("First score, marker 1" in told, "from the first score" in told) == (True, True)


@pytest.mark.parametrize("several", [1, 3])
def test_it_costs_the_same_however_many_looked(
    as_person, ana, tomas, mei, ruth, several, django_assert_max_num_queries
):
    attempt = handed_in(ana)
    if several == 1:
        scored(attempt, mei, (4, 4, 4, 4))
    else:
        scored(attempt, mei, (3, 3, 3, 3))
        scored(attempt, ruth, (3, 2, 3, 3), "second")
        scored(attempt, tomas, (3, 2, 3, 3), "adjudication")
    client = as_person(ana)
    with django_assert_max_num_queries(15):
        page(client, attempt)


@pytest.fixture
def disputed(ana, mei, ruth):
    """Decided by Mei and Ruth alike; somebody new is asked about one level."""
    attempt = handed_in(ana)
    scored(attempt, mei, (2, 3, 3, 3))
    if MarkingTask.objects.waiting().filter(move__attempt=attempt, slot="second").exists():
        scored(attempt, ruth, (2, 3, 3, 3), "second")
    dispute_score(attempt=attempt, number=1, criterion="accurate", reason="I named 7:40.", now=timezone.now())
    return attempt


@pytest.mark.parametrize("role", ["hr", "admin", "trainer"])
def test_who_could_still_score_it_reads_it_once_that_is_done(as_person, disputed, role, dario):
    marker = PersonFactory()
    for each in ("marker", role):
        RoleGrantFactory(person=marker, role=each)
    AdmissionFactory(person=marker)
    assert page(as_person(marker), disputed).status_code == 404
    AdmissionFactory(person=dario, kind="outsider")
    scored(disputed, dario, {"accurate": 3}, "dispute")
    assert page(as_person(marker), disputed).status_code == 200


def test_an_administrator_who_is_admitted_is_blind_too_and_another_is_not(as_person, disputed):
    for admitted, status in ((True, 404), (False, 200)):
        administrator = PersonFactory()
        RoleGrantFactory(person=administrator, role="admin")
        if admitted:
            AdmissionFactory(person=administrator)
        assert page(as_person(administrator), disputed).status_code == status


def test_human_resources_that_scored_it_already_reads_it_while_somebody_else_looks(as_person, disputed, mei):
    RoleGrantFactory(person=mei, role="hr")
    assert page(as_person(mei), disputed).status_code == 200


def test_the_writer_reads_their_own_while_somebody_looks(as_person, disputed, ana):
    RoleGrantFactory(person=ana, role="marker")
    AdmissionFactory(person=ana)
    assert page(as_person(ana), disputed).status_code == 200
