"""The demo district as a database of its own: filled once for each state of the sources, copied for each test.

Journeys and the table of addresses by role need a district with histories. Filling one takes many seconds; a copy takes
none. A test that has its own copy may write what it likes, and nothing needs to be flushed after it.
"""

import contextlib
import datetime as dt
import functools
import hashlib
import io
import shutil
import tempfile
import time
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from outbox.actions import drain
from tests import template_database

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("lms", "certificates", "compliance", "scenarios", "courses", "goals", "people", "outbox", "safe", "content")
KEPT_DAYS = 1


@contextlib.contextmanager
def own_copy(*, filled: bool):
    """A database and private files for one test (or one module): the filled district, or a migrated empty site."""
    folder = Path(tempfile.mkdtemp(prefix="third-ring-copy-"))
    name = _postgres_copy(filled) if connection.vendor == "postgresql" else _sqlite_copy(folder, filled)
    if filled:
        shutil.copytree(_files(), folder, dirs_exist_ok=True)
    with override_settings(PRIVATE_ROOT=folder / "private", MEDIA_ROOT=folder / "media", DEMO=filled), _using(name):
        cache.clear()
        yield
    if connection.vendor == "postgresql":
        _drop(name)
    shutil.rmtree(folder, ignore_errors=True)


def drop_filled() -> None:
    """At the end of a run on PostgreSQL. The SQLite file stays for the next run."""
    if connection.vendor == "postgresql":
        _drop(_postgres_name())


def digest() -> str:
    """Of all that decides what the district looks like: the sources, the content, and the day its histories end."""
    seen = hashlib.sha256(f"{dt.date.today()}{template_database.migrations_digest()}".encode())
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (".py", ".yaml", ".md", ".csv") and path.name != "README.md":
                seen.update(path.read_bytes())
    for path in sorted((ROOT / "templates" / "certificates").glob("paper*")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _fill(folder: Path) -> None:
    with override_settings(DEMO=True, PRIVATE_ROOT=folder / "private", MEDIA_ROOT=folder / "media"):
        call_command("load_demo", stdout=io.StringIO())
        drain(strict=True)
    connection.close()


@contextlib.contextmanager
def _using(name: str):
    """Every thread's next connection goes to this database: the settings of a connection are shared by all threads."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


# --- SQLite: files ---------------------------------------------------------------------------------------------------
def _sqlite_copy(folder: Path, filled: bool) -> str:
    source = _files() / "db.sqlite3" if filled else template_database.template()
    mine = folder / "db.sqlite3"
    shutil.copyfile(source, mine)
    return str(mine)


def _files() -> Path:
    """The filled district's folder: private files, media and (on SQLite) the database."""
    made = template_database.FOLDER / f"alder-{connection.vendor}-{_stamp()}"
    lock = made.with_suffix(".lock")
    while not made.exists():
        made.parent.mkdir(exist_ok=True)
        try:
            lock.mkdir()
        except FileExistsError:
            if time.time() - lock.stat().st_mtime > 300:  # its maker died
                lock.rmdir()
            time.sleep(0.2)
            continue
        try:
            _make(made)
        finally:
            lock.rmdir()
    return made


def _make(made: Path) -> None:
    work = made.with_suffix(".making")
    shutil.rmtree(work, ignore_errors=True)
    (work / "private").mkdir(parents=True)
    (work / "media").mkdir()
    if connection.vendor == "postgresql":
        _create(_postgres_name(), _base_name())
        name = _postgres_name()
    else:
        name = str(work / "db.sqlite3")
        shutil.copyfile(template_database.template(), name)
    with _using(name):
        _fill(work)
    for old in made.parent.glob("alder-*"):
        if old.suffix != ".lock" and time.time() - old.stat().st_mtime > KEPT_DAYS * 86400:
            shutil.rmtree(old, ignore_errors=True)
    work.rename(made)


@functools.cache
def _stamp() -> str:
    """On PostgreSQL the database lives as long as the run, so the files do too."""
    return f"{time.time_ns():x}" if connection.vendor == "postgresql" else digest()


# --- PostgreSQL: databases made from a template ----------------------------------------------------------------------
@functools.cache
def _base_name() -> str:
    """The migrated database of this run; first asked before `_using` puts another one in its place."""
    return connection.settings_dict["NAME"]


def _postgres_name() -> str:
    return f"{_base_name()}_alder"


def _postgres_copy(filled: bool) -> str:
    base = _base_name()
    if filled:
        _files()
    name = f"{base}_{time.time_ns():x}"
    _create(name, _postgres_name() if filled else base)
    return name


def _create(name: str, template: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _drop(name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
