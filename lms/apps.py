"""The top room as Django knows it, and Wagtail's user pages with our forms."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Third Ring"


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user pages, with our forms: a person may have no e-mail address."""

    user_viewset = "people.user_viewset.PersonViewSet"
