"""HR's page of one person: jobs, roles, the way in, the last day; and adding someone by hand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.actions import AlreadyHere, add_person, change_email, end_person, end_role, grant_role, keep_person
from people.hr_forms import AddPersonForm, EmailForm, EndPersonForm, RoleForm
from people.models import Job, Person, RoleGrant
from people.permissions import may_give_role, may_manage, role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def person_or_404(number: str) -> Person:
    if "\x00" in number:  # PostgreSQL would stumble over it
        raise Http404
    return get_object_or_404(Person.objects.select_related("merged_into"), username=number)


def manageable_or_403(request, number: str) -> Person:
    person = person_or_404(number)
    if not may_manage(request.user, person):
        raise PermissionDenied
    return person


@role_required("hr")
@require_safe
def show(request, number):
    person = person_or_404(number)
    today, now = timezone.localdate(), timezone.now()
    jobs = person.jobs.select_related("unit", "family", "supervisor").order_by("-starts_on", "-primary")
    invitation = person.invitations.first()
    may_change = may_manage(request.user, person)
    context = {
        "person": person,
        "jobs": jobs,
        "roles": person.role_grants.select_related("unit").order_by("-starts_on"),
        "role_form": RoleForm(),
        "invitation": invitation,
        "invitation_open": bool(
            invitation and not invitation.used_at and not invitation.withdrawn_at and invitation.expires_at > now
        ),
        "today": today,
        "left": person.left_on is not None and person.left_on < today,
        "may_change": may_change,
        "may_move": may_change and not person.merged_into_id and not (person.left_on and person.left_on < today),
        "merged": person.merged_records.order_by("username"),
    }
    return render(request, "people/person.html", context)


@role_required("hr")
@get_or_post
def add(request):
    form = AddPersonForm(request.POST or None, initial=_known_of(request) | {"starts_on": timezone.localdate()})
    here = None
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["employee_number"]
        known = Person.objects.filter(username=number).first()
        if known and not may_manage(request.user, known):
            raise PermissionDenied
        try:
            person = add_person(**form.cleaned_data)
        except AlreadyHere as error:
            here = error.person
        else:
            messages.success(request, _("%(name)s is on record. Next: invite them.") % {"name": person})
            return redirect("people:person", person.username)
    return render(request, "people/add.html", {"form": form, "here": here})


def _known_of(request) -> dict:
    """What is on record for the number in the address, to bring someone back without typing."""
    number = request.GET.get("employee_number", "")[:32].replace("\x00", "")
    known = Person.objects.filter(username=number).values("username", "first_name", "last_name", "email").first()
    return {"employee_number": known.pop("username"), **known} if known else {}


@role_required("hr")
@get_or_post
def end(request, number):
    person = manageable_or_403(request, number)
    form = EndPersonForm(
        request.POST or None, person=person, initial={"last_day": person.left_on or timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        person = end_person(person=person, last_day=form.cleaned_data["last_day"])
        messages.success(request, _("The last day of %(name)s is noted.") % {"name": person})
        return redirect("people:person", person.username)
    reports = Job.objects.held(timezone.localdate()).filter(supervisor=person).values("person").distinct().count()
    return render(request, "people/end.html", {"form": form, "person": person, "reports": reports})


@role_required("hr")
@require_POST
def keep(request, number):
    person = keep_person(person=manageable_or_403(request, number))
    if person.left_on is None:
        messages.success(request, _("%(name)s stays. Give back the roles they need.") % {"name": person})
    else:
        messages.error(
            request, _("The last day has passed. Add %(name)s again under the same number.") % {"name": person}
        )
    return redirect("people:person", person.username)


@role_required("hr")
@get_or_post
def email(request, number):
    person = manageable_or_403(request, number)
    form = EmailForm(request.POST or None, person=person, initial={"email": person.email})
    if request.method == "POST" and form.is_valid():
        change_email(person=person, email=form.cleaned_data["email"])
        messages.success(request, _("The e-mail address is changed."))
        return redirect("people:person", person.username)
    return render(request, "people/email.html", {"form": form, "person": person})


@role_required("hr")
@require_POST
def give_role(request, number):
    person = manageable_or_403(request, number)
    form = RoleForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
    elif not may_give_role(request.user, form.cleaned_data["role"]):
        raise PermissionDenied
    else:
        grant_role(person=person, actor=request.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, _("The role is given from today on."))
    return redirect("people:person", person.username)


@role_required("hr")
@require_POST
def end_role_of(request, number, pk):
    person = manageable_or_403(request, number)
    grant = get_object_or_404(RoleGrant, pk=pk, person=person)
    if not may_give_role(request.user, grant.role):
        raise PermissionDenied
    end_role(grant=grant, on=timezone.localdate())
    messages.success(request, _("The role is ended."))
    return redirect("people:person", person.username)
