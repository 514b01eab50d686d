"""Every address of the site. A URL with no row in tests/lms/test_urls_by_role.py fails the suite."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from courses.release.media import studio_media
from lms.views import district, home, minutes, my_learning, plan, progress, record_book, styleguide
from people.views import sign_in

handler500 = "lms.views.errors.broken"
urlpatterns = [
    path("", home.home, name="home"),
    path("", include("outbox.urls")),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", home.privacy, name="privacy"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    # learning
    path("my/", my_learning.my_learning, name="my_learning"),
    path("courses/", include("courses.urls")),
    path("practice/", include("scenarios.urls")),
    # who must do what by when
    path("compliance/people/<str:number>/record.xlsx", record_book.everything, name="everything"),
    path("compliance/", include("compliance.urls")),
    # reports
    path("progress/", progress.progress, name="progress"),
    path("progress/<slug:slug>.csv", progress.progress_csv, name="progress_csv"),
    path("minutes/", minutes.minutes, name="minutes"),
    path("minutes/file.<slug:kind>", minutes.minutes_file, name="minutes_file"),
    path("plan/", plan.plan, name="plan"),
    # people, proof
    path("district/", district.district, name="district"),
    path("district/holidays/", district.holiday, name="holiday"),
    path("district/holidays/<int:pk>/off/", district.holiday_off, name="holiday_off"),
    path("district/calendars/", district.calendar, name="duty_calendar_new"),
    path("district/calendars/<int:pk>/", district.calendar, name="duty_calendar"),
    path("district/words/", district.word, name="district_word"),
    path("people/", include("people.urls")),
    path("welcome/", include("people.urls_welcome")),
    path("accounts/", include("people.urls_account")),
    path("", include("certificates.urls")),
    # authors
    path("media/<path:path>", studio_media, name="studio_media"),
    path("admin/login/", sign_in.studio_sign_in, name="studio_sign_in"),
    path("admin/", include(wagtailadmin_urls)),
    path("pages/", include(wagtail_urls)),
]
