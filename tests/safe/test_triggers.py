"""The database itself refuses to change or delete guarded rows, and says what to do instead."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from outbox.models import WorkerBeat
from safe import triggers

MODEL = "outbox.WorkerBeat"


@pytest.fixture
def guard(db, monkeypatch):
    """Declares a guard on a plain table of ours, for one test."""
    monkeypatch.setattr(triggers, "_guards", dict(triggers._guards))

    def declare(**kwargs):
        triggers.guard(MODEL, **{"advice": "Write another row.", **kwargs})
        triggers.install(connection)

    yield declare
    triggers.uninstall(connection, app_label="outbox")


@pytest.fixture
def row(db):
    return WorkerBeat.objects.create(name="kept", kind="loop", seen_at=timezone.now())


def refused(act):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return str(caught.value)


def rename(row):
    WorkerBeat.objects.filter(pk=row.pk).update(name="changed")


def remove(row):
    WorkerBeat.objects.filter(pk=row.pk).delete()


def test_a_change_is_refused_and_the_message_says_what_to_do(guard, row):
    guard(advice="Write a row that says it's void.")
    message = refused(lambda: rename(row))
    assert "outbox_workerbeat" in message
    assert "cannot be changed" in message
    assert "Write a row that says it's void." in message
    assert WorkerBeat.objects.get().name == "kept"


def test_a_deletion_is_refused(guard, row):
    guard()
    assert "cannot be deleted" in refused(lambda: remove(row))
    assert WorkerBeat.objects.exists()


def test_plain_sql_is_refused_too(guard, row):
    guard()
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("UPDATE outbox_workerbeat SET kind = 'celery'"))


def test_adding_rows_is_free(guard, row):
    guard()
    WorkerBeat.objects.create(name="second", kind="loop", seen_at=timezone.now())
    assert WorkerBeat.objects.count() == 2


def test_only_what_is_named_is_refused(guard, row):
    guard(refuse=["update"])
    refused(lambda: rename(row))
    remove(row)
    assert not WorkerBeat.objects.exists()


def test_allowed_columns_may_change_alone(guard, row):
    guard(allow_columns=["seen_at"])
    later = timezone.now()
    WorkerBeat.objects.filter(pk=row.pk).update(seen_at=later)
    assert WorkerBeat.objects.get().seen_at == later
    refused(lambda: WorkerBeat.objects.filter(pk=row.pk).update(seen_at=later, name="changed"))


def test_a_condition_guards_some_rows_and_may_look_elsewhere(guard, row):
    guard(
        when="EXISTS (SELECT 1 FROM outbox_workerbeat other WHERE other.id = OLD.id AND other.kind = 'loop')",
    )
    free = WorkerBeat.objects.create(name="free", kind="celery", seen_at=timezone.now())
    refused(lambda: rename(row))
    refused(lambda: remove(row))
    rename(free)
    remove(free)
    assert list(WorkerBeat.objects.values_list("name", flat=True)) == ["kept"]


def test_a_condition_may_have_a_form_for_each_database(guard, row):
    guard(when=triggers.When(sqlite="OLD.kind = 'loop'", postgresql="OLD.kind = 'loop'::text"))
    refused(lambda: rename(row))


def test_installing_again_takes_the_newest_words(guard, row):
    guard()
    guard(advice="Ask HR.", allow_columns=["name"])
    rename(row)
    assert "Ask HR." in refused(lambda: remove(row))


def test_taken_off_nothing_is_refused(guard, row):
    guard()
    triggers.uninstall(connection)
    rename(row)
    assert WorkerBeat.objects.get().name == "changed"


def test_a_guard_of_a_table_that_is_not_there_yet_is_passed_over(guard, row, monkeypatch):
    monkeypatch.setattr(WorkerBeat._meta, "db_table", "not_there_yet")
    guard()
    triggers.uninstall(connection)


def test_a_guard_that_refuses_nothing_is_an_error():
    with pytest.raises(ValueError, match="refuse"):
        triggers.guard(MODEL, advice="", refuse=[])


def test_long_table_names_get_short_trigger_names():
    assert len(triggers._name("t" * 63, "update")) <= 60
    assert triggers._name("t" * 62, "update") != triggers._name("t" * 63, "update")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_guards_are_back_after_a_migrate_that_rebuilt_the_table(guard, row):
    guard()
    field = WorkerBeat._meta.get_field("kind")
    with connection.schema_editor() as editor:
        wider = field.clone()
        wider.max_length = 20
        wider.set_attributes_from_name("kind")
        wider.model = WorkerBeat
        editor.alter_field(WorkerBeat, field, wider)
    try:
        call_command("migrate", verbosity=0)
        refused(lambda: rename(row))
    finally:
        triggers.uninstall(connection, app_label="outbox")
        with connection.schema_editor() as editor:
            editor.alter_field(WorkerBeat, wider, field)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_flush_empties_guarded_tables_and_puts_the_guards_back(guard, row):
    guard()
    # As a test case ends: without new content types, which the next test would meet in its own copy.
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    assert not WorkerBeat.objects.exists()
    kept = WorkerBeat.objects.create(name="kept", kind="loop", seen_at=timezone.now())
    refused(lambda: rename(kept))
