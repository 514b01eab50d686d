"""Site and worker from one command, for one machine: the web server and the local loop, or neither."""

import contextlib
import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

GRACE_SECONDS = 15


class Command(BaseCommand):
    help = "Serve the site on this machine with one worker beside it. Stops both when either stops."
    requires_system_checks = []  # both children run them

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args, host: str, port: int, **options):
        stopping = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: stopping.append(number))
        children = [
            start(
                "gunicorn", "lms.wsgi", "--bind", f"{host}:{port}", "--workers=2", "--threads=4", "--log-level=warning"
            ),
            start("django", "run_worker"),
        ]
        try:
            while not stopping and all(child.poll() is None for child in children):
                time.sleep(0.2)
        finally:
            stop_all(children)
        if not stopping:
            sys.exit(1)


def start(module: str, *arguments: str) -> subprocess.Popen:
    """Start a Python module as a child; what it prints goes where ours goes."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "lms.settings")}
    # Our own interpreter and modules named in this file.
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=settings.BASE_DIR, env=env)  # noqa: S603


def stop_all(children: list[subprocess.Popen]) -> None:
    """Ask all to stop, wait for the work in hand, then insist."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    end = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
