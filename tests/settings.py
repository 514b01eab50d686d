"""The site's settings, with what a test run needs, each with its reason."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-and-never-kept-anywhere-but-here")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="third-ring-tests-"))  # no test writes into the working copy
os.environ.setdefault("DEFAULT_FROM_EMAIL", "Third Ring <no-reply@alder.example>")

from lms.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hashing is most of the time otherwise
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # no collectstatic needed
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "tests.indexes.AllButIndexes"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECOND_SCORE_SHARE = 0  # a test that is about the random share sets it
ACCOUNT_RATE_LIMITS = False  # journeys sign in more often than a person would
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # noqa: F405 -- whitenoise warns about a folder that is not there
