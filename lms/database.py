"""Where the site keeps its data, as the environment says it."""

import warnings
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
# IMMEDIATE: a transaction that reads and then writes never meets "database is locked" halfway.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
}
SENTENCE = (
    "DATABASE_URL is not an address that this site can use. Write postgres://user:password@host/name for PostgreSQL, "
    "or take it out of the environment for SQLite in VAR_DIR."
)


def database_from(url: str, folder: Path, *, keep_seconds: int = 60) -> dict[str, Any]:
    """Django's settings of one database. An empty `url` is the same as none: SQLite in `folder`. `keep_seconds` is how
    long a connection to a server is kept open. Raises ImproperlyConfigured with a sentence that never tells the
    address, which holds a password."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library's warning prints the password
            found = environ.Env.db_url_config(url.strip() or f"sqlite:///{folder / 'third-ring.sqlite3'}")
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(SENTENCE) from None
    if found.get("ENGINE") not in ENGINES:
        raise ImproperlyConfigured(SENTENCE)
    if found["ENGINE"] == ENGINES[0]:
        return {**found, "OPTIONS": SQLITE_OPTIONS}
    return {**found, "CONN_MAX_AGE": keep_seconds, "CONN_HEALTH_CHECKS": True}
