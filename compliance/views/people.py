"""My people: where those stand whom a supervisor answers for, who is late first."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.actions.supervisors import to_tell
from compliance.clearances import clearances_of
from compliance.climbing import ladders_of
from compliance.forms import MyPeopleForm
from compliance.models import ExtensionRequest
from compliance.permissions import leads_people
from compliance.tally import standings_of, together
from people.models import Person
from people.permissions import supervised_by
from safe.exports import csv_response

PER_PAGE = 50


def my_people_of(actor, on):
    if not leads_people(actor, on):
        raise Http404
    return Person.objects.employed(on).filter(pk__in=supervised_by(actor, on))


def narrowed(people, form: MyPeopleForm, on):
    """Of one requirement, those whom it asks; and those who stand where the form says."""
    requirement, show = form.chosen("requirement"), form.chosen("show")
    standings = standings_of(people, on, requirement.pk if requirement else None)
    if requirement is None and show is None:
        return standings
    return [one for one in standings if one.tally.of(show)]


def with_clearances(standings, on):
    """Each with what it is told about duties, for as many queries as one."""
    told = clearances_of([one.person.pk for one in standings], on)
    return [replace(one, told=told.get(one.person.pk, ())) for one in standings]


@login_required
@require_safe
def my_people(request):
    today, form = timezone.localdate(), MyPeopleForm(request.GET)
    people = my_people_of(request.user, today)
    standings = narrowed(people, form, today)
    asked = ExtensionRequest.objects.waiting().filter(assignment__person__in=people.values("pk"))
    page = Paginator(standings, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_clearances(page.object_list, today)
    context = {
        "page": page,
        "ladders": ladders_of(people),
        "total": together(standings),
        "people": len(standings),
        "requests": asked.select_related("assignment__person", "assignment__requirement").order_by("asked_at"),
        "to_tell": to_tell({one.person.pk for one in standings if not one.person.email}, today),
        "today": today,
        "form": form,
    }
    return render(request, "compliance/my_people.html", context)


@login_required
@require_safe
def my_people_csv(request):
    today = timezone.localdate()
    standings = with_clearances(narrowed(my_people_of(request.user, today), MyPeopleForm(request.GET), today), today)
    header = [_("Employee number"), _("Last name"), _("First name"), _("Late"), _("Due soon"), _("Under way"),
              _("Awaiting score"), _("On hold"), _("Current"), _("Asked in all"), _("Cleared for duties")]  # fmt: skip
    rows = (
        [one.person.username, one.person.last_name, one.person.first_name, one.tally.late, one.tally.soon,
         one.tally.open, one.tally.awaiting, one.tally.held, one.tally.current, one.tally.total,
         "; ".join(each.sentence for each in one.told)]
        for one in standings
    )  # fmt: skip
    return csv_response(f"my-people-{today.isoformat()}.csv", header, rows)
