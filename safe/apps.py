"""Puts the guards back after every migrate."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from safe.triggers import install_after_migrate


class SafeConfig(AppConfig):
    name = "safe"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The one signal in the product: nothing else tells that a table was rebuilt.
        post_migrate.connect(install_after_migrate, dispatch_uid="safe.triggers")
