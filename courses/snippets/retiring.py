"""A question that is no longer good enough: quizzes draw it no more, and what was answered to it stays."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import DeleteView

from courses.models import Answer, Question

RETIRE, EDIT = "question_bank_retire", "wagtail.edit"


class KeepsWhatWasAnswered(ModelPermissionPolicy):
    """A question that somebody answered is retired, never deleted: statistics hang on it."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and was_answered(instance):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class DeleteQuestionView(DeleteView):
    def get_object(self, queryset=None):
        question = super().get_object(queryset)
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "delete", question):
            raise PermissionDenied
        return question


def was_answered(question: Question) -> bool:
    return Answer.objects.filter(question=question.uuid).exists()


@require_http_methods(["GET", "POST"])
def retire(request, pk: int):
    """Asks first and says what it means; for one that is retired it is the way back."""
    question = get_object_or_404(Question.objects.select_related("course"), pk=pk)
    if not question.snippet_viewset.permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    bank = reverse("question_bank:index") + f"?course={question.course_id}"
    if request.method == "POST":
        messages.success(request, _turn(question, request.user))
        return redirect(bank)
    left = Question.objects.in_use().filter(course=question.course, outcome=question.outcome).exclude(pk=pk).count()
    context = {"question": question, "left": left, "answered": was_answered(question), "bank": bank}
    return render(request, "courses/studio/retire.html", context)


def _turn(question: Question, actor) -> str:
    if question.retired_at:
        question.bring_back()
        said = _("Back in the bank: “%(question)s”. Release the course, and quizzes draw it again.")
    else:
        question.retire()
        said = _("Retired: “%(question)s”. From the next release on, quizzes leave it out.")
    log(instance=question, action=EDIT, user=actor)
    return said % {"question": question}
