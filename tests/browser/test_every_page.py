"""Every page of ours with a screen reader, on a phone, in a dark room: axe finds nothing, nothing scrolls sideways.

Pages come from `tests/addresses.py`, which the table of roles compares with the URL resolver: a new page is looked at
here as soon as it has its row there.
"""

import re
from collections import defaultdict

import pytest
from django.urls import reverse

from tests import addresses, alder
from tests.addresses import NUMBERS, ROWS
from tests.browser.checker import OF_COLORS, faults, sideways
from tests.browser.chromium import window
from tests.browser.people import Browsing, session_of

pytestmark = pytest.mark.browser

# The studio's own pages are Wagtail's to mend; its frame is not ours. Ours inside it are looked at without it.
STUDIO = "/admin/"
SHOWN = {name: row for name, row in ROWS.items() if not row.file and not row.post}
ERRORS = {"404": "/no/such/page/", "403": "/admin/login/"}
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
WIDTHS = [390, 1280]
NARROWEST = 320


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
def sessions(planted):
    """A session for each person, made once; none for a stranger."""
    return {name: [session_of(number)] for name, number in NUMBERS.items()}


@pytest.fixture(scope="module")
def screens(chromium, _server, sessions):
    """One browser for each width, kept for the module: `screens("ana", 390)` is Ana's turn at it.

    Nothing moves, so a color is there at once.
    """
    opened = {}

    def screen(person, width) -> Browsing:
        if width not in opened:
            opened[width] = Browsing(window(chromium, width=width, base_url=_server, reduced_motion="reduce"), _server)
        one = opened[width]
        one.context.clear_cookies()
        one.context.add_cookies([{**cookie, "url": _server} for cookie in sessions.get(person, [])])
        return one

    yield screen
    for one in opened.values():
        one.context.close()


def narrowest(screen, width) -> list[str]:
    """The page of a phone, made as narrow as a screen may be."""
    screen.page.set_viewport_size({"width": NARROWEST, "height": 900})
    found = sideways(screen.page)
    screen.page.set_viewport_size({"width": width, "height": 900})
    return [f"at {NARROWEST} px: {each}" for each in found]


def look(screen, width, path) -> list[str]:
    """What is wrong with a page in light and in dark. Of Wagtail's own pages only what they complain about."""
    screen.complaints.clear()
    screen.page.emulate_media(color_scheme="light")
    screen.go(path)
    if STUDIO in path and path not in ERRORS.values():
        return screen.complaints
    found = [*faults(screen.page), *sideways(screen.page), *(narrowest(screen, width) if width == min(WIDTHS) else [])]
    screen.page.emulate_media(color_scheme="dark")
    return [*found, *(f"in the dark: {each}" for each in faults(screen.page, **OF_COLORS)), *screen.complaints]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everyone(name, width, planted, screens):
    path = reverse(name, args=[getattr(planted, fact) for fact in SHOWN[name].args])
    assert look(screens(opener(name), width), width, path) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_is_for_everyone(error, width, planted, screens):
    assert look(screens("ana", width), width, ERRORS[error]) == []


def test_every_page_has_a_title_of_its_own(planted, screens):
    titles = defaultdict(list)
    for name in PAGES:
        path = reverse(name, args=[getattr(planted, fact) for fact in SHOWN[name].args])
        page = screens(opener(name), 1280).context.request.get(path).text()  # read, not drawn
        titles[" ".join(TITLE.search(page)[1].split())].append(name)
    assert "" not in titles
