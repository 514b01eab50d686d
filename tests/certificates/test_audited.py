"""The numbers of certificates in an audit export: of the rounds a cycle rests on, and of a program, as of a day."""

import csv
import datetime as dt
import io
import uuid

import pypdf
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from certificates import transcripts
from certificates.actions import claim, issue_first, revoke
from certificates.audit_summary import Counted, in_order, summed
from certificates.audited import known_by
from certificates.models import Credential
from certificates.record_sheets import summary_sheet
from compliance.actions.audit import ask_audit
from compliance.audit import COLUMNS, Question, audit_rows, header
from compliance.models import Assignment, AuditExport, AuditFile
from compliance.record import View
from safe.private_files import private_storage
from tests.certificates.factories import completed
from tests.compliance.conftest import clock, office  # noqa: F401 -- fixtures

ONCE = {"cadence": "once", "freshness": "any"}
IN_JULY = dt.datetime(2026, 7, 15, 14, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def pens(quick_pen, monkeypatch):
    monkeypatch.setattr(transcripts, "audit_sheet", lambda export, header, rows: (repr((header, rows)).encode(), 1))


@pytest.fixture
def shown(office, ana):  # noqa: F811
    """`shown(2)`: so many courses that Ana has shown, each with its certificate, asked of her as one requirement."""

    def asked(n):
        rounds = [completed(ana, title=f"Course {i}", at=IN_JULY) for i in range(n)]
        numbers = [issue_first(credential=claim(enrollment=each)).credential.public_id for each in rounds]
        return office.asks(ONCE, courses=[each.course for each in rounds]), numbers

    return asked


def told(day, person):
    return [row[COLUMNS.index("certificates")] for row in audit_rows(Question(day, person=person))]


@pytest.mark.django_db
def test_a_course_is_named_by_its_certificate(office, ana, shown):  # noqa: F811
    _asked, [number] = shown(1)
    assert told(office.clock.today, ana) == [number]


@pytest.mark.django_db
def test_a_program_by_its_own_and_those_of_its_courses(office, ana, shown):  # noqa: F811
    _asked, numbers = shown(2)
    program = Credential.objects.get(assignment__isnull=False).public_id
    assert told(office.clock.today, ana) == ["; ".join([program, *numbers])]


@pytest.mark.django_db
def test_what_was_revoked_later_was_not_so_on_a_day_before(office, ana, helen, shown):  # noqa: F811
    _asked, [number] = shown(1)
    day = office.clock.today
    office.clock.on("2026-08-10")
    revoke(credential=Credential.objects.get(), reason="Wrong person.", actor=helen)
    assert (told(day, ana), told(office.clock.today, ana)) == ([number], [f"{number} (revoked)"])


@pytest.mark.django_db
def test_one_that_was_put_on_paper_later_is_not_named_for_a_day_before(office, ana):  # noqa: F811
    done = completed(ana, at=IN_JULY)
    office.asks(ONCE, courses=[done.course])
    day = office.clock.today
    office.clock.on("2026-08-10")
    issue_first(credential=claim(enrollment=done))
    assert (told(day, ana), told(office.clock.today, ana)) == ([""], [Credential.objects.get().public_id])


@pytest.mark.django_db
def test_the_files_read_back_name_it(office, helen, ana, shown):  # noqa: F811
    _asked, [number] = shown(1)
    export = ask_audit(
        question=Question(office.clock.today, person=ana), key=uuid.uuid4(), asked_by=helen, now=office.clock.now
    )
    office.works()
    data = {file.kind: private_storage.open(file.name).read() for file in export.files.all()}
    table = list(csv.reader(io.StringIO(data["csv"].decode("utf-8-sig"))))
    book = [list(row) for row in load_workbook(io.BytesIO(data["xlsx"])).active.iter_rows(values_only=True)]
    assert [table[1][-1], book[1][-1], header()[-1]] == [number, number, "Certificates"]
    assert data["pdf"].decode() == repr((table[0], table[1:]))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_numbers_cost_the_same_for_one_and_for_three(count, office, ana, shown, django_assert_num_queries):  # noqa: F811
    for _n in range(count):
        shown(1)
    rows = list(Assignment.objects.all())
    with django_assert_num_queries(4):
        known_by(rows, View(office.clock.today))


# --- a list that is too long for paper --------------------------------------------------------------------------------
ROWS = [["Privacy", "Overdue"], ["Privacy", "Completed"], ["Phone", "Overdue"], ["Privacy", "Overdue"]]


def test_lines_are_counted_by_name_and_status():
    statuses = in_order({"Overdue", "Completed"}, ["Assigned", "Completed", "Overdue"])
    assert summed(ROWS, 0, 1, statuses) == [Counted("Phone", (0, 1)), Counted("Privacy", (1, 2))]


def test_a_word_that_is_not_known_any_more_comes_last():
    assert in_order({"Gone", "Overdue"}, ["Overdue", "Assigned"]) == ["Overdue", "Gone"]


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_summary_holds_counts_and_hashes_and_no_names(helen):
    export = AuditExport(asked_by=helen, asked_at=timezone.now(), as_of=IN_JULY.date(), words="everyone asked")
    tables = [AuditFile(export=export, kind=kind, sha256=kind[0] * 64) for kind in ("csv", "xlsx")]
    line = {"last_name": "Delgado", "unit": "Cedar", "requirement": "Privacy", "status": "Overdue"}
    rows = [[line.get(name, "") for name in COLUMNS] for _n in range(501)]
    pdf, pages = summary_sheet(export, header(), rows, tables)
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert (pages, "Delgado" in text, "Privacy 501 501" in text, "Cedar 501 501" in text) == (1, False, True, True)
    assert [file.filename in text and file.sha256 in text.replace(" ", "") for file in tables] == [True, True]
