"""The room as Django knows it, so that its name and its place in the order are taken."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Owns no model yet: requirements, assignments and reminders are added with their own feature."""

    name = "compliance"
    verbose_name = "Compliance"
