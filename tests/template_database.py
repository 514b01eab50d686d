"""A migrated SQLite file, made once for each set of migrations and copied for each test process.

Wagtail's migrations take twenty seconds; a copy takes none, and tests still run on a database that migrations made.
"""

import functools
import hashlib
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

FOLDER = Path(tempfile.gettempdir()) / "third-ring-test-databases"


@functools.cache  # one run stays with one template, whatever is edited meanwhile
def migrations_digest() -> str:
    loader = MigrationLoader(None)
    digest = hashlib.sha256()
    for key in sorted(loader.disk_migrations):
        module = Path(__import__(loader.disk_migrations[key].__module__, fromlist=["x"]).__file__)
        digest.update(f"{key}{module.read_bytes()!r}".encode())
    root = Path(__file__).resolve().parent.parent
    for source in sorted([*root.glob("safe/triggers*.py"), *root.glob("*/apps.py")]):
        digest.update(source.read_bytes())  # post_migrate puts these guards in
    return digest.hexdigest()[:16]


def template() -> Path:
    FOLDER.mkdir(exist_ok=True)
    made = FOLDER / f"{migrations_digest()}.sqlite3"
    lock = made.with_suffix(".lock")
    while not made.exists():
        try:
            lock.mkdir()
        except FileExistsError:
            if time.time() - lock.stat().st_mtime > 300:  # its maker died
                lock.rmdir()
            time.sleep(0.2)
            continue
        try:
            make(made)
        finally:
            lock.rmdir()
    return made


def make(path: Path) -> None:
    work = path.with_suffix(".making")
    work.unlink(missing_ok=True)
    use(work)
    call_command("migrate", verbosity=0, interactive=False)
    with sqlite3.connect(work) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    work.rename(path)


def use(path: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(path)


def copy_for(worker: str) -> Path:
    mine = Path(tempfile.mkdtemp(prefix=f"third-ring-{worker}-")) / "db.sqlite3"
    shutil.copyfile(template(), mine)
    return mine
