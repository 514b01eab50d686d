"""In-person sessions for whoever comes: what is on, a place, and the code that is shown in the room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions.sessions import attend_by_code, sign_out, sign_up
from courses.models import Evidence, Session, SignUp
from courses.permissions import may_plan_sessions, may_run, mine
from courses.refusals import Refused
from courses.session_forms import KioskForm
from courses.session_rules import code_works, places_left
from people.backends import find_person
from people.tries import may_try


def listed():
    """Sessions with how many places are taken, in one query."""
    taken = Count("sign_ups", Q(sign_ups__state=SignUp.State.IN))
    return Session.objects.select_related("activity", "facilitator").annotate(taken=taken)


def session_or_404(key) -> Session:
    return get_object_or_404(listed(), key=key)


@login_required
@require_safe
def sessions(request):
    own = dict(SignUp.objects.filter(mine(request.user)).values_list("session", "state"))
    rows = [
        {"session": each, "state": own.get(each.pk, ""), "left": places_left(each.capacity, each.taken)}
        for each in listed().to_come(timezone.now())
    ]
    context = {"rows": rows, "may_plan": may_plan_sessions(request.user)}
    return render(request, "courses/sessions.html", context)


@login_required
@require_safe
def session(request, key):
    found, now = session_or_404(key), timezone.now()
    own = found.sign_ups.filter(mine(request.user)).exclude(state=SignUp.State.OUT).first()
    came = Evidence.objects.standing().filter(mine(request.user), key__startswith=found.evidence_prefix).exists()
    context = {
        "session": found,
        "own": own,
        "came": came,
        "left": places_left(found.capacity, found.taken),
        "begun": found.starts_at <= now,
        "code_works": code_works(now, found.starts_at, found.ends_at) and not found.cancelled_at,
        "may_run": may_run(request.user, found),
    }
    return render(request, "courses/session.html", context)


@login_required
@require_POST
def join(request, key):
    return _try(request, key, lambda found: sign_up(session=found, person=request.user, now=timezone.now()))


@login_required
@require_POST
def leave(request, key):
    return _try(request, key, lambda found: sign_out(session=found, person=request.user, now=timezone.now()))


@login_required
@require_POST
def code(request, key):
    if not may_try(request, request.user.username):
        messages.error(request, _("There were too many tries. Wait a quarter of an hour, or ask the facilitator."))
        return redirect("courses:session", key)
    given = request.POST.get("code", "")[:12]
    return _try(
        request, key, lambda found: attend_by_code(session=found, person=request.user, code=given, now=timezone.now())
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request, kiosk):
    """A shared computer in the room: number and code, one person after the other. Nobody is signed in."""
    found = get_object_or_404(Session.objects.select_related("activity"), kiosk=kiosk)
    form, done = KioskForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        done = _sign_in_at_kiosk(request, found, form)
        form = KioskForm() if done else form
    return render(request, "courses/kiosk.html", {"session": found, "form": form, "done": done, "kiosk": True})


def _sign_in_at_kiosk(request, found, form):
    """Who is on the list now, or None with a sentence in the form. An unknown number says no more than a wrong code."""
    number, given = form.cleaned_data["number"], form.cleaned_data["code"]
    if not may_try(request, number):
        form.add_error(None, _("There were too many tries. Wait a quarter of an hour, or ask the facilitator."))
        return None
    person = find_person(number) if "@" not in number else None
    if person is None or not person.may_sign_in():
        form.add_error(None, _("The number and the code do not go together. Check both, or ask the facilitator."))
        return None
    try:
        attend_by_code(session=found, person=person, code=given, now=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return person


def _try(request, key, act):
    found = session_or_404(key)
    try:
        act(found)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("courses:session", key)
