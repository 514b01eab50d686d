"""Private storage of its own for each test, and a quick pen: drawing for real is left to the tests of the paper."""

import pytest

from certificates import actions


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SITE_URL = "https://learn.alder.example"
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def quick_pen(monkeypatch):
    """Stands for `draw`: different claims give different bytes; `quick_pen` lists the claims drawn."""
    drawn = []

    def pen(claim):
        drawn.append(claim)
        return f"%PDF-1.7 {claim}".encode()

    monkeypatch.setattr(actions, "draw", pen)
    return drawn
