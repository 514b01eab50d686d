"""What human resources sees and does: every certificate issued, its history, revoke, restore, issue again."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates import actions, queries
from certificates.forms import ReasonForm, ReissueForm
from certificates.validity import State
from certificates.views import the
from people.permissions import role_required

PAGE_SIZE = 50


@require_safe
@role_required("hr")
def issued(request):
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    page = Paginator(queries.search(words).select_related("person"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": queries.lines(page),
        "words": words,
        "query": urlencode({"q": words}) if words else "",
    }
    return render(request, "certificates/issued.html", context)


@require_safe
@role_required("hr")
def manage(request, public_id):
    return managed(request, the(public_id))


@require_POST
@role_required("hr")
def revoke(request, public_id):
    found, form = the(public_id), ReasonForm(request.POST, auto_id="standing_%s")
    if not form.is_valid():
        return managed(request, found, standing=form)
    actions.revoke(credential=found.credential, actor=request.user, **form.cleaned_data)
    return back(request, found, _("The certificate is revoked. Its public page says so from now on."))


@require_POST
@role_required("hr")
def restore(request, public_id):
    found, form = the(public_id), ReasonForm(request.POST, auto_id="standing_%s")
    if not form.is_valid():
        return managed(request, found, standing=form)
    actions.restore(credential=found.credential, actor=request.user, **form.cleaned_data)
    return back(request, found, _("The certificate counts again. Its public page says so from now on."))


@require_POST
@role_required("hr")
def reissue(request, public_id):
    found, form = the(public_id), ReissueForm(request.POST, auto_id="again_%s")
    if found.state is State.REVOKED:
        messages.warning(request, _("A revoked certificate is not issued again. Let it count again first."))
        return redirect("certificates:manage", public_id=found.credential.public_id)
    if form.is_valid():
        try:
            actions.promise_reissue(credential=found.credential, actor=request.user, **form.cleaned_data)
        except actions.NotComplete:
            form.add_error(None, _("The completion behind this certificate was withdrawn. It cannot be issued again."))
    if not form.is_valid():
        return managed(request, found, again=form)
    return back(request, found, _("The new copy is being made. It will be ready in a few moments."))


def managed(request, found, *, standing=None, again=None):
    """The page of one certificate; with a form that was not in order, that form and its sentences."""
    context = {
        "line": found,
        "issue": found.issue,
        "revoked": found.state is State.REVOKED,
        "history": queries.history(found.credential),
        "standing": standing or ReasonForm(auto_id="standing_%s"),
        "again": again or ReissueForm(auto_id="again_%s"),
        "name_now": actions.name_of(found.credential),
    }
    return render(request, "certificates/manage.html", context, status=422 if standing or again else 200)


def back(request, found, said):
    messages.success(request, said)
    return redirect("certificates:manage", public_id=found.credential.public_id)
