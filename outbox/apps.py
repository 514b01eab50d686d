"""Reads every room's handlers when the apps start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Each room says in its own handlers.py what it does about a topic.
        autodiscover_modules("handlers")
