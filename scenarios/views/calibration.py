"""Ten levelled samples, scored blind, before one marks; and how one did."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.refusals import Refused
from scenarios import shown
from scenarios.actions import begin_calibration, score_sample
from scenarios.admissions import admission_of
from scenarios.calibration import open_calibration, sample_of, told
from scenarios.forms import ScoreForm
from scenarios.models import Calibration
from scenarios.permissions import marker_required


@marker_required
@require_GET
def overview(request):
    last = _last_of(request.user)
    context = {
        "open": open_calibration(request.user),
        "last": last,
        "told": told(last) if last else None,
        "admission": admission_of(request.user, timezone.localdate()),
    }
    return render(request, "scenarios/calibration.html", context)


@marker_required
@require_POST
def begin(request):
    try:
        calibration = begin_calibration(person=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:calibration")
    return _on(calibration)


@marker_required
@require_http_methods(["GET", "POST"])
def sample(request, number):
    """One of the ten. What was given cannot be changed, so going back shows the next one that is open."""
    calibration = open_calibration(request.user) or _last_of(request.user)
    if calibration is None or number not in range(1, len(calibration.pack) + 1):
        raise Http404
    if calibration.scores.filter(number=number).exists():
        return _on(calibration)
    definition, row = sample_of(calibration, number)
    form = ScoreForm(_without_note(request), rubric=shown.rubric(definition), gates=shown.gates(definition))
    if request.method == "POST" and form.is_valid():
        score_sample(
            calibration=calibration,
            number=number,
            levels=form.levels(),
            gates=form.gates_passed(),
            now=timezone.now(),
        )
        return _on(calibration)
    context = {
        "number": number,
        "of": len(calibration.pack),
        "form": form,
        "title": definition.get("title", ""),
        "channel": shown.channel(definition),
        "persona": shown.persona(definition),
        "situation": shown.paragraphs(definition.get("situation", "")),
        "opening": shown.paragraphs(definition.get("opening", "")),
        "sheet": shown.fact_sheet(definition, revealed=[f.get("key") for f in definition.get("facts") or ()]),
        "text": str(row.get("text", "")),
        "words": len(str(row.get("text", "")).split()),
        "weights": {criterion.name: criterion.weight for criterion in form.rubric},
    }
    return render(request, "scenarios/sample.html", context, status=422 if form.errors else 200)


def _on(calibration: Calibration):
    """To the first sample that is open, or to how it went."""
    done = set(calibration.scores.values_list("number", flat=True))
    left = [number for number in range(1, len(calibration.pack) + 1) if number not in done]
    return redirect("scenarios:sample", number=left[0]) if left else redirect("scenarios:calibration")


def _last_of(person) -> Calibration | None:
    return Calibration.objects.filter(person=person, finished_at__isnull=False).order_by("-finished_at").first()


def _without_note(request):
    """A sample is scored by the same form; nobody reads a sentence to its writer."""
    if request.method != "POST":
        return None
    post = request.POST.copy()
    post["note"] = "-"
    post.setdefault("client_key", str(uuid.uuid4()))
    return post
