"""The same figures as of a day that is over, and who stood where."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compliance.forms import SHOW, NarrowForm
from compliance.matrix import matrix
from compliance.models import Requirement
from compliance.past_day import past_tallies, shown, stood
from compliance.tally import added
from compliance.views.district import COLUMNS, PER_PAGE, UNITS, queries
from people.hr_forms import DayField
from people.models import Unit
from people.permissions import role_required


class DayForm(NarrowForm):
    as_of = DayField(
        label=_("As of"),
        error_messages={"required": _("Choose a day that is over."), "invalid": _("This is not a date.")},
    )

    show = forms.ChoiceField(
        choices=[*SHOW, ("missed", _("Not done by the end of that school year"))], required=False, label=_("Show")
    )

    def clean_as_of(self):
        if self.cleaned_data["as_of"] >= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is over. Today stands under “By unit”."))
        return self.cleaned_data["as_of"]


@role_required("hr")
@require_safe
def past_day(request):
    """Units by requirement, as of the day that is asked for."""
    form = DayForm(request.GET if "as_of" in request.GET else None)
    context = {"form": form}
    if on := form.chosen("as_of"):
        found = past_tallies(on, form.units)
        requirements = Requirement.objects.filter(pk__in={key[1] for key in found})
        columns = Paginator(requirements, COLUMNS).get_page(request.GET.get("asked"))
        rows = Paginator(Unit.objects.filter(pk__in={key[0] for key in found}), UNITS).get_page(request.GET.get("page"))
        context |= {"day": on, "columns": columns, "page": rows, "total": added(found.values()), **queries(request)}
        context["rows"] = matrix(found, list(rows), list(columns))
    return render(request, "compliance/past_day.html", context, status=422 if form.errors else 200)


@role_required("hr")
@require_safe
def past_people(request):
    """Who stood there: every figure leads to these."""
    form = DayForm(request.GET)
    context = {"form": form, **queries(request)}
    if on := form.chosen("as_of"):
        requirement = form.chosen("requirement")
        rows = shown(stood(on, form.units, requirement.pk if requirement else None), form.chosen("show") or "")
        rows = rows.select_related("person", "requirement")
        page = Paginator(
            rows.order_by("person__last_name", "person__first_name", "person", "requirement__name"), PER_PAGE
        ).get_page(request.GET.get("page"))
        named = dict(Unit.objects.filter(pk__in={row.unit_then for row in page}).values_list("pk", "name"))
        context |= {"day": on, "page": page, "lines": [(row, named[row.unit_then]) for row in page]}
    return render(request, "compliance/past_people.html", context, status=422 if form.errors else 200)
