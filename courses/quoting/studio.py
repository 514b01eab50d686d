"""What the studio's pages of a standard and of a word gain: where it is quoted, and a word about it after a change."""

from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from courses.quoting.older import still_older, told
from courses.quoting.views import address_of, bulk_release, quoted_standard, quoted_word
from goals.models import Standard, Word

urls = [
    path("quoted/standard/<int:pk>/", quoted_standard, name="quoted_standard"),
    path("quoted/word/<int:pk>/", quoted_word, name="quoted_word"),
    path("quoted/release/<uuid:key>/", bulk_release, name="courses_bulk_release"),
]


@hooks.register("where_it_is_quoted")
def in_courses(subject):
    """(in a sentence, the address of the list, what its link says)"""
    said = told(still_older(subject)) or _("Every course that quotes it reads as it does today.")
    return said, address_of(subject), _("See where it is quoted")


@hooks.register("after_edit_snippet")
def say_who_quotes_it(request, instance):
    older = still_older(instance) if isinstance(instance, Standard | Word) else []
    if older:
        button = messages.button(address_of(instance), _("See them and release them together"))
        messages.info(request, told(older), buttons=[button])


@hooks.register("register_snippet_listing_buttons")
def where_it_is_quoted(snippet, user, next_url=None):
    if isinstance(snippet, Standard | Word):
        yield Button(_("Where it is quoted"), address_of(snippet), icon_name="openquote", priority=15)
