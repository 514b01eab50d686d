"""The closing reflection: the learner's own words, for nobody else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.actions import draft_of, hand_in_survey, save_draft
from courses.actions.quizzes import answers_place, question_key
from courses.models import Answer
from courses.render import resolve
from courses.views.active import counts_time
from courses.views.answers import as_saved, read_form, read_saved
from courses.views.found import own_attempt

SCALE = ["1", "2", "3", "4", "5"]


@login_required
@counts_time
@require_http_methods(["GET", "POST"])
def survey(request, key):
    attempt = own_attempt(request.user, key, "survey")
    questions = attempt.version.definition.get("questions", [])
    if not attempt.is_open:
        return _page(request, attempt, questions, _given(attempt, questions))
    if request.method == "POST":
        return _take(request, attempt, questions)
    draft = draft_of(request.user, answers_place(attempt))
    return _page(request, attempt, questions, read_saved(draft.text if draft else "", questions, "id"), draft)


def _take(request, attempt, questions):
    answers = read_form(request.POST, questions, "id")
    turn = int(timezone.now().timestamp() * 1000)
    draft = save_draft(person=request.user, place=answers_place(attempt), text=as_saved(answers), turn=turn)
    missing = [n for n, one in enumerate(questions, 1) if one.get("required", True) and one["id"] not in answers]
    if request.POST.get("do") == "save":
        messages.success(request, _("Your words are saved. You can come back to them on any device."))
    elif missing:
        return _page(request, attempt, questions, answers, draft, missing)
    else:
        hand_in_survey(attempt=attempt, answers=answers, now=timezone.now())
        messages.success(request, _("Reflection finished. Only you can read it."))
    return redirect("courses:course", attempt.enrollment.course.slug) if attempt.enrollment else redirect(request.path)


def _page(request, attempt, questions, answers, draft=None, missing=()):
    context = {
        "attempt": attempt,
        "definition": attempt.version.definition,
        "intro_html": resolve(attempt.version.definition.get("intro_html", "")),
        "questions": [_asked(question, answers.get(question["id"], {})) for question in questions],
        "open_questions": missing,
        "place": answers_place(attempt),
        "draft": draft,
        "saved": as_saved(answers) if answers else "",
    }
    return render(request, "courses/player/survey.html", context)


def _asked(question: dict, payload: dict) -> dict:
    return {
        **question,
        "required": question.get("required", True),
        "text": payload.get("text", ""),
        "scale": [(n, n in payload.get("options", [])) for n in SCALE] if question["kind"] == "scale" else [],
    }


def _given(attempt, questions) -> dict[str, dict]:
    rows = dict(Answer.objects.filter(attempt=attempt).values_list("question", "payload"))
    keys = {question["id"]: question_key(attempt, question["id"]) for question in questions}
    return {id_: rows[key] for id_, key in keys.items() if key in rows}
