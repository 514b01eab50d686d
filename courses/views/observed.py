"""Signing off a real call: the supervisor or a trainer chooses person and activity, scores, writes a note."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions.observed import observe_call
from courses.actions.past import at_noon
from courses.models import ObservedCall, ObservedCallActivity
from courses.permissions import may_sign_off
from courses.refusals import Refused
from courses.session_forms import ObservedForm
from courses.sign_off import DIMENSIONS
from goals.models import RubricVersion
from people.models import Person
from people.permissions import has_role, supervised_by
from safe.numbers import number_in


@login_required
@require_safe
def calls(request):
    """Whom one may listen to, and what one has signed off; 404 for who leads nobody."""
    today = timezone.localdate()
    people = Person.objects.employed(today).filter(pk__in=supervised_by(request.user, today))
    if not has_role(request.user, "trainer") and not people:
        raise Http404
    context = {
        "people": people,
        "activities": ObservedCallActivity.objects.order_by("title"),
        "calls": ObservedCall.objects.filter(observer=request.user).select_related("person", "activity")[:30],
        "any_number": has_role(request.user, "trainer"),
    }
    return render(request, "courses/observed.html", context)


@login_required
@require_safe
def pick(request):
    """Person and activity from the list lead to the form."""
    number, key = request.GET.get("person", "").strip()[:32], request.GET.get("activity", "")
    activity = ObservedCallActivity.objects.filter(slug=key).first()
    if not activity or "/" in number or not number:
        messages.error(request, _("Choose a person and which call it was."))
        return redirect("courses:observed")
    return redirect("courses:observe", number, activity.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def observe(request, number, slug):
    person = get_object_or_404(Person, username=number.replace("\x00", ""))
    activity = get_object_or_404(ObservedCallActivity, slug=slug)
    if not may_sign_off(request.user, person, timezone.localdate()):
        raise Http404
    form = ObservedForm(request.POST or None, initial={"day": timezone.localdate()}, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            call = _keep(request, person, activity, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done, not_yet = _("Signed off. It is on their record."), _("Kept. It is not signed off: plan another call.")
            messages.success(request, done if call.signed_off else not_yet)
            return redirect("courses:observed")
    context = {"person": person, "activity": activity, "form": form, "rows": list(_rows(form))}
    return render(request, "courses/observe.html", context)


def _keep(request, person, activity, form) -> ObservedCall:
    given, now = form.cleaned_data, timezone.now()
    return observe_call(
        person=person,
        activity=activity,
        observer=request.user,
        # At noon it would count for no round that the person joined in the afternoon.
        occurred_at=now if given["day"] == timezone.localdate(now) else at_noon(given["day"]),
        levels=form.levels(),
        gate_failed=given["gate_failed"],
        note=given["note"],
        client_key=given["client_key"],
        now=now,
    )


def _rows(form):
    """The four dimensions in the words of the rubric."""
    rubric = RubricVersion.objects.order_by("-number").first()
    criteria = {row["key"]: row for row in rubric.definition["criteria"]} if rubric else {}
    for name in DIMENSIONS:
        about = criteria.get(name, {})
        chosen = form[name].value()
        levels = about.get("levels", {})
        yield {
            "name": name,
            "label": about.get("name", name),
            "question": about.get("question", ""),
            "chosen": number_in(chosen),
            "descriptors": [(n, levels[n]["descriptor"]) for n in sorted(levels) if levels[n].get("descriptor")],
            "errors": form[name].errors,
        }
