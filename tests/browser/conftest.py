"""A real Chromium in front of a real server on a database of the test's own.

`site` is a migrated site without content, `alder` the demo district. `browsing` opens one more person's browser;
whatever the console, a script or the content security policy complains about on any of its pages fails the test.
"""

import os
import re
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from lms.demo.sign_ins import PASSWORD
from outbox.actions import drain
from tests import alder as alder_database
from tests.browser.chromium import started, window
from tests.browser.people import Browsing
from tests.browser.server import with_static_files
from tests.factories import PersonFactory
from tests.scenarios.factories import ScenarioVersionFactory


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    """One browser a run. Playwright's loop runs in this thread, and Django would refuse queries beside a loop.

    Beside a loop Django also takes other connections than before it: the ones that are open now would stay open for
    good, and PostgreSQL copies no database that somebody is connected to.
    """
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = started(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def _server(django_db_setup):
    thread = LiveServerThread("127.0.0.1", static_handler=with_static_files, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def site(_server, django_db_blocker, settings):
    """The address of a migrated site that holds nothing yet."""
    settings.SITE_URL = _server
    with django_db_blocker.unblock(), alder_database.own_copy(filled=False):
        yield _server


@pytest.fixture
def alder(_server, django_db_blocker, settings):
    """The address of the demo district, in a copy that belongs to this test."""
    settings.SITE_URL = _server
    with django_db_blocker.unblock(), alder_database.own_copy(filled=True):
        yield _server


@pytest.fixture(autouse=True)
def _as_on_the_real_site(indexed):
    """Whoever searches in the studio finds what was saved."""


@pytest.fixture(scope="session")
def left():
    """Browsers that stand open, by their look: a new one costs half a second, and has to fetch every static file."""
    return defaultdict(list)


@pytest.fixture
def browsing(request, chromium, left):
    """`browsing(width=390, scheme="dark")`: one more browser with cookies of its own; all are looked at in the end.

    With `clock=True` its pages have a clock that `later(seconds)` puts forward.
    """
    opened = []

    def open_one(*, address, width=1280, scheme="light", clock=False, **options):
        look = None if clock or options else (width, scheme)
        options |= {"width": width, "scheme": scheme, "clock": clock, "base_url": address}
        context = left[look].pop() if left[look] else window(chromium, **options)
        one = Browsing(context, address)
        opened.append((one, look))
        return one

    yield open_one
    complaints = [line for one, _look in opened for line in one.complaints]
    failed = request.node.stash.get(FAILED, False)
    if failed:
        shots = [shot for n, (one, _look) in enumerate(opened) for shot in one.shots(_folder(request), n)]
        print("What the browsers showed:", *shots, *complaints, sep="\n  ")
    for one, look in opened:
        if look and not failed:
            one.leave()
            left[look].append(one.context)
        else:
            one.context.close()
    assert complaints == [], "a page complained in the console"


@pytest.fixture
def ana_alone(site):
    """Ana, on a site that holds nothing else."""
    person = PersonFactory(username="100101", first_name="Ana", last_name="Delgado", email="ana@alder.example")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def begin(site, ana_alone, browsing):
    """`begin(definition, width=390, …)`: Ana has begun this conversation in practice; returns her browser."""

    def start(definition, **look):
        version = ScenarioVersionFactory(definition=definition, title=definition["title"])
        one = browsing(address=site, **look).arrive("100101")
        one.go(f"/practice/start/{version.activity.key}/")
        one.page.locator("main form button[type=submit]").first.click()
        one.page.wait_for_url(re.compile(r"/practice/[0-9a-f-]{36}/"))
        return one

    return start


@pytest.fixture
def work():
    """`work()`: what the worker would do now. An error in it is the test's."""
    return lambda: drain(strict=True)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _folder(request) -> Path:
    safe = re.sub(r"[^\w.-]+", "-", request.node.name)
    return Path(tempfile.mkdtemp(prefix=f"third-ring-{safe[:60]}-"))
