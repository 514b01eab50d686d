"""A person's own letters and calendar address. Nobody else's are here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions.letter_choices import choose_letters, end_address, new_address
from compliance.calendar import calendar_of
from compliance.letters import link
from compliance.models import CalendarAddress, Letter, ReminderTemplate, ReportReader, TurnedOff
from compliance.stopping import stop_link

FEW = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request):
    """What was written to me, which of the optional letters I want, and the address for my calendar."""
    optional = ReminderTemplate.objects.filter(optional=True, on=True)
    if request.method == "POST":
        wanted = {each.pk for each in optional if str(each.pk) in request.POST.getlist("wanted")}
        choose_letters(person=request.user, wanted=wanted, now=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("compliance:letters")
    refused = set(TurnedOff.objects.filter(person=request.user).values_list("template", flat=True))
    reports = ReportReader.objects.filter(person=request.user, ended_at__isnull=True, report__state="running")
    address = CalendarAddress.objects.filter(person=request.user, ended_at__isnull=True).first()
    context = {
        "letters": Letter.objects.filter(person=request.user)[:FEW],
        "optional": [(each, each.pk not in refused) for each in optional],
        "reports": [(each.report, stop_link(reader=each)) for each in reports.select_related("report__view")],
        "address": link(f"/compliance/calendar/{address.secret}.ics") if address else "",
        "made_at": address.made_at if address else None,
    }
    return render(request, "compliance/reminders/own.html", context)


@login_required
@require_POST
def calendar_new(request):
    new_address(person=request.user, now=timezone.now())
    messages.success(request, _("Your calendar has a new address. One that was there before shows nothing any more."))
    return redirect("compliance:letters")


@login_required
@require_POST
def calendar_end(request):
    end_address(person=request.user, now=timezone.now())
    messages.success(request, _("The address shows nothing any more."))
    return redirect("compliance:letters")


@require_safe
def calendar(request, secret):
    """Read by calendar programs, which cannot sign in: the secret is the key. Unknown, ended, gone: the same 404."""
    found = CalendarAddress.objects.select_related("person").filter(secret=secret, ended_at__isnull=True).first()
    if found is None or not found.person.may_sign_in():
        raise Http404
    answer = HttpResponse(calendar_of(found.person, timezone.now()), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
