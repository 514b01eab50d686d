"""A draft from a real message. The message passes through here and is not kept: only what is left of it is."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from safe.numbers import numbers_in
from scenarios.pages import ScenarioIndexPage
from scenarios.private_words import find_private
from scenarios.studio.actions import begin_from_message
from scenarios.studio.cleaning import left_of
from scenarios.studio.forms import CleanForm, MarksForm, PasteForm, pieces

PASTE, MARKED, CLEAN = (f"scenarios/studio/message_{name}.html" for name in ("paste", "marked", "clean"))


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def from_message(request):
    """Three pages at one address, by the button that was pressed: paste, take out, confirm."""
    shelf = ScenarioIndexPage.objects.first()
    if shelf is None:
        raise Http404
    if not shelf.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if request.method == "GET":
        return render(request, PASTE, {"form": PasteForm()})
    steps = {"mark": _mark, "clean": _clean, "create": _create}
    return steps.get(request.POST.get("do", ""), _mark)(request, shelf)


@sensitive_variables()
def _mark(request, shelf):
    form = PasteForm(request.POST)
    if not form.is_valid():
        return render(request, PASTE, {"form": form}, status=422)
    text = form.cleaned_data["message"]
    marks = MarksForm(initial=form.cleaned_data)
    return render(request, MARKED, {"form": marks, "pieces": pieces(text, find_private(text), set())})


@sensitive_variables()
def _clean(request, shelf):
    form = MarksForm(request.POST)
    if not form.is_valid():
        return render(request, PASTE, {"form": form}, status=422)
    ticked = numbers_in(request.POST.getlist("mark"))
    left, taken = left_of(form.cleaned_data["message"], ticked, form.words())
    clean = CleanForm(initial={"opening": left, "channel": form.cleaned_data["channel"]})
    return render(request, CLEAN, {"form": clean, "taken": taken})


@sensitive_variables()
def _create(request, shelf):
    form = CleanForm(request.POST)
    if not form.is_valid():
        return render(request, CLEAN, {"form": form}, status=422)
    page = begin_from_message(
        shelf=shelf,
        title=form.cleaned_data["title"],
        channel=form.cleaned_data["channel"],
        opening=form.cleaned_data["opening"],
        actor=request.user,
    )
    messages.success(
        request,
        _("“%(title)s” is a draft. Say now who writes, and what is asked of the learner.") % {"title": page.title},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
