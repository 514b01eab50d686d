"""What is wrong, beside the form: a side panel that Wagtail draws anew with every save, automatic ones too."""

from django.forms import Media
from django.forms.widgets import Script
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from scenarios.pages import ScenarioPage
from scenarios.studio.drafts import Told, told_of
from scenarios.studio.forms import ConversationCopyForm


class FindingsPanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle findings")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            return {**super().get_context_data(parent_context), "count": self.panel.errors}

    name = "findings"
    title = _("Findings")
    template_name = "scenarios/studio/findings.html"
    order = 150

    @cached_property
    def told(self) -> list[Told]:
        return told_of(self.object) if self.object.pk else []

    @property
    def errors(self) -> int:
        return sum(each.severity == "error" for each in self.told)

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        return {
            **context,
            "told": self.told,
            "errors": self.errors,
            "is_partial": parent_context.get("is_partial", False),
        }

    @property
    def media(self):
        return Media(css={"all": [static("css/studio.css")]}, js=[Script("js/studio.js", type="module")])


class _WithFindings:
    def get_side_panels(self):
        found = super().get_side_panels()
        found.insert(1, FindingsPanel(self.page, self.request))
        return found


class ScenarioEdit(_WithFindings, EditView):
    pass


class ScenarioCreate(_WithFindings, CreateView):
    """Before the first save the panel is empty; it is there so that the first save can fill it."""


class ScenarioCopy(CopyView):
    def get_form_class(self):
        return ConversationCopyForm


class ScenarioViewSet(PageViewSet):
    model = ScenarioPage
    edit_view_class = ScenarioEdit
    add_view_class = ScenarioCreate
    copy_view_class = ScenarioCopy
