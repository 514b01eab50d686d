"""Guards in the database itself: rows that may not be changed or taken away, whoever asks.

Python guards are passed by `update()`, by a shell and by another program; a trigger is not. Rooms
declare their guards in `AppConfig.ready`; they are put back after every migrate, because SQLite
drops the triggers of a table when a migration rebuilds it.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, transaction

PREFIX = "guard_"


@dataclass(frozen=True)
class When:
    """A condition in SQL, one form per database, for the rare case that they differ."""

    sqlite: str
    postgresql: str


@dataclass(frozen=True)
class Guard:
    """What is refused on one table, and what the person who tried should do instead."""

    model: str
    advice: str
    refuse: tuple[str, ...]
    allow_columns: tuple[str, ...]
    when: str | When | None

    def condition(self, vendor: str) -> str:
        """The SQL condition for this database; "" when every row is guarded."""
        if isinstance(self.when, When):
            return getattr(self.when, vendor)
        return self.when or ""


_guards: dict[str, Guard] = {}


def guard(
    model: str,
    *,
    advice: str,
    refuse: Collection[str] = ("update", "delete"),
    allow_columns: Collection[str] = (),
    when: str | When | None = None,
) -> None:
    """Declare that rows of `model` ("courses.Evidence") stay as they were written.

    advice: what to do instead, for the error message ("Write a row that voids it.").
    refuse: "update", "delete" or both. allow_columns: database columns that may change all the same.
    when: SQL that tells which rows are guarded; OLD.<column> is the row as it stands, sub-selects
    are fine. Declaring a model again replaces its guard.
    """
    unknown = set(refuse) - {"update", "delete"}
    if unknown or not refuse:
        raise ValueError(f"refuse must name update or delete, not {sorted(refuse)}")
    _guards[model.lower()] = Guard(model, advice, tuple(sorted(refuse)), tuple(allow_columns), when)


def guards(app_label: str | None = None) -> list[Guard]:
    """The declared guards, of one app or of all."""
    return [g for key, g in _guards.items() if app_label is None or key.split(".")[0] == app_label]


def install(connection, app_label: str | None = None) -> None:
    """Put the triggers on every guarded table that exists; drop those that are there first."""
    chosen = guards(app_label)
    if not chosen or connection.vendor not in _CREATE:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for each in chosen:
            table = _table(each)
            if table not in tables:
                continue
            # Not the model's columns: in the middle of a migration the table may lack some.
            found = connection.introspection.get_table_description(cursor, table)
            _drop(connection, cursor, table)
            for statement in _create(connection, each, table, [column.name for column in found]):
                cursor.execute(statement)


def uninstall(connection, app_label: str | None = None) -> None:
    """Take the triggers off: for a flush, or a data migration that must rewrite guarded rows."""
    if connection.vendor not in _CREATE:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for each in guards(app_label):
            if _table(each) in tables:
                _drop(connection, cursor, _table(each))


def install_after_migrate(sender, using, **_kwargs) -> None:
    """Receiver of post_migrate: puts back the guards of the app that was just migrated."""
    install(connections[using], app_label=sender.label)


def _table(each: Guard) -> str:
    return apps.get_model(each.model)._meta.db_table


def _name(table: str, operation: str) -> str:
    name = f"{PREFIX}{table}_{operation}"
    if len(name) <= 60:
        return name
    return f"{PREFIX}{hashlib.sha256(table.encode()).hexdigest()[:16]}_{operation}"


def _message(each: Guard, table: str, operation: str) -> str:
    verb = "changed" if operation == "update" else "deleted"
    return f"Rows of {table} are kept as written and cannot be {verb}. {each.advice}".replace("'", "''")


def _drop(connection, cursor, table: str) -> None:
    quote = connection.ops.quote_name
    for operation in ("update", "delete"):
        name = quote(_name(table, operation))
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {quote(table)}")
            cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def _create(connection, each: Guard, table: str, columns: list[str]) -> Iterable[str]:
    quote = connection.ops.quote_name
    for operation in each.refuse:
        conditions = []
        if each.condition(connection.vendor):
            conditions.append(f"({each.condition(connection.vendor)})")
        if operation == "update" and each.allow_columns:
            differs = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
            fixed = [quote(name) for name in columns if name not in each.allow_columns]
            conditions.append("(" + " OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in fixed) + ")")
        yield from _CREATE[connection.vendor](
            name=quote(_name(table, operation)),
            table=quote(table),
            operation=operation.upper(),
            condition=" AND ".join(conditions),
            message=_message(each, table, operation),
        )


def _create_sqlite(*, name, table, operation, condition, message) -> list[str]:
    only = f"WHEN {condition} " if condition else ""
    body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    return [f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW {only}{body}"]


def _create_postgresql(*, name, table, operation, condition, message) -> list[str]:
    # The condition stands in the function: a trigger's own WHEN takes no sub-select.
    # Error class 23 is what the driver turns into an IntegrityError.
    refusal = f"RAISE EXCEPTION USING ERRCODE = '23000', MESSAGE = '{message}';"
    passed = "OLD" if operation == "DELETE" else "NEW"
    body = f"BEGIN IF {condition or 'TRUE'} THEN {refusal} END IF; RETURN {passed}; END"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ {body} $guard$",
        f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


_CREATE = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}
