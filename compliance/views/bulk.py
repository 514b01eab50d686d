"""The same allowed to many: choose from a list, look who would be given it and who would not, then one press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from compliance import actions
from compliance.actions.bulk import MOST, preview
from compliance.adjust_form import KINDS, AdjustForm
from compliance.models import Assignment
from compliance.views.district import narrowed, queries
from compliance.wording import sentence_of
from people.permissions import role_required


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request):
    today = timezone.localdate()
    filtered, rows, tally = narrowed(request, today)
    rows = list(rows[:MOST])
    form = AdjustForm(request.POST or None)
    chosen = chosen_of(request.POST, rows)
    context = {"form": form, "most": MOST, "today": today, **queries(request)}
    if request.method == "POST" and form.is_valid() and chosen:
        if "confirm" in request.POST:
            return done(request, chosen, form.cleaned_data)
        asked = (
            Assignment.objects.read(today)
            .filter(pk__in=chosen)
            .select_related("person", "requirement", "unit", "terms")
        )
        said = form.cleaned_data
        found = preview(asked.order_by("person__last_name", "pk"), said["kind"], said["until"], request.user, today)
        context |= {"found": found, "allowed": dict(KINDS)[said["kind"]]}
        return render(request, "compliance/bulk_preview.html", context)
    context |= {
        "lines": [(row, sentence_of(row, today)) for row in rows],
        "total": tally.of(filtered.chosen("show")),
        "chosen": chosen,
        "errors": [_("Choose at least one line, or all of them.")] if request.method == "POST" and not chosen else [],
    }
    return render(request, "compliance/bulk.html", context)


def chosen_of(posted, rows) -> set[int]:
    """The ids that were ticked, or all that the list shows."""
    if "all" in posted:
        return {row.pk for row in rows}
    ticked = [value for value in posted.getlist("row") if value.isascii() and value.isdecimal() and len(value) < 19]
    return set(map(int, ticked[:MOST]))


def done(request, chosen, said):
    made = actions.adjust_many(
        assignments=chosen, kind=said["kind"], until=said["until"], reason=said["reason"], approver=request.user,
        key=said["key"], now=timezone.now(),
    )  # fmt: skip
    told = _("Kept for %(n)s, with your name and the reason.") % {"n": made.changed}
    messages.success(request, told)
    if made.left_out:
        told = ngettext(
            "%(n)s changed since you looked and was left out.", "%(n)s changed since you looked and were left out.",
            made.left_out,
        )  # fmt: skip
        messages.warning(request, told % {"n": made.left_out})
    return redirect(f"{reverse('compliance:list')}?{queries(request)['query']}")
