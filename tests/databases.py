"""The database of a test process: a migrated copy, and a fresh one after every test that really commits.

Django would flush instead. A flush takes with it what migrations put in (the root page, the locale, permissions), and
on PostgreSQL it takes longer than a copy. So a test marked `transaction=True` needs no thought about what it leaves.
"""

import contextlib
import shutil

from django.db import connection
from django.test import TransactionTestCase

from tests import template_database, template_postgres

QUICK_SQLITE = {"init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"}
QUICK_POSTGRES = {"options": "-c synchronous_commit=off"}


@contextlib.contextmanager
def of_this_run(worker: str):
    postgres = connection.vendor == "postgresql"
    kind = template_postgres if postgres else template_database
    connection.settings_dict["OPTIONS"].update(QUICK_POSTGRES if postgres else QUICK_SQLITE)
    before = TransactionTestCase._fixture_teardown
    copies = []

    def fresh(_case=None):
        copies.append(kind.copy_for(worker))
        kind.use(copies[-1])

    fresh()
    TransactionTestCase._fixture_teardown = fresh
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = before
        connection.close()
        if postgres:
            template_postgres.drop_copies()
        for file in copies if not postgres else ():
            shutil.rmtree(file.parent, ignore_errors=True)
