"""`flush` that knows the guards: without this, emptying a guarded table is refused on SQLite."""

from django.core.management.commands import flush
from django.db import connections

from safe.triggers import install, uninstall


class Command(flush.Command):
    def handle(self, **options):
        connection = connections[options["database"]]
        uninstall(connection)
        try:
            super().handle(**options)
        finally:
            install(connection)
