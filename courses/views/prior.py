"""Prior and outside learning: the learner asks, the supervisor or HR answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions.prior import Upload, claim_prior, decide_prior
from courses.models import PriorClaim
from courses.permissions import may_decide_prior, mine
from courses.refusals import Refused
from courses.session_forms import DecisionForm, PriorForm
from people.permissions import has_role, supervised_by
from safe.private_files import send_private

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@get_or_post
def prior(request):
    form = PriorForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given, sent = form.cleaned_data, form.cleaned_data["file"]
        told = {name: given[name] for name in ("course", "title", "learned_on", "text", "key")}
        try:
            claim_prior(person=request.user, upload=Upload(sent.name, sent.read()) if sent else None, **told)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("It is sent. Your supervisor or HR answers; you see it here."))
            return redirect("courses:prior")
    claims = PriorClaim.objects.filter(mine(request.user)).select_related("course", "decided_by").order_by("-asked_at")
    return render(request, "courses/prior.html", {"form": form, "claims": claims})


@login_required
@require_safe
def queue(request):
    """Claims that wait for this person's answer; 404 for who answers none."""
    today = timezone.localdate()
    waiting = PriorClaim.objects.waiting().select_related("person", "course").exclude(mine(request.user))
    if not has_role(request.user, "hr", "admin"):
        led = supervised_by(request.user, today)
        if not led:
            raise Http404
        waiting = waiting.filter(Q(person__in=led) | Q(person__merged_into__in=led))
    return render(request, "courses/prior_queue.html", {"claims": waiting})


@login_required
@get_or_post
def decide(request, key):
    claim = get_object_or_404(PriorClaim.objects.select_related("person", "course", "decided_by"), key=key)
    if not may_decide_prior(request.user, claim.person, timezone.localdate()):
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = request.POST.get("do") == "approve"
        claim = decide_prior(
            claim=claim, approve=approve, actor=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
        )
        done = _("It counts now."), _("It does not count. They read your reason.")
        messages.success(request, done[0] if claim.state == PriorClaim.State.APPROVED else done[1])
        return redirect("courses:prior_queue")
    return render(request, "courses/prior_decide.html", {"claim": claim, "form": form})


@login_required
@require_safe
def file(request, key):
    claim = get_object_or_404(PriorClaim.objects.select_related("person"), key=key)
    own = request.user.pk in claim.person.same_person_ids() or claim.person_id in request.user.same_person_ids()
    if not claim.stored_as or not (own or may_decide_prior(request.user, claim.person, timezone.localdate())):
        raise Http404
    return send_private(claim.stored_as, filename=claim.file_name, content_type=claim.content_type)
