"""The comments that a marker keeps: their own, and those that others share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.refusals import Refused
from scenarios.actions import drop_comment, keep_comment
from scenarios.models import SavedComment
from scenarios.permissions import desk_required


@desk_required
@require_http_methods(["GET", "POST"])
def comments(request):
    if request.method == "POST":
        text, shared = request.POST.get("text", ""), bool(request.POST.get("shared"))
        try:
            keep_comment(person=request.user, text=text, shared=shared)
        except Refused as refused:
            return _page(request, problem=str(refused), text=text)
        messages.success(request, _("Kept."))
        return redirect("scenarios:comments")
    return _page(request)


@desk_required
@require_POST
def drop(request, pk):
    drop_comment(comment=get_object_or_404(SavedComment, pk=pk, person=request.user))
    messages.success(request, _("Dropped. Replies that it was written on keep it."))
    return redirect("scenarios:comments")


def _page(request, problem: str = "", text: str = ""):
    offered = SavedComment.objects.offered_to(request.user)
    context = {
        "own": [each for each in offered if each.person_id == request.user.pk],
        "shared": [each for each in offered if each.person_id != request.user.pk],
        "problem": problem,
        "text": text,
    }
    return render(request, "scenarios/comments.html", context, status=422 if problem else 200)
