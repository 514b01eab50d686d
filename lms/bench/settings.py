"""The production settings with one more address, the floor. Only the bench runs under these."""

from lms.settings import *  # noqa: F403
from lms.settings import STORAGES

ROOT_URLCONF = "lms.bench.urls"
# Static files are served by another request; without collecting them first, their addresses need the plain storage.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
