"""The page that courses stand under: made when it is missing, and the site's root from then on."""

from django.db import transaction
from wagtail.models import Page, Site

from courses.pages.index import CourseIndexPage


def ensure_course_index() -> CourseIndexPage:
    """The one index page. The "Welcome to Wagtail" page that Wagtail makes goes when nobody built on it."""
    with transaction.atomic():
        found = CourseIndexPage.objects.first()
        if found:
            return found
        root = Page.get_first_root_node()
        if root is None:
            root = Page.add_root(instance=Page(title="Root", slug="root"))
        index = root.add_child(instance=CourseIndexPage(title="Courses", slug="courses"))
        Site.objects.filter(root_page__depth=2).exclude(root_page=index).update(root_page=index)
        if not Site.objects.exists():
            Site.objects.create(hostname="localhost", root_page=index, is_default_site=True, site_name="Third Ring")
        Page.objects.exact_type(Page).filter(depth=2, slug="home", numchild=0).delete()
    return CourseIndexPage.objects.get(pk=index.pk)
