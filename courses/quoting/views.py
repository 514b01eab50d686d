"""Two pages of the studio: where a standard or a word still reads as before, and one release of what is ticked."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.permission_policies import ModelPermissionPolicy

from courses.models.bulk_release import BulkRelease, BulkReleasePart
from courses.quoting.actions import begin_bulk_release, choose
from courses.quoting.forms import AdjustForm
from courses.quoting.older import says_now, still_older, told
from courses.quoting.source import source_of, subject_of
from courses.quoting.told import groups_of, how_far, rows_of, under_way
from goals.models import Standard, Word
from safe.numbers import numbers_in

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
EARLIER = 10


@get_or_post
def quoted_standard(request, pk: int):
    return _quoted(request, get_object_or_404(Standard, pk=pk))


@get_or_post
def quoted_word(request, pk: int):
    return _quoted(request, get_object_or_404(Word, pk=pk))


def _quoted(request, subject: Standard | Word):
    _check_may_change(request.user, type(subject))
    if request.method == "POST":
        bulk = begin_bulk_release(subject=subject, actor=request.user)
        if bulk:
            return redirect("courses_bulk_release", bulk.key)
        messages.info(request, _("Nothing quotes it in older words any more."))
        return redirect(address_of(subject))
    older = still_older(subject)
    context = {
        "subject": subject,
        "now": says_now(subject),
        "is_word": isinstance(subject, Word),
        "told": told(older),
        "groups": groups_of(older, subject),
        "coming": _coming(subject),
        "edit": edit_address(subject),
        "earlier": BulkRelease.objects.of(source_of(subject))[:EARLIER],
    }
    return render(request, "courses/studio/quoted.html", context)


@get_or_post
def bulk_release(request, key):
    """What was found course by course, the one form for all of them, and then how it went."""
    bulk = get_object_or_404(BulkRelease.objects.select_related("asked_by"), key=key)
    subject = subject_of(bulk.source)
    _check_may_change(request.user, Standard if bulk.source.startswith("standard:") else Word)
    parts = list(bulk.parts.all())
    is_mine = bulk.asked_by_id == request.user.pk
    form = AdjustForm(parts, subject, request.POST or None)
    if request.method == "POST":
        if not is_mine:
            raise PermissionDenied
        if form.is_valid():
            if not choose(bulk=bulk, **form.cleaned_data):
                messages.info(request, _("This was sent off before. Here is how it went."))
            return redirect("courses_bulk_release", bulk.key)
    context = {
        "bulk": bulk,
        "subject": subject,
        "back": address_of(subject) if subject else "",
        "rows": rows_of(parts),
        "left": [part.title for part in parts if part.state == BulkReleasePart.State.LOOKED_AT],
        "ticked": numbers_in(form["parts"].value() or []),
        "form": form,
        "asks": is_mine and not bulk.confirmed_at and not under_way(parts) and form.offers_something,
        "is_mine": is_mine,
        "under_way": under_way(parts),
        "how_far": how_far(bulk, parts),
    }
    return render(request, "courses/studio/bulk_release.html", context, status=422 if form.errors else 200)


def address_of(subject: Standard | Word) -> str:
    return reverse("quoted_standard" if isinstance(subject, Standard) else "quoted_word", args=[subject.pk])


def edit_address(subject: Standard | Word) -> str:
    return reverse(f"wagtailsnippets_goals_{subject._meta.model_name}:edit", args=[subject.pk])


def _coming(subject: Standard | Word):
    """The version of a standard that is written but not in force yet."""
    if isinstance(subject, Word):
        return None
    return subject.versions.filter(effective_from__gt=timezone.localdate()).order_by("-number").first()


def _check_may_change(person, model: type[Standard] | type[Word]) -> None:
    if not ModelPermissionPolicy(model).user_has_permission(person, "change"):
        raise PermissionDenied
