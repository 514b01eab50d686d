"""One course, two due dates: whom a pair of requirements gives them, and saying that it is meant so."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from compliance import actions
from compliance.exceptions import CONFLICT
from compliance.sharing import agreed, people_between, sharing
from people.hr_forms import PlainForm
from people.permissions import role_required

PER_PAGE = 50


class MeantForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it is meant so"),
        max_length=200,
        help_text=gettext_lazy("Such as: newcomers do it early, and everyone does it again each year."),
    )


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request, first, second):
    found = next((one for one in sharing() if {one.first.slug, one.second.slug} == {first, second}), None)
    if found is None:
        raise Http404
    form = MeantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = {"reason": form.cleaned_data["reason"], "actor": request.user, "now": timezone.now()}
        actions.agree_to_pair(pair=found, **words)
        messages.success(request, _("It is meant so. It is asked again when either requirement changes."))
        return redirect(f"/compliance/exceptions/?kind={CONFLICT}")
    context = {
        "pair": found,
        "form": form,
        "agreed": agreed(found),
        "page": Paginator(people_between(found), PER_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "compliance/pair.html", context, status=422 if form.errors else 200)
