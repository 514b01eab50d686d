"""Helen puts people on a course: she chooses, sees names and numbers, confirms. Nothing happens before that."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from courses.actions import enroll_many
from courses.actions.enroll import enrolled_ids
from courses.forms import ConfirmForm, EnrollForm
from courses.models import Course, Enrollment
from people.permissions import role_required


@role_required("hr")
@require_http_methods(["GET", "POST"])
def enroll_people(request):
    if request.POST.get("do") == "confirm":
        return _confirm(request)
    form = EnrollForm(request.POST or None, initial={"course": request.GET.get("course", "")})
    if request.method == "POST" and form.is_valid():
        return _preview(request, form)
    return render(request, "courses/enroll.html", {"form": form})


@role_required("hr")
@require_GET
def enrolled(request, slug):
    """Whom this officer put on the course today, newest first."""
    course = get_object_or_404(Course.objects.released(), slug=slug)
    rows = Enrollment.objects.filter(course=course, source=Enrollment.Source.HR, enrolled_by=request.user)
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = rows.filter(opened_at__gte=day).select_related("person").order_by("-opened_at", "person__last_name")
    return render(request, "courses/enrolled.html", {"course": course, "rows": rows})


def _preview(request, form):
    course, chosen = form.cleaned_data["course"], form.chosen()
    standing = enrolled_ids(course)
    new = [person for person in chosen.people if person.pk not in standing]
    context = {
        "form": form,
        "course": course,
        "new": new,
        "open": [person for person in chosen.people if standing.get(person.pk) == "open"],
        "done": [person for person in chosen.people if standing.get(person.pk) == "done"],
        "problems": chosen.problems,
        "confirm": ConfirmForm(initial={"course": course.slug, "people": ",".join(str(p.pk) for p in new)}),
    }
    return render(request, "courses/enroll_preview.html", context)


def _confirm(request):
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("That list could not be read. Choose the people again."))
        return redirect("courses:enroll_people")
    course = form.cleaned_data["course"]
    made, stood = enroll_many(people=form.cleaned_data["people"], course=course, actor=request.user)
    told = ngettext("%(made)s person enrolled in %(course)s.", "%(made)s people enrolled in %(course)s.", made)
    if stood:
        told += " " + _("Already on it: %(stood)s.")
    messages.success(request, told % {"made": made, "stood": stood, "course": course.title})
    return redirect("courses:enrolled", slug=course.slug)
