"""Conversations on the first page of the studio: the newest drafts, the shelf, and a way to begin from a message."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from courses.studio_home import ways_to_begin
from scenarios.pages import ScenarioIndexPage, ScenarioPage

SHOWN = 5


class ConversationsHome(Component):
    template_name = "scenarios/studio/home.html"
    order = 20

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        shelf = ScenarioIndexPage.objects.first()
        return {
            "shelf": shelf,
            "new": ways_to_begin(self.request.user, [ScenarioPage]),
            "from_message": reverse("scenario_from_message"),
            "newest": ScenarioPage.objects.order_by("-latest_revision_created_at")[:SHOWN],
        }
