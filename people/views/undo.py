"""Undoing a roster load: what would be put back and who stays, then the deed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from people.actions import RosterChanged, plan_undo, undo_roster
from people.models import RosterLoad
from people.permissions import role_required
from people.roster.undo import digest
from people.undo_page import page_of
from people.views.person import get_or_post


@role_required("hr")
@get_or_post
def undo(request, key):
    load = get_object_or_404(RosterLoad, key=key)
    if request.method == "POST":
        try:
            undo_roster(load=load, shown=request.POST.get("shown", ""), actor=request.user)
        except RosterChanged:
            messages.warning(request, _("Nothing was changed: things changed since you looked. Please look again."))
            return redirect("people:roster_undo", key)
        return redirect("people:roster_check", key)
    if load.state != RosterLoad.State.APPLIED:
        return redirect("people:roster_check", key)
    plan = plan_undo(load)
    return render(request, "people/roster_undo.html", {"load": load, "shown": digest(plan), **page_of(plan)})
