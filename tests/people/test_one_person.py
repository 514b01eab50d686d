"""Adding, ending and correcting one person by hand; roles and what they open."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group

from people.actions import AlreadyHere, add_person, end_person, end_role, grant_role, keep_person, sync_groups
from people.models import JobFamily, Person, RoleGrant
from people.permissions import is_supervisor_of, may_manage, units_led_by
from tests.factories import RoleGrantFactory, UnitFactory

DAY = dt.timedelta(days=1)


def newcomer(cedar, front_office, **more):
    return {
        "employee_number": "100120",
        "first_name": "Noor",
        "last_name": "van Dijk",
        "unit": cedar.pk,
        "family": front_office.pk,
        "level": "new",
        "starts_on": "8/3/2026",
        **more,
    }


def test_helen_adds_someone_without_an_address(as_person, helen, cedar, front_office, bruno):
    as_person(helen).post("/people/add/", newcomer(cedar, front_office, supervisor="100102"))
    noor = Person.objects.get(username="100120")
    assert (noor.email, noor.last_name, noor.has_usable_password()) == (None, "van Dijk", False)
    assert (noor.jobs.get().supervisor, noor.jobs.get().starts_on) == (bruno, dt.date(2026, 8, 3))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("employee_number", "1 2"),
        ("employee_number", ""),
        ("email", "ANA@alder.example"),
        ("supervisor", "999999"),
        ("supervisor", "100120"),
        ("starts_on", "3.8.2026"),
        ("unit", "99999"),
        ("first_name", "a\x00b"),
    ],
)
def test_a_bad_field_gets_a_sentence_and_adds_no_one(as_person, helen, ana, cedar, front_office, field, value):
    answer = as_person(helen).post("/people/add/", newcomer(cedar, front_office, **{field: value}))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Person.objects.filter(username="100120").exists()


def test_a_number_that_works_here_is_named_with_the_way_to_it(as_person, helen, ana, cedar, front_office):
    answer = as_person(helen).post("/people/add/", newcomer(cedar, front_office, employee_number="100101"))
    assert '<a href="/people/staff/100101/">Ana Delgado</a>' in answer.content.decode()


def test_someone_who_left_comes_back_as_the_same_person(dario, cedar, front_office, today):
    end_person(person=dario, last_day=today - DAY)
    back = add_person(
        employee_number="100109",
        first_name="Dario",
        last_name="Conti",
        unit=cedar,
        family=front_office,
        starts_on=today,
    )
    assert (back.pk, back.left_on, back.email) == (dario.pk, None, "dario@alder.example")
    assert [job.unit.slug for job in back.jobs.order_by("starts_on")] == ["alder-high", "cedar-middle"]


def test_someone_who_works_here_is_not_added_twice(ana, cedar, front_office, today):
    with pytest.raises(AlreadyHere):
        add_person(
            employee_number="100101", first_name="A", last_name="D", unit=cedar, family=front_office, starts_on=today
        )


def test_a_last_day_to_come_ends_job_and_role_after_it(as_person, helen, mei, today):
    last = today + 10 * DAY
    as_person(helen).post("/people/staff/100104/end/", {"last_day": last.isoformat()})
    mei.refresh_from_db()
    assert mei.left_on == last
    assert (mei.jobs.get().ends_on, mei.role_grants.get().ends_on) == (last + DAY, last + DAY)
    assert mei.may_sign_in()
    assert mei.groups.get().name == "Markers"


def test_a_last_day_may_be_corrected_or_taken_back(ana, today):
    end_person(person=ana, last_day=today + DAY)
    end_person(person=ana, last_day=today + 5 * DAY)
    assert ana.jobs.get().ends_on == today + 6 * DAY
    kept = keep_person(person=ana)
    assert (kept.left_on, ana.jobs.get().ends_on) == (None, None)


def test_a_last_day_that_has_passed_is_not_taken_back(ana, today):
    end_person(person=ana, last_day=today - DAY)
    assert keep_person(person=ana).left_on == today - DAY


def test_a_last_day_before_the_first_is_refused(as_person, helen, ana):
    answer = as_person(helen).post("/people/staff/100101/end/", {"last_day": "1990-01-01"})
    assert "before the day they were hired" in answer.content.decode()


def test_the_end_page_says_who_will_need_another_supervisor(as_person, helen, ana, bruno):
    assert "1 person reports to them" in as_person(helen).get("/people/staff/100102/end/").content.decode()


@pytest.mark.parametrize(("typed", "kept"), [("", None), ("New@alder.example", "new@alder.example")])
def test_helen_changes_or_removes_an_address(as_person, helen, ana, typed, kept):
    as_person(helen).post("/people/staff/100101/email/", {"email": typed})
    ana.refresh_from_db()
    assert ana.email == kept


def test_an_address_of_someone_else_is_refused(as_person, helen, ana, bruno):
    answer = as_person(helen).post("/people/staff/100101/email/", {"email": "BRUNO@alder.example"})
    assert "Someone else on record" in answer.content.decode()


# --- roles -----------------------------------------------------------------------------------------------------------
def test_a_role_brings_its_group_and_goes_with_it(ana, today):
    other = Group.objects.create(name="Bowling")
    ana.groups.add(other)
    grant = grant_role(person=ana, role="trainer", actor=None, on=today - DAY)
    assert set(ana.groups.values_list("name", flat=True)) == {"Bowling", "Trainers"}
    end_role(grant=grant, on=today)
    assert set(ana.groups.values_list("name", flat=True)) == {"Bowling"}
    assert RoleGrant.objects.get(pk=grant.pk).ends_on == today


def test_a_role_given_twice_is_one_grant_and_taken_back_the_same_day_is_none(ana, today):
    grant = grant_role(person=ana, role="marker", actor=None, on=today)
    assert grant_role(person=ana, role="marker", actor=None, on=today) == grant
    end_role(grant=grant, on=today)
    assert not ana.role_grants.exists()


def test_groups_follow_the_dates_of_grants(ana, today):
    grant_role(person=ana, role="marker", actor=None, on=today + DAY)
    assert not ana.groups.exists()
    sync_groups(on=today + DAY)
    assert ana.groups.get().name == "Markers"


def test_syncing_everyone_costs_the_same_for_one_and_for_three(ana, today, django_assert_num_queries):
    sync_groups(on=today)
    for _n in (1, 2):
        RoleGrantFactory(role="marker")
        RoleGrantFactory(role="leader")
        with django_assert_num_queries(10):
            sync_groups(on=today)


def test_helen_gives_and_ends_a_role(as_person, helen, ana, cedar):
    client = as_person(helen)
    client.post("/people/staff/100101/roles/", {"role": "leader", "unit": cedar.pk})
    grant = ana.role_grants.get()
    assert (grant.unit, grant.granted_by) == (cedar, helen)
    client.post(f"/people/staff/100101/roles/{grant.pk}/end/")
    assert not ana.role_grants.exists()


def test_only_a_leader_is_for_one_unit(as_person, helen, ana, cedar):
    as_person(helen).post("/people/staff/100101/roles/", {"role": "marker", "unit": cedar.pk})
    assert not ana.role_grants.exists()


def test_hr_cannot_make_itself_an_administrator_by_any_door(as_person, helen, ana):
    client = as_person(helen)
    assert client.post("/people/staff/100106/roles/", {"role": "admin"}).status_code == 403
    RoleGrantFactory(person=ana, role="admin")
    assert client.post("/people/staff/100101/invite/", {"kind": "code"}).status_code == 403
    assert client.post("/people/staff/100101/email/", {"email": "helen2@alder.example"}).status_code == 403
    assert not may_manage(helen, ana)
    assert may_manage(ana, ana)


def test_a_leader_of_a_unit_leads_those_below_it(paul, lena, ana, cedar, alder_high, today):
    annex = UnitFactory(slug="annex", parent=cedar)
    room = UnitFactory(slug="room", parent=annex)
    assert set(units_led_by(paul, today)) == {cedar, annex, room}
    assert alder_high in units_led_by(lena, today)
    assert not units_led_by(ana, today)


def test_bruno_supervises_ana_while_she_holds_that_job(ana, bruno, dario, today):
    assert is_supervisor_of(bruno, ana, today)
    assert not is_supervisor_of(dario, ana, today)
    assert not is_supervisor_of(bruno, ana, dt.date(2020, 1, 1))


def test_the_job_families_of_the_district_are_there(db):
    assert set(JobFamily.objects.values_list("slug", flat=True)) >= {
        "front-office", "transportation", "food-service", "nurse", "custodial", "teacher",
        "paraprofessional", "principal", "central-office", "security", "cabinet",
    }  # fmt: skip


def test_wagtail_adds_and_edits_people_without_an_address(client, walt):
    Person.objects.create_superuser("100900", None, "a long enough password", first_name="Site", last_name="Admin")
    client.login(username="100900", password="a long enough password")
    made = {"first_name": "Pia", "last_name": "Berg", "email": "", "password1": "x" * 12 + "q7", "is_active": "on"}
    for number in ("100901", "100902"):
        answer = client.post(
            "/admin/users/new/", {**made, "username": number, "password2": made["password1"]}, follow=True
        )
        assert answer.status_code == 200
    client.post(
        f"/admin/users/edit/{walt.pk}/",
        {"username": "100110", "first_name": "Walter", "last_name": "Jensen", "email": "", "is_active": "on"},
    )
    walt.refresh_from_db()
    assert (walt.first_name, walt.email) == ("Walter", None)
    assert Person.objects.filter(username__in=["100901", "100902"], email=None).count() == 2
