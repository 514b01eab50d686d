"""Why this status? The rule, why this person is in it, the due date added up, what there is to show."""

from django.contrib.auth.decorators import login_required
from django.db.models import FilteredRelation, Prefetch, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance.explained import page_lines
from compliance.history import of_requirement
from compliance.left_aside import shown_by
from compliance.models import Adjustment, Assignment, Requirement, TermsCourse
from compliance.permissions import is_same_person, may_adjust_seen, person_seen_by
from compliance.terms_words import terms_lines
from compliance.why_form import WhyForm
from compliance.wording import sentence_of
from courses.permissions import mine


@login_required
@require_safe
def why(request, number, slug):
    today = timezone.localdate()
    person = person_seen_by(request.user, number, today)
    cycles = cycles_of(person, slug, today)
    unasked = Requirement.objects.select_related("audience")
    requirement = cycles[0].requirement if cycles else get_object_or_404(unasked, slug=slug)
    current = next((each for each in cycles if each.current and not each.part), None)
    further = WhyForm(request.GET) if request.GET.keys() - {"changes"} else None
    shown = shown_by(person, requirement, cycles, current)
    context = {
        "further": further,
        "answered": page_lines(further.answer(person, requirement)) if further and further.asks() else [],
        "person": person,
        "own": is_same_person(request.user, person),
        "may_adjust": may_adjust_seen(request.user, person),
        "requirement": requirement,
        "current": current,
        "sentence": sentence_of(current, today) if current and current.word != "closed" else "",
        "terms": terms_lines(current.terms) if current else [],
        "uses": shown.uses,
        "aside": shown.aside,
        "changes": changes_of(requirement) if "changes" in request.GET else None,
        "adjustments": adjustments_of(cycles),
        "leaves": person.leaves.filter(voided_by__isnull=True, cancels=False).select_related("approver"),
        "asked": getattr(current, "open_request", None),  # not set where there is none
        "past": [each for each in cycles if each is not current],
        "today": today,
    }
    return render(request, "compliance/why.html", context)


def cycles_of(person, slug, today):
    """All periods and parts, newest first, each with what hangs on it and the request that waits for an answer."""
    waiting = FilteredRelation("extension_requests", condition=Q(extension_requests__state="asked"))
    rows = Assignment.objects.filter(mine(person), requirement__slug=slug).read(today).annotate(open_request=waiting)
    # PostgreSQL weighs the order of eight tables at most: with one more it reads everyone's rows first.
    hanging = ("requirement__audience", "terms", "membership", "unit", "open_request")
    courses = Prefetch("terms__asked", TermsCourse.objects.select_related("course").order_by("order"))
    return list(rows.select_related(*hanging).prefetch_related(courses).order_by("-current", "-cycle", "part"))


def changes_of(requirement):
    """Who said whom it is for and what it asks, newest first."""
    rules = requirement.audience.rules.select_related("actor")
    found = of_requirement(requirement, rules, requirement.terms.select_related("actor"))
    return sorted(found, key=lambda each: each.at, reverse=True)


def adjustments_of(cycles):
    """As they were written; what was taken back says so."""
    rows = Adjustment.objects.filter(assignment__in=cycles, voids__isnull=True).select_related("approver", "assignment")
    return rows.select_related("voided_by__approver").order_by("recorded_at")
