"""The release page of the studio: what changed, what is wrong, who stands where, and the button."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from courses.models.activity import Activity
from courses.pages.course import CoursePage
from courses.release.actions import release_activity, release_course
from courses.release.changed import rules_of, words_of
from courses.release.context import CompileContext
from courses.release.course import DraftItem
from courses.release.forms import ReleaseForm
from courses.release.heads import heads, people_of
from courses.release.impact import preview, previews, touched_by
from courses.release.plan import CHANGED_SINCE, plan_item, plan_release
from courses.release.problems import ReleaseErrors
from courses.release.told import row_of, rows_of


@require_http_methods(["GET", "POST"])
def release(request, page_id: int):
    """A course, or a page that may be released alone. What counts is what was published, not the newest draft."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not (isinstance(page, CoursePage) or getattr(page, "stands_alone", False)):
        raise Http404
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return _course(request, page) if isinstance(page, CoursePage) else _alone(request, page)


def _course(request, page):
    plan = plan_release(page)
    course = plan.previous.course if plan.previous else None
    people = people_of(course, timezone.localdate())
    form = ReleaseForm(plan, request.POST or None)
    problems, chosen = plan.errors, None
    if request.method == "POST" and form.is_valid():
        change, per_item = form.cleaned_data.get("change", ""), form.per_item_change()
        if form.only_looking:
            chosen = row_of(preview(plan, people, change, per_item))
        else:
            problems, edition = _release(request, page, form, per_item)
            if edition:
                _say(request, page, edition, new=plan.previous is None or plan.previous.pk != edition.pk)
                return redirect("courses_release", page.pk)
    context = {
        "page": page,
        "plan": plan,
        "form": form,
        "problems": problems,
        "compared": words_of(plan),
        "rules": rules_of(plan),
        "heads": heads(people),
        "impacts": rows_of(previews(plan, people)) if plan.previous and not plan.nothing_new else [],
        "chosen": chosen,
        "touched": touched_by(course),
        "editions": course.editions.select_related("released_by") if course else [],
    }
    return render(request, "courses/studio/release.html", context, status=422 if form.errors else 200)


def _release(request, page, form, per_item):
    """(what is wrong, the edition): one of them is empty."""
    try:
        edition = release_course(
            course_page=page,
            change=form.cleaned_data.get("change", ""),
            note=form.cleaned_data["note"],
            actor=request.user,
            per_item_change=per_item,
            seen=form.cleaned_data["seen"],
            after=form.cleaned_data["after"],
        )
    except ReleaseErrors as refused:
        return refused.problems, None
    return [], edition


def _alone(request, page):
    context = CompileContext()
    item = plan_item(DraftItem(page, module=""), context, alone=True)
    problems, told, seen = context.errors, "", request.POST.get("seen", "")
    activity = Activity.objects.filter(key=page.translation_key).first()
    newest = activity.versions.order_by("-number").first() if activity else None
    if request.method == "POST" and seen != item.digest:
        told = CHANGED_SINCE
    elif request.method == "POST":
        try:
            version = release_activity(page=page, actor=request.user, seen=seen)
        except ReleaseErrors as refused:
            problems = refused.problems
        else:
            words = _("“%(title)s” is released for practice, version %(number)d.")
            messages.success(request, words % {"title": version.title, "number": version.number})
            return redirect("courses_release", page.pk)
    shown = {
        "page": page,
        "problems": problems,
        "told": told,
        "digest": item.digest,
        "warnings": [each for each in context.problems if each.severity != "error"],
        "newest": newest,
        "nothing_new": newest is not None and newest.digest == item.digest,
    }
    return render(request, "courses/studio/release_alone.html", shown)


def _say(request, page, edition, *, new: bool) -> None:
    if not new:
        messages.info(
            request,
            _("Nothing has changed since edition %(number)d, so there is no new one.") % {"number": edition.number},
        )
        return
    course = messages.button(reverse("courses:course", args=[page.slug]), _("See the course"), new_window=True)
    messages.success(
        request,
        _("“%(title)s”, edition %(number)d, is released.") % {"title": edition.title, "number": edition.number},
        buttons=[course],
    )
