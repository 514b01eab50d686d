"""Real worker processes beside a test, on its database."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url():
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{kept['NAME']}"
    sign_in = quote(kept["USER"], safe="") + (f":{quote(kept['PASSWORD'], safe='')}" if kept["PASSWORD"] else "")
    host = quote(kept["HOST"], safe="") + (f":{kept['PORT']}" if kept["PORT"] else "")
    return f"postgres://{sign_in}@{host}/{kept['NAME']}"


class Processes:
    """Starts processes and leaves none behind; `trace` is what the slow letters wrote."""

    def __init__(self, folder):
        self.letters = folder / "letters.txt"
        self.log = folder / "processes.log"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.outbox.worker_settings",
            "DATABASE_URL": database_url(),
            "VAR_DIR": str(folder),
            "LETTERS": str(self.letters),
            "SECRET_KEY": "for the processes of one test",
        }
        self.started = []

    def start(self, module, *arguments):
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    @property
    def trace(self):
        return self.letters.read_text().splitlines() if self.letters.exists() else []

    def wait_for(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.05)
        raise AssertionError(f"waited {seconds} s in vain; the processes said:\n{self.log.read_text()}")

    def end(self):
        for process in self.started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
