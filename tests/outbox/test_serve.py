"""One command is the whole site: web server and worker live and end together."""

import json
import os
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(processes):
    port = free_port()
    processes.env["PORT"] = str(port)
    parent = processes.start("django", "serve")

    def health():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return json.load(answer)
        except OSError:
            return None

    processes.wait_for(lambda: (health() or {}).get("worker", {}).get("last_seen"))
    parent.health = health
    return parent


def children(process):
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_cleanly_when_asked(site, number):
    assert site.health()["database"] == "ok"
    site.send_signal(number)
    assert site.wait(30) == 0
    assert site.health() is None


def test_when_the_worker_dies_the_site_does_not_pretend(site):
    _web, worker = children(site)
    os.kill(worker, signal.SIGKILL)
    assert site.wait(30) == 1
    assert site.health() is None
