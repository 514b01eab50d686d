"""A folder and a database of the bench's own, both gone when it ends. Nothing of the installation is touched."""

import contextlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextlib.contextmanager
def own_place() -> Iterator[dict[str, str]]:
    """The environment for a child: production settings on an empty VAR_DIR, SQLite without another address."""
    with tempfile.TemporaryDirectory(prefix="third-ring-bench-") as folder, own_database(os.environ) as address:
        kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        yield {**kept, **address, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.bench.settings"}


# A real worker must not be told about invented people, and a demo's or a district's switches would shift the figures.
LEFT_OUT = {"REDIS_URL", "DATABASE_URL", "DEBUG", "DEMO", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "BEHIND_PROXY"}


@contextlib.contextmanager
def own_database(environment) -> Iterator[dict[str, str]]:
    """A new database on the server that DATABASE_URL names; nothing for SQLite, whose file lies in VAR_DIR."""
    given = environment.get("DATABASE_URL", "")
    if not given.startswith(("postgres://", "postgresql://")):
        yield {}
        return
    parts = urlsplit(given)
    name = f"third_ring_bench_{uuid.uuid4().hex[:12]}"
    server = urlunsplit(parts._replace(scheme="postgresql"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
