"""Pages of proof: my certificates, the framed page and its PDF, and the public check."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates import permissions, queries
from certificates.numbers import tidy
from certificates.rosette import rosette_path
from certificates.writing import code_svg, public_address, short_address
from safe.private_files import is_whole, send_private

log = logging.getLogger(__name__)


@require_safe
@login_required
def mine(request):
    context = {
        "certificates": queries.certificates_of(request.user),
        "being_made": queries.being_made(request.user),
    }
    return render(request, "certificates/mine.html", context)


@require_safe
@login_required
def view(request, public_id):
    found = own(request, public_id)
    address = public_address(found.credential.public_id)
    context = {
        "line": found,
        "issue": found.issue,
        "is_mine": found.credential.person_id in request.user.same_person_ids(),
        "manages": permissions.may_manage(request.user),
        "address": address,
        "short_address": short_address(address),
        # Both are drawn here, from numbers and from our own address.
        "code": mark_safe(code_svg(address)),  # noqa: S308
        "rosette": rosette_path(),
    }
    return render(request, "certificates/view.html", context)


@require_safe
@login_required
def pdf(request, public_id, number):
    found = own(request, public_id)
    issue = get_object_or_404(found.credential.issues, number=number)
    if not is_whole(issue.file, issue.sha256):
        log.error("The PDF of %s, issue %d, is not the file that was issued.", found.credential, issue.number)
        return render(request, "certificates/paper_missing.html", {"issue": issue, "line": found}, status=409)
    return send_private(
        issue.file, filename=f"{found.credential.public_id}.pdf", content_type="application/pdf", inline=True
    )


@require_safe
def look_up(request):
    """The box in which someone types a number from paper. Open to anyone."""
    number = tidy(request.GET.get("number", ""))
    if number:
        return redirect("certificates:check", public_id=number)
    return away_from_search(render(request, "certificates/check.html", {"asked": "number" in request.GET}))


@require_safe
def check(request, public_id):
    """Open to anyone. Shows the latest issue and the least personal data. `issue` comes with the code on a paper."""
    number = tidy(public_id)
    credential = queries.issued().select_related("course").filter(public_id=number).first()
    if credential is None:
        context = {"state": "unknown", "number": number}
        return away_from_search(render(request, "certificates/check.html", context, status=404))
    now = timezone.now()
    found = queries.line(credential, timezone.localdate(now))
    asked = request.GET.get("issue", "")
    paper = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else None
    context = {
        "state": queries.state_of_paper(found, paper, timezone.localdate(now)),
        "number": credential.public_id,
        "issue": found.issue,
        "history": queries.history(credential),
        "fingerprint": found.issue.sha256[:16],
        "now": now,
    }
    return away_from_search(render(request, "certificates/check.html", context))


# --- what the views share ---------------------------------------------------------------------------------------------
def the(public_id) -> queries.CertificateLine:
    """A certificate that has been put on paper."""
    credential = queries.issued().select_related("person__merged_into", "course").filter(public_id=tidy(public_id))
    return queries.line(get_object_or_404(credential), timezone.localdate())


def own(request, public_id) -> queries.CertificateLine:
    """Another person's certificate is not there at all, unless one is human resources."""
    found = the(public_id)
    if not permissions.may_open(request.user, found.credential):
        raise Http404(_("There is no certificate of yours with this number."))
    return found


def away_from_search(response):
    """A certificate is shown to whoever has its number, and to no search engine."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
