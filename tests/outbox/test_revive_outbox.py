"""Messages that were laid aside come back by a command, the ones that were named and no others."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from outbox.actions import drain, promise
from outbox.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def got(topics):
    got = topics("letter")
    for key in ("letter:1", "letter:2"):
        promise(topic="letter", key=key, payload={"key": key})
    OutboxMessage.objects.update(dead_at=timezone.now(), tries=10, last_error="SMTPError: no such host")
    promise(topic="letter", key="letter:3", payload={"key": "letter:3"}, due_at=timezone.now() + dt.timedelta(days=1))
    return got


def said(*arguments, **options):
    out = StringIO()
    call_command("revive_outbox", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def dead():
    return list(OutboxMessage.objects.dead().order_by("key").values_list("key", flat=True))


def test_without_a_key_it_lists_and_changes_nothing(got):
    assert said() == [
        "letter:1: SMTPError: no such host", "letter:2: SMTPError: no such host", "2 laid aside.",
    ]  # fmt: skip
    assert dead() == ["letter:1", "letter:2"]


def test_the_named_one_is_tried_again(got):
    assert said("letter:2") == ["1 will be tried again."]
    drain(strict=True)
    assert got == [{"key": "letter:2"}]
    assert dead() == ["letter:1"]


def test_all_are_tried_again(got):
    assert said(all=True) == ["2 will be tried again."]
    drain(strict=True)
    assert got == [{"key": "letter:1"}, {"key": "letter:2"}]


def test_a_key_that_is_not_laid_aside_is_told_and_nothing_changes(got):
    with pytest.raises(CommandError, match=r"Not laid aside: letter:3\. Nothing was changed\."):
        said("letter:1", "letter:3")
    assert dead() == ["letter:1", "letter:2"]
