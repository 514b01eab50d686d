"""A load that was wrong is undone: exactly what it did, and nothing that later stands on it."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from people.actions import (
    RosterChanged,
    add_person,
    change_email,
    end_person,
    grant_role,
    invite,
    plan_undo,
    undo_roster,
)
from people.models import Job, Person, RosterLoad, Trace
from people.records import records_of
from people.roster.undo import digest
from tests.people.test_roster_load import ANA, BRUNO, DARIO, NEW, load

MOVED = ANA.replace("cedar-middle", "alder-high").replace("ana@alder", "ana.d@alder")


@pytest.fixture
def staff(ana, bruno, dario):
    return [ana, bruno, dario]


def undone(wrong, actor=None):
    return undo_roster(load=wrong, shown=digest(plan_undo(wrong)), actor=actor)


def stays(wrong):
    return [(each.number, each.code) for each in plan_undo(wrong).stays]


def test_everyone_goes_back_to_what_they_were(staff, dario):
    grant_role(person=dario, role="marker", actor=None, on=dt.date(2026, 1, 5))
    before = records_of()
    undone(load(BRUNO, MOVED, NEW))
    assert records_of() == before
    assert list(dario.groups.values_list("name", flat=True)) == ["Markers"]


def test_the_preview_changes_nothing(staff):
    wrong = load(BRUNO, MOVED, NEW)
    before = records_of()
    plan_undo(wrong)
    assert (records_of(), RosterLoad.objects.get().state) == (before, "applied")


def test_the_history_stays(staff, helen):
    wrong = undone(
        load(BRUNO, MOVED, DARIO, "100106,Helen,Brandt,helen@alder.example,cedar-middle,front-office,,"), helen
    )
    assert (wrong.state, wrong.undone_by) == ("undone", helen)
    assert wrong.traces.get(number="100101").after["email"] == "ana.d@alder.example"


def test_whoever_was_changed_since_stays_and_the_others_go_back(staff, ana):
    wrong = load(BRUNO, MOVED, NEW)
    change_email(person=Person.objects.get(pk=ana.pk), email="other@alder.example")
    assert stays(wrong) == [("100101", "changed_since")]
    done = undone(wrong)
    ana.refresh_from_db()
    assert ana.email == "other@alder.example"
    assert not Person.objects.filter(username="100111").exists()
    assert done.undone_summary == {
        "restored": 1,
        "gone": 1,
        "ended": 0,
        "stays": [["100101", "Ana Delgado", "changed_since", []]],
    }


def test_a_newcomer_who_was_invited_stays(staff):
    wrong = load(BRUNO, ANA, DARIO, NEW)
    invite(person=Person.objects.get(username="100111"), kind="code", actor=None)
    assert stays(wrong) == [("100111", "in_use")]


def test_a_newcomer_who_leads_someone_else_stays(staff, cedar, front_office):
    wrong = load(BRUNO, ANA, DARIO, NEW)
    ines = Person.objects.get(username="100111")
    add_person(
        employee_number="100112", first_name="Leo", last_name="Ott", unit=cedar, family=front_office,
        starts_on=dt.date(2026, 1, 5), supervisor=ines,
    )  # fmt: skip
    assert stays(wrong) == [("100111", "leads_others")]


def test_a_newcomer_who_leads_a_newcomer_of_the_same_load_goes_with_them(staff):
    wrong = load(BRUNO, ANA, DARIO, NEW, NEW.replace("100111,Ines", "100113,Juan").replace("100109", "100111"))
    assert stays(wrong) == []
    undone(wrong)
    assert Person.objects.filter(username__in=["100111", "100113"]).count() == 0


def test_of_a_newcomer_and_the_one_they_lead_who_stays_both_stay(staff):
    wrong = load(BRUNO, ANA, DARIO, NEW, NEW.replace("100111,Ines", "100113,Juan").replace("100109", "100111"))
    invite(person=Person.objects.get(username="100113"), kind="code", actor=None)
    assert stays(wrong) == [("100111", "leads_others"), ("100113", "in_use")]


def test_an_address_that_someone_else_has_now_is_not_taken_from_them(staff, cedar, front_office):
    wrong = load(BRUNO, MOVED, DARIO)
    add_person(
        employee_number="100112", first_name="Leo", last_name="Ott", unit=cedar, family=front_office,
        starts_on=dt.date(2026, 1, 5), email="ana@alder.example",
    )  # fmt: skip
    assert stays(wrong) == [("100101", "address_taken")]


def test_addresses_that_were_traded_are_traded_back(staff, ana, dario):
    wrong = load(BRUNO, ANA.replace("ana@", "dario@"), DARIO.replace("dario@", "ana@"))
    undone(wrong)
    assert list(Person.objects.filter(pk__in=[ana.pk, dario.pk]).order_by("pk").values_list("email", flat=True)) == [
        "ana@alder.example",
        "dario@alder.example",
    ]


def test_no_one_goes_back_to_a_unit_that_has_closed(staff, cedar, today):
    wrong = load(BRUNO, MOVED, DARIO)
    type(cedar).objects.filter(pk=cedar.pk).update(closed_on=today)
    assert stays(wrong) == [("100101", "unit_closed")]


def test_a_leaver_whose_last_day_was_corrected_since_stays(staff, dario, today):
    wrong = load(BRUNO, ANA)
    end_person(person=dario, last_day=today)
    assert stays(wrong) == [("100109", "changed_since")]


def test_only_what_was_shown_is_undone(staff, ana):
    wrong = load(BRUNO, MOVED, DARIO)
    shown = digest(plan_undo(wrong))
    change_email(person=Person.objects.get(pk=ana.pk), email="other@alder.example")
    before = records_of()
    with pytest.raises(RosterChanged):
        undo_roster(load=wrong, shown=shown, actor=None)
    assert records_of() == before


def test_a_second_press_changes_nothing(staff, helen):
    wrong = load(BRUNO, MOVED, DARIO, "100106,Helen,Brandt,helen@alder.example,cedar-middle,front-office,,")
    shown = digest(plan_undo(wrong))
    first = undo_roster(load=wrong, shown=shown, actor=helen)
    second = undo_roster(load=wrong, shown=shown, actor=None)
    assert (second.undone_at, second.undone_by) == (first.undone_at, helen)


def test_a_job_that_is_back_has_its_old_number(staff, ana, dario):
    jobs = set(Job.objects.values_list("pk", flat=True))
    undone(load(BRUNO, MOVED))
    assert set(Job.objects.values_list("pk", flat=True)) == jobs


def test_a_trace_cannot_be_rewritten(staff):
    load(BRUNO, MOVED, DARIO)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trace.objects.update(name="Someone else")


def test_helen_sees_what_would_go_back_and_then_what_did(staff, ana, as_person, helen):
    line = "100106,Helen,Brandt,helen@alder.example,central-office,central-office,Human resources,"
    wrong = load(BRUNO, MOVED, NEW, line)
    client = as_person(helen)
    page = client.get(f"/people/roster/{wrong.key}/undo/")
    assert [row["number"] for row in page.context["restored"]] == ["100101", "100109"]
    assert page.context["restored"][1]["back"] == ["works here again", "again: Alder High School, Front office"]
    answer = client.post(f"/people/roster/{wrong.key}/undo/", {"shown": page.context["shown"]}, follow=True)
    assert "This load was undone" in answer.content.decode()
    assert not Person.objects.filter(username="100111").exists()


def test_the_command_shows_the_same_and_dry_runs(staff):
    load(BRUNO, MOVED, NEW)
    before, said = records_of(), io.StringIO()
    call_command("undo_roster", "--dry-run", stdout=said)
    assert records_of() == before
    assert [line for line in said.getvalue().splitlines() if ":" in line][1:-1] == [
        "Go back: 2",
        "  100101 Ana Delgado: e-mail: ana@alder.example; again: Cedar Middle School, Front office;"
        " no longer: Alder High School, Front office",
        "  100109 Dario Conti: works here again; again: Alder High School, Front office",
        "Taken off the record: 1",
        "Stay as they are now: 0",
    ]
    call_command("undo_roster", stdout=io.StringIO())
    assert RosterLoad.objects.get().state == "undone"


def test_the_command_says_when_there_is_nothing_to_undo(db):
    with pytest.raises(CommandError, match="nothing to undo"):
        call_command("undo_roster", "no-such-key")
