"""Ladders of new people: built by human resources, read by them and, of their own people, by supervisors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import Refused, create_ladder, set_gate, withdraw_ladder
from compliance.actions.ladders import must_be_a_ladder
from compliance.climbing import CLIMBING, SHOWS, climbs_of, people_on, steps_of
from compliance.ladder_form import LadderForm
from compliance.ladder_preview import preview
from compliance.models import Audience, Ladder, Requirement
from compliance.permissions import sees_the_district
from people.models import Person
from people.permissions import role_required, supervised_by

PER_PAGE = 50


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def new_ladder(request):
    """Looked at first, then kept: the first button shows whom it asks, the second one keeps it."""
    form, shown = LadderForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        said, parts, now = form.cleaned_data, form.parts(), timezone.now()
        whom = {"audience": said["audience"], "counts_from": said["counts_from"]}
        try:
            must_be_a_ladder(**parts, now=now)
            if "keep" in request.POST:
                made = create_ladder(**parts, **whom, why=said["why"], actor=request.user, now=now)
                messages.success(request, _("The ladder is kept. Whom it asks appears in a moment."))
                return redirect("compliance:ladder", made.slug)
            shown = preview(**whom, steps=parts["steps"], on=said["starts_on"])
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "errors": form.slips(),
        "groups": Audience.objects.exists(),
        "preview": shown,
        "today": timezone.localdate(),
    }
    return render(request, "compliance/ladder_form.html", context)


@login_required
@require_safe
def ladder(request, slug):
    """Who is on it and how far: everyone for human resources, for supervisors their own; to others it is not there."""
    today, here = timezone.localdate(), get_object_or_404(Ladder.objects.select_related("audience"), slug=slug)
    hr = sees_the_district(request.user)
    among = None if hr else Person.objects.employed(today).filter(pk__in=supervised_by(request.user, today))
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else CLIMBING
    counts = {each: people_on(here, each, among).count() for each in SHOWS}
    if not hr and not any(counts.values()):
        raise Http404
    rungs = list(here.rungs.select_related("requirement"))
    page = Paginator(people_on(here, show, among), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "ladder": here,
        "rungs": rungs,
        "steps": steps_of(rungs, today),
        "page": page,
        "climbs": climbs_of(list(page), rungs, today),
        "show": show,
        "counts": counts,
        "hr": hr,
        "today": today,
    }
    return render(request, "compliance/ladder.html", context)


@role_required("hr")
@require_POST
def withdraw(request, slug):
    here = get_object_or_404(Ladder, slug=slug)
    withdraw_ladder(ladder=here, on=timezone.localdate(), actor=request.user, now=timezone.now())
    messages.success(request, _("It is asked of nobody any more. What was done stays on record."))
    return redirect("compliance:ladder", slug)


@role_required("hr")
@require_POST
def duty(request, slug):
    """Which duty waits for this requirement; an empty box takes the gate away."""
    here = get_object_or_404(Requirement, slug=slug)
    said = request.POST.get("duty", "").strip()
    if len(said) > 80 or "\x00" in said:
        messages.error(request, _("The duty is too long. Say it in a few words, such as: answer the phones."))
        return redirect("compliance:requirement", slug)
    try:
        set_gate(requirement=here, duty=said, actor=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept. Who is cleared is read from it at once."))
    return redirect("compliance:requirement", slug)
