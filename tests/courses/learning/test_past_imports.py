"""A file of past completions: checked, added exactly as shown, and taken back by rows that void it."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import Credential
from courses.actions.past import ImportChanged, apply_import, check_import, undo_import
from courses.models import Evidence, PastImport
from outbox.actions import drain
from outbox.models import OutboxMessage
from people.actions import merge_people
from people.models import Person
from tests.factories import CourseEditionFactory, PersonFactory

HEADER = "employee_number,course,completed_on,note"
ANA = "100101,empathy,2025-10-15,On paper"
BRUNO = "100102,Empathy and trust,10/16/2025,"


@pytest.fixture
def course(ana, bruno):
    return CourseEditionFactory(course__slug="empathy", course__title="Empathy and trust").course


def checked(*lines, actor=None):
    data = "\n".join([HEADER, *lines]).encode()
    return check_import(data=data, file_name="old.csv", actor=actor, on=timezone.localdate())


def added(*lines, actor=None):
    return apply_import(load=checked(*lines), actor=actor, on=timezone.localdate())


def standing():
    return list(Evidence.objects.standing().order_by("person").values_list("person__username", "kind"))


def test_checking_adds_nothing(course):
    assert checked(ANA, BRUNO).summary == {"taken": 2, "people": 2, "refused": 0, "already": 0}
    assert not Evidence.objects.exists()


def test_what_is_added_is_imported_on_its_own_day(course, helen):
    added(ANA, BRUNO, actor=helen)
    row = Evidence.objects.get(person__username="100101")
    assert (row.kind, row.course, timezone.localdate(row.occurred_at), row.reason, row.actor) == (
        "imported",
        course,
        dt.date(2025, 10, 15),
        "On paper",
        helen,
    )


def test_it_makes_no_certificate_of_ours(course):
    added(ANA)
    drain(strict=True)
    assert not Credential.objects.exists()


def test_the_news_names_the_rows(course):
    added(ANA, BRUNO)
    ids = sorted(Evidence.objects.values_list("pk", flat=True))
    assert [
        sorted(each.payload["evidence_ids"]) for each in OutboxMessage.objects.filter(topic="evidence.changed")
    ] == [ids]


def test_a_second_press_adds_nothing(course):
    load = added(ANA)
    apply_import(load=load, actor=None, on=timezone.localdate())
    assert Evidence.objects.count() == 1


def test_the_same_file_again_adds_nothing(course):
    added(ANA, BRUNO)
    assert checked(ANA, BRUNO).summary == {"taken": 0, "people": 0, "refused": 0, "already": 2}


def test_only_what_was_shown_is_added(course):
    first, second = checked(ANA, BRUNO), checked(ANA)
    apply_import(load=second, actor=None, on=timezone.localdate())
    with pytest.raises(ImportChanged):
        apply_import(load=first, actor=None, on=timezone.localdate())
    assert standing() == [("100101", "imported")]


def test_a_merged_record_counts_for_the_one_that_is_kept(course, ana):
    twin = PersonFactory(username="100901")
    merge_people(keeper=ana, other=Person.objects.get(pk=twin.pk), reason="Twice.", actor=None)
    added(ANA.replace("100101", "100901"))
    assert standing() == [("100101", "imported")]


def test_a_batch_is_taken_back_with_its_reason_and_stays_in_the_history(course, helen):
    load = undo_import(load=added(ANA, BRUNO), actor=helen, reason="Wrong year.")
    assert (load.state, load.undone_by, standing()) == ("undone", helen, [])
    assert Evidence.objects.count() == 4
    assert set(Evidence.objects.filter(voids__isnull=False).values_list("reason", flat=True)) == {"Wrong year."}


def test_taken_back_twice_is_once(course):
    load = added(ANA)
    undo_import(load=load, actor=None, reason="Wrong year.")
    undo_import(load=load, actor=None, reason="Again.")
    assert Evidence.objects.filter(voids__isnull=False).count() == 1


def test_after_it_was_taken_back_the_right_file_is_added(course):
    undo_import(load=added(ANA), actor=None, reason="Wrong year.")
    added(ANA)
    assert standing() == [("100101", "imported")]


def test_helen_adds_a_file_and_takes_it_back(as_person, helen, course):
    client = as_person(helen)
    sent = io.BytesIO("\n".join([HEADER, ANA, "100999,empathy,soon,"]).encode())
    sent.name = "old.csv"
    page = client.post("/courses/past/", {"file": sent}, follow=True)
    assert page.context["form"].errors  # without the key that the form made, nothing is read
    sent.seek(0)
    key = client.get("/courses/past/").context["form"]["key"].value()
    page = client.post("/courses/past/", {"file": sent, "key": key}, follow=True)
    assert [row["sentence"] for row in page.context["refused"]] == [
        "“100999” is not known here. Check the number or address, or add the person first. "
        "“soon” is not a date. Write 2026-08-03 or 8/3/2026."
    ]
    assert [title for _row, title in page.context["taken"]] == [course.title]
    load = PastImport.objects.get()
    client.post(f"/courses/past/{load.key}/apply/")
    assert standing() == [("100101", "imported")]
    client.post(f"/courses/past/{load.key}/undo/", {"reason": ""})
    assert standing() == [("100101", "imported")]
    client.post(f"/courses/past/{load.key}/undo/", {"reason": "Wrong year."})
    assert standing() == []


def test_ana_finds_it_on_her_record(as_person, ana, course):
    added(ANA)
    page = as_person(ana).get("/courses/record/").content.decode()
    assert "Empathy and trust" in page
    assert "October 15, 2025" in page


def test_the_command_says_every_bad_line_by_number_and_reason(course, tmp_path):
    file, said = tmp_path / "old.csv", io.StringIO()
    file.write_text("\n".join([HEADER, ANA, ANA, "100102,unknown,2025-10-15,", "100102,empathy,soon,"]))
    call_command("import_completions", str(file), "--dry-run", stdout=said)
    assert said.getvalue().splitlines() == [
        "To be added: 1 completions of 1 people",
        "  100101 Ana Delgado: empathy, 2025-10-15",
        "Refused lines: 2",
        "  line 4 (100102): Course “unknown” is not known here. Check the spelling, or release it first.",
        "  line 5 (100102): “soon” is not a date. Write 2026-08-03 or 8/3/2026.",
        "  note, line 3 (100101): The same as line 2, so it is read once.",
        "Dry run: nothing was added.",
    ]
    assert not Evidence.objects.exists()
    call_command("import_completions", str(file), stdout=io.StringIO())
    assert standing() == [("100101", "imported")]


def test_the_command_refuses_a_file_without_its_columns(course, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("who,what\n1,2")
    with pytest.raises(CommandError, match="These columns are missing: course, completed_on"):
        call_command("import_completions", str(file))


@pytest.mark.parametrize("lines", [1, 3])
def test_the_check_page_costs_the_same_for_any_number_of_lines(
    as_person, helen, course, django_assert_num_queries, lines
):
    load = checked(*[ANA.replace("2025-10-15", f"2025-10-{15 + n}") for n in range(lines)])
    client = as_person(helen)
    with django_assert_num_queries(8):
        assert len(client.get(f"/courses/past/{load.key}/").context["taken"]) == lines
