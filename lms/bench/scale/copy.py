"""What one requirement asks and what was shown for it, copied under another course and requirement, by plain SQL.

The engine takes a good while for four million rows, and says the same again of the same record: `rebuild_status` finds
nothing to mend in what is copied here.
"""

from django.db import connection
from django.db.models import Model

from compliance.models import Assignment, EvidenceUse, Requirement
from courses.models import Evidence


def copy_evidence(source: int, course: int) -> None:
    """What was shown for one course, for another."""
    _copy(Evidence, {"course_id": source}, {"course_id": str(course), "key": f"key || ':{course}'"})


def copy_assignments(source: Requirement, copy: Requirement) -> None:
    terms, course = copy.terms.get(), copy.terms.get().courses.get()
    changed = {"requirement_id": str(copy.pk), "terms_id": str(terms.pk)}
    _copy(Assignment, {"requirement_id": source.pk}, changed)
    names = {"assignment": Assignment, "use": EvidenceUse, "evidence": Evidence}
    tables = {name: model._meta.db_table for name, model in names.items()}
    _run(
        """
        INSERT INTO {use} (assignment_id, evidence_id)
        SELECT there.id, shown.id
        FROM {use} used
        JOIN {assignment} here ON here.id = used.assignment_id
        JOIN {assignment} there
          ON there.requirement_id = %s AND (there.person_id, there.cycle) = (here.person_id, here.cycle)
        JOIN {evidence} known ON known.id = used.evidence_id
        JOIN {evidence} shown
          ON shown.course_id = %s AND (shown.person_id, shown.occurred_at) = (known.person_id, known.occurred_at)
        WHERE here.requirement_id = %s
        """.format(**tables),  # noqa: S608 -- names of our own tables
        [copy.pk, course.pk, source.pk],
    )


def _copy(model: type[Model], where: dict[str, int], changed: dict[str, str]) -> None:
    """All rows of a table that have this value in a column, with other values in some columns."""
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    taken = [changed.get(column, f'"{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    ((column, value),) = where.items()
    # Names of our own tables and columns; nothing that anyone typed.
    _run(f'INSERT INTO {table} ({names}) SELECT {", ".join(taken)} FROM {table} WHERE "{column}" = %s', [value])  # noqa: S608


def _run(statement: str, values: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
