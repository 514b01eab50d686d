"""Report a problem here: the place is filled in, the learner says what is wrong."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.actions import report_problem
from courses.forms import ProblemForm
from courses.models import ActivityVersion, Attempt
from courses.permissions import mine


@login_required
@require_http_methods(["GET", "POST"])
def report(request):
    given = request.POST if request.method == "POST" else request.GET
    attempt, back = given.get("attempt", ""), _own_address(request, given.get("back", ""))
    form = ProblemForm(
        request.POST or None, initial={"place": given.get("place", "")[:255], "client_key": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        report_problem(person=request.user, version=_version(request.user, attempt), **form.cleaned_data)
        messages.success(request, _("Thank you. The trainers have your report."))
        return redirect(back)
    return render(request, "courses/problem.html", {"form": form, "attempt": attempt, "back": back})


def _version(person, key: str) -> ActivityVersion | None:
    """The version someone has before them, when the page named a try of theirs."""
    try:
        attempts = Attempt.objects.filter(mine(person), key=uuid.UUID(key))
    except ValueError:
        return None
    attempt = attempts.select_related("version").first()
    return attempt.version if attempt else None


def _own_address(request, address: str) -> str:
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if safe else "/"
