"""One person on record twice: likely pairs, the merge with what follows from it, and its undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.actions import CannotMerge, merge_people, undo_merge
from people.actions.merges import why_not
from people.hr_forms import PickForm, ReasonForm
from people.merging import pairs, refused, standing
from people.models import Merge
from people.permissions import may_manage, role_required
from people.views.person import get_or_post, manageable_or_403


@role_required("hr")
@require_safe
def duplicates(request):
    return _list(request, PickForm())


def _list(request, form):
    page = Paginator(pairs(), 25).get_page(request.GET.get("page"))
    merges = Merge.objects.select_related("keeper", "other", "merged_by", "undone_by")[:20]
    return render(request, "people/duplicates.html", {"page": page, "merges": merges, "form": form})


@role_required("hr")
@get_or_post
def pick(request):
    """Two numbers typed by hand lead to their merge page."""
    form = PickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people:merge", form.cleaned_data["keeper"], form.cleaned_data["other"])
    return _list(request, form)


@role_required("hr")
@get_or_post
def merge(request, number, other):
    keeper, gone = manageable_or_403(request, number), manageable_or_403(request, other)
    form = ReasonForm(request.POST or None)
    code = why_not(keeper, gone)
    if request.method == "POST" and form.is_valid():
        try:
            merge_people(keeper=keeper, other=gone, reason=form.cleaned_data["reason"], actor=request.user)
        except CannotMerge as error:
            code = error.code
        else:
            messages.success(request, _("The two records are one person now."))
            return redirect("people:person", keeper.username)
    both = standing(keeper), standing(gone)
    context = {
        "form": form,
        "keeper": both[0],
        "other": both[1],
        "both": both,
        "refused": refused(code) if code else "",
    }
    return render(request, "people/merge.html", context)


@role_required("hr")
@require_POST
def unmerge(request, pk):
    found = get_object_or_404(Merge.objects.select_related("keeper", "other"), pk=pk)
    if not (may_manage(request.user, found.keeper) and may_manage(request.user, found.other)):
        raise PermissionDenied
    try:
        undo_merge(merge=found, actor=request.user)
    except CannotMerge as error:
        messages.error(request, refused(error.code))
    else:
        messages.success(request, _("They are two people again."))
    return redirect("people:duplicates")
