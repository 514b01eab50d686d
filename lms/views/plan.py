"""Lena sees every unit, Paul his own: coverage of the plan's objectives, counts only."""

from django.shortcuts import render
from django.utils import timezone

from lms.plan import plan_page
from people.permissions import role_required, units_led_by


@role_required("leader")
def plan(request):
    on = timezone.localdate()
    units = list(units_led_by(request.user, on).order_by("name"))
    return render(request, "lms/plan.html", {"page": plan_page(units=units, on=on)})
