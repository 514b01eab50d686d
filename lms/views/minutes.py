"""Training minutes by pay period, as a page and as a file for payroll."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.minutes import HEADER, lines_of, table_of
from people.district import district
from people.pay_period import Period, period_of, recent_periods
from people.permissions import role_required
from safe.dates import known
from safe.exports import csv_response, xlsx_response

PERIODS, PER_PAGE = 13, 100
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@role_required("hr")
@require_safe
def minutes(request):
    period, only = chosen(request), request.GET.get("only") == "paid"
    lines = lines_of(period, paid_time_only=only)
    here = district()
    context = {
        "period": period,
        "periods": recent_periods(timezone.localdate(), here.pay_starts_on, here.pay_days, PERIODS),
        "only": only,
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "total": sum(line.total for line in lines),
        "query": f"from={period.first.isoformat()}" + ("&only=paid" if only else ""),
    }
    return render(request, "lms/minutes.html", context)


@role_required("hr")
@require_safe
def minutes_file(request, kind):
    if kind not in FILES:
        raise Http404
    period = chosen(request)
    lines = lines_of(period, paid_time_only=request.GET.get("only") == "paid")
    name = f"training-minutes-{period.first.isoformat()}-{period.last.isoformat()}.{kind}"
    return FILES[kind](name, HEADER, table_of(lines, period))


def chosen(request) -> Period:
    """The pay period that holds the day asked for; today's without one that can be read."""
    here = district()
    try:
        day = dt.date.fromisoformat(request.GET.get("from", "")[:10])
    except ValueError:
        day = timezone.localdate()
    return period_of(day if known(day) else timezone.localdate(), here.pay_starts_on, here.pay_days)
