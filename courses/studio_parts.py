"""What stands under a course, on the course's own page: its lessons and quizzes with a way to each and to a new one."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from courses.models.question import Question


class CourseParts(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/studio/parts.html"

        def get_context_data(self, parent_context=None):
            course = self.instance
            context = super().get_context_data(parent_context)
            if not course.pk:
                return context
            return context | {
                "course": course,
                "parts": course.get_children().specific(defer=True),
                "new": [_way_to_a_new(kind, course) for kind in course.allowed_subpage_models()],
                "questions": Question.objects.in_use().filter(course=course).count(),
                "bank": reverse("question_bank:index") + f"?course={course.pk}",
            }


def _way_to_a_new(kind, course) -> tuple[str, str]:
    """(the kind in words, the address of its empty form)"""
    meta = kind._meta
    return meta.verbose_name, reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, course.pk])
