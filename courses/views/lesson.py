"""The lesson player: one part at a time. A GET only reads; leaving a part by its button is what counts as seen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.actions import answer_check, drafts_of, finish_lesson, save_draft, show_part
from courses.actions.lessons import checks_of, parts_of, unseen_parts
from courses.models import Draft
from courses.plain_text import LONGEST
from courses.views.active import counts_time
from courses.views.found import own_attempt
from courses.views.lesson_blocks import find_check, reflection_place, shown_blocks
from courses.views.path_lines import round_path
from safe.numbers import number_in


@login_required
@counts_time
@require_http_methods(["GET", "POST"])
def lesson(request, key):
    attempt = own_attempt(request.user, key, "lesson")
    if request.method == "POST":
        return _act(request, attempt)
    parts = attempt.version.definition["parts"]
    n = number_in(request.GET.get("part"), 1, len(parts)) or _resume_at(attempt)
    part = parts[n - 1]
    path = round_path(attempt.enrollment, request.user) if attempt.enrollment_id else None
    context = {
        "attempt": attempt,
        "definition": attempt.version.definition,
        "part": part,
        "part_number": n,
        "part_count": len(parts),
        "previous": n - 1 if n > 1 else None,
        "next": n + 1 if n < len(parts) else None,
        "next_title": parts[n]["title"] if n < len(parts) else "",
        "blocks": shown_blocks(part, attempt, checks_of(attempt), _drafts(request.user, attempt, part)),
        "path": path,
        "line": path.of_activity(attempt.activity_id) if path else None,
    }
    return render(request, "courses/player/lesson.html", context)


def _act(request, attempt):
    """What the learner pressed: a check, a reflection kept by hand, the next part, or the end."""
    n = number_in(request.POST.get("part"), 1, parts_of(attempt)) or 1
    if "check" in request.POST:
        return _answer(request, attempt, n)
    if "reflection" in request.POST:
        return _keep(request, attempt, n)
    if request.POST.get("do") == "finish":
        return _finish(request, attempt)
    attempt = show_part(attempt=attempt, part=n)
    return _to(attempt, min(n + 1, parts_of(attempt)))


def _answer(request, attempt, n):
    block = find_check(attempt, n, request.POST["check"])
    known = {option["id"] for option in block["question"]["options"]} if block else set()
    if block:
        chosen = [one for one in request.POST.getlist("chosen") if one in known]
        answer_check(attempt=attempt, block_id=block["id"], chosen=chosen)
    return _to(attempt, n, f"check-{block['id']}" if block else "")


def _keep(request, attempt, n):
    part = attempt.version.definition["parts"][n - 1]
    block_id = request.POST["reflection"]
    text = request.POST.get("text", "")
    if block_id not in [block["id"] for block in part["blocks"] if block["type"] == "reflection"]:
        return _to(attempt, n)
    if len(text) > LONGEST:
        messages.warning(request, _("That is more than can be kept here. Shorten it, then save again."))
        return _to(attempt, n)
    turn = int(timezone.now().timestamp() * 1000)
    save_draft(person=request.user, place=reflection_place(attempt, block_id), text=text, turn=turn)
    messages.success(request, _("Saved. Only you can read it."))
    return _to(attempt, n, f"reflection-{block_id}")


def _finish(request, attempt):
    attempt = finish_lesson(attempt=attempt, now=timezone.now())
    unseen = unseen_parts(attempt)
    if attempt.is_open and unseen:
        told = ngettext(
            "Almost there: part %(n)s has not been opened yet.",
            "Almost there: %(k)s parts have not been opened yet.",
            len(unseen),
        )
        messages.info(request, told % {"n": unseen[0], "k": len(unseen)})
        return _to(attempt, unseen[0])
    messages.success(request, _("Lesson finished: %(title)s") % {"title": attempt.version.title})
    if attempt.enrollment_id is None:
        return _to(attempt, 1)
    return redirect("courses:course", slug=attempt.enrollment.course.slug)


def _resume_at(attempt) -> int:
    """The first part not yet seen; a finished lesson opens at its beginning."""
    unseen = unseen_parts(attempt)
    return unseen[0] if unseen and attempt.is_open else 1


def _drafts(person, attempt, part) -> dict[str, Draft]:
    places = [reflection_place(attempt, block["id"]) for block in part["blocks"] if block["type"] == "reflection"]
    return drafts_of(person, places)


def _to(attempt, n, fragment=""):
    url = f"{reverse('courses:lesson', args=[attempt.key])}?part={n}"
    return HttpResponseRedirect(f"{url}#{fragment}" if fragment else url)
