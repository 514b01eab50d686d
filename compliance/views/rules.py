"""Helen says who must do what by when: groups of people and requirements, each change a row of its own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import (
    Refused,
    change_audience,
    change_terms,
    create_audience,
    create_requirement,
    retire,
)
from compliance.audience import read_audience
from compliance.audience_form import AudienceForm
from compliance.audience_query import members
from compliance.audience_words import words_of, words_of_all
from compliance.matrix import totals
from compliance.models import Audience, Ladder, Requirement
from compliance.past_day import years_missed
from compliance.requirement_form import RequirementForm
from compliance.rule import Refused as RuleRefused
from compliance.terms_words import terms_lines
from people.permissions import role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
SAMPLE = 5


@role_required("hr")
@require_safe
def rules(request):
    """Everything that is asked, and of whom; then the groups."""
    today = timezone.localdate()
    requirements = Requirement.objects.select_related("audience").prefetch_related("terms__asked__course")
    context = {
        "requirements": [(each, in_force(each, today)) for each in requirements],
        "ladders": Ladder.objects.select_related("audience"),
        "audiences": said_of(Audience.objects.prefetch_related("rules"), today),
        "today": today,
    }
    return render(request, "compliance/rules.html", context)


# --- groups ---------------------------------------------------------------------------------------------------------
@role_required("hr")
@get_or_post
def new_audience(request):
    form = AudienceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            audience = create_audience(
                slug=form.slug, name=said["name"], definition=form.definition(), starts_on=said["starts_on"],
                actor=request.user, now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("compliance:audience", audience.slug)
    return render(request, "compliance/audience_form.html", {"form": form, **caught(form)})


@role_required("hr")
@get_or_post
def audience(request, slug):
    """Its rules, who is in it today, and the next rule."""
    today, here = timezone.localdate(), get_object_or_404(Audience, slug=slug)
    now_in_force = here.rules.in_force(today).first() or here.rules.order_by("starts_on").first()
    filled = AudienceForm.filled(now_in_force.definition) if now_in_force else {}
    form = AudienceForm(request.POST or None, audience=here, initial=filled)
    if request.method == "POST" and form.is_valid():
        try:
            change_audience(
                audience=here, definition=form.definition(), starts_on=form.cleaned_data["starts_on"],
                actor=request.user, now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The new rule is kept. Who is in the group is looked up now."))
            return redirect("compliance:audience", slug)
    people = here.memberships.held(today).select_related("person", "rule")
    context = {
        "audience": here,
        "form": None if filled is None else form,
        "rules": [(rule, words_of(rule.definition)) for rule in here.rules.order_by("-starts_on", "-pk")],
        "count": people.count(),
        "sample": people.order_by("person__last_name", "person__first_name")[: 4 * SAMPLE],
        "requirements": here.requirements.all(),
        "today": today,
    }
    return render(request, "compliance/audience.html", context)


@role_required("hr")
@require_safe
def count_audience(request):
    """How many a rule would catch, while it is composed. Reads only, so its boxes come by GET."""
    form = AudienceForm(request.GET)
    form.is_valid()
    return render(request, "compliance/audience_count.html", caught(form))


def caught(form) -> dict:
    """Who would be in by the boxes as they are, on the day they are for: a sentence, how many, and a few of them."""
    definition, on = form.definition(), form.on
    try:
        found = members(read_audience(definition), on)
    except RuleRefused as refused:
        return {"slips": [str(refused)], "today": timezone.localdate()}
    return {
        "slips": form.slips(),
        "words": words_of(definition),
        "count": found.count(),
        "sample": found.order_by("last_name", "first_name")[:SAMPLE],
        "on": on,
        "today": timezone.localdate(),
    }


# --- requirements ---------------------------------------------------------------------------------------------------
@role_required("hr")
@get_or_post
def new_requirement(request):
    form = RequirementForm(request.POST or None, initial={"audience": request.GET.get("audience")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = create_requirement(
                slug=form.slug, name=said["name"], why=said["why"], audience=said["audience"],
                courses=list(said["courses"]), rule=form.rule(), needed=said["needed"], starts_on=said["starts_on"],
                actor=request.user, now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is asked now. The people it is for appear in a moment."))
            return redirect("compliance:requirement", made.slug)
    return render(request, "compliance/requirement_form.html", {"form": form, "groups": Audience.objects.exists()})


@role_required("hr")
@require_safe
def requirement(request, slug):
    here = get_object_or_404(Requirement.objects.select_related("audience"), slug=slug)
    today = timezone.localdate()
    terms = here.terms.prefetch_related("asked__course").select_related("actor").order_by("-starts_on", "-pk")
    rule = here.audience.rules.in_force(today).first()
    context = {
        "requirement": here,
        "terms": [(each, terms_lines(each)) for each in terms],
        "open": unfinished(here, today),
        "years_missed": years_missed(here.pk),
        "gates": here.gates.select_related("actor").order_by("-pk"),
        "audience_words": words_of(rule.definition) if rule else "",
        "today": today,
    }
    return render(request, "compliance/requirement.html", context)


@role_required("hr")
@get_or_post
def change_requirement(request, slug):
    here = get_object_or_404(Requirement, slug=slug)
    newest = here.terms.prefetch_related("asked").order_by("-starts_on", "-pk").first()
    filled = RequirementForm.filled(newest)
    form = RequirementForm(request.POST or None, requirement=here, terms=newest, initial=filled)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            change_terms(
                requirement=here, courses=list(said["courses"]), rule=form.rule(), needed=said["needed"],
                starts_on=said["starts_on"], actor=request.user, now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Kept. What was assigned before keeps its terms."))
            return redirect("compliance:requirement", slug)
    return render(request, "compliance/requirement_form.html", {"form": form, "requirement": here, "groups": True})


@role_required("hr")
@require_POST
def retire_requirement(request, slug):
    here = get_object_or_404(Requirement, slug=slug)
    retire(requirement=here, on=timezone.localdate(), actor=request.user, now=timezone.now())
    messages.success(request, _("It is asked of nobody any more. What was done stays on record."))
    return redirect("compliance:requirement", slug)


def unfinished(each: Requirement, on) -> int:
    """For how many people retiring it would end something."""
    found = totals(on, requirement=each.pk).get(each.pk)
    return found.total - found.current if found else 0


def in_force(each: Requirement, on):
    """The terms of that day, else the ones that come; from what was read already."""
    known = sorted(each.terms.all(), key=lambda one: (one.starts_on, one.pk))
    begun = [one for one in known if one.starts_on <= on]
    if begun:
        return begun[-1]
    return known[0] if known else None


def said_of(audiences, on) -> list[tuple[Audience, str]]:
    """Each group with its rule of that day in words, else the first one that comes."""
    rules = {}
    for each in audiences:
        known = sorted(each.rules.all(), key=lambda one: (one.starts_on, one.pk))
        begun = [one for one in known if one.starts_on <= on] or known[:1]
        if begun:
            rules[each] = begun[-1].definition
    return list(zip(rules, words_of_all(rules.values()), strict=True))
