"""Every address of the site. A URL with no row in tests/lms/test_urls_by_role.py fails the suite."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from lms.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    # learning
    path("courses/", include("courses.urls")),
    path("practice/", include("scenarios.urls")),
    # people, proof
    path("people/", include("people.urls")),
    path("", include("certificates.urls")),
    # authors
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.account.urls")),
    path("pages/", include(wagtail_urls)),
]
