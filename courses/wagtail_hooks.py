"""What the studio gains: a first page, the question bank, reported problems, releasing, and the way back."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.snippets.models import register_snippet

from courses import activity_chooser
from courses.pages.base import StudioPage
from courses.pages.course import CoursePage
from courses.quoting import studio as quoting
from courses.release.views import release
from courses.snippets.problems import ProblemReportViewSet
from courses.snippets.questions import QuestionBank, QuestionGroup
from courses.snippets.retiring import RETIRE, retire
from courses.studio_home import StudioHome

register_snippet(QuestionGroup)
register_snippet(ProblemReportViewSet)


@hooks.register("register_admin_viewset")
def question_bank():
    return QuestionBank()


@hooks.register("construct_homepage_panels")
def first_page(request, panels):
    panels.insert(0, StudioHome())


@hooks.register("register_admin_menu_item")
def back_to_the_site():
    return MenuItem(_("Back to Third Ring"), reverse("my_learning"), name="site", icon_name="home", order=20000)


@hooks.register("register_admin_urls")
def our_urls():
    return [
        path("courses/release/<int:page_id>/", release, name="courses_release"),
        path("questions/<int:pk>/retire/", retire, name=RETIRE),
        *activity_chooser.urls,
        *quoting.urls,
    ]


@hooks.register("insert_global_admin_css")
def what_wagtail_leaves_bare():
    return format_html('<link rel="stylesheet" href="{}">', static("css/editor.css"))


@hooks.register("insert_editor_js")
def last_words():
    return format_html('<script type="module" src="{}"></script>', static("js/last-words.js"))


def may_be_released(page) -> bool:
    kind = page.specific_class
    return bool(page.pk and kind and (issubclass(kind, CoursePage) or getattr(kind, "stands_alone", False)))


@hooks.register("register_page_header_buttons")
def release_in_header(page, user, view_name, next_url=None):
    if may_be_released(page) and page.permissions_for_user(user).can_publish():
        yield Button(_("Release"), reverse("courses_release", args=[page.pk]), icon_name="upload", priority=5)


@hooks.register("register_page_listing_buttons")
def release_in_list(page, user, next_url=None):
    if may_be_released(page) and page.permissions_for_user(user).can_publish():
        # No icon: a list gives it no size.
        yield ListingButton(_("Release"), reverse("courses_release", args=[page.pk]), priority=15)


@hooks.register("after_publish_page")
def say_that_a_release_follows(request, page):
    """Wagtail says "published"; here that means "ready", and the next step is the release."""
    if not issubclass(page.specific_class, StudioPage):
        return
    to_release = page if may_be_released(page) else page.get_parent()
    buttons = []
    if may_be_released(to_release):
        label = _("Release %(title)s") % {"title": to_release.title}
        buttons.append(messages.button(reverse("courses_release", args=[to_release.pk]), label))
    messages.info(request, _("It is ready. Learners see it after the next release."), buttons=buttons)


@hooks.register("after_edit_page")
def say_it_to_the_second_reader_too(request, page):
    """An approval publishes without the hook for publishing, and whoever approves might think that all is done."""
    if "action-workflow-action" in request.POST and request.POST.get("workflow-action-name") == "approve":
        page.refresh_from_db()
        if page.live and not page.workflow_in_progress:
            say_that_a_release_follows(request, page)


class ReleaseMenuItem(ActionMenuItem):
    name = "action-release"
    label = _("Release …")
    icon_name = "upload"

    def is_shown(self, context):
        return context["view"] == "edit" and may_be_released(context["page"])

    def get_url(self, context):
        return reverse("courses_release", args=[context["page"].pk])


@hooks.register("register_page_action_menu_item")
def release_in_editor():
    return ReleaseMenuItem(order=90)
