"""What a lesson page sends to a real Chromium, from the site as it is run: gunicorn, compressed static files."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import CDPSession, sync_playwright

from lms.bench.fill import Filled
from lms.bench.pages import Browsers

QUIET_MS = 700  # a module that another one imports comes after the page is "idle" for a moment
START_SECONDS = 60


@dataclass
class Traffic:
    """Bytes on the wire by kind, as the browser's own network panel counts them. Pictures and film are left out."""

    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    def listen(self, panel: CDPSession) -> None:
        panel.on("Network.responseReceived", lambda told: self.kinds.update({told["requestId"]: told["type"]}))
        panel.on("Network.loadingFinished", self._finished)
        panel.send("Network.enable")

    def _finished(self, told: dict[str, Any]) -> None:
        if told["encodedDataLength"]:  # 0: from the browser's own cache
            self.sizes[told["requestId"]] = told["encodedDataLength"]

    def kb(self, *kinds: str) -> float:
        counted = {name: size for name, size in self.sizes.items() if self.kinds.get(name) not in ("Image", "Media")}
        wanted = [size for name, size in counted.items() if not kinds or self.kinds.get(name) in kinds]
        return round(sum(wanted) / 1024, 1)

    @property
    def requests(self) -> int:
        return sum(self.kinds.get(name) not in ("Image", "Media") for name in self.sizes)


def browse(filled: Filled, say: Callable[[str], None]) -> dict[str, Any]:
    say("collecting static files")
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings"}
    _python(env, "manage.py", "collectstatic", "--noinput", "--verbosity=0")
    session = Browsers().of(filled.district.learner).cookies[settings.SESSION_COOKIE_NAME].value
    with _site(env) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        context = chromium.new_context()
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page = context.new_page()
        panel = context.new_cdp_session(page)
        cold, warm = Traffic(), Traffic()
        cold.listen(panel)
        page.goto(address + reverse("courses:lesson", args=[filled.lesson.key]), wait_until="networkidle")
        page.wait_for_timeout(QUIET_MS)
        panel.detach()
        warm.listen(context.new_cdp_session(page))
        page.reload(wait_until="networkidle")
        page.wait_for_timeout(QUIET_MS)
        chromium.close()
    return {
        "cold_kb": cold.kb(),
        "cold_requests": cold.requests,
        "warm_kb": warm.kb(),
        "document_kb": cold.kb("Document"),
        "style_kb": cold.kb("Stylesheet"),
        "script_kb": cold.kb("Script"),
        "font_kb": cold.kb("Font"),
    }


@contextlib.contextmanager
def _site(env: dict[str, str]) -> Iterator[str]:
    """gunicorn on a free port of this machine, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi", "--bind", f"127.0.0.1:{port}", "--log-level=warning"]
    # Our own interpreter and module; the port is a number.
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env={**env, "SITE_URL": address})  # noqa: S603
    try:
        _wait(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(15)


def _wait(url: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 -- our own address
        except urllib.error.HTTPError:
            return  # it answers, whatever it says of a worker that is not there
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("gunicorn did not answer.")


def _python(env: dict[str, str], *arguments: str) -> None:
    # Our own interpreter and arguments written above.
    subprocess.run([sys.executable, *arguments], cwd=settings.BASE_DIR, env=env, check=True, stdout=sys.stderr)  # noqa: S603
