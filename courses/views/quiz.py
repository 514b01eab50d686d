"""The quiz: all questions on one page, kept while choosing, handed in once; then the result with its reasons."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses import testing_out
from courses.actions import draft_of, hand_in_quiz, save_draft
from courses.actions.quizzes import answers_place, drawn_questions
from courses.quiz import answered
from courses.render import resolve
from courses.views.active import counts_time
from courses.views.answers import as_saved, read_form, read_saved
from courses.views.found import own_attempt
from courses.views.path_lines import round_path
from courses.views.quiz_result import asked, result_context


@login_required
@counts_time
@require_http_methods(["GET", "POST"])
def quiz(request, key):
    attempt = own_attempt(request.user, key, "quiz", testing_out.KIND)
    request.attempt = attempt
    if not attempt.is_open:
        return render(request, "courses/player/quiz_result.html", result_context(attempt, request.user))
    questions = drawn_questions(attempt)
    if request.method == "POST":
        return _take(request, attempt, questions)
    draft = draft_of(request.user, answers_place(attempt))
    return _page(request, attempt, questions, read_saved(draft.text if draft else "", questions), draft)


def _take(request, attempt, questions):
    """Hand in what is complete; keep what is not. Whatever comes of it, the answers are not lost."""
    answers = read_form(request.POST, questions)
    whole = all(answered(question, answers.get(question["uuid"], {})) for question in questions)
    if whole and request.POST.get("do") != "save":
        try:
            hand_in_quiz(attempt=attempt, answers=answers, now=timezone.now())
        except Exception:
            _keep(request.user, attempt, answers)
            raise
        return redirect("courses:quiz", key=attempt.key)
    draft = _keep(request.user, attempt, answers)
    if request.POST.get("do") == "save":
        messages.success(request, _("Your answers are saved. You can come back to them on any device."))
        return (
            redirect("courses:course", attempt.enrollment.course.slug) if attempt.enrollment else redirect(request.path)
        )
    return _page(request, attempt, questions, answers, draft, asked_in_vain=True)


def _keep(person, attempt, answers):
    turn = int(timezone.now().timestamp() * 1000)
    return save_draft(person=person, place=answers_place(attempt), text=as_saved(answers), turn=turn)


def _page(request, attempt, questions, answers, draft=None, *, asked_in_vain=False):
    definition = attempt.version.definition
    path = round_path(attempt.enrollment, request.user) if attempt.enrollment_id else None
    context = {
        "attempt": attempt,
        "definition": definition,
        "test": path.test_of(attempt.activity_id) if path else None,
        "intro_html": resolve(definition.get("intro_html", "")),
        "questions": [asked(question, answers.get(question["uuid"]), attempt) for question in questions],
        **(_still_open(questions, answers) if asked_in_vain else {}),
        "arranged": any(question["kind"] in ("order", "match") for question in questions),
        "place": answers_place(attempt),
        "draft": draft,
        "saved": as_saved(answers) if answers else "",
        "path": path,
    }
    return render(request, "courses/player/quiz.html", context)


def _still_open(questions, answers) -> dict:
    """Numbers of the questions without an answer, and of those with half of one."""
    numbered = list(enumerate(questions, 1))
    begun = [(n, question) for n, question in numbered if question["uuid"] in answers]
    return {
        "open_questions": [n for n, question in numbered if question["uuid"] not in answers],
        "half_answered": [n for n, question in begun if not answered(question, answers[question["uuid"]])],
    }
