"""My record: what I finished and when, and what it rests on."""

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses.active_time import minutes
from courses.models import ActiveTime, Evidence
from courses.permissions import mine
from people.district import district
from people.pay_period import period_of


@login_required
@require_GET
def record(request):
    rows = Evidence.objects.standing().filter(mine(request.user)).order_by("-occurred_at", "-pk")
    rows = rows.select_related("activity", "course", "edition", "enrollment", "version", "attempt").defer(
        "version__definition"
    )
    shown = list(rows)
    here = district()
    period = period_of(timezone.localdate(), here.pay_starts_on, here.pay_days)
    counted = ActiveTime.objects.filter(mine(request.user), day__range=period).aggregate(sum=Sum("seconds"))["sum"] or 0
    context = {
        "period": period,
        "counted": minutes(counted),
        "courses": [row for row in shown if row.course_id],
        "steps": [row for row in shown if row.activity_id],
    }
    return render(request, "courses/record.html", context)
