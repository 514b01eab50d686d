"""The first page of the studio: how words reach learners, the courses, and what waits for an answer."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from courses.models import ProblemReport
from courses.pages.course import CoursePage
from courses.reviews import due_for_review

REVIEW_AHEAD = dt.timedelta(days=30)


class StudioHome(Component):
    template_name = "courses/studio/home.html"
    order = 10

    def get_context_data(self, parent_context):
        pages = CoursePage.objects.order_by("title")
        user = parent_context["request"].user
        return {
            "courses": [(page, page.permissions_for_user(user).can_publish()) for page in pages],
            "new": ways_to_begin(user, [CoursePage]),
            "reviews": due_for_review(timezone.localdate() + REVIEW_AHEAD),
            "today": timezone.localdate(),
            "reports": ProblemReport.objects.filter(settled_at__isnull=True).count(),
            "reports_url": reverse("wagtailsnippets_courses_problemreport:list"),
        }


def ways_to_begin(user, kinds) -> list[tuple[str, str]]:
    """(what, address of its empty form) for each kind of page that has a shelf on which this person may put one."""
    ways = []
    for kind in kinds:
        shelves = (model.objects.first() for model in kind.allowed_parent_page_models())
        shelf = next((each for each in shelves if each), None)
        if shelf and shelf.permissions_for_user(user).can_add_subpage():
            at = [kind._meta.app_label, kind._meta.model_name, shelf.pk]
            ways.append((kind._meta.verbose_name, reverse("wagtailadmin_pages:add", args=at)))
    return ways
