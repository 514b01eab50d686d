"""What the studio gains for conversations: findings beside the form, the map, tries, a draft from a message."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from scenarios.pages import ScenarioIndexPage, ScenarioPage
from scenarios.studio.home import ConversationsHome
from scenarios.studio.panels import ScenarioViewSet
from scenarios.studio.views import looking, message, playing


@hooks.register("register_admin_viewset")
def conversations():
    return ScenarioViewSet()


@hooks.register("register_admin_urls")
def our_urls():
    return [
        path("conversations/from-a-message/", message.from_message, name="scenario_from_message"),
        path("conversations/<int:page_id>/map/", looking.conversation_map, name="scenario_map"),
        path("conversations/<int:page_id>/samples/", looking.samples, name="scenario_samples"),
        path("conversations/<int:page_id>/preview/", playing.preview, name="scenario_preview"),
        path("conversations/<int:page_id>/play/", playing.play, name="scenario_play"),
    ]


@hooks.register("construct_homepage_panels")
def conversations_on_first_page(request, panels):
    panels.append(ConversationsHome(request))


@hooks.register("register_page_header_buttons")
def in_header(page, user, view_name, next_url=None):
    kind = page.specific_class
    if kind is ScenarioIndexPage and page.permissions_for_user(user).can_add_subpage():
        yield Button(_("From a real message"), reverse("scenario_from_message"), icon_name="mail", priority=6)
    if kind is ScenarioPage and page.pk and page.permissions_for_user(user).can_edit():
        yield Button(_("Map"), reverse("scenario_map", args=[page.pk]), icon_name="sliders", priority=6)
        yield Button(_("Play it"), reverse("scenario_play", args=[page.pk]), icon_name="resubmit", priority=7)
        yield Button(
            _("Try the samples"), reverse("scenario_samples", args=[page.pk]), icon_name="openquote", priority=8
        )


@hooks.register("after_copy_page")
def go_on_with_the_copy(request, page, new_page):
    """Whoever copies a conversation wants to change it next."""
    if isinstance(new_page.specific, ScenarioPage):
        return redirect("wagtailadmin_pages:edit", new_page.pk)
    return None
