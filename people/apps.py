"""The room as Django knows it. Nothing starts with it: roles and letters follow by the outbox."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"
