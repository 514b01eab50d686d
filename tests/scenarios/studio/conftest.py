"""Tomas in the studio, and conversations on its shelf."""

import datetime as dt
import re

import pytest

from courses.packages.registry import kind_of
from courses.shelf import ensure_course_index
from people.actions.roles import sync_groups
from scenarios.models import ScenarioPage
from tests.scenarios.conversations import conversation
from tests.scenarios.factories import RubricVersionFactory


@pytest.fixture
def studio(as_person, tomas):
    ensure_course_index()
    sync_groups(on=dt.date.today())
    return as_person(tomas)


@pytest.fixture
def page(db):
    """`page(step, …, title="…")`: a published conversation with these steps; the newest draft says the same."""

    def make(*steps, slug="late-bus", **changes):
        RubricVersionFactory()
        kind = kind_of("scenario")
        data = conversation(*steps, **changes)
        made = kind.page_class(title=data["title"], slug=slug)
        kind.fill(made, data)
        kind.parent().add_child(instance=made)
        made.save_revision().publish()
        return ScenarioPage.objects.get(pk=made.pk)

    return make


def plain(html: bytes) -> str:
    """The words of a page, without its tags, spaces made one."""
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
