"""Everyone's own page: who we say they are, what they may do here, and how they sign in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe


@login_required
@require_safe
def me(request):
    today = timezone.localdate()
    jobs = request.user.jobs.held_or_ahead(today).select_related("unit", "family", "supervisor")
    roles = request.user.role_grants.held(today).select_related("unit")
    return render(request, "people/me.html", {"jobs": jobs, "roles": roles, "today": today})
