"""My record: what I finished and when, and what it rests on."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from courses.models import Evidence
from courses.permissions import mine


@login_required
@require_GET
def record(request):
    rows = Evidence.objects.standing().filter(mine(request.user)).order_by("-occurred_at", "-pk")
    rows = rows.select_related("activity", "course", "edition", "enrollment", "version", "attempt").defer(
        "version__definition"
    )
    shown = list(rows)
    context = {
        "courses": [row for row in shown if row.course_id],
        "steps": [row for row in shown if row.activity_id],
    }
    return render(request, "courses/record.html", context)
