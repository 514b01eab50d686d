"""The first way in, by printed code or by link. Mounted at /welcome/."""

from django.urls import path

from people.views import welcome

app_name = "welcome"
urlpatterns = [
    path("", welcome.by_code, name="code"),
    path("<str:token>/", welcome.by_link, name="link"),
]
