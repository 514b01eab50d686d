"""Settings of the real processes that tests start: the outbox alone, on the database of the test."""

from lms.settings import *  # noqa: F403

INSTALLED_APPS = ["outbox", "safe", "tests.outbox.slow_letters"]
MIDDLEWARE = []
ROOT_URLCONF = "outbox.urls"
OUTBOX_LEASE_SECONDS = 3
