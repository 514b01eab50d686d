"""Pages that say what went wrong and what to do next."""

import sys

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error

# Deadlock, serialization, a lock not given in time, a unique row that someone else made a moment ago.
MET_ON_POSTGRES = {"40P01", "40001", "55P03", "23505"}
MET_ON_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def broken(request):
    """For an error that nobody expected. The log has it either way; the page does not ask the database again."""
    if two_at_once(sys.exc_info()[1]):  # Django calls this while it handles the error, and does not pass it on
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "1"})
    return server_error(request)


def two_at_once(error: BaseException | None) -> bool:
    """Did the database end one of two transactions that met? Then the same click works when it is made again."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    state, name = getattr(cause, "sqlstate", None), getattr(cause, "sqlite_errorname", "")
    return state in MET_ON_POSTGRES or name.startswith(MET_ON_SQLITE)
