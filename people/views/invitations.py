"""HR invites: one person, everyone with an address by mail, everyone without by a sheet of printed codes."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.actions import CannotInvite, invite, withdraw
from people.models import Invitation, Job, Person
from people.permissions import may_manage, role_required
from people.views.person import manageable_or_403

AT_ONCE = 500


@role_required("hr")
@require_safe
def overview(request):
    """How many have never signed in, by how they can be reached."""
    return render(
        request,
        "people/invitations.html",
        {"with_address": _waiting(True).count(), "without": _waiting(False).count(), "at_once": AT_ONCE},
    )


@role_required("hr")
@require_POST
def send_links(request):
    """A letter for everyone with an address who has never signed in and holds no open link."""
    sent = 0
    for person in _waiting(True)[:AT_ONCE]:
        if may_manage(request.user, person):
            invite(person=person, kind=Invitation.Kind.LINK, actor=request.user)
            sent += 1
    messages.success(
        request, ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", sent) % {"n": sent}
    )
    return redirect("people:invitations")


@never_cache
@role_required("hr")
@require_POST
def print_codes(request):
    """The sheet, shown this once: printing again makes new codes, and the old ones stop working."""
    with transaction.atomic():
        people = [person for person in _waiting(False)[:AT_ONCE] if may_manage(request.user, person)]
        codes = [(person, *invite(person=person, kind=Invitation.Kind.CODE, actor=request.user)) for person in people]
    return _sheet(request, codes)


@never_cache
@role_required("hr")
@require_POST
def invite_one(request, number):
    person = manageable_or_403(request, number)
    kind = Invitation.Kind.CODE if request.POST.get("kind") == "code" else Invitation.Kind.LINK
    try:
        invitation, code = invite(person=person, kind=kind, actor=request.user)
    except CannotInvite:
        messages.error(request, _("This person has no e-mail address or does not work here. Print a code instead."))
        return redirect("people:person", person.username)
    if code:
        return _sheet(request, [(person, invitation, code)])
    messages.success(request, _("The letter to %(email)s is on its way.") % {"email": person.email})
    return redirect("people:person", person.username)


@role_required("hr")
@require_POST
def withdraw_all(request, number):
    person = manageable_or_403(request, number)
    withdraw(person=person)
    messages.success(request, _("The invitation no longer works."))
    return redirect("people:person", person.username)


def _waiting(with_address: bool):
    """People who work here, have never signed in, and hold no open link. Codes may be lost, so they are made anew."""
    today, now = timezone.localdate(), timezone.now()
    links = Invitation.objects.usable(now).filter(kind=Invitation.Kind.LINK)
    people = Person.objects.employed(today).filter(is_active=True, last_login__isnull=True)
    return people.filter(email__isnull=not with_address).exclude(pk__in=links.values("person_id"))


def _sheet(request, codes):
    people = [person.pk for person, _invitation, _code in codes]
    units = dict(
        Job.objects.held_or_ahead(timezone.localdate())
        .filter(person__in=people, primary=True)
        .order_by("-starts_on")  # the present unit is read last and stays, else the one to come
        .values_list("person_id", "unit__name")
    )
    slips = [
        {"person": person, "unit": units.get(person.pk, ""), "code": code, "expires_at": invitation.expires_at}
        for person, invitation, code in codes
    ]
    slips.sort(key=lambda slip: (slip["unit"], slip["person"].last_name, slip["person"].first_name))
    begin_at = settings.SITE_URL + reverse("welcome:code")
    return render(request, "people/codes.html", {"slips": slips, "begin_at": begin_at})
