"""The counts by which a database chooses its way to the rows.

PostgreSQL renews them by itself. SQLite never does, and without them it reads all evidence of the district to find that
of one person, because it takes every unique index for a short way.
"""

from django.db import connection

# Rows looked at in each index: enough to tell a short way from a long one, and done within a second.
LOOKED_AT = 1000


def renew_statistics() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")
