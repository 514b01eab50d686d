"""Choosing an activity for an outline: the window opens on the course that is being edited, not on the root of all."""

import re
from urllib.parse import urlsplit

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

EDITED = re.compile(r"/pages/(\d+)/edit/$")


class ActivityChooser(AdminPageChooser):
    choose_one_text = _("Choose an activity")
    choose_another_text = _("Choose another activity")
    chooser_modal_url_name = "choose_activity"


class ChooseActivity(BrowseView):
    def get(self, request, parent_page_id=None):
        return super().get(request, parent_page_id or course_being_edited(request))


def course_being_edited(request) -> int | None:
    """The number of the page whose editor opened the window; None where nobody can tell (the root is shown then)."""
    came_from = EDITED.search(urlsplit(request.headers.get("Referer", "")).path)
    number = int(came_from[1]) if came_from else None
    return number if Page.objects.filter(pk=number, numchild__gt=0).exists() else None


urls = [
    path("courses/choose/", ChooseActivity.as_view(), name="choose_activity"),
    path("courses/choose/<int:parent_page_id>/", ChooseActivity.as_view(), name="choose_activity_below"),
]
