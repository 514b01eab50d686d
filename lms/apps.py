"""The top room as Django knows it, and Wagtail's user pages with our forms."""

from importlib import import_module

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Third Ring"

    def ready(self) -> None:
        import_module("lms.session_letters")  # more handlers than one file should hold


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user pages, with our forms: a person may have no e-mail address."""

    user_viewset = "people.user_viewset.PersonViewSet"
