"""In-person sessions for whoever leads or plans them: the code for the room, the list, calling it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions.sessions import attend, attendance, call_off, plan_session, take_attendance_back
from courses.models import SignUp
from courses.permissions import may_plan_sessions, may_run
from courses.refusals import Refused
from courses.session_forms import SessionForm
from courses.views.sessions import session_or_404
from people.models import Person
from safe.numbers import numbers_in


def run_or_404(request, key):
    found = session_or_404(key)
    if not may_run(request.user, found):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    if not may_plan_sessions(request.user):
        raise Http404
    form = SessionForm(request.POST or None, initial={"facilitator": request.user.username})
    if request.method == "POST" and form.is_valid():
        made = plan_session(actor=request.user, **form.session())
        if made.starts_at > timezone.now():
            messages.success(request, _("The session is planned. People can sign up now."))
        else:
            messages.success(request, _("The session is on record. Enter here who was there."))
        return redirect("courses:session_desk", made.key)
    return render(request, "courses/session_plan.html", {"form": form})


@login_required
@require_safe
def desk(request, key):
    found = run_or_404(request, key)
    came = list(attendance(found))
    there = {row.person.merged_into_id or row.person_id for row in came}
    rows = found.sign_ups.exclude(state=SignUp.State.OUT).select_related("person")
    context = {
        "session": found,
        "came": came,
        "signed": [each for each in rows if each.state == SignUp.State.IN and each.person_id not in there],
        "waiting": [each for each in rows if each.state == SignUp.State.WAITING and each.person_id not in there],
        "kiosk_url": request.build_absolute_uri(reverse("courses:kiosk", args=[found.kiosk])),
        "over": found.ends_at < timezone.now(),
    }
    return render(request, "courses/session_desk.html", context)


@login_required
@require_POST
def take_list(request, key):
    """Those who are ticked, and one more by number."""
    found, n = run_or_404(request, key), 0
    ids = numbers_in(request.POST.getlist("person"))
    number = request.POST.get("number", "").strip()[:32].replace("\x00", "")
    people = list(Person.objects.filter(pk__in=ids, sign_ups__session=found))
    more = Person.objects.employed(timezone.localdate()).filter(username=number) if number else []
    if number and not more:
        messages.error(request, _("No one with the number %(number)s works here now.") % {"number": number})
    elif not people and not number:
        messages.error(request, _("Tick who is here, or type a number."))
    try:
        for person in sorted({*people, *more}, key=lambda person: person.pk):
            attend(session=found, person=person, actor=request.user, now=timezone.now())
            n += 1
    except Refused as refused:
        messages.error(request, str(refused))
    if n:
        messages.success(
            request, ngettext("%(n)d person is on the list.", "%(n)d people are on the list.", n) % {"n": n}
        )
    return redirect("courses:session_desk", key)


@login_required
@require_POST
def take_back(request, key, pk):
    found = run_or_404(request, key)
    reason = request.POST.get("reason", "").strip()[:500] or _("Taken back by the facilitator.")
    take_attendance_back(session=found, evidence_id=pk, actor=request.user, reason=reason)
    messages.success(request, _("The attendance is taken back. It stays in the history, with the reason."))
    return redirect("courses:session_desk", key)


@login_required
@require_POST
def cancel(request, key):
    found, reason = run_or_404(request, key), request.POST.get("reason", "").strip()[:300]
    if not reason:
        messages.error(request, _("Nothing was called off: write down why. People read it."))
        return redirect("courses:session_desk", key)
    try:
        call_off(session=found, reason=reason, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("courses:session_desk", key)
