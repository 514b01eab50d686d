"""A migrated SQLite file, made once for each set of migrations and copied for each test process.

Wagtail's migrations take twenty seconds; a copy takes none, and tests still run on a database that migrations made.
"""

import functools
import hashlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from courses.shelf import ensure_course_index
from tests.made_once import made_once

FOLDER = Path(tempfile.gettempdir()) / "third-ring-test-databases"


@functools.cache  # one run stays with one template, whatever is edited meanwhile
def migrations_digest() -> str:
    loader = MigrationLoader(None)
    digest = hashlib.sha256()
    for key in sorted(loader.disk_migrations):
        module = Path(__import__(loader.disk_migrations[key].__module__, fromlist=["x"]).__file__)
        digest.update(f"{key}{module.read_bytes()!r}".encode())
    root = Path(__file__).resolve().parent.parent
    guards = [*root.glob("safe/triggers*.py"), *root.glob("*/apps.py")]  # post_migrate puts these in
    for source in sorted([*guards, root / "courses" / "shelf.py", Path(__file__)]):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def template() -> Path:
    return made_once(FOLDER / f"{migrations_digest()}.sqlite3", make)


def fill() -> None:
    """The tables, and the page that every course of a test stands under: made anew it cost a tenth of a course."""
    call_command("migrate", verbosity=0, interactive=False)
    ensure_course_index()


def make(path: Path) -> None:
    use(path)
    fill()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def use(path: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(path)


def copy_for(worker: str) -> Path:
    mine = Path(tempfile.mkdtemp(prefix=f"third-ring-{worker}-")) / "db.sqlite3"
    shutil.copyfile(template(), mine)
    return mine
