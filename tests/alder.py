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

import lms.settings as site
from outbox.actions import drain
from tests import template_database, template_postgres
from tests.made_once import made_once

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
        template_postgres.drop(name)
    shutil.rmtree(folder, ignore_errors=True)


@functools.cache
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
    with override_settings(DEMO=True, TASKS=site.TASKS, PRIVATE_ROOT=folder / "private", MEDIA_ROOT=folder / "media"):
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
    whose = template_postgres.prefix() if connection.vendor == "postgresql" else "sqlite"
    made = template_database.FOLDER / f"alder-{whose}-{digest()}"
    return made_once(made, _make, stands=_stands)


def _stands(made: Path) -> bool:
    return made.exists() and (connection.vendor != "postgresql" or _filled() in template_postgres.databases())


def _make(work: Path) -> None:
    (work / "private").mkdir(parents=True)
    (work / "media").mkdir()
    if connection.vendor == "postgresql":
        for name in template_postgres.databases():
            if name.startswith(_filled_prefix()):
                template_postgres.drop(name)
        name = f"{_filled_prefix()}_making"
        template_postgres.create(name, template_postgres.template())
    else:
        name = str(work / "db.sqlite3")
        shutil.copyfile(template_database.template(), name)
    with _using(name):
        _fill(work)
    if connection.vendor == "postgresql":
        template_postgres.run(f'ALTER DATABASE "{name}" RENAME TO "{_filled()}"')
    for old in work.parent.glob("alder-*"):
        if old.is_dir() and time.time() - old.stat().st_mtime > KEPT_DAYS * 86400:
            shutil.rmtree(old, ignore_errors=True)


# --- PostgreSQL: databases made from a template ----------------------------------------------------------------------
def _filled() -> str:
    return f"{_filled_prefix()}_{digest()}"


def _filled_prefix() -> str:
    return f"{template_postgres.prefix()}_alder"


def _postgres_copy(filled: bool) -> str:
    if filled:
        _files()
        return template_postgres.copy_of(_filled(), worker="copy")
    return template_postgres.copy_for("copy")
