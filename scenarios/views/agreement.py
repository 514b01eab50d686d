"""How far markers agree, and how far the machine agrees with them; and what a machine would still need."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from scenarios.agreement import ENOUGH, Agreement, Condition, Interval
from scenarios.charting import kappa_chart
from scenarios.pairs import Figures, by_scenario, compared, families_of, figures, rated
from scenarios.permissions import agreement_required, may_agree_to_lower, may_see_markers

HEADS = (gettext_lazy("Criterion"), "n", gettext_lazy("Kappa"), gettext_lazy("Exact"), gettext_lazy("Within one"))
CONDITIONS = {
    "may_be_released": gettext_lazy("It can be judged without understanding the other person"),
    "rated_twice": gettext_lazy("Replies scored by two people"),
    "as_people": gettext_lazy("Kappa of machine and person, less that of two people"),
    "lower_bound": gettext_lazy("Low end of the machine’s interval"),
    "group_gap": gettext_lazy("Gap between groups of writers, in standard deviations"),
    "audit": gettext_lazy("Share checked blind, for as long as it runs"),
}


@agreement_required
@require_GET
def agreement(request):
    rows = rated()
    scenarios = by_scenario(rows)
    asked = request.GET.get("of", "")
    chosen = next((row for row in scenarios if str(row[0]) == asked), None)
    if chosen:
        rows = [row for row in rows if row[4] == chosen[0]]
    found = figures(compared(rows, families_of(row[6] for row in rows)))
    drawn = _chart_rows(found)
    context = {
        "chosen": chosen,
        "scenarios": scenarios,
        "chart": kappa_chart(drawn) if drawn else "",
        "people": [[row.label, *_cells(row.people)] for row in found],
        "machine": [[row.label, *_cells(row.machine)] for row in found],
        "heads": [*HEADS, _("Second is harsher by")],
        "machine_heads": [*HEADS, _("Machine is harsher by")],
        "checklists": [(row.label, [_condition(each) for each in row.conditions]) for row in found],
        "enough": ENOUGH,
        "may_see_markers": may_see_markers(request.user),
        "may_mend": may_agree_to_lower(request.user),
    }
    return render(request, "scenarios/agreement.html", context)


def _chart_rows(found: list[Figures]) -> list[dict]:
    made = []
    for row in found:
        for place, (who, figure) in enumerate(((_("two people"), row.people), (_("person and machine"), row.machine))):
            if figure.kappa:
                interval = {"value": figure.kappa.value, "low": figure.kappa.low, "high": figure.kappa.high}
                made.append({"criterion": row.label, "who": who, "place": place, **interval})
    return made


def _cells(figure: Agreement) -> list[str]:
    if not figure.enough:
        return [str(figure.n), _("too few"), _("too few"), _("too few"), _("too few")]
    shares = [_share(figure.exact_share), _share(figure.within_one_share)]
    return [str(figure.n), _figure(figure.kappa), *shares, _figure(figure.harsher)]


def _figure(found: Interval | None) -> str:
    if found is None:
        return _("not defined")
    # Rounded first, so that a hair under nought is no "-0.00".
    value, low, high = (round(each, 2) + 0.0 for each in (found.value, found.low, found.high))
    return f"{value:.2f} ({low:.2f} – {high:.2f})"


def _share(found: Interval | None) -> str:
    return f"{found.value:.0%} ({found.low:.0%} – {found.high:.0%})" if found else _("not defined")


def _condition(each: Condition) -> dict:
    if each.key == "may_be_released":
        have, need = (_("yes") if each.met else _("no, a person has to see it")), ""
    else:
        number = "{:.0f}" if each.key == "rated_twice" else "{:.0%}" if each.key == "audit" else "{:.2f}"
        have = number.format(each.have) if each.have is not None else _("cannot be told yet")
        most = each.key == "group_gap"
        told = _("needed: at most %(n)s") if most else _("needed: at least %(n)s")
        need = told % {"n": number.format(each.need)}
    return {"text": CONDITIONS[each.key], "have": have, "need": need, "met": each.met}
