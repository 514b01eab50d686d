"""What every test of this room needs: counters of tries start at nothing."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()
