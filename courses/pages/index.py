"""The shelf that courses stand on. There is one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.pages.base import StudioPage


class CourseIndexPage(StudioPage):
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CoursePage"]
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("courses")

    def player_url(self):
        return reverse("home")
