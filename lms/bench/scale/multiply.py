"""The same people many times over, by plain SQL: what is asked of each copy is what is asked of the first.

Each copy of a unit's people works in the next unit, so that a unit of the large district has as many different days as
one has in life. Rows are numbered on from the first ones, so each copy of a row finds the copies it belongs to.
"""

from django.db import connection
from django.db.models import Max, Min, Model

from compliance.models import Assignment, Counter, EvidenceUse, Membership, MembershipUnit
from courses.models import Evidence
from people.models import Job, Person, Unit

MODELS = (Person, Job, Membership, MembershipUnit, Evidence, Assignment, EvidenceUse)


def multiply(times: int) -> None:
    """As many people as `times` the first ones, with all that is on record about them."""
    if times < 2:
        return
    steps = {model: _last(model) - _first(model) + 1 for model in MODELS}
    person = f"person_id + {steps[Person]} * k"
    number = f"(substr(username, 2)::int + {steps[Person]} * k)"
    unit = f"{_first(Unit)} + (unit_id - {_first(Unit)} + k) % {Unit.objects.count()}"
    names = {
        "username": f"'7' || lpad({number}::text, 5, '0')",
        "last_name": f"'Rowan ' || {number}",
        "email": f"'p' || {number} || '@bench.example'",
    }
    membership = f"membership_id + {steps[Membership]} * k"
    changed: dict[type[Model], dict[str, str]] = {
        Person: names,
        Job: {"person_id": person, "unit_id": unit},
        Membership: {"person_id": person},
        MembershipUnit: {"membership_id": membership, "unit_id": unit},
        Evidence: {"person_id": person, "actor_id": f"actor_id + {steps[Person]} * k", "key": "key || '/' || k"},
        Assignment: {"person_id": person, "membership_id": membership, "unit_id": unit},
        EvidenceUse: {
            "assignment_id": f"assignment_id + {steps[Assignment]} * k",
            "evidence_id": f"evidence_id + {steps[Evidence]} * k",
        },
    }
    for model in MODELS:
        _copy(model, times, {"id": f"id + {steps[model]} * k", **changed[model]})
    _count(times, unit)


def _first(model: type[Model]) -> int:
    return model._default_manager.aggregate(n=Min("pk"))["n"]


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(n=Max("pk"))["n"]


def _copy(model: type[Model], times: int, changed: dict[str, str]) -> None:
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    taken = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    # Names of our own tables and columns; nothing that anyone typed.
    _run(f"INSERT INTO {table} ({names}) SELECT {taken} FROM {table}, generate_series(1, {times - 1}) k")  # noqa: S608
    _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


def _count(times: int, unit: str) -> None:
    """Each counter row once for each copy: that of a unit in the unit where the copies work."""
    table, names = Counter._meta.db_table, 'requirement_id, state, "then", grain, day'
    _run(f"CREATE TEMPORARY TABLE counted AS SELECT * FROM {table}")  # noqa: S608
    Counter.objects.all().delete()
    _run(
        f"INSERT INTO {table} (unit_id, {names}, n) SELECT {unit} AS unit_id, {names}, sum(n)"  # noqa: S608
        f" FROM counted, generate_series(0, {times - 1}) k GROUP BY 1, 2, 3, 4, 5, 6"
    )
    _run("DROP TABLE counted")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
