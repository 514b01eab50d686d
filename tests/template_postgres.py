"""The same quick database on PostgreSQL: migrated once for each set of migrations, copied for each test process.

The template stays on the server for the next run. Copies carry the number of the process that made them, so that two
runs never meet, and what a killed run left behind is dropped by the next one. All names hold the database role: what
one role made another may neither copy nor drop.
"""

import contextlib
import functools
import itertools
import os
import re

from django.db import connection

from tests import template_database

MAKER = re.compile(r"_[a-z]+\d*_(\d+)_\d+")
count = itertools.count(1)
LOCK = 3_719_401  # any number: two processes that ask for the same one take turns


@functools.cache
def prefix() -> str:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
    return f"third_ring_test_{role[:20]}"  # the server cuts names at 63 characters


def template() -> str:
    with taking_turns():
        return _template()


def copy_for(worker: str) -> str:
    with taking_turns():
        return copy_of(_template(), worker=worker)


def copy_of(source: str, *, worker: str) -> str:
    name = f"{prefix()}_{worker}_{os.getpid()}_{next(count)}"
    create(name, source)
    return name


def drop_copies() -> None:
    """This process's own, and what killed runs left behind."""
    connection.close()
    for name in databases():
        maker = MAKER.fullmatch(name, len(prefix()))
        if maker and (int(maker[1]) == os.getpid() or not alive(int(maker[1]))):
            drop(name)


def _template() -> str:
    """The name of the migrated database; the first process that asks makes it, others wait for it."""
    name = f"{prefix()}_template_{template_database.migrations_digest()}"
    if name not in databases():
        work = f"{prefix()}_making"
        create(work, "template0")
        before = connection.settings_dict["NAME"]
        use(work)
        template_database.fill()
        use(before)
        run(f'ALTER DATABASE "{work}" RENAME TO "{name}"')
        drop_old_templates()
    return name


def use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def create(name: str, source: str) -> None:
    drop(name)
    run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop(name: str) -> None:
    connection.close()
    run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def databases() -> list[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database"
            " WHERE datdba = current_user::regrole AND starts_with(datname, %s) ORDER BY oid",
            [prefix()],
        )
        return [name for (name,) in cursor.fetchall()]


@contextlib.contextmanager
def taking_turns():
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield  # closing the connection gives the lock back


def drop_old_templates() -> None:
    """All but the newest three: another run may still copy the one before."""
    for name in [name for name in databases() if name.startswith(f"{prefix()}_template_")][:-3]:
        drop(name)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
