"""The first time in: a link or a code is shown to be good, a password is chosen, and the person is signed in."""

from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from people.actions import claim_invitation
from people.actions.invitations import hash_code, hash_link
from people.forms import CodeForm, FirstPasswordForm
from people.models import Invitation
from people.tries import forget_tries, may_try

BACKEND = "people.backends.StaffBackend"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """GET shows the form and nothing more: mail scanners open links too."""
    invitation = Invitation.objects.select_related("person").filter(token_hash=hash_link(token)).first()
    if invitation is None:
        return render(request, "people/welcome_over.html", {"reason": "unknown"}, status=404)
    if not _open(invitation):
        return _over(request, invitation)
    form = FirstPasswordForm(request.POST or None, person=invitation.person)
    if request.method == "POST" and form.is_valid():
        return _enter(request, invitation, form.cleaned_data["password1"])
    return render(request, "people/welcome_link.html", {"form": form, "person": invitation.person})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request):
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return render(request, "people/welcome_code.html", {"form": form})
    number, code = request.POST.get("employee_number", ""), request.POST.get("code", "")
    if not may_try(request, number):
        form.add_error(None, _("There were too many tries. Wait a quarter of an hour, or ask HR for a new code."))
        return render(request, "people/welcome_code.html", {"form": form}, status=429)
    invitation = Invitation.objects.select_related("person").filter(token_hash=hash_code(number, code)).first()
    form.person = invitation.person if invitation else None
    valid = form.is_valid()
    if invitation is None:
        if "code" not in form.errors and "employee_number" not in form.errors:
            form.add_error("code", _("This code and this employee number do not go together. Check both."))
        return render(request, "people/welcome_code.html", {"form": form})
    forget_tries(number)
    if not _open(invitation):
        return _over(request, invitation)
    if not valid:
        return render(request, "people/welcome_code.html", {"form": form})
    return _enter(request, invitation, form.cleaned_data["password1"])


def _enter(request, invitation, password):
    person = claim_invitation(invitation=invitation, password=password, now=timezone.now())
    if person is None:
        invitation.refresh_from_db()
        return _over(request, invitation)
    login(request, person, backend=BACKEND)
    return redirect("home")


def _open(invitation) -> bool:
    unused = invitation.used_at is None and invitation.withdrawn_at is None
    return unused and invitation.expires_at > timezone.now() and invitation.person.may_sign_in()


def _over(request, invitation):
    reason = "used" if invitation.used_at else "withdrawn" if invitation.withdrawn_at else "late"
    if not invitation.person.may_sign_in():
        reason = "left"
    return render(request, "people/welcome_over.html", {"reason": reason, "kind": invitation.kind}, status=410)
