"""What an auditor is given: read anew as of a day, frozen with its hash, the same bytes for the same question."""

import csv
import datetime as dt
import hashlib
import io
import uuid

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from compliance import actions
from compliance.audit import Question, audit_rows, header
from compliance.models import AuditExport, AuditFile
from safe.private_files import private_storage
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAYS_30 = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def phone(office, ana):
    return office.asks(DAYS_30)


def asked(office, helen, question, **more):
    export = actions.ask_audit(question=question, key=uuid.uuid4(), asked_by=helen, now=office.clock.now, **more)
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
    assert (rows[0][15], [file.rows for file in files.values()]) == (str(evidence.pk), [2, 2])


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
    office.works(), actions.make_audit_files(export=AuditExport.objects.get(), now=office.clock.now)
    assert (AuditExport.objects.count(), AuditFile.objects.count()) == (1, 2)


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
    pages = ["", f"{export.key}/csv/", f"{export.key}/xlsx/"]
    assert [browser.get(f"/compliance/audit/{page}").status_code for page in pages] == [status] * 3


@pytest.mark.parametrize("page", ["pdf", "nonsense"])
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
    with django_assert_num_queries(8):
        browser.get("/compliance/audit/")


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_for_one_person_and_for_three(
    count, office, cedar, front_office, ana, django_assert_num_queries
):
    for _n in range(count - 1):
        JobFactory(person=PersonFactory(), unit=cedar, family=front_office)
    office.asks(DAYS_30)
    with django_assert_num_queries(14):
        audit_rows(Question(office.clock.today))
