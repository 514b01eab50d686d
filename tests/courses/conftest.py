"""Tomas as the studio knows him."""

import pytest
from django.utils import timezone

from people.actions.roles import sync_groups


@pytest.fixture
def trainer(tomas):
    """With the rights in the studio that his role gives him."""
    sync_groups(people=[tomas], on=timezone.localdate())
    return tomas


@pytest.fixture
def studio(as_person, trainer):
    return as_person(trainer)
