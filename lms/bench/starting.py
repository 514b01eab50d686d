"""How long a web process takes until it can answer: interpreter up, application and all addresses imported."""

import os
import statistics
import subprocess
import sys
from typing import Any

from django.conf import settings

TRIES = 3
# Addresses are imported with the first request, so they belong to the start.
PROGRAM = """
import time
start = time.perf_counter()
import lms.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
seconds = time.perf_counter() - start
import sys
print(seconds, "weasyprint" in sys.modules)
"""


def web_start() -> dict[str, Any]:
    runs = [_run() for _ in range(TRIES)]
    return {
        "web_seconds": round(statistics.median(float(seconds) for seconds, _ in runs), 2),
        "weasyprint_imported": any(imported == "True" for _, imported in runs),
    }


def _run() -> list[str]:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings"}
    # Our own interpreter and the program above.
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PROGRAM], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    return ran.stdout.split()
