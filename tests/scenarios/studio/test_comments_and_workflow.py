"""What Wagtail brings works on conversations too: comments beside a field, and a second reader before one is ready.

An approval says "ready", as publishing does. It releases nothing, and says so to both.
"""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment
from wagtail.test.utils.form_data import querydict_from_html

from courses.block_field import BlockField
from courses.models import ActivityVersion
from people.actions.roles import sync_groups
from people.models import Role
from scenarios.models import ScenarioPage
from tests.factories import RoleGrantFactory


@pytest.fixture
def second_reader(studio, ruth):
    """Ruth, who is a trainer too, at a desk of her own."""
    RoleGrantFactory(person=ruth, role=Role.TRAINER)
    sync_groups(on=dt.date.today())
    desk = Client()
    desk.force_login(ruth)
    return desk


@pytest.fixture
def submitted(page, tomas):
    """A conversation that is ready, and a newer draft of it that Tomas gave to a second reader."""
    made = page()
    draft = made.get_latest_revision_as_object()
    draft.situation = "Read by two."
    draft.save_revision()
    made.get_workflow().start(made, tomas)
    mail.outbox.clear()
    return made


def test_a_comment_stands_beside_its_field(studio, page, tomas):
    made = page()
    Comment.objects.create(page=made, user=tomas, text="Is this so?", contentpath="situation")
    answer = studio.get(reverse("wagtailadmin_pages:edit", args=[made.pk]))
    assert [panel.name for panel in answer.context["side_panels"] if panel.name == "comments"] == ["comments"]
    assert "Is this so?" in answer.content.decode()


def as_read_by_two(made):
    return ScenarioPage.objects.get(pk=made.pk).situation == "Read by two."


def test_the_second_reader_approves_and_both_are_told_that_a_release_follows(
    submitted, studio, second_reader, django_capture_on_commit_callbacks
):
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    form = querydict_from_html(second_reader.get(edit).content.decode(), form_id="page-edit-form")
    streams = {f"{field.name}-count": 0 for field in ScenarioPage._meta.get_fields() if isinstance(field, BlockField)}
    sent = {**form.dict(), **streams, "action-workflow-action": "1", "workflow-action-name": "approve"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = second_reader.post(edit, sent, follow=True)
    assert "It is ready. Learners see it after the next release." in answer.content.decode()
    assert as_read_by_two(submitted)
    assert not ActivityVersion.objects.filter(activity__key=submitted.translation_key).exists()
    assert [(letter.subject, letter.to) for letter in mail.outbox] == [
        ("“Late bus by phone” was read and is ready", ["tomas@alder.example"])
    ]
    assert "after the next release" in mail.outbox[0].body
    assert edit in mail.outbox[0].body


def test_a_wish_comes_back_to_the_author_in_kind_words(submitted, ruth):
    state = submitted.current_workflow_task_state
    state.task.specific.on_action(state, user=ruth, action_name="reject", comment="What of the driver?")
    assert not as_read_by_two(submitted)
    (letter,) = mail.outbox
    assert letter.subject == "“Late bus by phone” came back with a wish"
    assert "Ruth Abara read “Late bus by phone” and asks for a change before it is ready." in letter.body
    assert "What of the driver?" in letter.body
