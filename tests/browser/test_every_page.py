"""Every page of ours with a screen reader, on a phone, in a dark room: axe finds nothing, nothing scrolls sideways.

Pages come from `tests/addresses.py`, which the table of roles compares with the URL resolver: a new page is looked at
here as soon as it has its row there.
"""

import re
from collections import defaultdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests import addresses, alder
from tests.addresses import NUMBERS, ROWS
from tests.browser.people import Browsing

pytestmark = pytest.mark.browser

# The studio's own pages are Wagtail's to mend; its frame is not ours. Ours inside it are looked at without it.
STUDIO = "/admin/"
SHOWN = {name: row for name, row in ROWS.items() if not row.file and not row.post}
ERRORS = {"404": "/no/such/page/", "403": "/admin/login/"}
LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


def opener(name) -> str:
    """Who looks: the first who gets the page itself, else the first who is refused with a page."""
    wanted = SHOWN[name].expected
    seen = [person for person, status in wanted.items() if status == 200]
    return (seen or [person for person, status in wanted.items() if status in (403, 404)] or [""])[0]


PAGES = [name for name in SHOWN if opener(name)]


@pytest.fixture(scope="module")
def planted(_server, django_db_blocker):
    with django_db_blocker.unblock(), alder.own_copy(filled=True):
        yield addresses.plant()


@pytest.fixture(scope="module")
def cookies(planted, django_db_blocker):
    """A session for each person, made once."""
    from django.test import Client  # noqa: PLC0415 -- only this fixture signs in without a page

    made = {}
    for name in NUMBERS:
        client = Client()
        client.force_login(planted.people[name])
        made[name] = client.cookies["sessionid"].value
    return made


@pytest.fixture(scope="module")
def screens(chromium, _server, cookies):
    """One browser for each person, width and scheme, kept for the module."""
    opened = {}

    def screen(person, width, scheme) -> Browsing:
        key = person, width, scheme
        if key not in opened:
            context = chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=_server, locale="en-US"
            )
            context.set_default_timeout(15000)
            if person in cookies:
                context.add_cookies([{"name": "sessionid", "value": cookies[person], "url": _server}])
            opened[key] = Browsing(context)
        return opened[key]

    yield screen
    for one in opened.values():
        one.context.close()


def faults(screen) -> list[str]:
    found = Axe().run(screen.page)
    lines = defaultdict(list)
    for rule in found.response["violations"]:
        for node in rule["nodes"]:
            lines[f"{rule['id']} ({rule['help']})"].append(f"{node['target']} {node['html'][:110]}")
    return [f"{rule}: {where}" for rule, places in lines.items() for where in places[:3]]


def sideways(screen) -> list[str]:
    wide = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"scrolls sideways by {wide} px"] if wide > 0 else []


def look(screen, path) -> list[str]:
    screen.complaints.clear()
    screen.go(path)
    ours = STUDIO not in path or path in ERRORS.values()
    return [*faults(screen), *sideways(screen), *screen.complaints] if ours else [*screen.complaints]


@pytest.mark.parametrize("width, scheme", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everyone(name, width, scheme, planted, screens):
    path = reverse(name, args=[getattr(planted, fact) for fact in SHOWN[name].args])
    assert look(screens(opener(name), width, scheme), path) == []


@pytest.mark.parametrize("width, scheme", LOOKS)
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_is_for_everyone(error, width, scheme, planted, screens):
    assert look(screens("ana", width, scheme), ERRORS[error]) == []


@pytest.mark.parametrize("width", [320])
@pytest.mark.parametrize("name", PAGES)
def test_the_narrowest_screen_needs_no_scrolling_sideways(name, width, planted, screens):
    screen = screens(opener(name), width, "light")
    screen.go(reverse(name, args=[getattr(planted, fact) for fact in SHOWN[name].args]))
    assert STUDIO in screen.page.url or sideways(screen) == []


def test_every_page_has_a_title_of_its_own(planted, screens):
    titles = defaultdict(list)
    for name in PAGES:
        screen = screens(opener(name), 1280, "light")
        screen.go(reverse(name, args=[getattr(planted, fact) for fact in SHOWN[name].args]))
        titles[re.sub(r"\s+", " ", screen.page.title())].append(name)
    assert "" not in titles
