"""From the bytes that HR sends, and the record, to what the decision on past completions reads."""

import datetime as dt

from django.utils import timezone

from courses.models import Course, Evidence
from courses.past import Known, KnownCourse, KnownPerson, PastPlan, PastRow, plan
from people.models import Person
from safe.tables import read_table

REQUIRED = ("course", "completed_on")
COLUMNS = ("employee_number", "email", "course", "completed_on", "note")


def read_rows(data: bytes) -> tuple[list[PastRow], list[str]]:
    """The rows of a CSV or XLSX file, and remarks on the file. Raises BadTable with a sentence for who sent it."""
    table = read_table(data, required=REQUIRED, known=COLUMNS, unknown_ok=True)
    return [PastRow(line=row.line, **row.values) for row in table.rows], table.notes


def known() -> Known:
    """Everyone, every course, and every completion of a course that stands. Three queries."""
    people = Person.objects.select_related("merged_into").order_by("username")
    rows = Evidence.objects.standing().for_courses().order_by()
    standing = rows.values_list("person__merged_into__username", "person__username", "course__slug", "occurred_at")
    return Known(
        people=tuple(
            KnownPerson(
                number=person.username,
                keeper=(person.merged_into or person).username,
                name=str(person),
                email=person.email or "",
                hired_on=person.hired_on,
            )
            for person in people
        ),
        courses=tuple(KnownCourse(*row) for row in Course.objects.order_by("slug").values_list("slug", "title")),
        on_record=frozenset((keeper or number, slug, timezone.localdate(at)) for keeper, number, slug, at in standing),
    )


def plan_for(data: bytes, on: dt.date) -> tuple[PastPlan, list[str]]:
    """What this file would add today, and remarks on the file itself. Raises BadTable."""
    rows, remarks = read_rows(data)
    return plan(rows, known(), on=on), remarks
