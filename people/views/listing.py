"""HR's list of people: found by name, number, unit and job family."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.hr_forms import SearchForm
from people.models import Job, Person
from people.permissions import role_required
from people.tree import below

PER_PAGE = 50


@role_required("hr")
@require_safe
def people(request):
    form = SearchForm(request.GET)
    form.is_valid()  # an unknown unit or a word too long filters nothing; the form says so
    today = timezone.localdate()
    found = matching(form.cleaned_data, today)
    jobs = Job.objects.held(today).select_related("unit", "family").order_by("-primary", "starts_on")
    page = Paginator(found.prefetch_related(Prefetch("jobs", jobs, to_attr="jobs_now")), PER_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": query.urlencode(), "filtered": any(form.cleaned_data.values())}
    return render(request, "people/list.html", context)


def matching(wanted: dict, today):
    """People by the filters of the list; by default those who work here."""
    people = Person.objects.filter(merged_into__isnull=True)
    people = people.filter(left_on__lt=today) if wanted.get("show") == "left" else people.employed(today)
    if wanted.get("show") == "new":
        people = people.filter(last_login__isnull=True)
    for word in wanted.get("q", "").replace("\x00", "").split():
        people = people.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__istartswith=word)
        )
    jobs = Job.objects.held(today)
    if wanted.get("unit"):
        jobs = jobs.filter(unit_id__in=below({wanted["unit"].pk}))
    if wanted.get("family"):
        jobs = jobs.filter(family=wanted["family"])
    if wanted.get("unit") or wanted.get("family"):
        people = people.filter(pk__in=jobs.values("person_id"))
    return people
