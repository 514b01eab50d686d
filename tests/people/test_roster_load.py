"""Loading a file: checked first, applied once and exactly as shown, history kept."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from people.actions import NeedsYes, RosterChanged, apply_roster, check_roster, grant_role, look_again
from people.models import Job, Person, RosterLoad
from people.roster_file import plan_for
from safe.tables import BadTable

HEADER = "employee_number,first_name,last_name,email,unit,job_family,job_title,supervisor"
BRUNO = "100102,Bruno,Keller,bruno@alder.example,cedar-middle,front-office,Office manager,"
ANA = "100101,Ana,Delgado,ana@alder.example,cedar-middle,front-office,Front-office clerk,100102"
DARIO = "100109,Dario,Conti,dario@alder.example,alder-high,front-office,Front-office clerk,"
NEW = "100111,Ines,Ruiz,,alder-high,front-office,Registrar,100109"


@pytest.fixture
def staff(ana, bruno, dario):
    return [ana, bruno, dario]


def sheet(*lines, header=HEADER):
    return "\n".join([header, *lines]).encode()


def load(*lines, yes=True):
    day = timezone.localdate()
    made = check_roster(data=sheet(*lines), file_name="staff.csv", actor=None, on=day)
    return apply_roster(load=made, confirmed_share=yes, on=day)


def test_checking_changes_no_one(staff, today):
    made = check_roster(data=sheet(BRUNO, NEW), file_name="../../staff.csv", actor=None, on=today)
    assert made.file_name == "staff.csv"
    assert made.summary == {"joiners": 1, "movers": 0, "leavers": 2, "unchanged": 1, "refused": 0}
    assert Person.objects.count() == 3
    assert not Person.objects.filter(left_on__isnull=False).exists()


def test_a_newcomer_is_on_record_with_a_job_and_cannot_sign_in_yet(staff):
    load(BRUNO, ANA, DARIO, NEW)
    ines = Person.objects.get(username="100111")
    assert (ines.email, ines.has_usable_password()) == (None, False)
    assert (ines.jobs.get().supervisor.username, ines.jobs.get().title) == ("100109", "Registrar")


def test_a_move_keeps_the_old_span(staff, ana, today):
    load(BRUNO, ANA.replace("cedar-middle", "alder-high"), DARIO)
    old, new = ana.jobs.order_by("starts_on")
    assert (old.unit.slug, old.ends_on) == ("cedar-middle", today)
    assert (new.unit.slug, new.starts_on, new.ends_on) == ("alder-high", today, None)


def test_two_moves_on_one_day_leave_no_empty_span(staff, ana, today):
    load(BRUNO, ANA.replace("cedar-middle", "alder-high"), DARIO)
    load(BRUNO, ANA.replace("Front-office clerk", "Registrar"), DARIO)
    assert [(job.unit.slug, job.title, job.starts_on == today) for job in ana.jobs.order_by("starts_on")] == [
        ("cedar-middle", "Front-office clerk", False),
        ("cedar-middle", "Registrar", True),
    ]


def test_someone_who_leaves_loses_job_role_and_sign_in(staff, dario, today):
    grant = grant_role(person=dario, role="marker", actor=None, on=today - dt.timedelta(days=3))
    load(BRUNO, ANA)
    dario.refresh_from_db()
    grant.refresh_from_db()
    assert dario.left_on == today - dt.timedelta(days=1)
    assert not dario.may_sign_in()
    assert (dario.jobs.get().ends_on, grant.ends_on) == (today, today)
    assert not dario.groups.exists()


def test_the_right_file_the_same_day_undoes_the_wrong_one(staff, dario):
    load(BRUNO, ANA)
    load(BRUNO, ANA, DARIO)
    dario.refresh_from_db()
    assert (dario.left_on, dario.jobs.get().ends_on) == (None, None)


def test_a_refused_line_for_a_known_person_ends_no_one(staff, dario):
    load(BRUNO, ANA, DARIO.replace("alder-high", "alder-hihg"))
    dario.refresh_from_db()
    assert dario.left_on is None
    assert dario.jobs.get().ends_on is None


def test_a_second_job_comes_and_goes(staff, ana, today):
    load(BRUNO, ANA, ANA.replace("cedar-middle", "alder-high"), DARIO)
    assert sorted(ana.jobs.values_list("unit__slug", "primary")) == [("alder-high", False), ("cedar-middle", True)]
    Job.objects.filter(person=ana, primary=False).update(starts_on=today - dt.timedelta(days=9))
    load(BRUNO, ANA, DARIO)
    assert ana.jobs.get(primary=False).ends_on == today


def test_two_people_trade_addresses(staff, ana, dario):
    load(BRUNO, ANA.replace("ana@", "dario@"), DARIO.replace("dario@", "ana@"))
    ana.refresh_from_db()
    dario.refresh_from_db()
    assert (ana.email, dario.email) == ("dario@alder.example", "ana@alder.example")


def test_primary_may_change_sides(staff, ana):
    both = [f"{ANA},no", f"{ANA.replace('cedar-middle', 'alder-high')},yes"]
    load(BRUNO, ANA, ANA.replace("cedar-middle", "alder-high"), DARIO)
    data = sheet(f"{BRUNO},", *both, f"{DARIO},", header=f"{HEADER},primary")
    day = timezone.localdate()
    made = check_roster(data=data, file_name="x.csv", actor=None, on=day)
    apply_roster(load=made, confirmed_share=True, on=day)
    assert ana.jobs.get(primary=True, ends_on=None).unit.slug == "alder-high"


def test_applying_twice_changes_nothing_more(staff, today):
    made = load(BRUNO, ANA, DARIO, NEW)
    assert apply_roster(load=made, confirmed_share=True, on=today) == made
    assert Job.objects.filter(person__username="100111").count() == 1
    assert plan_for(sheet(BRUNO, ANA, DARIO, NEW), today)[0].changes_nothing


def test_what_changed_since_the_check_is_not_applied(staff, dario, today):
    made = check_roster(data=sheet(BRUNO, ANA), file_name="x.csv", actor=None, on=today)
    Person.objects.filter(pk=dario.pk).update(left_on=today)
    with pytest.raises(RosterChanged):
        apply_roster(load=made, confirmed_share=True, on=today)
    assert apply_roster(load=look_again(load=made, on=today), confirmed_share=True, on=today).state == "applied"


def test_many_leavers_need_a_yes(staff, today):
    made = check_roster(data=sheet(BRUNO), file_name="x.csv", actor=None, on=today)
    with pytest.raises(NeedsYes):
        apply_roster(load=made, confirmed_share=False, on=today)
    assert not Person.objects.filter(left_on__isnull=False).exists()


def test_a_byte_order_mark_and_semicolons_are_read(staff, today):
    data = b"\xef\xbb\xbf" + sheet(BRUNO, ANA, DARIO).replace(b",", b";")
    assert len(plan_for(data, today)[0].unchanged) == 3


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (sheet(BRUNO).replace(b"Bruno", "Brúno".encode("latin-1")), "CSV UTF-8"),
        (sheet(BRUNO).decode().encode("utf-16"), "UTF-16"),
        (b"", "empty"),
        (b"number,name\n1,Ana\n", "missing"),
        (sheet(BRUNO + ",more,cells"), "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(db, today, data, word):
    with pytest.raises(BadTable, match=word):
        plan_for(data, today)


def test_reading_the_records_takes_the_same_queries_for_one_and_for_many(staff, today, django_assert_num_queries):
    for lines in ([ANA], [BRUNO, ANA, DARIO, NEW]):
        with django_assert_num_queries(4):
            plan_for(sheet(*lines), today)


# --- the command -----------------------------------------------------------------------------------------------------
@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "roster.csv"
        path.write_bytes(sheet(*lines))
        return str(path)

    return write


def test_a_dry_run_prints_everything_and_changes_nothing(staff, file, capsys):
    call_command(
        "import_roster",
        file(BRUNO, ANA.replace("cedar-middle", "alder-high"), NEW, "100112,Bad,Row,,nowhere,front-office,,"),
        "--dry-run",
    )
    out = capsys.readouterr().out
    for word in (
        "Joiners: 1",
        "100111 Ines Ruiz: Alder High School, Front office",
        "Unit: Cedar Middle School -> Alder High School",
        "Leavers: 1",
        "line 5 (100112): Unit “nowhere” is not known",
        "nothing was changed",
    ):
        assert word in out
    assert Person.objects.count() == 3
    assert not RosterLoad.objects.exists()


def test_the_command_applies_and_keeps_a_record(staff, file):
    call_command("import_roster", file(BRUNO, ANA, DARIO, NEW))
    assert Person.objects.filter(username="100111").exists()
    assert RosterLoad.objects.get().state == "applied"


def test_the_command_wants_a_yes_for_many_leavers(staff, file):
    with pytest.raises(CommandError, match="--yes-leavers"):
        call_command("import_roster", file(BRUNO))
    call_command("import_roster", file(BRUNO), "--yes-leavers")
    assert Person.objects.filter(left_on__isnull=False).count() == 2


def test_a_file_without_one_good_line_is_an_error(staff, file):
    with pytest.raises(CommandError, match="No line could be taken"):
        call_command("import_roster", file("100112,Bad,Row,,nowhere,front-office,,"), "--yes-leavers")
