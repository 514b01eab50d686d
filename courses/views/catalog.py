"""Courses one may join, and the page of a course: before Start why and what, after it how far and what next."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.actions import enroll, start, take_new
from courses.actions.change_path import keep_path, put_news_away, take_path
from courses.models import Course, Enrollment, Evidence
from courses.permissions import may_join, mine
from courses.refusals import Refused
from courses.render import resolve
from courses.topping_up import notes_since, offered_since
from courses.views.found import latest_round
from courses.views.path_lines import new_path, planned_path, round_path
from safe.numbers import number_in


@login_required
@require_GET
def catalog(request):
    courses = Course.objects.released().select_related("newest").order_by("title")
    rounds = Enrollment.objects.whole().filter(mine(request.user), closed_at__isnull=True).order_by("round")
    states = {each.course_id: _state(each) for each in rounds}
    listed = [
        (course, states.get(course.pk, "")) for course in courses if course.self_enrollment or course.pk in states
    ]
    return render(request, "courses/catalog.html", {"courses": listed})


@login_required
@require_GET
def course(request, slug):
    course = get_object_or_404(Course.objects.select_related("newest"), slug=slug)
    enrollment = latest_round(request.user, course)
    if course.newest_id is None or (enrollment is None and not may_join(course)):
        raise Http404
    started = enrollment is not None and enrollment.started_at is not None
    today = timezone.localdate()
    since = offered_since(enrollment, course.newest_id, today) if started else None
    edition = enrollment.edition if started else course.newest
    path = (
        round_path(enrollment, request.user) if started else planned_path(edition.pk, request.user, today, enrollment)
    )
    context = {
        "course": course,
        "new_path": new_path(enrollment, path, request.user, today) if started else None,
        "edition": edition,
        "why_html": resolve(edition.definition.get("why_html", "")),
        "enrollment": enrollment,
        "path": path,
        "completed_on": _completed_on(enrollment),
        "done_before": None if started else done_before(request.user, course),
        "may_join": may_join(course),
        "offered": since is not None,
        "what_changed": notes_since(enrollment) if since is not None or (enrollment and enrollment.release_id) else [],
    }
    return render(request, "courses/course.html" if started else "courses/course_before.html", context)


@login_required
@require_POST
def join(request, slug):
    enrollment = _own_round(request, slug)
    messages.success(request, _("You are on the course. Start when it suits you: your place is kept."))
    return redirect("courses:course", slug=enrollment.course.slug)


@login_required
@require_POST
def begin(request, slug):
    try:
        begun = start(enrollment=_shown_round(request) or _own_round(request, slug), now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        if begun.closed_at:
            messages.success(request, _("There is nothing left for you to do here. It is off your list."))
            return redirect("my_learning")  # the course itself may be closed to who has done it elsewhere
    return redirect("courses:course", slug=slug)


@login_required
@require_POST
def change_path(request, slug):
    """The answer to what a job change proposes."""
    course = get_object_or_404(Course.objects.released(), slug=slug)
    enrollment = get_object_or_404(Enrollment.objects.open().filter(mine(request.user), course=course))
    key, now = request.POST.get("key", ""), timezone.now()
    try:
        if request.POST.get("do") == "take":
            take_path(enrollment=enrollment, key=key, now=now, on=timezone.localdate(now))
        else:
            keep_path(enrollment=enrollment, key=key, on=timezone.localdate(now))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("courses:course", slug=slug)


@login_required
@require_POST
def put_path_news_away(request):
    """Read. The proposal itself waits on the page of each course."""
    put_news_away(Enrollment.objects.open().filter(mine(request.user)))
    return redirect("my_learning")


@login_required
@require_POST
def take_new_part(request, slug):
    """What a top-up offers: to someone under way, or to someone who is done."""
    course = get_object_or_404(Course.objects.released(), slug=slug)
    enrollment = latest_round(request.user, course)
    if enrollment is None:
        raise Http404
    try:
        take_new(enrollment=enrollment)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("courses:course", slug=slug)


def _shown_round(request) -> Enrollment | None:
    """The round that the page showed: pressed twice, a top-up that was closed does not begin the whole course anew."""
    shown = number_in(request.POST.get("round", ""))
    return Enrollment.objects.filter(mine(request.user), pk=shown).first() if shown else None


def _own_round(request, slug) -> Enrollment:
    """The person's open round; where people may join by themselves, a new one."""
    course = get_object_or_404(Course.objects.released(), slug=slug)
    standing = Enrollment.objects.open().filter(mine(request.user), course=course).first()
    if standing is None and not may_join(course):
        raise Http404
    return standing or enroll(person=request.user, course=course, actor=request.user, source=Enrollment.Source.SELF)


def _state(each: Enrollment) -> str:
    if each.completed_at:
        return "completed"
    return "in_progress" if each.started_at else "not_started"


def done_before(person, course) -> dt.date | None:
    """The day of the last completion that stands, of an earlier round or from elsewhere."""
    shown = Evidence.objects.standing().filter(mine(person), course=course).order_by("-occurred_at")
    at = shown.values_list("occurred_at", flat=True).first()
    return at and timezone.localdate(at)


def _completed_on(enrollment: Enrollment | None):
    """The date that counts is the evidence's; a top-up leaves the course the date it had."""
    if enrollment is None or enrollment.completed_at is None:
        return None
    rows = Evidence.objects.standing().for_courses()
    if enrollment.kind == Enrollment.Kind.TOP_UP:
        rows = rows.filter(mine(enrollment.person), course=enrollment.course_id)
    else:
        rows = rows.filter(enrollment=enrollment)
    return rows.order_by("-occurred_at").values_list("occurred_at", flat=True).first() or enrollment.completed_at
