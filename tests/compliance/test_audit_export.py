"""What an auditor is given: read anew as of a day, frozen with its hash, the same bytes for the same question."""

import csv
import datetime as dt
import hashlib
import io
import uuid
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from openpyxl import load_workbook

from certificates import transcripts
from compliance import actions
from compliance.actions.audit import ask_audit, make_audit_files
from compliance.audit import Question, audit_rows, header
from compliance.models import AuditExport, AuditFile, Letter, Reminder, ReminderTemplate
from outbox.models import OutboxMessage
from people.actions import merge_people, move_person
from people.models import Merge
from people.moving import Terms
from safe.private_files import private_storage
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAYS_30 = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}


@pytest.fixture(autouse=True)
def private(settings, tmp_path, monkeypatch):
    """A store of its own, and a quick pen: drawing for real is left to the tests of the paper."""
    settings.PRIVATE_ROOT = tmp_path
    monkeypatch.setattr(transcripts, "audit_sheet", lambda export, header, rows: (repr((header, rows)).encode(), 1))


@pytest.fixture
def phone(office, ana):
    return office.asks(DAYS_30)


def asked(office, helen, question, **more):
    export = ask_audit(question=question, key=uuid.uuid4(), asked_by=helen, now=office.clock.now, **more)
    office.works()
    return export


def statuses(question):
    return [(row[0], row[6]) for row in audit_rows(question)]


def sent(browser, **more):
    given = {"key": uuid.uuid4(), "as_of": "2026-08-03", **more}
    return browser.post("/compliance/audit/", given)


def test_the_rows_are_what_the_stored_assignments_say_today(office, ana, phone):
    row = office.row(ana, phone)
    [line] = audit_rows(Question(office.clock.today, person=ana))
    assert line[:10] == [
        "100101", "Delgado", "Ana", "Cedar Middle School", phone.name, 1, "Assigned", row.assigned_on,
        row.first_due_on, row.due_on,
    ]  # fmt: skip


def test_as_of_a_day_is_what_the_record_showed_that_day(office, ana, phone):
    day = office.clock.today
    office.clock.on("2026-08-10")
    office.completes(ana, phone)
    assert (statuses(Question(day, person=ana)), statuses(Question(office.clock.today, person=ana))) == (
        [("100101", "Assigned")],
        [("100101", "Completed")],
    )


def test_what_is_written_down_later_does_not_change_a_day_that_is_over(office, helen, ana, phone):
    day = office.clock.today
    office.clock.on("2026-08-10")
    first = asked(office, helen, Question(day))
    office.completes(ana, phone, on="2026-08-03")
    second = asked(office, helen, Question(day))
    hashes = [list(each.files.values_list("kind", "sha256")) for each in (first, second)]
    assert hashes[0] == hashes[1]


def test_a_move_that_is_written_down_later_moves_nobody_on_a_day_that_is_over(office, ana, alder_high, phone):
    office.clock.on("2026-08-21")
    job = ana.jobs.get()
    same = {name: getattr(job, name) for name in ("family", "title", "level", "supervisor", "duty_calendar")}
    move_person(job=job, terms=Terms(unit=alder_high, **same), on=dt.date(2026, 8, 10))
    office.nights("2026-08-22")
    units = [[row[3] for row in audit_rows(Question(dt.date(2026, 8, n), person=ana))] for n in (15, 22)]
    assert units == [["Cedar Middle School"], ["Alder High School"]]


def test_a_merge_that_came_later_leaves_two_records_on_a_day_that_is_over(office, ana, cedar, front_office, helen):
    twin = PersonFactory(username="100999", last_name="Delgado", first_name="Anna")
    JobFactory(person=twin, unit=cedar, family=front_office)
    phone = office.asks(DAYS_30)
    office.clock.on("2026-08-10")
    office.completes(twin, phone)
    before, both = Question(dt.date(2026, 8, 15)), [("100101", "Assigned"), ("100999", "Completed")]
    office.nights("2026-08-16")
    assert [each for each in statuses(before) if each in both] == both
    office.clock.on("2026-08-21")
    merge_people(keeper=ana, other=twin, reason="The same person.", actor=helen)
    Merge.objects.update(merged_at=office.clock.now)
    office.nights("2026-08-22")
    assert [each for each in statuses(before) if each in both] == both
    assert statuses(Question(dt.date(2026, 8, 22), person=ana)) == [("100101", "Completed")]


def test_what_was_allowed_and_sent_by_that_day_stands_beside_it(office, ana, bruno, phone):
    row = office.row(ana, phone)
    later = row.due_on + dt.timedelta(days=7)
    actions.extend(assignment=row, until=later, reason="Two were out.", approver=bruno, now=office.clock.now)
    template = ReminderTemplate.objects.get(occasion="due_today")
    words = {"person": ana, "about": "reminder", "on": row.due_on, "subject": "s", "text": "t"}
    letter = Letter.objects.create(key="one", written_at=office.clock.now, sent_at=office.clock.now, **words)
    Reminder.objects.create(
        assignment=row, template=template, occasion="x", day=row.due_on, person=ana, state="sent", letter=letter,
        until=office.clock.now, found_at=office.clock.now, settled_at=office.clock.now,
    )  # fmt: skip
    assert audit_rows(Question(office.clock.today, person=ana))[0][17:19] == [
        f"extension until {date_format(later, 'F j, Y')} (Bruno Keller): Two were out.", "2026-08-03 Due today",
    ]  # fmt: skip


def test_the_files_read_back_are_the_rows(office, helen, ana, phone):
    office.clock.on("2026-08-10")
    evidence = office.completes(ana, phone)
    export = asked(office, helen, Question(office.clock.today))
    rows = audit_rows(Question(office.clock.today))
    files = {file.kind: file for file in export.files.all()}
    told = [["" if cell is None else str(cell) for cell in row] for row in rows]
    read = list(csv.reader(io.StringIO(_bytes(files["csv"]).decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(_bytes(files["xlsx"]))).active.iter_rows(values_only=True)
    book = [[cell.date() if isinstance(cell, dt.datetime) else cell or None for cell in row] for row in sheet]
    assert (read, book) == ([header(), *told], [header(), *[[cell or None for cell in row] for row in rows]])
    assert (rows[0][15], [file.rows for file in files.values()]) == (str(evidence.pk), [2, 2, 2])


def _bytes(file) -> bytes:
    data = private_storage.open(file.name).read()
    assert hashlib.sha256(data).hexdigest() == file.sha256
    return data


def test_each_part_of_the_filter_leaves_its_own_people(office, ana, dario, bruno, alder_high, phone):
    JobFactory(person=PersonFactory(username="100777"), unit=alder_high, family=ana.jobs.get().family)
    actions.nightly(now=office.clock.now)
    office.works()
    day = office.clock.today
    other = office.asks(audience=office.audience({"supervisor": ["100102"]}))

    def found(**narrowed):
        return [(row[0], row[4]) for row in audit_rows(Question(day, **narrowed))]

    assert sorted(found(unit=alder_high)) == sorted([(dario.username, phone.name), ("100777", phone.name)])
    assert found(person=ana) == [("100101", phone.name), ("100101", other.name)]
    assert found(requirement=other) == [("100101", other.name)]
    assert len(found()) == 5


@pytest.mark.parametrize(
    ("first", "last", "n"),
    [(None, None, 1), ("2026-08-01", "2026-08-31", 1), (None, "2026-08-02", 0), ("2026-08-11", None, 0),
     ("2026-08-10", None, 1)],
)  # fmt: skip
def test_a_period_is_from_the_day_it_was_asked_to_the_day_it_was_done(first, last, n, office, ana, phone):
    office.clock.on("2026-08-10")
    office.completes(ana, phone)
    first, last = (dt.date.fromisoformat(day) if day else None for day in (first, last))
    assert len(audit_rows(Question(office.clock.today, first_day=first, last_day=last, person=ana))) == n


def test_helen_asks_and_the_row_keeps_the_question_in_words(office, helen, cedar, phone, as_person):
    sent(as_person(helen), unit="cedar-middle", requirement=phone.slug, number="100101", last_day="2026-08-31")
    export = AuditExport.objects.get()
    words = f"Ana Delgado; Cedar Middle School and below; {phone.name}; up to August 31, 2026"
    assert (export.words, export.asked_by, export.as_of) == (words, helen, dt.date(2026, 8, 3))


def test_two_clicks_are_one_export(office, helen, phone, as_person):
    key, browser = uuid.uuid4(), as_person(helen)
    sent(browser, key=key), sent(browser, key=key)
    office.works(), make_audit_files(export=AuditExport.objects.get(), now=office.clock.now)
    assert (AuditExport.objects.count(), AuditFile.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"number": "999999"}, "Nobody has this employee number."),
        ({"as_of": "2026-08-04"}, "Nothing is known of later days."),
        ({"first_day": "2026-08-02", "last_day": "2026-08-01"}, "The period ends before it begins."),
        ({"number": "1\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(given, sentence, office, helen, as_person):
    assert sentence in sent(as_person(helen), **given).content.decode()
    assert AuditExport.objects.count() == 0


@pytest.mark.parametrize("model", [AuditExport, AuditFile])
def test_what_was_given_is_kept_as_it_was(model, office, helen, phone):
    asked(office, helen, Question(office.clock.today))
    for change in (lambda: model.objects.update(id=999), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError, match="Ask for another export"), transaction.atomic():
            change()


@pytest.mark.parametrize(("who", "status"), [("helen", 200), ("ana", 404), ("bruno", 404), ("dario", 404)])
def test_human_resources_alone_has_the_files(who, status, office, helen, phone, request, as_person):
    export = asked(office, helen, Question(office.clock.today))
    browser = as_person(request.getfixturevalue(who))
    pages = ["", f"{export.key}/", f"{export.key}/csv/", f"{export.key}/xlsx/", f"{export.key}/pdf/"]
    assert [browser.get(f"/compliance/audit/{page}").status_code for page in pages] == [status] * 5


@pytest.mark.parametrize("page", ["xls", "nonsense"])
def test_a_file_that_was_not_made_is_not_there(page, office, helen, phone, as_person):
    export = asked(office, helen, Question(office.clock.today))
    assert as_person(helen).get(f"/compliance/audit/{export.key}/{page}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    count, office, helen, phone, as_person, django_assert_num_queries
):
    for _n in range(count):
        asked(office, helen, Question(office.clock.today))
    browser = as_person(helen)
    with django_assert_num_queries(9):
        browser.get("/compliance/audit/")


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_for_one_person_and_for_three(
    count, office, cedar, front_office, ana, django_assert_num_queries
):
    for _n in range(count - 1):
        JobFactory(person=PersonFactory(), unit=cedar, family=front_office)
    office.asks(DAYS_30)
    with django_assert_num_queries(20):
        audit_rows(Question(office.clock.today))


def test_who_waits_sees_the_tables_then_the_print_and_hears_nothing_twice(office, helen, phone, as_person):
    browser, export = as_person(helen), only_asked(office, helen)
    state = f"/compliance/audit/{export.key}/"
    assert "It is being made." in browser.get("/compliance/audit/").content.decode()
    assert browser.get(state, {"shown": "waiting", "files": 0}).status_code == 204
    make_audit_files(export=export, now=office.clock.now)
    tables = browser.get(state, {"shown": "waiting", "files": 0}).content.decode()
    assert ("XLSX" in tables, "It is being made." in tables) == (True, True)
    office.works()
    made = browser.get(state, {"shown": "waiting", "files": 2}).content.decode()
    assert ("/pdf/" in made, "It is being made." in made) == (True, False)


def test_a_list_too_long_for_paper_is_summed_up_with_the_hashes_of_its_tables(
    office, helen, phone, as_person, monkeypatch
):
    for room in ("compliance.models.audit", "certificates.transcripts"):
        monkeypatch.setattr(f"{room}.MOST_ON_PAPER", 1)
    monkeypatch.setattr(
        transcripts,
        "summary_sheet",
        lambda export, header, rows, tables: (repr((header, rows, [file.sha256 for file in tables])).encode(), 1),
    )
    export = asked(office, helen, Question(office.clock.today))
    files = {file.kind: file for file in export.files.all()}
    told = [["" if cell is None else str(cell) for cell in row] for row in audit_rows(Question(office.clock.today))]
    assert _bytes(files["pdf"]).decode() == repr((header(), told, [files["csv"].sha256, files["xlsx"].sha256]))
    page = as_person(helen).get(f"/compliance/audit/{export.key}/").content.decode()
    assert (page.count("summed up"), [file.is_summary for file in files.values()].count(True)) == (1, 1)


def test_a_print_that_failed_says_so(office, helen, phone, as_person):
    other = only_asked(office, helen)
    OutboxMessage.objects.filter(key=other.promise_key).update(dead_at=office.clock.now)
    assert "It could not be made." in as_person(helen).get(f"/compliance/audit/{other.key}/").content.decode()


def test_a_file_that_was_changed_on_disk_is_not_sent(office, helen, phone, as_person):
    export = asked(office, helen, Question(office.clock.today))
    path = private_storage.path(export.files.get(kind="csv").name)
    Path(path).write_bytes(b"forged")
    answer = as_person(helen).get(f"/compliance/audit/{export.key}/csv/", follow=True)
    assert "is not the one that was made" in answer.content.decode()


def only_asked(office, helen):
    """Asked for; the worker has not looked yet."""
    return ask_audit(question=Question(office.clock.today), key=uuid.uuid4(), asked_by=helen, now=office.clock.now)
