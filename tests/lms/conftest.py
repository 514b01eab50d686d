"""The demo district with things in it that could leak, and a client for each person; one copy for each module."""

import pytest
from django.test import Client

from tests import addresses, alder
from tests.addresses import NUMBERS, PEOPLE


@pytest.fixture(scope="module")
def facts(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), alder.own_copy(filled=True):
        yield addresses.plant()


@pytest.fixture(scope="module")
def browsers(facts):
    """One client a person, signed in once."""
    clients = {name: Client(raise_request_exception=False) for name in PEOPLE}
    for name in NUMBERS:
        clients[name].force_login(facts.people[name])
    return clients
