"""What all our pages share: they never show themselves.

A live Wagtail page is public, and a quiz page holds its answers. So the address of a page sends to the player, and only
the preview of someone who may edit it renders anything.
"""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TitleFieldPanel
from wagtail.models import Page, Site

from courses.models.course import Course


class StudioPage(Page):
    # A `template` attribute on an abstract page is ignored by Wagtail, hence `get_template`.
    preview_template = "courses/preview/page.html"
    show_in_menus_default = False
    content_panels = [TitleFieldPanel("title", help_text=_("As learners read it."))]

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        address = self.player_url()
        if not address:
            raise Http404
        return redirect(address)

    def player_url(self) -> str | None:
        """Where learners find this; None while nothing of it was released."""
        keys = self.get_ancestors(inclusive=True).values("translation_key")
        course = Course.objects.released().filter(key__in=keys).first()
        return reverse("courses:course", args=[course.slug]) if course else None

    def get_url_parts(self, request=None):
        """The player's address, so that "View live" in the studio never leads to a page that is not there."""
        paths = Site.get_site_root_paths()  # Wagtail keeps them
        site = paths[0].site_id if paths else None
        address = self.player_url()
        return (site, settings.SITE_URL, address) if address else (site, None, None)

    @property
    def status_string(self):
        # "Live" would say that learners see it. They see what was released.
        return super().status_string.replace(gettext("live"), gettext("ready"))

    def get_template(self, request, *args, **kwargs):
        return self.preview_template

    def get_sitemap_urls(self, request=None):
        return []
