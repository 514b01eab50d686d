"""A release notes what it quoted, as it read then."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from courses.handlers import note_what_was_quoted
from courses.models import CoursePage, Quote
from courses.quoting.source import of_word, source_of, subject_of
from courses.release import actions
from outbox.models import OutboxMessage
from outbox.registry import handlers_of
from tests.courses.quoting.factories import (
    call_them,
    conversation,
    quoting,
    release,
    released,
    revise,
    rewrite,
    standard,
    word,
)
from tests.courses.studio.factories import publish
from tests.factories import ActivityVersionFactory, lesson_definition

pytestmark = pytest.mark.django_db


def noted():
    return sorted(
        (quote.source.partition(":")[0], str(quote.version or quote.edition)) for quote in Quote.objects.all()
    )


def test_what_a_lesson_quotes_is_noted_with_its_version():
    released()
    quotes = {quote.source: quote.said for quote in Quote.objects.all()}
    assert quotes[of_word("families")] == "families"
    assert (quotes[source_of(standard())]["code"], quotes[source_of(standard())]["version"]) == ("P-1", 1)
    assert noted() == [("standard", "Hold well, Phones, version 1"), ("word", "Hold well, Phones, version 1")]


def test_what_the_course_page_says_is_noted_with_the_edition():
    course = quoting(code="", text="<p>Say it.</p>")
    page = CoursePage.objects.get(pk=course.pk)
    page.why = "<p>{Families} come first.</p>"
    publish(page)
    release(course)
    assert noted() == [("word", "Phones, edition 1")]


def test_the_same_word_from_the_keyboard_is_no_quote():
    released(code="", text="<p>We call families back.</p>")
    assert noted() == []


def test_a_conversation_released_alone_is_noted_too():
    conversation()
    assert noted() == [("word", "The late bus, version 1")]


def test_the_next_release_notes_how_it_reads_then():
    course = released()
    revise()
    call_them("parents")
    release(course)
    assert [quote.said for quote in Quote.objects.filter(source=of_word("families")).order_by("pk")] == [
        "families",
        "parents",
    ]
    assert [quote.said["version"] for quote in Quote.objects.filter(source=source_of(standard())).order_by("pk")] == [
        1,
        2,
    ]


def test_a_version_that_is_used_again_keeps_its_notes():
    course = released(code="")
    call_them("parents")
    release(course)
    call_them("families")
    release(course)
    assert noted() == [("word", "Hold well, Phones, version 1"), ("word", "Hold well, Phones, version 2")]


def test_the_same_text_gains_a_note_when_its_author_puts_the_token_in():
    course = released(code="", text="<p>We call families back.</p>")
    rewrite(course, "<p>We call {families} back.</p>")
    page = CoursePage.objects.get(pk=course.pk)
    page.summary = "Anew."
    publish(page)
    release(course)
    assert noted() == [("word", "Hold well, Phones, version 1")]


def test_the_database_keeps_a_note_as_written():
    released()
    with pytest.raises(IntegrityError, match="notes what it quotes"), transaction.atomic():
        Quote.objects.update(said="other")


@pytest.mark.parametrize("find", [standard, word])
def test_a_source_names_what_it_came_from(find):
    assert subject_of(source_of(find())) == find()


# --- what was released before ----------------------------------------------------------------------------------------
@pytest.fixture
def before(monkeypatch):
    """A course and a conversation from a release that noted nothing."""
    monkeypatch.setattr(actions, "note_quotes", lambda *_args, **_more: None)
    course = quoting()
    release(course)
    return course, conversation()


def test_the_worker_notes_what_is_published_as_it_was_released(before):
    assert (noted(), note_what_was_quoted({})) == ([], None)
    assert noted() == [
        ("standard", "Hold well, Phones, version 1"),
        ("word", "Hold well, Phones, version 1"),
        ("word", "The late bus, version 1"),
    ]


def test_the_worker_notes_nothing_where_the_page_is_another_now(before):
    course, page = before
    rewrite(course, "<p>{Families} first.</p>")
    page.summary = "They call."
    publish(page)
    note_what_was_quoted({})
    assert noted() == []


def test_the_migration_reads_standards_from_what_was_released():
    said = {"code": "P-1", "title": "Answer", "text": "By the third ring.", "version": 1, "since": "August 1, 2026"}
    definition = lesson_definition()
    definition["parts"][0]["blocks"].append({"id": "s1", "type": "standard", **said})
    version = ActivityVersionFactory(definition=definition)
    import_module("courses.migrations.0024_quotes_of_before").note(apps, None)
    assert list(Quote.objects.values_list("version", "source", "said")) == [(version.pk, source_of(standard()), said)]
    assert handlers_of(OutboxMessage.objects.get(key="quotes.before").topic) == [note_what_was_quoted]


def test_a_district_without_releases_has_nothing_to_note():
    import_module("courses.migrations.0024_quotes_of_before").note(apps, None)
    assert (Quote.objects.count(), OutboxMessage.objects.count()) == (0, 0)
