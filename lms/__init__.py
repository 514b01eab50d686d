"""The room that puts the parts together. The Celery app is named here so that every process knows its broker."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
