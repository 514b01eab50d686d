"""Helen's first page, and from each figure down to the people: units by requirement, one unit, a list, a file."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.clearances import lately_cleared
from compliance.counted import CountedPaginator
from compliance.forms import NarrowForm
from compliance.lists import by_lateness, by_name, lines_of, listed
from compliance.matrix import matrix, tallies, totals, units_asked
from compliance.models import Requirement
from compliance.status import STATUSES
from compliance.tally import added
from compliance.wording import sentence_of, word_of
from people.models import Unit
from people.permissions import role_required
from people.tree import part_of_district
from safe.exports import csv_response

PER_PAGE, COLUMNS, UNITS = 50, 6, 25
FIRST_FEW = 10


@role_required("hr")
@require_safe
def overview(request):
    """Units that have something asked of them, and what: a few columns at a time."""
    today = timezone.localdate()
    form = NarrowForm(request.GET)
    within = form.units
    found = totals(today, within)
    columns = CountedPaginator(Requirement.objects.filter(pk__in=found), COLUMNS, len(found))
    columns = columns.get_page(request.GET.get("asked"))
    rows = Paginator(list(units_asked(within)), UNITS).get_page(request.GET.get("page"))
    cells = tallies(today, [unit.pk for unit in rows], [each.pk for each in columns])
    context = {
        "form": form,
        "columns": columns,
        "rows": matrix(cells, rows, columns),
        "page": rows,
        "total": added(found.values()),
        "any_requirement": bool(found) or Requirement.objects.in_force(today).exists(),
        "unit": form.chosen("unit"),
        "today": today,
        **queries(request),
    }
    return render(request, "compliance/overview.html", context)


@role_required("hr")
@require_safe
def unit(request, slug):
    """One unit with those below it: each requirement, and who is late longest."""
    today, here = timezone.localdate(), get_object_or_404(Unit, slug=slug)
    within = part_of_district(here)
    found = totals(today, within)
    lines = [(each, found[each.pk]) for each in Requirement.objects.filter(pk__in=found)]
    late = by_lateness(listed(today, units=within, show="late"))[:FIRST_FEW]
    context = {
        "unit": here,
        "lines": lines,
        "total": added(found.values()),
        "cleared": lately_cleared(within, today, FIRST_FEW),
        "late": [(row, sentence_of(row, today)) for row in late],
        "today": today,
    }
    return render(request, "compliance/unit.html", context)


@role_required("hr")
@require_safe
def people(request):
    today = timezone.localdate()
    form, rows, tally = narrowed(request, today)
    page = CountedPaginator(rows, PER_PAGE, tally.of(form.chosen("show"))).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [(row, sentence_of(row, today)) for row in page],
        "today": today,
        **queries(request),
    }
    return render(request, "compliance/list.html", context)


@role_required("hr")
@require_safe
def people_csv(request):
    today = timezone.localdate()
    _form, rows, _tally = narrowed(request, today)
    header = [
        _("Employee number"), _("Last name"), _("First name"), _("Unit"), _("Requirement"), _("Cycle"), _("Status"),
        _("Assigned"), _("First due"), _("Due"), _("Completed"), _("Good until"),
    ]  # fmt: skip
    said = {word: word_of(word) for word in STATUSES}
    lines = ([*row[:6], said[row[6]], *row[7:]] for row in lines_of(rows))
    return csv_response(f"compliance-{today.isoformat()}.csv", header, lines)


def narrowed(request, today):
    """The form, the rows it leaves, and how many of them stand where."""
    form = NarrowForm(request.GET)
    requirement, show, within = form.chosen("requirement"), form.chosen("show"), form.units
    rows = listed(today, units=within, requirement=requirement.pk if requirement else None, show=show or "")
    found = totals(today, within, requirement.pk if requirement else None)
    order = by_lateness if show in ("late", "soon") else by_name
    return form, order(rows), added(found.values())


def queries(request) -> dict[str, str]:
    """What was asked for, for links that change one thing: `query` without the page, `columns_query` without both."""
    asked = request.GET.copy()
    asked.pop("page", None)
    kept = asked.copy()
    kept.pop("asked", None)
    return {"query": asked.urlencode(), "columns_query": kept.urlencode()}
