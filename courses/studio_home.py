"""The first page of the studio, else empty: how words reach learners, and what waits for an author."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from courses.models import ProblemReport
from courses.pages.course import CoursePage


class StudioHome(Component):
    template_name = "courses/studio/home.html"
    order = 10

    def get_context_data(self, parent_context):
        pages = CoursePage.objects.order_by("title")
        user = parent_context["request"].user
        return {
            "courses": [(page, page.permissions_for_user(user).can_publish()) for page in pages],
            "reports": ProblemReport.objects.filter(settled_at__isnull=True).count(),
            "reports_url": reverse("wagtailsnippets_courses_problemreport:list"),
        }
