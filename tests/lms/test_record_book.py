"""All of one's record as a workbook: each sheet, for oneself and for who answers for one, and no text of a reply."""

import io

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from compliance.models import Adjustment, Assignment, ExtensionRequest, Leave, Reminder
from courses.models import ActiveTime, Attempt, Evidence, SignUp
from courses.permissions import mine
from lms.record_book import record_book
from tests.addresses import PRIVATE

SHARED = [
    "Asked of you", "What you have shown", "What was allowed", "Requests for more time", "Leave", "Reminders",
    "Certificates", "Sessions",
]  # fmt: skip
OWN = ["Lessons and quizzes", "Conversations", "Minutes at the screen"]


@pytest.fixture(autouse=True)
def database(facts, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def taken(browsers, who, number="100101"):
    answer = browsers[who].get(f"/compliance/people/{number}/record.xlsx")
    return load_workbook(io.BytesIO(answer.content))


def rows(sheet) -> list[tuple]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize(("who", "sheets"), [("ana", SHARED + OWN), ("bruno", SHARED), ("helen", SHARED)])
def test_ones_own_file_holds_more_than_that_of_who_answers_for_one(who, sheets, browsers):
    assert taken(browsers, who).sheetnames == sheets


def test_every_sheet_holds_every_row_that_is_kept(facts, browsers):
    ana = facts.people["ana"]
    book = taken(browsers, "ana")
    wanted = {
        "Asked of you": Assignment.objects.filter(mine(ana)),
        "What you have shown": Evidence.objects.filter(mine(ana)),
        "What was allowed": Adjustment.objects.filter(mine(ana, "assignment__")),
        "Requests for more time": ExtensionRequest.objects.filter(mine(ana, "assignment__")),
        "Leave": Leave.objects.filter(mine(ana)),
        "Reminders": Reminder.objects.filter(mine(ana)),
        "Sessions": SignUp.objects.filter(mine(ana)),
        "Minutes at the screen": ActiveTime.objects.filter(mine(ana)),
    }
    assert {name: len(rows(book[name])) for name in wanted} == {name: each.count() for name, each in wanted.items()}
    tries = len(rows(book["Lessons and quizzes"])) + len(rows(book["Conversations"]))
    assert tries == Attempt.objects.filter(mine(ana)).count()


def test_what_was_allowed_is_told_with_who_and_why(facts, browsers):
    found = rows(taken(browsers, "ana")["What was allowed"])
    assert sorted((row[2], row[5], row[6]) for row in found) == [
        ("extension", "Two people were out.", "Helen Brandt"),
        ("hold", "Loaned to another office.", "Helen Brandt"),
    ]


def test_a_conversation_that_was_scored_stands_with_its_levels(facts, browsers):
    found = rows(taken(browsers, "bruno", "100102")["Conversations"])
    scored = [row for row in found if row[6]]
    assert [bool(row[7]) for row in scored] == [True] * len(scored)
    assert scored != []


def test_nothing_that_was_written_in_a_reply_stands_in_any_file(facts, browsers):
    for who in ("ana", "bruno", "helen"):
        cells = [str(cell) for sheet in taken(browsers, who) for row in rows(sheet) for cell in row]
        assert [cell for cell in cells if PRIVATE in cell or "call you back by 10:00" in cell] == []


def test_no_cell_runs_as_a_formula(facts, browsers):
    ana, helen = facts.people["ana"], facts.people["helen"]
    Leave.objects.create(
        person=ana, starts_on=timezone.localdate(), reason="=cmd()", approver=helen, recorded_at=timezone.now()
    )
    assert [row[2] for row in rows(taken(browsers, "ana")["Leave"])][-1] == "'=cmd()"


def test_the_file_costs_the_same_however_much_is_in_it(facts):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for _header, lines in record_book(ana, timezone.localdate(), own=True).values():
                list(lines)
        return len(asked)

    ana, helen = facts.people["ana"], facts.people["helen"]
    before = cost()
    now, day = timezone.now(), timezone.localdate()
    for row in list(Attempt.objects.filter(mine(ana)).order_by("pk")):
        Attempt.objects.create(
            person=ana, activity=row.activity, version=row.version, mode="practice", state="passed", handed_in_at=now
        )
    assigned = Assignment.objects.filter(mine(ana)).first()
    for n in range(3):
        Leave.objects.create(person=ana, starts_on=day, reason="Leave.", approver=helen, recorded_at=now)
        Adjustment.objects.create(
            assignment=assigned, kind="hold", on=day, reason="Ill.", approver=helen, recorded_at=now
        )
        course = assigned.terms.courses.first()
        Evidence.objects.create(
            key=f"more:{n}", person=ana, course=course, kind="completed", occurred_at=now, actor=ana
        )
    assert cost() == before
