"""Helen's first page: progress by course and unit, down to the person, and the same as a file."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.models import Course
from lms.progress import COLUMNS, counted, person_lines, unit_lines
from lms.templatetags.ring import status_word
from people.models import Unit
from people.permissions import role_required
from safe.exports import csv_response

NO_UNIT = "none"
PAGE_SIZE = 50


@role_required("hr")
def progress(request):
    courses = list(Course.objects.released())
    course = chosen_course(request, courses)
    lines = person_lines(course, timezone.localdate()) if course else []
    units = unit_lines(lines)
    shown = filtered(request, lines)
    context = {
        "courses": courses,
        "course": course,
        "units": units,
        "columns": [(state, status_word(state)) for state in COLUMNS],
        "people": len(lines),
        "query": query_without_page(request),
        "totals": {state: sum(line.counts[state] for line in units) for state in COLUMNS},
        "unit": chosen_unit(request, units),
        "state": request.GET.get("state", ""),
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "lms/progress.html", context)


@role_required("hr")
def progress_csv(request, slug):
    course = get_object_or_404(Course.objects.released(), slug=slug)
    today = timezone.localdate()
    rows = (
        [
            line.person.username,
            line.person.last_name,
            line.person.first_name,
            line.unit.name if line.unit else "",
            course.title,
            status_word(line.state),
            timezone.localtime(line.since).date().isoformat(),
        ]
        for line in filtered(request, person_lines(course, today))
    )
    header = [_("Employee number"), _("Last name"), _("First name"), _("Unit"), _("Course"), _("Status"), _("Since")]
    return csv_response(f"progress-{slugify(course.title)}-{today.isoformat()}.csv", header, rows)


def chosen_course(request, courses):
    wanted = request.GET.get("course")
    if wanted:
        found = [course for course in courses if course.slug == wanted]
        if not found:
            raise Http404
        return found[0]
    return courses[0] if courses else None


def chosen_unit(request, units):
    """The unit that was picked, or None for all; `Unit` without a row is people who hold no job today."""
    slug = request.GET.get("unit", "")
    if slug in ("", NO_UNIT):
        return None
    return get_object_or_404(Unit, slug=slug)


def query_without_page(request) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def filtered(request, lines):
    unit, state = request.GET.get("unit", ""), request.GET.get("state", "")
    return [
        line
        for line in lines
        if (not unit or (line.unit.slug if line.unit else NO_UNIT) == unit)
        and (not state or counted(line.state) == state)
    ]
