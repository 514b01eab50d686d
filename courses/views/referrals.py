"""Bruno refers one of his people to a course or to a practice, with a reason; Ana reads it and may put it away."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.actions.refer import put_away, refer, withdraw_referral
from courses.forms_referral import ReferForm
from courses.models import Referral
from courses.permissions import may_refer, mine
from courses.refusals import Refused
from people.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def refer_person(request, number):
    person = _their_person(request, number)
    form = ReferForm(request.POST or None, initial={"client_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            refer(person=person, by=request.user, **form.said())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(name)s reads your reason on the first page.") % {"name": person})
            return redirect("courses:refer", number=number)
    rows = Referral.objects.filter(mine(person)).select_related("course", "activity", "referred_by", "enrollment")
    context = {"person": person, "form": form, "rows": rows.order_by("-made_at")[:20]}
    return render(request, "courses/refer.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request, number, pk):
    person = _their_person(request, number)
    withdraw_referral(referral=get_object_or_404(Referral.objects.filter(mine(person)), pk=pk))
    messages.success(request, _("Taken back. It no longer stands on the first page."))
    return redirect("courses:refer", number=number)


@login_required
@require_POST
def put_referral_away(request, pk):
    put_away(referral=get_object_or_404(Referral.objects.filter(mine(request.user)), pk=pk))
    return redirect("my_learning")


def _their_person(request, number) -> Person:
    person = get_object_or_404(Person.objects.employed(timezone.localdate()), username=number)
    if not may_refer(request.user, person, timezone.localdate()):
        raise Http404
    return person
