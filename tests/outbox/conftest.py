"""Topics of one test: what a test declares is gone after it."""

import pytest

from outbox import registry
from outbox.actions import promise
from tests.outbox.processes import Processes


@pytest.fixture
def topics(monkeypatch):
    """An empty register; returns a function that declares a topic and the list of payloads it got."""
    monkeypatch.setattr(registry, "_handlers", {})
    monkeypatch.setattr(registry, "_periodics", {})

    def declare(name="letter", does=None):
        got = []

        def handler(payload):
            got.append(payload)
            return does(payload) if does else None

        registry.handles(name)(handler)
        return got

    return declare


@pytest.fixture
def processes(tmp_path, transactional_db):
    started = Processes(tmp_path)
    yield started
    started.end()


@pytest.fixture
def slow_letters(topics):
    """Promises letters that only the processes know how to write."""
    registry.topic("slow letter")

    def send(count, seconds=0):
        for number in range(count):
            promise(topic="slow letter", key=f"slow:{number}", payload={"number": number, "seconds": seconds})

    return send
