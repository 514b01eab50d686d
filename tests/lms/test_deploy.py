"""What a production site shows and hides: settings that pass the deploy check, error pages without a trace, headers."""

import datetime as dt
import os
import runpy
import secrets
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from people.models import DutyCalendar

ROOT = Path(__file__).resolve().parent.parent.parent


def breaks(_request):
    raise RuntimeError("the password is swordfish")


def bad(_request):
    raise BadRequest("swordfish")


def refused(_request):
    raise PermissionDenied("swordfish")


def gone(_request):
    raise Http404("swordfish")


urlpatterns = [
    path("broken/breaks/", breaks),
    path("broken/bad/", bad),
    path("broken/refused/", refused),
    path("broken/gone/", gone),
    path("", include("lms.urls")),
]
ERRORS = {"breaks": 500, "bad": 400, "refused": 403, "gone": 404}


def production(tmp_path, **more):
    """The environment of a production site, and nothing of the one the tests run in."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "SITE_URL": "https://learn.alder.example",
        "ALLOWED_HOSTS": "learn.alder.example",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "VAR_DIR": str(tmp_path),
        **more,
    }


def manage(*args, env):
    command = [sys.executable, "manage.py", *args]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def settings_of(env, monkeypatch):
    """What the settings file says in this environment."""
    for name in os.environ:
        monkeypatch.delenv(name)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return SimpleNamespace(**runpy.run_path(str(ROOT / "lms" / "settings.py")))


def test_the_checks_have_nothing_to_say_at_any_time_of_day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 30, 15, 30, tzinfo=dt.UTC))
    found = DutyCalendar.check(databases=["default"])
    assert [issue.id for issue in found] == ["fields.W161"]  # else nothing needs to be silenced any more
    assert [issue for issue in found if not issue.is_silenced()] == []


def test_the_deploy_check_has_nothing_to_say(tmp_path):
    told = manage("check", "--deploy", "--fail-level", "WARNING", env=production(tmp_path))
    assert told.returncode == 0, told.stderr


def test_the_deploy_check_would_notice_debug_pages(tmp_path, monkeypatch, settings):
    settings.DEBUG = settings_of(production(tmp_path, DEBUG="1"), monkeypatch).DEBUG
    found = run_checks(tags=["security"], include_deployment_checks=True)
    assert "security.W018" in [each.id for each in found]


def test_without_any_variable_debug_is_off_and_strangers_are_not_answered(tmp_path, monkeypatch):
    env = production(tmp_path)
    for name in ("SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY"):
        del env[name]
    given = settings_of(env, monkeypatch)
    assert (given.DEBUG, "*" in given.ALLOWED_HOSTS, len(given.SECRET_KEY) >= 50) == (False, False, True)


# --- pages for what went wrong ----------------------------------------------------------------------------------------
@pytest.fixture
def broken(settings, db):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_says_what_to_do_and_shows_nothing_of_the_inside(broken, name):
    answer = broken.get(f"/broken/{name}/")
    page = answer.content.decode()
    shown = [word for word in ("Traceback", "swordfish", "RuntimeError", __file__) if word in page]
    assert (answer.status_code, shown, "<h1" in page) == (ERRORS[name], [], True)


def test_an_unknown_address_is_answered_in_our_own_words(broken):
    page = broken.get("/no/such/page/")
    assert (page.status_code, b"<h1" in page.content, b"urlpatterns" in page.content) == (404, True, False)


def test_a_form_without_its_token_is_refused_with_a_sentence(db):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x", "password": "y"})
    assert (answer.status_code, b"<h1" in answer.content, b"CSRF_FAILURE" in answer.content) == (403, True, False)


# --- headers ----------------------------------------------------------------------------------------------------------
def policy(answer) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts if part.strip())


KINDS = {
    "the sign-in page": ("", "/accounts/login/"),
    "a page for everyone": ("", "/accessibility/"),
    "the public check": ("", "/c/"),
    "a page that is not there": ("", "/no/such/page/"),
    "a learner's page": ("ana", "/my/"),
    "a page that is refused": ("ana", "/progress/"),
    "a staff page": ("helen", "/progress/"),
    "a file": ("helen", "/people/roster/template.csv"),
    "the state of the site": ("", "/healthz"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_inline_and_nothing_from_elsewhere_may_run(client, request, db, kind):
    who, address = KINDS[kind]
    if who:
        client.force_login(request.getfixturevalue(who))
    rules = policy(client.get(address))
    found = {name: rules.get(name) for name in ("default-src", "script-src", "style-src", "object-src", "base-uri")}
    assert found == {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_carries_the_headers_that_protect_readers(client, request, db, kind):
    who, address = KINDS[kind]
    if who:
        client.force_login(request.getfixturevalue(who))
    answer = client.get(address)
    names = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [answer.headers.get(name) for name in names] == ["nosniff", "DENY", "same-origin", "same-origin"]


def test_the_studio_has_a_policy_of_its_own_that_lets_nothing_in_from_elsewhere(client, tomas):
    client.force_login(tomas)
    rules = policy(client.get("/admin/"))
    assert (rules["default-src"], rules["script-src"]) == ("'self'", "'self' 'unsafe-inline'")


def test_over_https_cookies_stay_on_https(tmp_path, monkeypatch):
    given = settings_of(production(tmp_path), monkeypatch)
    assert (given.SESSION_COOKIE_SECURE, given.CSRF_COOKIE_SECURE, given.SECURE_SSL_REDIRECT) == (True, True, True)
    assert given.SECURE_HSTS_SECONDS > 3_000_000
